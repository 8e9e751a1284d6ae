/*
 * Arguments: status codes, texts, arrays, and tables of options.
 *
 * A status code is an integer, a float with an integral value, or text of three digits, as lua-http and HAProxy give
 * it; everything else is an error that names it. luaL_checkinteger is no help: it takes "0x194" everywhere, and 404.5
 * on Lua 5.1. An argument that a function would ignore is an error too. What is wrong with the *value* of an argument
 * of the right type (a text that nothing is called by) is not an error: the function returns nil and a message.
 */
#include "binding.h"

/*
 * number_to_integer(L, index, integer)
 * Whether the value is a float with an integral value; sets *integer to it, or to NO_CODE if no int holds it.
 */
static bool number_to_integer(lua_State *L, int index, int *integer) {
  if (lua_type(L, index) != LUA_TNUMBER) {
    return false;
  }
  lua_Number number = lua_tonumber(L, index);
  if (number >= INT_MIN && number <= INT_MAX) {
    *integer = (int)number;
    return (lua_Number)*integer == number;
  }
  *integer = NO_CODE;
  if (number >= -9007199254740992.0 && number <= 9007199254740992.0) { /* 2^53: larger doubles have no fraction */
    return (lua_Number)(int64_t)number == number;
  }
  return number - number == 0; /* neither NaN nor infinite */
}

/*
 * to_integer(L, index, integer)
 * Whether the value is an integer; sets *integer to it, or to NO_CODE if no int holds it.
 */
static inline bool to_integer(lua_State *L, int index, int *integer) {
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, index)) {
    lua_Integer value = lua_tointeger(L, index);
    *integer = value < INT_MIN || value > INT_MAX ? NO_CODE : (int)value;
    return true;
  }
#endif
  return number_to_integer(L, index, integer);
}

/*
 * digits_to_code(L, index, digits, code)
 * Whether the value is text of so many digits; sets *code to their number.
 */
static bool digits_to_code(lua_State *L, int index, size_t digits, int *code) {
  size_t length;
  if (lua_type(L, index) != LUA_TSTRING) {
    return false;
  }
  const char *text = lua_tolstring(L, index, &length);
  *code = 0;
  for (size_t i = 0; i < length; i++) {
    if (length != digits || text[i] < '0' || text[i] > '9') {
      return false;
    }
    *code = *code * 10 + text[i] - '0';
  }
  return length == digits;
}

/*
 * to_code(L, index, code)
 * Whether the value is a status code; sets *code to it, or to NO_CODE if no int holds it.
 */
static inline bool to_code(lua_State *L, int index, int *code) {
  return to_integer(L, index, code) || digits_to_code(L, index, 3, code);
}

static int check_integer(lua_State *L, int argument, const char *function) {
  int integer;
  if (!to_integer(L, argument, &integer)) {
    refuse_type(L, CALLER, argument, function, "integer");
  }
  return integer;
}

static inline int check_code(lua_State *L, int argument, const char *function) {
  int code;
  if (!to_code(L, argument, &code)) {
    refuse_type(L, CALLER, argument, function, A_CODE);
  }
  return code;
}

static const char *check_text(lua_State *L, int argument, const char *function, size_t *length) {
  if (lua_type(L, argument) != LUA_TSTRING) {
    refuse_type(L, CALLER, argument, function, "string");
  }
  return lua_tolstring(L, argument, length);
}

static bool is_given(lua_State *L, int argument) {
  return !lua_isnoneornil(L, argument);
}

/*
 * refuse_surplus(L, blame, count, function)
 * Raises an error if a function is given more arguments than it has; nil does not count.
 */
static void refuse_surplus(lua_State *L, enum blame blame, int count, const char *function) {
  for (int argument = count + 1; argument <= lua_gettop(L); argument++) {
    if (is_given(L, argument)) {
      refuse_type(L, blame, argument, function, NOTHING);
    }
  }
}

/*
 * check_count(L, count, function)
 * The same for a function that the user has called. It comes last: the first argument that is wrong is the one to name.
 */
static inline void check_count(lua_State *L, int count, const char *function) {
  if (lua_gettop(L) > count) {
    refuse_surplus(L, CALLER, count, function);
    lua_settop(L, count);
  }
}

