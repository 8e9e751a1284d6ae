/*
 * Functions of a code, as tables.
 *
 * A C function costs PUC Lua some 10 ns beside what it does, and ends a trace of LuaJIT; a table costs 3 ns and is
 * compiled. So every function of a code is a table that is filled here, once, from the core's own function, and
 * wrapped by a Lua closure in httpstatus/init.lua. The tables are complete for all codes of a class, and hold what
 * else differs from the answer that the function gives to all other integers.
 */
#ifndef HTTPSTATUS_LUA_SCALARS_H
#define HTTPSTATUS_LUA_SCALARS_H

static void push_text_or_nil(lua_State *L, const char *text) {
  if (*text != '\0') {
    lua_pushstring(L, text);
  } else {
    lua_pushnil(L);
  }
}

/* "client_error": the name of a class as a value; its constant has capitals. */
static void push_lower(lua_State *L, const char *text) {
  char lower[32];
  size_t length = strlen(text);
  for (size_t i = 0; i < length && i < sizeof lower; i++) {
    lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
  }
  if (length > 0) {
    lua_pushlstring(L, lower, length < sizeof lower ? length : sizeof lower);
  } else {
    lua_pushnil(L);
  }
}

static void answer_phrase(lua_State *L, int code) {
  push_text_or_nil(L, httpstatus_phrase(code));
}

static void answer_name(lua_State *L, int code) {
  push_text_or_nil(L, httpstatus_name(code));
}

static void answer_status_class(lua_State *L, int code) {
  push_lower(L, httpstatus_class_name(httpstatus_status_class(code)));
}

static void answer_label(lua_State *L, int code) {
  lua_pushstring(L, httpstatus_label(code));
}

static void answer_effective(lua_State *L, int code) {
  lua_pushinteger(L, httpstatus_effective(code));
}

static void answer_is_retryable(lua_State *L, int code) {
  lua_pushboolean(L, httpstatus_is_retryable(code, true));
}

#define ANSWER_BOOLEAN(name)                            \
  static void answer_##name(lua_State *L, int code) {   \
    lua_pushboolean(L, httpstatus_##name(code));        \
  }

ANSWER_BOOLEAN(is_informational)
ANSWER_BOOLEAN(is_success)
ANSWER_BOOLEAN(is_redirection)
ANSWER_BOOLEAN(is_client_error)
ANSWER_BOOLEAN(is_server_error)
ANSWER_BOOLEAN(is_error)
ANSWER_BOOLEAN(is_registered)
ANSWER_BOOLEAN(is_known)
ANSWER_BOOLEAN(allows_content)
ANSWER_BOOLEAN(is_heuristically_cacheable)
ANSWER_BOOLEAN(is_followable_redirect)
ANSWER_BOOLEAN(preserves_method)
ANSWER_BOOLEAN(is_permanent_redirect)

#define ANSWER(name) {#name, answer_##name}

static const struct {
  const char *name;
  void (*answer)(lua_State *L, int code);
} answers[] = {
    ANSWER(phrase),           ANSWER(name),
    ANSWER(status_class),     ANSWER(label),
    ANSWER(effective),        ANSWER(is_informational),
    ANSWER(is_success),       ANSWER(is_redirection),
    ANSWER(is_client_error),  ANSWER(is_server_error),
    ANSWER(is_error),         ANSWER(is_registered),
    ANSWER(is_known),         ANSWER(allows_content),
    ANSWER(is_retryable),     ANSWER(is_heuristically_cacheable),
    ANSWER(preserves_method), ANSWER(is_followable_redirect),
    ANSWER(is_permanent_redirect),
};

/*
 * push_answers(L, answer)
 * Pushes two values: the table of a function's answers, and what it answers to every integer that is not there. The
 * array part is made as large as the classes need it, at once: Lua would give up part of it if it grew.
 */
static void push_answers(lua_State *L, void (*answer)(lua_State *L, int code)) {
  int last = HTTPSTATUS_SET_MAX;
  while (httpstatus_status_class(last) == 0) {
    last--;
  }
  lua_createtable(L, last, 0);
  answer(L, NO_CODE);
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    answer(L, code);
    if (httpstatus_status_class(code) == 0 && lua_rawequal(L, -1, -2)) {
      lua_pop(L, 1);
    } else {
      set_raw(L, -3, (size_t)code);
    }
  }
}

/*
 * push_all_answers(L)
 * Pushes two tables, by the name of the function: those tables, and those other answers.
 */
static void push_all_answers(lua_State *L) {
  lua_createtable(L, 0, (int)COUNT(answers));
  lua_createtable(L, 0, (int)COUNT(answers));
  for (size_t i = 0; i < COUNT(answers); i++) {
    push_answers(L, answers[i].answer);
    lua_setfield(L, -3, answers[i].name);
    lua_setfield(L, -3, answers[i].name);
  }
}

/* ---- Names ---- */

/*
 * add_codes(L)
 * Adds the constants to the table on the top: the name of every code that has one, then the names that it had before,
 * where no other code has taken them over.
 */
