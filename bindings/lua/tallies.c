/*
 * Tallies: how often each code came. logs.c makes them of logs.
 *
 * A tally is a userdata. Its metatable is an upvalue of every function that makes or takes one, and in no registry, so
 * that two versions of this module in one state do not meet.
 */
#include "binding.h"

enum { TALLY = 1, METHODS = 2 }; /* upvalues: the metatable, and the methods */

struct tally {
  httpstatus_tally codes;
  uint64_t substatuses_lost; /* as the core has it */
  size_t substatus_count;
  httpstatus_substatus_count substatuses[]; /* by code and sub-status */
};

/*
 * to_tally(L, index)
 * The tally that a value is, or NULL.
 */
static struct tally *to_tally(lua_State *L, int index) {
  bool is_one = false;
  if (lua_type(L, index) == LUA_TUSERDATA && lua_getmetatable(L, index)) {
    is_one = lua_rawequal(L, -1, lua_upvalueindex(TALLY)) != 0;
    lua_pop(L, 1);
  }
  return is_one ? (struct tally *)lua_touserdata(L, index) : NULL;
}

static struct tally *check_tally(lua_State *L, int argument, const char *function) {
  struct tally *tally = to_tally(L, argument);
  if (tally == NULL) {
    refuse_type(L, CALLER, argument, function, "tally");
  }
  return tally;
}

/*
 * new_tally(L, substatuses)
 * Pushes an empty tally with room for some sub-statuses.
 */
static struct tally *new_tally(lua_State *L, size_t substatuses) {
  size_t size = sizeof(struct tally) + substatuses * sizeof(httpstatus_substatus_count);
  struct tally *tally = (struct tally *)new_userdata(L, size);
  memset(tally, 0, size);
  lua_pushvalue(L, lua_upvalueindex(TALLY));
  lua_setmetatable(L, -2);
  return tally;
}

/*
 * compare_substatuses(a, b)
 * The order of sub-statuses, for qsort too.
 */
static int compare_substatuses(const void *a, const void *b) {
  const httpstatus_substatus_count *first = (const httpstatus_substatus_count *)a;
  const httpstatus_substatus_count *second = (const httpstatus_substatus_count *)b;
  return httpstatus_substatus_order(first, second);
}

/* ---- What a tally answers ---- */

/*
 * push_classes(L, codes)
 * The counts by label: "1xx" to "5xx", and "other".
 */
static void push_classes(lua_State *L, const httpstatus_tally *codes) {
  httpstatus_class_info info;
  lua_createtable(L, 0, 6);
  for (int digit = 1; httpstatus_class_at(digit, &info); digit++) {
    push_count(L, httpstatus_tally_class(codes, digit));
    lua_setfield(L, -2, info.label);
  }
  push_count(L, httpstatus_tally_class(codes, 0));
  lua_setfield(L, -2, httpstatus_label(NO_CODE));
}

/*
 * push_substatuses(L, tally)
 * The counts of sub-statuses, in logs that have them, by "404.13".
 */
static void push_substatuses(lua_State *L, const struct tally *tally) {
  lua_createtable(L, 0, (int)tally->substatus_count);
  for (size_t i = 0; i < tally->substatus_count; i++) {
    const char digits[] = {(char)('0' + tally->substatuses[i].code / 100),
                           (char)('0' + tally->substatuses[i].code / 10 % 10),
                           (char)('0' + tally->substatuses[i].code % 10), '\0'};
    lua_pushfstring(L, "%s.%s", digits, tally->substatuses[i].sub);
    push_count(L, tally->substatuses[i].count);
    lua_rawset(L, -3);
  }
}

/*
 * push_member(L, tally, name)
 * Pushes what tally.NAME is, and returns whether there is such a name.
 */
static bool push_member(lua_State *L, const struct tally *tally, const char *name) {
  if (strcmp(name, "total") == 0) {
    push_count(L, httpstatus_tally_total(&tally->codes));
  } else if (strcmp(name, "skipped") == 0) {
    push_count(L, tally->codes.skipped);
  } else if (strcmp(name, "classes") == 0) {
    push_classes(L, &tally->codes);
  } else if (strcmp(name, "substatuses") == 0) {
    push_substatuses(L, tally);
  } else if (strcmp(name, "substatuses_lost") == 0) {
    push_count(L, tally->substatuses_lost);
  } else {
    lua_pushstring(L, name);
    lua_rawget(L, lua_upvalueindex(METHODS));
  }
  return !lua_isnil(L, -1);
}

/*
 * push_unknown_member(L, name, length)
 * Pushes the message for a name that a tally does not have.
 */
