/*
 * The words of messages: values shown so that any terminal can show them, whose mistake an error is, and names that are
 * near to a misspelt one.
 */
#include "binding.h"

/*
 * push_escaped(L, text, length, max)
 * Pushes a text as it may be shown on any terminal, and cut where it is longer than max bytes.
 */
static const char *push_escaped(lua_State *L, const char *text, size_t length, size_t max) {
  char buffer[4 * (size_t)PATH_SHOWN_MAX + sizeof "..."];
  lua_pushlstring(L, buffer, httpstatus__escape(text, length, max, buffer, sizeof buffer));
  return lua_tostring(L, -1);
}

/*
 * push_quoted(L, text, length)
 * The same between quotes, of a length that suits a message.
 */
static const char *push_quoted(lua_State *L, const char *text, size_t length) {
  char buffer[HTTPSTATUS__MESSAGE_SIZE];
  lua_pushlstring(L, buffer, httpstatus__quote(text, length, buffer, sizeof buffer));
  return lua_tostring(L, -1);
}

/*
 * push_number(L, index)
 * Pushes the text of a number. (lua_tostring alone would turn the caller's number into a string, and C libraries do not
 * agree about the sign of NaN.)
 */
static const char *push_number(lua_State *L, int index) {
  lua_Number number = lua_tonumber(L, index);
  if (number != number) {
    lua_pushliteral(L, "nan");
  } else {
    lua_pushvalue(L, index);
  }
  return lua_tostring(L, -1);
}

/*
 * push_value(L, index)
 * Pushes what a value is, for a message: string '4x4', number 404.5, nil, table.
 */
static const char *push_value(lua_State *L, int index) {
  size_t length;
  const char *text;
  switch (lua_type(L, index)) {
    case LUA_TSTRING:
      text = lua_tolstring(L, index, &length);
      return lua_pushfstring(L, "string %s", push_quoted(L, text, length));
    case LUA_TNUMBER:
      return lua_pushfstring(L, "number %s", push_number(L, index));
    case LUA_TBOOLEAN:
      return lua_pushfstring(L, "boolean %s", lua_toboolean(L, index) ? "true" : "false");
    case LUA_TNONE: /* LuaJIT's closures cannot tell the two apart */
      lua_pushliteral(L, "nil");
      return lua_tostring(L, -1);
    default:
      lua_pushstring(L, luaL_typename(L, index));
      return lua_tostring(L, -1);
  }
}

/*
 * push_where(L, blame)
 * Pushes "file:line: " of who is to blame, or "" where that is not known.
 */
static void push_where(lua_State *L, enum blame blame) {
  lua_Debug file, frame;
  int level = blame == BEYOND ? 2 : 1;
  if (blame == USER && lua_getstack(L, level, &file) && lua_getinfo(L, "S", &file)) {
    do {
      level++;
    } while (lua_getstack(L, level, &frame) && lua_getinfo(L, "S", &frame) && strcmp(frame.source, file.source) == 0);
  }
  luaL_where(L, level);
}

/*
 * refuse(L, blame, argument, function, why)
 * Raises the error for an argument that cannot be what it is. why ends the message.
 */
static int refuse(lua_State *L, enum blame blame, int argument, const char *function, const char *why) {
  push_where(L, blame);
  lua_pushfstring(L, "%sbad argument #%d to '%s' (%s)", lua_tostring(L, -1), argument, function, why);
  return lua_error(L);
}

/*
 * refuse_value(L, blame, argument, function, expected, index)
 * The same for a value of the wrong type, wherever it stands.
 */
static int refuse_value(lua_State *L, enum blame blame, int argument, const char *function, const char *expected,
                        int index) {
  const char *got = push_value(L, index);
  return refuse(L, blame, argument, function, lua_pushfstring(L, "%s expected, got %s", expected, got));
}

/* The same for an argument of the wrong type. */
static int refuse_type(lua_State *L, enum blame blame, int argument, const char *function, const char *expected) {
  return refuse_value(L, blame, argument, function, expected, argument);
}

/*
 * refuse_library(L, level, what)
 * Raises an error if the function at a level is a C function, which takes an object for an array. Lua 5.1 and 5.2 look
 * at the type instead.
 */
static void refuse_library(lua_State *L, int level, const char *what) {
#if LUA_VERSION_NUM >= 503
  lua_Debug caller;
  if (lua_getstack(L, level, &caller) && lua_getinfo(L, "S", &caller) && *caller.what == 'C') {
    luaL_where(L, level + 1);
    lua_pushfstring(L, "%sa %s is not an array; use its method each", lua_tostring(L, -1), what);
    lua_error(L);
  }
#else
  (void)L;
  (void)level;
  (void)what;
#endif
}

/*
 * refuse_argument(argument, function, expected, value, hint)
 * For the functions that are written in Lua. The hint, which may be nil, says what to do instead.
 */
static int refuse_argument(lua_State *L) {
  int argument = (int)lua_tointeger(L, 1);
  const char *function = lua_tostring(L, 2);
  const char *expected = lua_tostring(L, 3);
  const char *hint = lua_tostring(L, 5);
  luaL_checkany(L, 4);
  const char *got = push_value(L, 4);
  const char *why = lua_pushfstring(L, "%s expected, got %s%s%s", expected != NULL ? expected : "?", got,
                                    hint != NULL ? "; " : "", hint != NULL ? hint : "");
  return refuse(L, USER, argument, function != NULL ? function : "?", why);
}

/*
 * fail_parse(L, what, text, length, error)
 * nil, the message, and the position of the byte that was wrong, counted from 1 as Lua counts.
 */
static int fail_parse(lua_State *L, const char *what, const char *text, size_t length, const httpstatus_error *error) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_invalid(what, text, length, error, error->at + 1, message, sizeof message);
  (void)fail(L, "%s", message);
  push_count(L, error->at + 1);
  return 3;
}

/*
 * push_list(L, names, count)
 * Pushes names with commas between them.
 */
static const char *push_list(lua_State *L, const char *const *names, size_t count) {
  lua_pushstring(L, names[0]);
  for (size_t i = 1; i < count; i++) {
    lua_pushfstring(L, "%s, %s", lua_tostring(L, -1), names[i]);
    lua_remove(L, -2);
  }
  return lua_tostring(L, -1);
}

/*
 * push_unknown(L, what, text, length, names, count)
 * Pushes the message for a text that is none of a few names: the nearest one, or all of them.
 */
static const char *push_unknown(lua_State *L, const char *what, const char *text, size_t length,
                                const char *const *names, size_t count) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown(what, text, length, names, count, message, sizeof message);
  lua_pushstring(L, message);
  return lua_tostring(L, -1);
}

/*
 * push_near(L, near, count)
 * Pushes "; did you mean A (1), B (2) or C (3)?", or "" if count is 0. A name without a code is quoted.
 */
static const char *push_near(lua_State *L, const httpstatus_near *near, size_t count) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_near(near, count, message, sizeof message);
  lua_pushstring(L, message);
  return lua_tostring(L, -1);
}

/*
 * push_unknown_origin(L, id, length)
 * Pushes the message for an id that no origin has.
 */
static const char *push_unknown_origin(lua_State *L, const char *id, size_t length) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_origin(id, length, message, sizeof message);
  lua_pushstring(L, message);
  return lua_tostring(L, -1);
}
