/*
 * Sub-statuses of Microsoft IIS.
 */
#include "binding.h"

TABLE(iis_substatus, httpstatus_iis_substatus, IIS_SUBSTATUS_FIELDS, httpstatus_iis_substatus_at)

/*
 * find_substatuses(L, function, first, count)
 * Finds the rows that "404.13", or 404 and 13, ask for. Returns 0, or how many values are pushed that say what is wrong
 * with the text.
 */
static int find_substatuses(lua_State *L, const char *function, size_t *first, size_t *count) {
  int code, sub;
  if (lua_type(L, 1) == LUA_TSTRING && !(is_given(L, 2) && to_code(L, 1, &code))) {
    httpstatus_error error;
    size_t length;
    const char *text = lua_tolstring(L, 1, &length);
    check_count(L, 1, function);
    if (!httpstatus_iis_parse(text, length, &code, &sub, &error)) {
      return fail_parse(L, "sub-status", text, length, &error);
    }
  } else {
    if (!to_code(L, 1, &code)) {
      refuse_type(L, CALLER, 1, function, "string or integer");
    }
    sub = check_integer(L, 2, function);
    check_count(L, 2, function);
  }
  *count = httpstatus_iis_substatuses(code, sub, first);
  return 0;
}

/*
 * iis.substatus(text) or iis.substatus(code, sub) -> table | nil, message, position: the first of iis.substatuses(...)
 */
static int iis_substatus(lua_State *L) {
  size_t first, count;
  int failed = find_substatuses(L, "iis.substatus", &first, &count);
  if (failed != 0) {
    return failed;
  }
  if (count == 0 && is_given(L, 2)) {
    const char *code = push_number(L, 1);
    lua_pushfstring(L, "%s.%s", code, push_number(L, 2));
    lua_replace(L, 1);
  }
  return push_found(L, push_iis_substatus, first, count, "sub-status", "iis.list");
}

/*
 * push_of_code(L, code)
 * Pushes an array of all the sub-statuses of a status code.
 */
static void push_of_code(lua_State *L, int code) {
  httpstatus_iis_substatus substatus;
  size_t count = 0;
  lua_newtable(L);
  for (size_t i = 0; httpstatus_iis_substatus_at(i, &substatus); i++) {
    if (substatus.code == code) {
      push_iis_substatus(L, i);
      set_raw(L, -2, ++count);
    }
  }
}

/*
 * iis.substatuses(text), iis.substatuses(code, sub) or iis.substatuses(code) -> array | nil, message, position
 */
static int iis_substatuses(lua_State *L) {
  int code;
  if (!is_given(L, 2) && to_integer(L, 1, &code)) { /* text is a sub-status that may lack its dot */
    check_count(L, 1, "iis.substatuses");
    push_of_code(L, code);
    return 1;
  }
  size_t first, count;
  int failed = find_substatuses(L, "iis.substatuses", &first, &count);
  if (failed == 0) {
    push_rows(L, push_iis_substatus, first, count);
  }
  return failed != 0 ? failed : 1;
}

/*
 * iis.list() -> array
 */
ALL_ROWS(iis_list, "iis.list", push_iis_substatus, httpstatus_iis_substatus_count)

static const luaL_Reg iis_functions[] = {
    {"substatus",   iis_substatus  },
    {"substatuses", iis_substatuses},
    {"list",        iis_list       },
    {NULL,          NULL           },
};