static const char *push_unknown_member(lua_State *L, const char *name, size_t length) {
  static const char *const names[] = {"total", "skipped", "classes", "substatuses", "substatuses_lost",
                                      "each",  "count",   "rate"};
  return push_unknown(L, "tally member", name, length, names, COUNT(names));
}

/*
 * tally[key]
 * A code gives its count, a name what it says or a method.
 */
static int tally_index(lua_State *L) {
  const struct tally *tally = check_tally(L, 1, "tally");
  int code;
  if (to_code(L, 2, &code)) {
    if (code == 1) {
      refuse_library(L, 1, "tally");
    }
    push_count(L, code >= 0 && code <= HTTPSTATUS_SET_MAX ? tally->codes.counts[code] : 0);
    return 1;
  }
  size_t length;
  const char *why;
  if (lua_type(L, 2) == LUA_TSTRING) {
    const char *name = lua_tolstring(L, 2, &length);
    if (push_member(L, tally, name)) {
      return 1;
    }
    why = push_unknown_member(L, name, length);
  } else {
    why = lua_pushfstring(L, "invalid index of a tally: " A_CODE " or the name of a member expected, got %s",
                          push_value(L, 2));
  }
  push_where(L, CALLER);
  lua_pushfstring(L, "%s%s", lua_tostring(L, -1), why);
  return lua_error(L);
}

/*
 * tally:count(set) -> integer, tally:rate(set) -> number, of the bytes of a set: see httpstatus/set.lua
 */
static int tally_count(lua_State *L) {
  httpstatus_set set;
  const struct tally *tally = check_tally(L, 1, "count");
  check_set(L, 2, "count", &set);
  push_count(L, httpstatus_tally_set(&tally->codes, &set));
  return 1;
}

static int tally_rate(lua_State *L) {
  httpstatus_set set;
  const struct tally *tally = check_tally(L, 1, "rate");
  check_set(L, 2, "rate", &set);
  uint64_t total = httpstatus_tally_total(&tally->codes);
  lua_pushnumber(L, total == 0 ? 0 : (lua_Number)httpstatus_tally_set(&tally->codes, &set) / (lua_Number)total);
  return 1;
}

/*
 * next_count(tally, code) -> code, count | nil
 * The next code that came, in ascending order; nil to begin with.
 */
static int next_count(lua_State *L) {
  const struct tally *tally = check_tally(L, 1, "each");
  int code = NO_CODE;
  if (is_given(L, 2)) {
    code = check_code(L, 2, "each");
  }
  for (code = code < 0 ? 0 : code + (code <= HTTPSTATUS_SET_MAX); code <= HTTPSTATUS_SET_MAX; code++) {
    if (tally->codes.counts[code] > 0) {
      lua_pushinteger(L, code);
      push_count(L, tally->codes.counts[code]);
      return 2;
    }
  }
  lua_pushnil(L);
  return 1;
}

/*
 * tally:each() -> next_count, tally, nil; pairs(tally) is the same from Lua 5.2 on
 */
static int tally_each(lua_State *L) {
  check_tally(L, 1, "each");
  for (int index = 2; index <= lua_gettop(L); index++) {
    if (is_given(L, index)) { /* the arguments of a method are counted without the object */
      return refuse_value(L, CALLER, index - 1, "each", NOTHING, index);
    }
  }
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(TALLY));
  lua_pushcclosure(L, next_count, 1);
  lua_insert(L, 1);
  return 2;
}

/*
 * merge_substatuses(sum, a, b)
 * Merges the sub-statuses of two tallies, which are in order, into one that is empty and has the room.
 */
static void merge_substatuses(struct tally *sum, const struct tally *a, const struct tally *b) {
  size_t i = 0, j = 0;
  while (i < a->substatus_count || j < b->substatus_count) {
    httpstatus_substatus_count *next = &sum->substatuses[sum->substatus_count++];
    int order = i == a->substatus_count   ? 1
                : j == b->substatus_count ? -1
                                          : compare_substatuses(&a->substatuses[i], &b->substatuses[j]);
    *next = order <= 0 ? a->substatuses[i++] : b->substatuses[j++];
    if (order == 0) {
      next->count += b->substatuses[j++].count;
    }
  }
  sum->substatuses_lost = a->substatuses_lost + b->substatuses_lost;
}

/*
 * tally + tally -> tally
 */
static int tally_add(lua_State *L) {
  const struct tally *a = check_tally(L, 1, "tally + tally");
  const struct tally *b = check_tally(L, 2, "tally + tally");
  struct tally *sum = new_tally(L, a->substatus_count + b->substatus_count);
  httpstatus_tally_merge(&sum->codes, &a->codes);
  httpstatus_tally_merge(&sum->codes, &b->codes);
  merge_substatuses(sum, a, b);
  return 1;
}

/*
 * tally == tally -> boolean
 */
