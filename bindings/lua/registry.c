/*
 * The registry: meanings, origins, classes and sources.
 */
#include "binding.h"

enum { MEANING_TYPE = 1, PLACE = 2, ORIGIN = 3, STANDING = 4 }; /* upvalues; the last three are next_meaning's */

RECORD(meaning, httpstatus_meaning, MEANING_FIELDS)
RECORD(header, httpstatus_header, HEADER_FIELDS)
RECORD(rule, httpstatus_rule, RULE_FIELDS)
RECORD(origin, httpstatus_origin, ORIGIN_FIELDS)
RECORD(class, httpstatus_class_info, CLASS_FIELDS)

/*
 * push_meaning(L, index)
 * A meaning has header fields and rules of its own, each an array of tables, and a metatable, which is the first
 * upvalue of the running function.
 */
static void push_meaning(lua_State *L, size_t index) {
  httpstatus_meaning meaning;
  httpstatus_header header;
  httpstatus_rule rule;
  if (!httpstatus_meaning_at(index, &meaning)) {
    lua_pushnil(L);
    return;
  }
  push_record(L, &meaning_record, &meaning, 2);
  lua_createtable(L, (int)meaning.headers_count, 0);
  for (size_t i = 0; httpstatus_meaning_header(&meaning, i, &header); i++) {
    push_record(L, &header_record, &header, 0);
    set_raw(L, -2, i + 1);
  }
  lua_setfield(L, -2, "headers");
  lua_createtable(L, (int)meaning.rules_count, 0);
  for (size_t i = 0; httpstatus_meaning_rule(&meaning, i, &rule); i++) {
    push_record(L, &rule_record, &rule, 0);
    set_raw(L, -2, i + 1);
  }
  lua_setfield(L, -2, "rules");
  lua_pushvalue(L, lua_upvalueindex(MEANING_TYPE));
  lua_setmetatable(L, -2);
}

/*
 * lookup(code, origin) -> meaning | nil, message
 */
static int lookup(lua_State *L) {
  httpstatus_meaning meaning;
  httpstatus_origin origin = {NULL, NULL, NULL, NULL, NULL};
  const char *id = NULL;
  size_t length = 0;
  int code = check_code(L, 1, "lookup");
  if (is_given(L, 2)) {
    id = check_text(L, 2, "lookup", &length);
  }
  check_count(L, 2, "lookup");
  if (id != NULL && !httpstatus_find_origin(id, length, &origin)) {
    return fail(L, "%s", push_unknown_origin(L, id, length));
  }
  if (httpstatus_lookup(code, origin.id, &meaning)) {
    push_meaning(L, meaning.index);
    return 1;
  }
  const char *given = push_number(L, 1);
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_no_meaning(code, given, origin.id != NULL ? &origin : NULL, message, sizeof message);
  return fail(L, "%s", message);
}

/*
 * meanings(code) -> array of meanings
 */
static int meanings(lua_State *L) {
  size_t first;
  int code = check_code(L, 1, "meanings");
  check_count(L, 1, "meanings");
  size_t count = httpstatus_meanings(code, &first);
  push_rows(L, push_meaning, first, count);
  return 1;
}

/*
 * next_meaning() -> meaning | nil
 * The iterator of registry. Its upvalues are the place to go on from, the origin's id and the standing, nil for any.
 * The place moves on when the meaning has been made, so that one that memory did not suffice for comes again.
 */
static int next_meaning(lua_State *L) {
  httpstatus_meaning meaning;
  size_t index = (size_t)lua_tointeger(L, lua_upvalueindex(PLACE));
  const char *origin = lua_tostring(L, lua_upvalueindex(ORIGIN));
  const char *standing = lua_tostring(L, lua_upvalueindex(STANDING));
  for (; httpstatus_meaning_at(index, &meaning); index++) {
    if ((origin == NULL || strcmp(meaning.origin, origin) == 0) &&
        (standing == NULL || strcmp(meaning.standing, standing) == 0)) {
      push_meaning(L, index);
      push_count(L, index + 1);
      lua_replace(L, lua_upvalueindex(PLACE));
      return 1;
    }
  }
  lua_pushnil(L);
  return 1;
}

