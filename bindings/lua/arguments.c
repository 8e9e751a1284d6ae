/*
 * Arguments: status codes, texts, and tables of options.
 *
 * A status code is an integer, or a float with an integral value; whatever else is given is an error that names it.
 * luaL_checkinteger is no help: it takes "404" everywhere, and 404.5 on Lua 5.1. What is wrong with the *value* of an
 * argument of the right type (a text that names nothing) is no error but nil and a message.
 */
#include "binding.h"

/*
 * number_to_code(L, index, code)
 * Whether the value is a float with an integral value; sets *code to it, or to NO_CODE where no int holds it.
 */
static bool number_to_code(lua_State *L, int index, int *code) {
  if (lua_type(L, index) != LUA_TNUMBER) {
    return false;
  }
  lua_Number number = lua_tonumber(L, index);
  if (number >= INT_MIN && number <= INT_MAX) {
    *code = (int)number;
    return (lua_Number)*code == number;
  }
  *code = NO_CODE;
  if (number >= -9007199254740992.0 && number <= 9007199254740992.0) { /* 2^53: larger doubles have no fraction */
    return (lua_Number)(int64_t)number == number;
  }
  return number - number == 0; /* neither NaN nor infinite */
}

/*
 * to_code(L, index, code)
 * Whether the value is an integer; sets *code to it, or to NO_CODE where no int holds it.
 */
static inline bool to_code(lua_State *L, int index, int *code) {
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, index)) {
    lua_Integer integer = lua_tointeger(L, index);
    *code = integer < INT_MIN || integer > INT_MAX ? NO_CODE : (int)integer;
    return true;
  }
#endif
  return number_to_code(L, index, code);
}

static inline int check_code(lua_State *L, int argument, const char *function) {
  int code;
  if (!to_code(L, argument, &code)) {
    refuse_type(L, CALLER, argument, function, "integer");
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

/* ---- Options: a table as the last argument ---- */

/*
 * is_plain_table(L, argument)
 * Whether it is a table, and no object: a set is an empty table to whoever reads it raw. Where it is none, something
 * may be left on the stack.
 */
static bool is_plain_table(lua_State *L, int argument) {
  return lua_type(L, argument) == LUA_TTABLE && !luaL_getmetafield(L, argument, "__name");
}

/*
 * check_options(L, options)
 * Whether a table of options is given; raises an error where something else is, or one that the function does not
 * know: a misspelt option must not be silently ineffective.
 */
static bool check_options(lua_State *L, const struct options *options) {
  if (!is_given(L, options->argument)) {
    return false;
  }
  if (!is_plain_table(L, options->argument)) {
    refuse_type(L, options->blame, options->argument, options->function, "table of options");
  }
  lua_pushnil(L);
  while (lua_next(L, options->argument)) {
    size_t i = 0;
    lua_pop(L, 1);
    while (options->known[i] != NULL &&
           (lua_type(L, -1) != LUA_TSTRING || strcmp(lua_tostring(L, -1), options->known[i]) != 0)) {
      i++;
    }
    if (options->known[i] == NULL) {
      const char *key = push_value(L, lua_gettop(L));
      const char *known = options->known[0];
      for (i = 1; options->known[i] != NULL; i++) {
        known = lua_pushfstring(L, "%s, %s", known, options->known[i]);
      }
      refuse(L, options->blame, options->argument, options->function,
             lua_pushfstring(L, "unknown option: %s; known: %s", key, known));
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
