/*
 * Systems of codes. httpstatus.systems has them all, and takes the id of one with each code; each system also has a
 * table of its own, such as httpstatus.websocket, whose functions know which it is.
 */
#include "binding.h"

TABLE(system, httpstatus_system, SYSTEM_FIELDS, httpstatus_system_at)
TABLE(system_entry, httpstatus_system_entry, SYSTEM_ENTRY_FIELDS, httpstatus_system_entry_at)

#define A_SYSTEM_CODE "integer or string" /* what a code of a system is */

/* What a function has been asked: the system, its own name, and the number of the argument that is the code. */
struct asked {
  httpstatus_system system;
  char function[NAMES_MAX];
  int code;
};

/* For functions of a table of its own: the system is their upvalue. */
static struct asked asked_of_own(lua_State *L, const char *verb) {
  struct asked asked;
  (void)httpstatus_system_at((size_t)lua_tointeger(L, lua_upvalueindex(1)), &asked.system);
  (void)snprintf(asked.function, sizeof asked.function, "%s.%s", asked.system.id, verb);
  asked.code = 1;
  return asked;
}

/*
 * ask_by_name(L, function, count, asked)
 * For functions of httpstatus.systems, of count arguments: the system is the first. Where it is unknown, nil and the
 * message are left behind.
 */
static bool ask_by_name(lua_State *L, const char *function, int count, struct asked *asked) {
  size_t length;
  const char *name = check_text(L, 1, function, &length);
  (void)snprintf(asked->function, sizeof asked->function, "%s", function);
  asked->code = 2;
  if (httpstatus_system_find(name, length, &asked->system)) {
    return true;
  }
  check_count(L, count, function);
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_system(name, length, message, sizeof message);
  (void)fail(L, "%s", message);
  return false;
}

/*
 * to_number(L, index, number)
 * Whether the value is an integer; sets *number to it, or to -1, which no system has, if 64 bits do not hold it.
 */
static bool to_number(lua_State *L, int index, int64_t *number) {
  int small;
  if (!to_integer(L, index, &small)) {
    return false;
  }
#if LUA_VERSION_NUM >= 503
  if (lua_isinteger(L, index)) {
    *number = lua_tointeger(L, index);
    return true;
  }
#endif
  lua_Number value = lua_tonumber(L, index);
  *number = value >= 0 && value < 9223372036854775808.0 ? (int64_t)value : -1; /* 2^63 */
  return true;
}

/* The indexes of the entries that explain the code that was given; checks that it is the last argument. */
static size_t find_entries(lua_State *L, const struct asked *asked, size_t *entries) {
  size_t length, count;
  int64_t number;
  if (lua_type(L, asked->code) == LUA_TSTRING) {
    const char *text = lua_tolstring(L, asked->code, &length);
    count = httpstatus_system_lookup(asked->system.id, text, length, entries, HTTPSTATUS_ENTRIES_MAX);
  } else if (to_number(L, asked->code, &number)) {
    count = httpstatus_system_number(asked->system.id, number, entries);
  } else {
    return (size_t)refuse_type(L, CALLER, asked->code, asked->function, A_SYSTEM_CODE);
  }
  check_count(L, asked->code, asked->function);
  return count;
}

/* nil, and the message for a code that the system does not know: its right form, or what is near. */
static int fail_code(lua_State *L, const struct asked *asked) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  if (lua_type(L, asked->code) == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, asked->code, &length);
    httpstatus__say_unknown_code(asked->system.id, text, length, message, sizeof message);
  } else {
    const char *what = lua_pushfstring(L, "%s code", asked->system.id);
    const char *shown = push_number(L, asked->code);
    const char *lists = lua_pushfstring(L, "httpstatus.%s.entries()", asked->system.id);
    httpstatus__say_not_listed(what, shown, lists, NULL, message, sizeof message);
  }
  return fail(L, "%s", message);
}

static int give_entry(lua_State *L, const struct asked *asked) {
  size_t entries[HTTPSTATUS_ENTRIES_MAX];
  if (find_entries(L, asked, entries) == 0) {
    return fail_code(L, asked);
  }
  push_system_entry(L, entries[0]);
  return 1;
}