/* ---- Tables ---- */

/*
 * is_plain(L, argument, metafields)
 * Whether it is a table without these metafields (a list that ends with NULL): only an object's methods know what the
 * object holds. If it is not, something may be left on the stack.
 */
static bool is_plain(lua_State *L, int argument, const char *const *metafields) {
  if (lua_type(L, argument) != LUA_TTABLE) {
    return false;
  }
  while (*metafields != NULL && !luaL_getmetafield(L, argument, *metafields)) {
    metafields++;
  }
  return *metafields == NULL;
}

/*
 * is_index(L, key, value, length)
 * Whether a key belongs to an array of that length. The field n that table.pack adds does.
 */
static bool is_index(lua_State *L, int key, int value, size_t length) {
  if (lua_type(L, key) == LUA_TNUMBER) {
    lua_Number number = lua_tonumber(L, key);
    return number >= 1 && number <= (lua_Number)length && number == (lua_Number)(size_t)number;
  }
  return lua_type(L, key) == LUA_TSTRING && strcmp(lua_tostring(L, key), "n") == 0 &&
         lua_type(L, value) == LUA_TNUMBER && lua_tonumber(L, value) == (lua_Number)length;
}

/*
 * check_array(L, argument, blame, number, function, expected)
 * Raises an error if the value at an index, which is the function's argument of that number, is not an array: a map of
 * counts has no items. expected is for the message.
 */
static void check_array(lua_State *L, int index, enum blame blame, int number, const char *function,
                        const char *expected) {
  static const char *const metafields[] = {"__name", "__len", "__pairs", NULL};
  if (!is_plain(L, index, metafields)) {
    refuse_value(L, blame, number, function, expected, index);
  }
  size_t length = raw_length(L, index);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (!is_index(L, -2, -1, length)) {
      const char *key = push_value(L, lua_gettop(L) - 1);
      refuse(L, blame, number, function,
             lua_pushfstring(L, "%s expected, got table with the key %s; give the codes themselves, as in {200, 404}",
                             expected, key));
    }
    lua_pop(L, 1);
  }
}

/* ---- Options: a table as the last argument ---- */

/*
 * check_options(L, options)
 * Whether a table of options is given; raises an error for everything else, and for an option that the function does
 * not know, which would have no effect.
 */
static bool check_options(lua_State *L, const struct options *options) {
  static const char *const metafields[] = {"__name", NULL};
  size_t count = 0;
  if (!is_given(L, options->argument)) {
    return false;
  }
  if (!is_plain(L, options->argument, metafields)) {
    refuse_type(L, options->blame, options->argument, options->function, "table of options");
  }
  while (options->known[count] != NULL) {
    count++;
  }
  lua_pushnil(L);
  while (lua_next(L, options->argument)) {
    size_t i = 0;
    lua_pop(L, 1);
    while (i < count && (lua_type(L, -1) != LUA_TSTRING || strcmp(lua_tostring(L, -1), options->known[i]) != 0)) {
      i++;
    }
    if (i == count && lua_type(L, -1) == LUA_TSTRING) {
      size_t length;
      const char *key = lua_tolstring(L, -1, &length);
      refuse(L, options->blame, options->argument, options->function,
             push_unknown(L, "option", key, length, options->known, count));
    }
    if (i == count) {
      const char *key = push_value(L, lua_gettop(L));
      const char *known = push_list(L, options->known, count);
      refuse(L, options->blame, options->argument, options->function,
             lua_pushfstring(L, "unknown option %s; known: %s", key, known));
    }
  }
  return true;
}

/*
 * get_option(L, options, name, type)
 * Pushes the value of an option and returns whether it is given; raises an error where it is not of the type.
 */
static bool get_option(lua_State *L, const struct options *options, const char *name, int type) {
  lua_getfield(L, options->argument, name);
  if (lua_isnil(L, -1)) {
    return false;
  }
  if (lua_type(L, -1) != type) {
    const char *expected = lua_pushfstring(L, "%s as %s", lua_typename(L, type), name);
    refuse_value(L, options->blame, options->argument, options->function, expected, lua_gettop(L) - 1);
  }
  return true;
}
