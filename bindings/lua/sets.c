/*
 * Sets: the part of httpstatus/set.lua that the core does.
 *
 * A set travels between C and Lua as a string, the bytes of an httpstatus_set. Strings are values: they need no
 * collection, compare by content, and whatever bytes a string has, it is a set.
 */
#include "binding.h"
#include "messages.h"
#include "set.h"

static void push_set(lua_State *L, const httpstatus_set *set) {
  lua_pushlstring(L, (const char *)set, sizeof *set);
}

static void check_set(lua_State *L, int argument, const char *function, httpstatus_set *set) {
  size_t length;
  const char *bytes = check_text(L, argument, function, &length);
  if (length != sizeof *set) {
    refuse_type(L, CALLER, argument, function, "set");
  }
  memcpy(set, bytes, sizeof *set);
}

/*
 * read_array(table) -> set | nil
 * The set, if the entries of the table are the items from 1 on in this order, which is how Lua keeps most arrays, and
 * all of them are right codes and texts. Whatever else there is, read_set knows what to say of it.
 */
static int read_array(lua_State *L) {
  httpstatus_set set = {{0}};
  httpstatus_error error;
  bool started = false;
  size_t item = 0, length;
  int key, code;
  if (!lua_istable(L, 1)) {
    return refuse_type(L, CALLER, 1, "read_array", "table");
  }
  lua_settop(L, 1);
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    item++;
    bool good = to_integer(L, -2, &key) && (size_t)key == item;
    if (good && to_integer(L, -1, &code)) {
      good = httpstatus_set_add(&set, code);
      started = true;
    } else if (good && lua_type(L, -1) == LUA_TSTRING) {
      const char *text = lua_tolstring(L, -1, &length);
      good = httpstatus__set_read(text, length, &set, &started, &error);
    } else {
      good = false;
    }
    if (!good) {
      return 0;
    }
  }
  push_set(L, &set);
  return 1;
}

/*
 * read_items(L, function, argument, set)
 * Reads an array as the text of a set, its items in the place of terms. Returns 0, or how many values are pushed that
 * say what is wrong with an item.
 */
static int read_items(lua_State *L, const char *function, int argument, httpstatus_set *set) {
  httpstatus_error error;
  size_t count = raw_length(L, 1), length;
  bool started = false;
  check_array(L, 1, USER, argument, function, "array of status codes and texts");
  for (size_t i = 1; i <= count; i++) {
    int code;
    get_raw(L, 1, i);
    if (lua_type(L, -1) == LUA_TSTRING) {
      const char *text = lua_tolstring(L, -1, &length);
      if (!httpstatus__set_read(text, length, set, &started, &error)) {
        char message[HTTPSTATUS__MESSAGE_SIZE], where[sizeof " as item " + 3 * sizeof i];
        snprintf(where, sizeof where, " as item %lu", (unsigned long)i);
        httpstatus__say_invalid_item("status set", text, length, where, &error, error.at + 1, message, sizeof message);
        (void)fail(L, "%s", message);
        push_count(L, error.at + 1);
        return 3;
      }
    } else if (!to_integer(L, -1, &code)) {
      const char *expected = lua_pushfstring(L, "integer or text as item %d", (int)i);
      return refuse_value(L, USER, argument, function, expected, lua_gettop(L) - 1);
    } else if (!httpstatus_set_add(set, code)) {
      return fail(L, "invalid status code %s as item %d: a set holds codes from 0 to %d", push_number(L, lua_gettop(L)),
                  (int)i, HTTPSTATUS_SET_MAX);
    } else {
      started = true;
    }
    lua_pop(L, 1);
  }
  return 0;
}

/*
 * read_set(value, function, argument) -> set | nil, message, position
 * From a text, an integer, or an array of both, that a Lua function has been given as its argument of that number.
 */
static int read_set(lua_State *L) {
  httpstatus_set set = {{0}};
  httpstatus_error error;
  size_t length;
  const char *function = check_text(L, 2, "read_set", &length);
  int argument = check_integer(L, 3, "read_set");
  int code, failed = 0;
  switch (lua_type(L, 1)) {
    case LUA_TSTRING: {
      const char *text = lua_tolstring(L, 1, &length);
      if (!httpstatus_set_parse(text, length, &set, &error)) {
        return fail_parse(L, "status set", text, length, &error);
      }
      break;
    }
    case LUA_TNUMBER:
      if (!to_integer(L, 1, &code)) {
        return refuse_value(L, USER, argument, function, "integer", 1);
      }
      if (!httpstatus_set_add(&set, code)) {
        return fail(L, "invalid status code %s: a set holds codes from 0 to %d", push_number(L, 1), HTTPSTATUS_SET_MAX);
      }
      break;
    case LUA_TTABLE:
      failed = read_items(L, function, argument, &set);
      break;
    default:
      return refuse_value(L, USER, argument, function, "text, integer, array of these or set", 1);
  }
  if (failed != 0) {
    return failed;
  }
  push_set(L, &set);
  return 1;
}