static void add_codes(lua_State *L) {
  httpstatus_meaning meaning;
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    if (*httpstatus_name(code) != '\0') {
      lua_pushinteger(L, code);
      lua_setfield(L, -2, httpstatus_name(code));
    }
  }
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    if (strcmp(httpstatus_name(meaning.code), meaning.name) != 0) {
      continue;
    }
    for (const char *name = meaning.former_names; *name != '\0'; name += strlen(name) + 1) {
      lua_getfield(L, -1, name);
      if (lua_isnil(L, -1)) {
        lua_pushinteger(L, meaning.code);
        lua_setfield(L, -3, name);
      }
      lua_pop(L, 1);
    }
  }
}

/*
 * push_vendors(L)
 * Pushes a table of tables: the constants of each origin, under its id with "_" for "-". A name that an origin has
 * given to two codes carries the number of the second one.
 */
static void push_vendors(lua_State *L) {
  httpstatus_origin origin;
  httpstatus_meaning meaning;
  char key[64];
  lua_createtable(L, 0, (int)httpstatus_origin_count());
  for (size_t i = 0; httpstatus_origin_at(i, &origin); i++) {
    size_t length = 0;
    while (length < sizeof key - 1 && origin.id[length] != '\0') {
      key[length] = origin.id[length] == '-' ? '_' : origin.id[length];
      length++;
    }
    key[length] = '\0';
    lua_newtable(L);
    for (size_t j = 0; httpstatus_meaning_at(j, &meaning); j++) {
      if (strcmp(meaning.origin, origin.id) != 0) {
        continue;
      }
      lua_getfield(L, -1, meaning.name);
      if (lua_isnil(L, -1)) {
        lua_pushstring(L, meaning.name);
      } else {
        lua_pushfstring(L, "%s_%d", meaning.name, meaning.code);
      }
      lua_pushinteger(L, meaning.code);
      lua_rawset(L, -4);
      lua_pop(L, 1);
    }
    lua_setfield(L, -2, key);
  }
}

/* ---- Functions of a code with options ---- */

/*
 * phrase_with(code, options) -> string | nil
 * httpstatus.phrase with a table of options: default, and edition or origin. The Lua function calls it.
 */
static int phrase_with(lua_State *L) {
  static const struct options options = {"phrase", 2, USER, {"default", "edition", "origin", NULL}};
  const char *phrase;
  int code;
  if (!to_code(L, 1, &code)) {
    return refuse_type(L, USER, 1, "phrase", "integer");
  }
  if (lua_type(L, 2) != LUA_TTABLE) {
    return refuse_type(L, USER, 2, "phrase", "string or table of options");
  }
  check_options(L, &options);
  phrase = httpstatus_phrase(code);
  if (get_option(L, &options, "edition", LUA_TSTRING)) {
    size_t length;
    const char *name = lua_tolstring(L, -1, &length);
    int edition = httpstatus_edition(name, length);
    if (edition < 0) {
      const char *quoted = push_quoted(L, name, length);
      lua_pushfstring(L, "%s is no edition; there are", quoted);
      for (int i = 0; i < HTTPSTATUS_EDITIONS; i++) {
        lua_pushfstring(L, "%s %s", i == 0 ? "" : i + 1 == HTTPSTATUS_EDITIONS ? " and" : ",",
                        httpstatus_edition_name(i));
      }
      lua_concat(L, HTTPSTATUS_EDITIONS + 1);
      return refuse(L, USER, 2, "phrase", lua_tostring(L, -1));
    }
    phrase = httpstatus_phrase_edition(code, edition);
  }
  if (get_option(L, &options, "origin", LUA_TSTRING)) {
    httpstatus_origin origin;
    httpstatus_meaning meaning;
    size_t length;
    const char *id = lua_tolstring(L, -1, &length);
    if (!lua_isnil(L, -2)) {
      return refuse(L, USER, 2, "phrase", "edition or origin expected, got both");
    }
    if (!httpstatus_find_origin(id, length, &origin)) {
      return refuse(L, USER, 2, "phrase", push_unknown_origin(L, id, length));
    }
    phrase = httpstatus_lookup(code, origin.id, &meaning) ? meaning.phrase : "";
  }
  get_option(L, &options, "default", LUA_TSTRING);
  if (*phrase != '\0') {
    lua_pushstring(L, phrase);
  }
  return 1;
}

/*
 * is_retryable_with(code, options) -> boolean
 */
static int is_retryable_with(lua_State *L) {
  static const struct options options = {"is_retryable", 2, USER, {"idempotent", NULL}};
  bool idempotent = true;
  int code;
  if (!to_code(L, 1, &code)) {
    return refuse_type(L, USER, 1, "is_retryable", "integer");
  }
  if (check_options(L, &options) && get_option(L, &options, "idempotent", LUA_TBOOLEAN)) {
    idempotent = lua_toboolean(L, -1) != 0;
  }
  lua_pushboolean(L, httpstatus_is_retryable(code, idempotent));
  return 1;
}

#endif