static int tally_equal(lua_State *L) {
  const struct tally *a = to_tally(L, 1);
  const struct tally *b = to_tally(L, 2);
  bool equal = a != NULL && b != NULL && memcmp(&a->codes, &b->codes, sizeof a->codes) == 0 &&
               a->substatuses_lost == b->substatuses_lost && a->substatus_count == b->substatus_count;
  for (size_t i = 0; equal && i < a->substatus_count; i++) {
    equal = compare_substatuses(&a->substatuses[i], &b->substatuses[i]) == 0 &&
            a->substatuses[i].count == b->substatuses[i].count;
  }
  lua_pushboolean(L, equal);
  return 1;
}

/*
 * tostring(tally) -> "200: 2, 404: 1; total 3, skipped 0"
 */
static int tally_text(lua_State *L) {
  const struct tally *tally = check_tally(L, 1, "tostring");
  luaL_Buffer buffer;
  char piece[64];
  luaL_buffinit(L, &buffer);
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    if (tally->codes.counts[code] > 0) {
      snprintf(piece, sizeof piece, "%03d: %" PRIu64 ", ", code, tally->codes.counts[code]);
      luaL_addstring(&buffer, piece);
    }
  }
  snprintf(piece, sizeof piece, "total %" PRIu64 ", skipped %" PRIu64, httpstatus_tally_total(&tally->codes),
           tally->codes.skipped);
  luaL_addstring(&buffer, piece);
  luaL_pushresult(&buffer);
  return 1;
}

/* ---- Tallies of arrays ---- */

/*
 * count_code(codes, code)
 * Counts a code; one that no tally holds is skipped.
 */
static inline void count_code(httpstatus_tally *codes, int code) {
  if (code >= 0 && code <= HTTPSTATUS_SET_MAX) {
    codes->counts[code]++;
  } else {
    codes->skipped++;
  }
}

/*
 * count_array(L, codes, length)
 * Counts the entries of the table that is the first argument; false, with anything counted, if they are not the items
 * 1 to length in this order, which is how Lua keeps most arrays, or one of them is not a code.
 */
static bool count_array(lua_State *L, httpstatus_tally *codes, size_t length) {
  size_t count = 0;
  int key, code;
  for (lua_pushnil(L); lua_next(L, 1); lua_pop(L, 1)) {
    count++;
    if (!to_integer(L, -2, &key) || (size_t)key != count || !to_code(L, -1, &code)) {
      lua_pop(L, 2);
      return false;
    }
    count_code(codes, code);
  }
  return count == length;
}

/*
 * count_items(L, codes, length)
 * The same item by item, for the first thing that is wrong, and for an array that is kept otherwise.
 */
static void count_items(lua_State *L, httpstatus_tally *codes, size_t length) {
  memset(codes, 0, sizeof *codes);
  check_array(L, 1, CALLER, 1, "tally", "array of status codes");
  for (size_t i = 1; i <= length; i++) {
    int code;
    get_raw(L, 1, i);
    if (!to_code(L, -1, &code)) {
      const char *expected = lua_pushfstring(L, A_CODE " as item %d", (int)i);
      refuse_value(L, CALLER, 1, "tally", expected, lua_gettop(L) - 1);
    }
    count_code(codes, code);
    lua_pop(L, 1);
  }
}

/*
 * tally(codes) -> tally
 */
static int tally_of_array(lua_State *L) {
  if (lua_type(L, 1) != LUA_TTABLE) {
    return refuse_type(L, CALLER, 1, "tally", "array of status codes");
  }
  int arguments = lua_gettop(L);
  size_t length = raw_length(L, 1);
  bool is_object = lua_getmetatable(L, 1) != 0;
  httpstatus_tally *codes = &new_tally(L, 0)->codes;
  int tally = lua_gettop(L);
  if (is_object || !count_array(L, codes, length)) {
    count_items(L, codes, length);
  }
  for (int argument = 2; argument <= arguments; argument++) {
    if (is_given(L, argument)) {
      return refuse_type(L, CALLER, argument, "tally", NOTHING);
    }
  }
  lua_settop(L, tally);
  return 1;
}

static const luaL_Reg tally_functions[] = {
    {"tally", tally_of_array},
    {NULL,    NULL          }
};

static const luaL_Reg tally_methods[] = {
    {"each", tally_each},
    {NULL,   NULL      }
};

static const luaL_Reg tally_metamethods[] = {
    {"__index",    tally_index},
    {"__add",      tally_add  },
    {"__eq",       tally_equal},
    {"__pairs",    tally_each },
    {"__tostring", tally_text },
    {NULL,         NULL       },
};

static const luaL_Reg tally_of_set_functions[] = {
    {"tally_count", tally_count},
    {"tally_rate",  tally_rate },
    {NULL,          NULL       },
};
