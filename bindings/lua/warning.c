/*
 * Warn codes and the Warning header field.
 */
#include "binding.h"

TABLE(warning, httpstatus_warning, WARNING_FIELDS, httpstatus_warning_at)

/*
 * warning.lookup(code) -> table | nil, message
 */
static int warning_lookup(lua_State *L) {
  httpstatus_warning warning;
  int code = check_code(L, 1, "warning.lookup");
  check_count(L, 1, "warning.lookup");
  if (!httpstatus_warning_lookup(code, &warning)) {
    return push_found(L, push_warning, 0, 0, "warn code", "warning.list");
  }
  push_record(L, &warning_record, &warning, 0);
  return 1;
}

/*
 * push_unquoted(L, text, length)
 * Pushes the content of a quoted string. Without its backslashes a text is never longer than with them.
 */
static void push_unquoted(lua_State *L, const char *text, size_t length) {
  if (memchr(text, '\\', length) == NULL) {
    lua_pushlstring(L, text, length);
    return;
  }
  char *buffer = (char *)new_userdata(L, length + 1);
  lua_pushlstring(L, buffer, httpstatus_unquote(text, length, buffer, length + 1));
  lua_remove(L, -2);
}

/*
 * warning.parse(text) -> array of { code, agent, text, date } | nil, message, position
 */
static int warning_parse(lua_State *L) {
  httpstatus_warning_value value;
  httpstatus_error error;
  size_t length, at = 0, count = 0;
  int found;
  const char *text = check_text(L, 1, "warning.parse", &length);
  check_count(L, 1, "warning.parse");
  lua_newtable(L);
  while ((found = httpstatus_warning_next(text, length, &at, &value, &error)) > 0) {
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, value.code);
    lua_setfield(L, -2, "code");
    lua_pushlstring(L, value.agent, value.agent_length);
    lua_setfield(L, -2, "agent");
    push_unquoted(L, value.text, value.text_length);
    lua_setfield(L, -2, "text");
    if (value.date_length > 0) {
      push_unquoted(L, value.date, value.date_length);
      lua_setfield(L, -2, "date");
    }
    set_raw(L, -2, ++count);
  }
  return found == 0 ? 1 : fail_parse(L, "Warning field", text, length, &error);
}

/*
 * warning.list() -> array, warning.status() -> string
 */
ALL_ROWS(warning_list, "warning.list", push_warning, httpstatus_warning_count)

static int warning_status(lua_State *L) {
  check_count(L, 0, "warning.status");
  lua_pushstring(L, httpstatus_warning_status());
  return 1;
}

static const luaL_Reg warning_functions[] = {
    {"lookup", warning_lookup},
    {"parse",  warning_parse },
    {"list",   warning_list  },
    {"status", warning_status},
    {NULL,     NULL          },
};