static int give_explanation(lua_State *L, const struct asked *asked) {
  size_t entries[HTTPSTATUS_ENTRIES_MAX] = {0}; /* gcc's analyzer does not see that count are filled in */
  size_t count = find_entries(L, asked, entries);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_system_entry(L, entries[i]);
    set_raw(L, -2, i + 1);
  }
  return 1;
}

static int give_entries(lua_State *L, const struct asked *asked) {
  check_count(L, asked->code - 1, asked->function);
  push_rows(L, push_system_entry, asked->system.first, asked->system.entries_count);
  return 1;
}

static int give_system(lua_State *L, const struct asked *asked) {
  check_count(L, asked->code - 1, asked->function);
  push_record(L, &system_record, &asked->system, 0);
  return 1;
}

static int give_spelling(lua_State *L, const struct asked *asked) {
  char form[HTTPSTATUS_SPELLING_SIZE];
  size_t length;
  const char *text = check_text(L, asked->code, asked->function, &length);
  check_count(L, asked->code, asked->function);
  if (httpstatus_system_spelling(asked->system.id, text, length, form, sizeof form) == 0) {
    return fail_code(L, asked);
  }
  lua_pushstring(L, form);
  return 1;
}

static int give_nearest(lua_State *L, const struct asked *asked) {
  httpstatus_near near[SUGGESTIONS];
  size_t length;
  const char *text = check_text(L, asked->code, asked->function, &length);
  check_count(L, asked->code, asked->function);
  size_t count = httpstatus_system_nearest(asked->system.id, text, length, near, SUGGESTIONS);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_pushstring(L, near[i].name);
    set_raw(L, -2, i + 1);
  }
  return 1;
}

/*
 * systems.lookup(system, code) -> table | nil, message; systems.explain(system, code), systems.entries(system) ->
 * array; systems.find(system) -> table; systems.spelling(system, code) -> string; systems.nearest(system, code) ->
 * array
 */
#define BY_NAME(verb, give, count)                                \
  static int systems_##verb(lua_State *L) {                       \
    struct asked asked;                                           \
    bool known = ask_by_name(L, "systems." #verb, count, &asked); \
    return known ? give(L, &asked) : 2;                           \
  }

BY_NAME(lookup, give_entry, 2)
BY_NAME(explain, give_explanation, 2)
BY_NAME(entries, give_entries, 1)
BY_NAME(find, give_system, 1)
BY_NAME(spelling, give_spelling, 2)
BY_NAME(nearest, give_nearest, 2)

/*
 * systems.matches(text) -> array
 */
static int systems_matches(lua_State *L) {
  size_t systems[NAMES_MAX], length;
  const char *text = check_text(L, 1, "systems.matches", &length);
  check_count(L, 1, "systems.matches");
  size_t count = httpstatus_system_matches(text, length, systems, NAMES_MAX);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    push_system(L, systems[i]);
    set_raw(L, -2, i + 1);
  }
  return 1;
}

/*
 * systems.list() -> array
 */
ALL_ROWS(systems_list, "systems.list", push_system, httpstatus_system_count)

static const luaL_Reg systems_functions[] = {
    {"lookup",   systems_lookup  },
    {"explain",  systems_explain },
    {"entries",  systems_entries },
    {"find",     systems_find    },
    {"spelling", systems_spelling},
    {"nearest",  systems_nearest },
    {"matches",  systems_matches },
    {"list",     systems_list    },
    {NULL,       NULL            },
};

/*
 * websocket.lookup(code) -> table | nil, message; websocket.explain(code), websocket.entries() -> array;
 * websocket.system() -> table; and so on for each system
 */
#define OF_ITS_OWN(verb, give)                         \
  static int system_##verb(lua_State *L) {             \
    const struct asked asked = asked_of_own(L, #verb); \
    return give(L, &asked);                            \
  }

OF_ITS_OWN(lookup, give_entry)
OF_ITS_OWN(explain, give_explanation)
OF_ITS_OWN(entries, give_entries)
OF_ITS_OWN(system, give_system)

static const luaL_Reg system_functions[] = {
    {"lookup",  system_lookup },
    {"explain", system_explain},
    {"entries", system_entries},
    {"system",  system_system },
    {NULL,      NULL          },
};
