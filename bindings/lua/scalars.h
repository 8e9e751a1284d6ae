/*
 * Functions of a code, as tables of their answers; httpstatus/scalars.lua makes closures of these.
 *
 * A closure that looks up the answer is as fast as a Lua function gets: as one that compares numbers, with nothing left
 * to check. LuaJIT compiles it to a load, where a C function would end the trace. On PUC Lua each table takes 10 KB,
 * and a C function is hardly slower: there, what is asked of few responses stays a C function.
 */
#ifndef HTTPSTATUS_LUA_SCALARS_H
#define HTTPSTATUS_LUA_SCALARS_H

/* Functions that push an answer, for the tables. */
typedef void answer_function(lua_State *L, int code);

/* ---- Predicates ---- */

#define PREDICATE(name)                               \
  static void answer_##name(lua_State *L, int code) { \
    lua_pushboolean(L, httpstatus_##name(code));      \
  }

/*
 * NAME(code) -> boolean
 */
#define RARE_PREDICATE(name)                                        \
  PREDICATE(name)                                                   \
  static int name(lua_State *L) {                                   \
    lua_pushboolean(L, httpstatus_##name(check_code(L, 1, #name))); \
    return 1;                                                       \
  }

PREDICATE(is_informational)
PREDICATE(is_success)
PREDICATE(is_redirection)
PREDICATE(is_client_error)
PREDICATE(is_server_error)
PREDICATE(is_error)
PREDICATE(is_registered)
PREDICATE(allows_content)
RARE_PREDICATE(is_known)
RARE_PREDICATE(is_heuristically_cacheable)
RARE_PREDICATE(is_followable_redirect)
RARE_PREDICATE(preserves_method)
RARE_PREDICATE(is_permanent_redirect)

static void answer_is_retryable(lua_State *L, int code) {
  lua_pushboolean(L, httpstatus_is_retryable(code, true));
}

/*
 * is_retryable_with(code, options) -> boolean
 */
static int is_retryable_with(lua_State *L) {
  static const struct options options = {
      "is_retryable", 2, USER, {"idempotent", NULL}
  };
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

/* ---- Texts and numbers ---- */

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

static int effective(lua_State *L) {
  lua_pushinteger(L, httpstatus_effective(check_code(L, 1, "effective")));
  return 1;
}

/*
 * phrase_with(code, options) -> string | nil
 * phrase with a table of options: default, and edition or origin.
 */
static int phrase_with(lua_State *L) {
  static const struct options options = {
      "phrase", 2, USER, {"default", "edition", "origin", NULL}
  };
  httpstatus_origin origin;
  httpstatus_meaning meaning;
  size_t length;
  int code;
  if (!to_code(L, 1, &code)) {
    return refuse_type(L, USER, 1, "phrase", "integer");
  }
  if (lua_type(L, 2) != LUA_TTABLE) {
    return refuse_type(L, USER, 2, "phrase", "string or table of options");
  }
  check_options(L, &options);
  const char *phrase = httpstatus_phrase(code);
  if (get_option(L, &options, "edition", LUA_TSTRING)) {
    const char *text = lua_tolstring(L, -1, &length);
    int edition = httpstatus_edition(text, length);
    if (edition < 0) {
      lua_pushfstring(L, "%s is no edition; there are", push_quoted(L, text, length));
      for (int i = 0; i < HTTPSTATUS_EDITIONS; i++) {
        const char *between = i == 0 ? "" : i + 1 == HTTPSTATUS_EDITIONS ? " and" : ",";
        lua_pushfstring(L, "%s%s %s", lua_tostring(L, -1), between, httpstatus_edition_name(i));
      }
      return refuse(L, USER, 2, "phrase", lua_tostring(L, -1));
    }
    phrase = httpstatus_phrase_edition(code, edition);
  }
  if (get_option(L, &options, "origin", LUA_TSTRING)) {
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

/* ---- All of them ---- */

/* function is NULL where a closure takes its place on every Lua. */
#define CLOSURE(name) \
  { #name, answer_##name, NULL }
#define FUNCTION(name) \
  { #name, answer_##name, name }

static const struct {
  const char *name;
  answer_function *answer;
  lua_CFunction function;
} scalars[] = {
    CLOSURE(phrase),
    CLOSURE(name),
    CLOSURE(status_class),
    CLOSURE(label),
    CLOSURE(is_informational),
    CLOSURE(is_success),
    CLOSURE(is_redirection),
    CLOSURE(is_client_error),
    CLOSURE(is_server_error),
    CLOSURE(is_error),
    CLOSURE(is_registered),
    CLOSURE(allows_content),
    CLOSURE(is_retryable),
    FUNCTION(effective),
    FUNCTION(is_known),
    FUNCTION(is_heuristically_cacheable),
    FUNCTION(preserves_method),
    FUNCTION(is_followable_redirect),
    FUNCTION(is_permanent_redirect),
};

/*
 * answers(name) -> table, answer
 * The table of a function's answers to all codes of a class, and to others where the answer is not the one to any other
 * integer, which is the second value. The array part is made large enough at once: Lua would move codes to the hash
 * part if the table grew, and LuaJIT compiles no look-up that misses in a table with both.
 */
static int answers(lua_State *L) {
  size_t length, i = 0;
  const char *name = check_text(L, 1, "answers", &length);
  while (i < COUNT(scalars) && strcmp(scalars[i].name, name) != 0) {
    i++;
  }
  if (i == COUNT(scalars)) {
    return refuse_type(L, CALLER, 1, "answers", "name of a function");
  }
  lua_settop(L, 1);
  scalars[i].answer(L, NO_CODE);
  for (int code = HTTPSTATUS_SET_MAX; code >= 0; code--) {
    scalars[i].answer(L, code);
    if (httpstatus_status_class(code) == 0 && lua_rawequal(L, 2, -1)) {
      lua_pop(L, 1);
      continue;
    }
    if (lua_gettop(L) == 3) { /* the last code makes the table */
      lua_createtable(L, code, 0);
      lua_insert(L, 3);
    }
    set_raw(L, 3, (size_t)code);
  }
  lua_insert(L, 2);
  return 2;
}

/*
 * add_scalars(L)
 * Adds the C functions to the table on the top, and takes places for the closures: keys that come first stand where
 * Lua looks first.
 */
static void add_scalars(lua_State *L) {
  for (size_t i = 0; i < COUNT(scalars); i++) {
    if (scalars[i].function != NULL) {
      lua_pushcfunction(L, scalars[i].function);
    } else {
      lua_pushboolean(L, 0);
    }
    lua_setfield(L, -2, scalars[i].name);
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
      for (const char *former = meaning.former_names; *former != '\0'; former += strlen(former) + 1) {
        lua_pushinteger(L, meaning.code);
        lua_setfield(L, -2, former);
      }
    }
    lua_setfield(L, -2, key);
  }
}

#endif