/*
 * new_set(metatable) -> userdata
 * A set is a userdata without content: # works on it in every Lua, and what takes it for a table says so.
 */
static int new_set(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) {
    return refuse_type(L, CALLER, 1, "new_set", "table");
  }
  lua_settop(L, 1);
  new_userdata(L, 0);
  lua_insert(L, 1);
  lua_setmetatable(L, 1);
  return 1;
}

/*
 * refuse_array(what)
 * Raises an error if a library's C function, such as the iterator of ipairs, reads index 1 of an object by the Lua
 * function that has called this one: an object that answers to every integer would be an array without an end.
 */
static int refuse_array(lua_State *L) {
  const char *what = lua_tostring(L, 1);
  refuse_library(L, 2, what != NULL ? what : "?");
  return 0;
}

/*
 * members(set, methods) -> table
 * What a set answers to every code of a class and to its other members, and its methods.
 */
static int members(lua_State *L) {
  httpstatus_set set;
  int last = HTTPSTATUS_SET_MAX, methods = 0;
  check_set(L, 1, "members", &set);
  if (lua_type(L, 2) != LUA_TTABLE) {
    return refuse_type(L, CALLER, 2, "members", "table");
  }
  lua_settop(L, 2);
  for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
    methods++;
  }
  while (httpstatus_status_class(last) == 0 && !httpstatus_set_contains(&set, last)) {
    last--;
  }
  lua_createtable(L, last, methods + 1); /* 0 is in the hash part */
  for (int code = 0; code <= last; code++) {
    bool contained = httpstatus_set_contains(&set, code);
    if (contained || httpstatus_status_class(code) != 0) {
      lua_pushboolean(L, contained);
      set_raw(L, 3, (size_t)code);
    }
  }
  for (lua_pushnil(L); lua_next(L, 2);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, 3);
  }
  return 1;
}

/*
 * set_text(set) -> string, set_count(set) -> integer, set_codes(set) -> array
 */
static int set_text(lua_State *L) {
  httpstatus_set set;
  char text[HTTPSTATUS_SET_TEXT_SIZE];
  check_set(L, 1, "set_text", &set);
  lua_pushlstring(L, text, httpstatus_set_text(&set, text, sizeof text));
  return 1;
}

static int set_count(lua_State *L) {
  httpstatus_set set;
  check_set(L, 1, "set_count", &set);
  push_count(L, httpstatus_set_count(&set));
  return 1;
}

static int set_codes(lua_State *L) {
  httpstatus_set set;
  size_t count = 0;
  check_set(L, 1, "set_codes", &set);
  lua_createtable(L, (int)httpstatus_set_count(&set), 0);
  for (int code = httpstatus_set_next(&set, -1); code >= 0; code = httpstatus_set_next(&set, code)) {
    lua_pushinteger(L, code);
    set_raw(L, -2, ++count);
  }
  return 1;
}

/*
 * set_union(set, set) -> set, set_intersection(set, set) -> set, set_difference(set, set) -> set,
 * set_complement(set) -> set
 */
#define SET_OPERATION(operation)             \
  static int set_##operation(lua_State *L) { \
    httpstatus_set a, b;                     \
    check_set(L, 1, "set_" #operation, &a);  \
    check_set(L, 2, "set_" #operation, &b);  \
    httpstatus_set_##operation(&a, &a, &b);  \
    push_set(L, &a);                         \
    return 1;                                \
  }

SET_OPERATION(union)
SET_OPERATION(intersection)
SET_OPERATION(difference)

static int set_complement(lua_State *L) {
  httpstatus_set set;
  check_set(L, 1, "set_complement", &set);
  httpstatus_set_complement(&set, &set);
  push_set(L, &set);
  return 1;
}

static const luaL_Reg set_functions[] = {
    {"read_set",         read_set        },
    {"new_set",          new_set         },
    {"read_array",       read_array      },
    {"refuse_array",     refuse_array    },
    {"members",          members         },
    {"set_text",         set_text        },
    {"set_count",        set_count       },
    {"set_codes",        set_codes       },
    {"set_union",        set_union       },
    {"set_intersection", set_intersection},
    {"set_difference",   set_difference  },
    {"set_complement",   set_complement  },
    {NULL,               NULL            },
};