/*
 * push_unknown_standing(L, standing, length)
 * Pushes the message for a text that is not a standing.
 */
static const char *push_unknown_standing(lua_State *L, const char *standing, size_t length) {
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_standing(standing, length, message, sizeof message);
  lua_pushstring(L, message);
  return lua_tostring(L, -1);
}

/*
 * registry(origin, standing) -> iterator
 * Raises an error for names that do not exist: a loop has no use for nil and a message.
 */
static int registry(lua_State *L) {
  httpstatus_origin origin;
  size_t length;
  if (is_given(L, 1)) {
    const char *id = check_text(L, 1, "registry", &length);
    if (!httpstatus_find_origin(id, length, &origin)) {
      return refuse(L, CALLER, 1, "registry", push_unknown_origin(L, id, length));
    }
    lua_pushstring(L, origin.id);
    lua_replace(L, 1);
  }
  if (is_given(L, 2)) {
    const char *standing = check_text(L, 2, "registry", &length);
    if (!httpstatus_is_standing(standing, length)) {
      return refuse(L, CALLER, 2, "registry", push_unknown_standing(L, standing, length));
    }
  }
  check_count(L, 2, "registry");
  lua_settop(L, 2);
  lua_pushvalue(L, lua_upvalueindex(MEANING_TYPE));
  lua_insert(L, 1);
  lua_pushinteger(L, 0);
  lua_insert(L, 2);
  lua_pushcclosure(L, next_meaning, 4);
  return 1;
}

/*
 * search(words) -> array of meanings, best first
 */
static int search(lua_State *L) {
  size_t length;
  const char *words = check_text(L, 1, "search", &length);
  check_count(L, 1, "search");
  size_t max = httpstatus_meaning_count();
  size_t *found = (size_t *)new_userdata(L, max * sizeof *found);
  size_t count = httpstatus_search(words, length, found, max);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count && i < max; i++) {
    push_meaning(L, found[i]);
    set_raw(L, -2, i + 1);
  }
  return 1;
}

/*
 * origins() -> array of ids
 */
static int origins(lua_State *L) {
  httpstatus_origin origin;
  check_count(L, 0, "origins");
  lua_createtable(L, (int)httpstatus_origin_count(), 0);
  for (size_t i = 0; httpstatus_origin_at(i, &origin); i++) {
    lua_pushstring(L, origin.id);
    set_raw(L, -2, i + 1);
  }
  return 1;
}

/*
 * origin(id) -> { id, name, class_name, url, about } | nil, message
 */
static int origin_of_id(lua_State *L) {
  httpstatus_origin origin;
  size_t length;
  const char *id = check_text(L, 1, "origin", &length);
  check_count(L, 1, "origin");
  if (!httpstatus_find_origin(id, length, &origin)) {
    return fail(L, "%s", push_unknown_origin(L, id, length));
  }
  push_record(L, &origin_record, &origin, 0);
  return 1;
}

/*
 * class(digit) -> { digit, name, label, title, section, explanation, definition } | nil, message
 */
static int class_of_digit(lua_State *L) {
  httpstatus_class_info info;
  int digit = check_integer(L, 1, "class");
  check_count(L, 1, "class");
  if (!httpstatus_class_at(digit, &info)) {
    return fail(L, "unknown class %s; classes are 1 to 5", push_number(L, 1));
  }
  push_record(L, &class_record, &info, 0);
  return 1;
}

/*
 * source(tag) -> string | nil, message
 */
static int source_of_tag(lua_State *L) {
  size_t length;
  const char *tag = check_text(L, 1, "source", &length);
  check_count(L, 1, "source");
  const char *title = httpstatus_source(tag, length);
  if (*title == '\0') {
    return fail(L, "unknown source %s; the field source of a meaning has the tags", push_quoted(L, tag, length));
  }
  lua_pushstring(L, title);
  return 1;
}

static const luaL_Reg registry_functions[] = {
    {"lookup",   lookup        },
    {"meanings", meanings      },
    {"registry", registry      },
    {"search",   search        },
    {"origins",  origins       },
    {"origin",   origin_of_id  },
    {"class",    class_of_digit},
    {"source",   source_of_tag },
    {NULL,       NULL          },
};
