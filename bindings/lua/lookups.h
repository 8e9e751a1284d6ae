/*
 * Text to code, status lines, and the registry.
 */
#ifndef HTTPSTATUS_LUA_LOOKUPS_H
#define HTTPSTATUS_LUA_LOOKUPS_H

/* ---- Text to code ---- */

/*
 * code(text) -> integer | nil, message
 */
static int code_of_text(lua_State *L) {
  size_t length;
  const char *text = check_text(L, 1, "code", &length);
  int code = httpstatus_code(text, length);
  if (code >= 0) {
    lua_pushinteger(L, code);
    return 1;
  }
  const char *quoted = push_quoted(L, text, length);
  if (code == HTTPSTATUS_AMBIGUOUS) {
    int codes[CANDIDATES_MAX];
    size_t count = httpstatus_candidates(text, length, codes, CANDIDATES_MAX);
    count = count < CANDIDATES_MAX ? count : (size_t)CANDIDATES_MAX;
    lua_pushliteral(L, "");
    for (size_t i = 0; i < count; i++) {
      const char *between = i == 0 ? "" : i + 1 == count ? " or " : ", ";
      lua_pushfstring(L, "%s%s%d", lua_tostring(L, -1), between, codes[i]);
      lua_remove(L, -2);
    }
    const char *list = lua_tostring(L, -1);
    return fail(L, "%s means several status codes: %s", quoted, list);
  }
  httpstatus_near near[SUGGESTIONS];
  size_t count = httpstatus_nearest(text, length, near, SUGGESTIONS);
  const char *hint = push_near(L, near, count);
  return fail(L, "%s names no status code%s", quoted, hint);
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
    if (to_code(L, -1, &near[kept].code)) { /* an origin's own code: others may have the name for another one */
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

/* ---- Status lines ---- */

/*
 * parse_status_line(text) -> { version, code, reason } | nil, message, position
 */
static int parse_status_line(lua_State *L) {
  httpstatus_line line;
  httpstatus_error error;
  size_t length;
  const char *text = check_text(L, 1, "parse_status_line", &length);
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
  line.reason = httpstatus_phrase(line.code);
  line.reason_length = strlen(line.reason);
  if (check_options(L, &options)) {
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
    const char *given = push_number(L, 1);
    const char *given_version = push_quoted(L, line.version, line.version_length);
    const char *given_reason = push_quoted(L, line.reason, line.reason_length);
    (void)fail(L, "no status line can have the code %s, the version %s and the reason %s: %s", given, given_version,
               given_reason, error.message);
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

/* ---- The registry ---- */

/*
 * lookup(code, origin) -> meaning | nil, message
 */
static int lookup(lua_State *L) {
  httpstatus_meaning meaning;
  httpstatus_origin origin = {NULL, NULL, NULL, NULL, NULL};
  int code = check_code(L, 1, "lookup");
  if (is_given(L, 2)) {
    size_t length;
    const char *id = check_text(L, 2, "lookup", &length);
    if (!httpstatus_find_origin(id, length, &origin)) {
      return fail(L, "%s", push_unknown_origin(L, id, length));
    }
  }
  if (httpstatus_lookup(code, origin.id, &meaning)) {
    push_meaning(L, meaning.index);
    return 1;
  }
  const char *given = push_number(L, 1);
  if (origin.id == NULL || !httpstatus_lookup(code, NULL, &meaning)) {
    return fail(L, "no meaning is known for the status code %s", given);
  }
  return fail(L, "%s gives the status code %s no meaning; %s does", origin.name, given, meaning.origin);
}

/*
 * meanings(code) -> array of meanings
 */
static int meanings(lua_State *L) {
  size_t first;
  size_t count = httpstatus_meanings(check_code(L, 1, "meanings"), &first);
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
  size_t index = (size_t)lua_tointeger(L, lua_upvalueindex(1));
  const char *origin = lua_tostring(L, lua_upvalueindex(2));
  const char *standing = lua_tostring(L, lua_upvalueindex(3));
  for (; httpstatus_meaning_at(index, &meaning); index++) {
    if ((origin == NULL || strcmp(meaning.origin, origin) == 0) &&
        (standing == NULL || strcmp(meaning.standing, standing) == 0)) {
      push_meaning(L, index);
      push_count(L, index + 1);
      lua_replace(L, lua_upvalueindex(1));
      return 1;
    }
  }
  lua_pushnil(L);
  return 1;
}

/*
 * registry(origin, standing) -> iterator
 * Raises an error for names that do not exist: a loop has no use for nil and a message.
 */
static int registry(lua_State *L) {
  httpstatus_origin origin;
  size_t length;
  lua_settop(L, 2);
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
      lua_pushfstring(L, "%s is no standing; there are", push_quoted(L, standing, length));
      for (size_t i = 0; *httpstatus_standing_at(i) != '\0'; i++) {
        const char *between = i == 0 ? "" : *httpstatus_standing_at(i + 1) != '\0' ? "," : " and";
        lua_pushfstring(L, "%s%s %s", lua_tostring(L, -1), between, httpstatus_standing_at(i));
        lua_remove(L, -2);
      }
      return refuse(L, CALLER, 2, "registry", lua_tostring(L, -1));
    }
  }
  lua_pushinteger(L, 0);
  lua_insert(L, 1);
  lua_pushcclosure(L, next_meaning, 3);
  return 1;
}

/*
 * search(words) -> array of meanings, best first
 */
static int search(lua_State *L) {
  size_t length;
  const char *words = check_text(L, 1, "search", &length);
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
  if (!httpstatus_find_origin(id, length, &origin)) {
    return fail(L, "%s", push_unknown_origin(L, id, length));
  }
  push_record(L, origin_fields, COUNT(origin_fields), &origin, 0);
  return 1;
}

/*
 * class(digit) -> { digit, name, label, title, section, explanation, definition } | nil, message
 */
static int class_of_digit(lua_State *L) {
  httpstatus_class_info info;
  if (!httpstatus_class_at(check_code(L, 1, "class"), &info)) {
    return fail(L, "there is no class %s", push_number(L, 1));
  }
  push_record(L, class_fields, COUNT(class_fields), &info, 0);
  return 1;
}

/*
 * source(tag) -> string | nil, message
 */
static int source_of_tag(lua_State *L) {
  size_t length;
  const char *tag = check_text(L, 1, "source", &length);
  const char *title = httpstatus_source(tag, length);
  if (*title == '\0') {
    return fail(L, "%s is no tag of a source", push_quoted(L, tag, length));
  }
  lua_pushstring(L, title);
  return 1;
}

static const luaL_Reg lookup_functions[] = {
    {"code",              code_of_text     },
    {"parse_status_line", parse_status_line},
    {"status_line",       status_line      },
    {"lookup",            lookup           },
    {"meanings",          meanings         },
    {"registry",          registry         },
    {"search",            search           },
    {"origins",           origins          },
    {"origin",            origin_of_id     },
    {"class",             class_of_digit   },
    {"source",            source_of_tag    },
    {NULL,                NULL             },
};

#endif
