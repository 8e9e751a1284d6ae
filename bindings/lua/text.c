/*
 * Text to code, status lines, and problem documents.
 */
#include "binding.h"

/* ---- Text to code ---- */

/*
 * code(text) -> integer | nil, message
 */
static int code_of_text(lua_State *L) {
  size_t length;
  const char *text = check_text(L, 1, "code", &length);
  check_count(L, 1, "code");
  int code = httpstatus_code(text, length);
  if (code >= 0) {
    lua_pushinteger(L, code);
    return 1;
  }
  char message[HTTPSTATUS__MESSAGE_SIZE];
  httpstatus__say_unknown_status(text, length, message, sizeof message);
  return fail(L, "%s", message);
}

/*
 * suggest(text, constants) -> string
 * The names of a table of constants that are near to a text, as the end of a message: "; did you mean ...?", or "".
 */
static int suggest(lua_State *L) {
  httpstatus_near near[CANDIDATES_MAX];
  size_t length, kept = 0;
  const char *text = check_text(L, 1, "suggest", &length);
  if (lua_type(L, 2) != LUA_TTABLE) {
    return refuse_type(L, CALLER, 2, "suggest", "table");
  }
  size_t count = httpstatus_nearest(text, length, near, CANDIDATES_MAX);
  for (size_t i = 0; i < count && kept < SUGGESTIONS; i++) {
    lua_pushstring(L, near[i].name);
    lua_rawget(L, 2);
    if (to_integer(L, -1, &near[kept].code)) { /* an origin's own code: others may have the name for another one */
      near[kept++].name = near[i].name;
    }
    lua_pop(L, 1);
  }
  push_near(L, near, kept);
  return 1;
}

/*
 * suggest_origin(id) -> string
 * The message for an id that no origin has.
 */
static int suggest_origin(lua_State *L) {
  size_t length;
  const char *id = check_text(L, 1, "suggest_origin", &length);
  push_unknown_origin(L, id, length);
  return 1;
}

/* ---- Retries ---- */

/*
 * is_idempotent(method) -> boolean
 */
static int is_idempotent(lua_State *L) {
  size_t length;
  const char *method = check_text(L, 1, "is_idempotent", &length);
  check_count(L, 1, "is_idempotent");
  lua_pushboolean(L, httpstatus_is_idempotent(method, length));
  return 1;
}

/*
 * retry_after(value, now) -> integer | nil
 * Without now, the clock's time is taken.
 */
static int retry_after(lua_State *L) {
  const lua_Number bound = 9.0e18; /* what is beyond fits no int64_t; the core bounds the time anyway */
  size_t length = 0;
  const char *value = lua_isnil(L, 1) ? "" : check_text(L, 1, "retry_after", &length);
  int64_t now;
  if (is_given(L, 2)) {
    lua_Number given = lua_tonumber(L, 2);
    if (lua_type(L, 2) != LUA_TNUMBER || !(given - given == 0)) {
      return refuse_type(L, CALLER, 2, "retry_after", "number of seconds");
    }
    now = (int64_t)(given > bound ? bound : given < -bound ? -bound : given);
    now -= (lua_Number)now > given; /* rounded down: nobody is to be asked too early */
  } else {
    now = (int64_t)time(NULL);
  }
  check_count(L, 2, "retry_after");
  int64_t seconds = httpstatus_retry_after(value, length, now);
  if (seconds < 0) {
    lua_pushnil(L);
  } else {
    push_count(L, seconds);
  }
  return 1;
}

/* ---- Status lines ---- */

/*
 * parse_status_line(text) -> { version, code, reason } | nil, message, position
 */
static int parse_status_line(lua_State *L) {
  httpstatus_line line;
  httpstatus_error error;
  size_t length;
  const char *text = check_text(L, 1, "parse_status_line", &length);
  check_count(L, 1, "parse_status_line");
  if (!httpstatus_parse_status_line(text, length, &line, &error)) {
    return fail_parse(L, "status line", text, length, &error);
  }
  lua_createtable(L, 0, 3);
  lua_pushlstring(L, line.version, line.version_length);
  lua_setfield(L, -2, "version");
  lua_pushinteger(L, line.code);
  lua_setfield(L, -2, "code");
  lua_pushlstring(L, line.reason, line.reason_length);
  lua_setfield(L, -2, "reason");
  return 1;
}

/*
 * status_line(code, options) -> string | nil, message, position
 * The reason is the code's own phrase where none is given. The position is one in the reason.
 */
static int status_line(lua_State *L) {
  static const struct options options = {
      "status_line", 2, CALLER, {"reason", "version", NULL}
  };
  static const char version[] = "HTTP/1.1";
  httpstatus_line line = {version, sizeof version - 1, "", 0, 0};
  httpstatus_error error;
  line.code = check_code(L, 1, "status_line");
  bool has_options = check_options(L, &options);
  check_count(L, 2, "status_line");
  line.reason = httpstatus_phrase(line.code);
  line.reason_length = strlen(line.reason);
  if (has_options) {
    if (get_option(L, &options, "reason", LUA_TSTRING)) {
      line.reason = lua_tolstring(L, -1, &line.reason_length);
    }
    if (get_option(L, &options, "version", LUA_TSTRING)) {
      line.version = lua_tolstring(L, -1, &line.version_length);
    }
  }
  char few[128];
  size_t length = httpstatus_write_status_line(few, sizeof few, &line, &error);
  if (length == 0) {
    const char *given = lua_type(L, 1) == LUA_TNUMBER ? push_number(L, 1) : lua_tostring(L, 1);
    const char *given_version = push_quoted(L, line.version, line.version_length);
    const char *given_reason = push_quoted(L, line.reason, line.reason_length);
    (void)fail(L, "invalid status line with code %s, version %s and reason %s: %s", given, given_version, given_reason,
               error.message);
    push_count(L, error.at + 1);
    return 3;
  }
  if (length < sizeof few) {
    lua_pushlstring(L, few, length);
  } else {
    char *buffer = (char *)new_userdata(L, length + 1);
    lua_pushlstring(L, buffer, httpstatus_write_status_line(buffer, length + 1, &line, NULL));
  }
  return 1;
}

/* ---- Problem documents ---- */

/*
 * problem(code, members) -> table | nil, message
 * A copy of the members, which are on top, with the code and a title.
 */
static int problem(lua_State *L) {
  static const char *const metafields[] = {"__name", NULL};
  static const char *const texts[] = {"type", "title", "detail", "instance"};
  int code = check_code(L, 1, "problem");
  bool has_members = is_given(L, 2);
  if (has_members && !is_plain(L, 2, metafields)) {
    return refuse_type(L, CALLER, 2, "problem", "table of members");
  }
  check_count(L, 2, "problem");
  lua_settop(L, 2);
  lua_newtable(L);
  lua_pushnil(L);
  while (has_members && lua_next(L, 2)) {
    if (lua_type(L, -2) != LUA_TSTRING) {
      const char *key = push_value(L, lua_gettop(L) - 1);
      return refuse(L, CALLER, 2, "problem",
                    lua_pushfstring(L, "table of members expected, got table with the key %s; name each member", key));
    }
    size_t length;
    const char *name = lua_tolstring(L, -2, &length);
    for (size_t i = 0; i < COUNT(texts); i++) {
      if (strlen(texts[i]) == length && memcmp(name, texts[i], length) == 0 && lua_type(L, -1) != LUA_TSTRING) {
        const char *got = push_value(L, lua_gettop(L));
        return refuse(L, CALLER, 2, "problem", lua_pushfstring(L, "string as %s expected, got %s", texts[i], got));
      }
    }
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, 3);
  }
  lua_settop(L, 3);
  if (code < 100 || code > 999) {
    const char *given = lua_type(L, 1) == LUA_TNUMBER ? push_number(L, 1) : lua_tostring(L, 1);
    return fail(L, "cannot write %s in a problem document: %s", given, HTTPSTATUS__NOT_ON_THE_WIRE);
  }
  lua_getfield(L, 3, "status");
  if (!lua_isnil(L, -1)) {
    return fail(L, "%s", HTTPSTATUS__STATUS_IS_THE_CODE);
  }
  lua_getfield(L, 3, "title");
  if (lua_isnil(L, -1)) {
    lua_pushstring(L, httpstatus_title(code));
    lua_setfield(L, 3, "title");
  }
  lua_pushinteger(L, code);
  lua_setfield(L, 3, "status");
  lua_settop(L, 3);
  return 1;
}

static const luaL_Reg text_functions[] = {
    {"code",              code_of_text     },
    {"is_idempotent",     is_idempotent    },
    {"retry_after",       retry_after      },
    {"parse_status_line", parse_status_line},
    {"status_line",       status_line      },
    {"problem",           problem          },
    {NULL,                NULL             },
};
