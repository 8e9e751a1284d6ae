/*
 * Functions of a code, as tables of their answers, of which httpstatus/scalars.lua makes Lua functions. On PUC Lua each
 * table takes 10 KB, so that what is asked of few responses is a C function that computes. LuaJIT would end a trace at
 * a C function.
 */
#include "binding.h"

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
#define RARE_PREDICATE(name)                     \
  PREDICATE(name)                                \
  static int name(lua_State *L) {                \
    int code = check_code(L, 1, #name);          \
    check_count(L, 1, #name);                    \
    lua_pushboolean(L, httpstatus_##name(code)); \
    return 1;                                    \
  }

PREDICATES(PREDICATE, RARE_PREDICATE)

static void answer_is_retryable(lua_State *L, int code) {
  lua_pushboolean(L, httpstatus_is_retryable(code, true));
}

/*
 * is_retryable_with(code, options) -> boolean
 * is_retryable, with any arguments.
 */
static int is_retryable_with(lua_State *L) {
  static const struct options options = {
      "is_retryable", 2, USER, {"idempotent", "method", NULL}
  };
  bool idempotent = true;
  int code;
  if (!to_code(L, 1, &code)) {
    return refuse_type(L, USER, 1, "is_retryable", A_CODE);
  }
  bool has_options = check_options(L, &options);
  refuse_surplus(L, USER, 2, "is_retryable");
  if (has_options && get_option(L, &options, "idempotent", LUA_TBOOLEAN)) {
    idempotent = lua_toboolean(L, -1) != 0;
  }
  if (has_options && get_option(L, &options, "method", LUA_TSTRING)) {
    size_t length;
    const char *method = lua_tolstring(L, -1, &length);
    if (!lua_isnil(L, -2)) {
      refuse(L, USER, 2, "is_retryable", "idempotent or method expected, got both");
    }
    idempotent = httpstatus_is_idempotent(method, length);
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
  char letters[32];
  size_t length = strlen(text);
  for (size_t i = 0; i < length && i < sizeof letters; i++) {
    letters[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
  }
  if (length > 0) {
    lua_pushlstring(L, letters, length < sizeof letters ? length : sizeof letters);
  } else {
    lua_pushnil(L);
  }
}

static void answer_phrase(lua_State *L, int code) {
  push_text_or_nil(L, httpstatus_phrase(code));
}

static void answer_title(lua_State *L, int code) {
  lua_pushstring(L, httpstatus_title(code));
}

/*
 * title(code) -> string
 */
static int title(lua_State *L) {
  int code = check_code(L, 1, "title");
  check_count(L, 1, "title");
  lua_pushstring(L, httpstatus_title(code));
  return 1;
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
  int code = check_code(L, 1, "effective");
  check_count(L, 1, "effective");
  lua_pushinteger(L, httpstatus_effective(code));
  return 1;
}

/*
 * push_phrase_by(L, code, options)
 * Pushes the phrase that a table of options asks for, "" if there is none.
 */
static void push_phrase_by(lua_State *L, int code, const struct options *options) {
  httpstatus_origin origin;
  httpstatus_meaning meaning;
  size_t length;
  const char *phrase = httpstatus_phrase(code);
  if (get_option(L, options, "edition", LUA_TSTRING)) {
    const char *text = lua_tolstring(L, -1, &length);
    int edition = httpstatus_edition(text, length);
    if (edition < 0) {
      char message[HTTPSTATUS__MESSAGE_SIZE];
      httpstatus__say_unknown_edition(text, length, message, sizeof message);
      refuse(L, USER, 2, "phrase", message);
    }
    phrase = httpstatus_phrase_edition(code, edition);
  }
  if (get_option(L, options, "origin", LUA_TSTRING)) {
    const char *id = lua_tolstring(L, -1, &length);
    if (!lua_isnil(L, -2)) {
      refuse(L, USER, 2, "phrase", "edition or origin expected, got both");
    }
    bool any = length == 3 && memcmp(id, "any", 3) == 0; /* the one that is first to give the code a meaning */
    if (!any && !httpstatus_find_origin(id, length, &origin)) {
      refuse(L, USER, 2, "phrase", push_unknown_origin(L, id, length));
    }
    phrase = httpstatus_lookup(code, any ? NULL : origin.id, &meaning) ? meaning.phrase : "";
  }
  lua_pushstring(L, phrase);
}

/*
 * phrase_with(code, default or options) -> string | nil
 * phrase, with any arguments. false is no default.
 */
static int phrase_with(lua_State *L) {
  static const struct options options = {
      "phrase", 2, USER, {"default", "edition", "origin", NULL}
  };
  int code;
  if (!to_code(L, 1, &code)) {
    return refuse_type(L, USER, 1, "phrase", A_CODE);
  }
  if (lua_type(L, 2) == LUA_TTABLE) {
    check_options(L, &options);
    refuse_surplus(L, USER, 2, "phrase");
    push_phrase_by(L, code, &options);
    get_option(L, &options, "default", LUA_TSTRING);
    lua_insert(L, -2);
  } else if (lua_type(L, 2) == LUA_TSTRING || !lua_toboolean(L, 2)) {
    refuse_surplus(L, USER, 2, "phrase");
    lua_settop(L, 2);
    if (!lua_toboolean(L, 2)) {
      lua_pushnil(L);
      lua_replace(L, 2);
    }
    lua_pushstring(L, httpstatus_phrase(code));
  } else {
    return refuse_type(L, USER, 2, "phrase", "string or table of options");
  }
  if (*lua_tostring(L, -1) == '\0') {
    lua_pop(L, 1);
  }
  return 1;
}

/* ---- Tables of answers ---- */

enum { ELSEWHERE = 1, NAME = 2 }; /* upvalues */

/*
 * answer_elsewhere(answers, key) -> answer
 * The metamethod of a table of answers for what is not in it. Its upvalues are the answer to other integers and the
 * name of the function, which is its caller.
 */
static int answer_elsewhere(lua_State *L) {
  int code;
  if (!to_code(L, 2, &code)) {
    return refuse_value(L, BEYOND, 1, lua_tostring(L, lua_upvalueindex(NAME)), A_CODE, 2);
  }
  if (code >= 0) {
    get_raw(L, 1, code);
    if (!lua_isnil(L, -1)) {
      return 1;
    }
  }
  lua_pushvalue(L, lua_upvalueindex(ELSEWHERE));
  return 1;
}

/* ---- All of them ---- */

/* clang-format off */
#define LOOK_UP(name) {#name, answer_##name, NULL},
#define COMPUTE(name) {#name, answer_##name, name},

static const struct {
  const char *name;
  answer_function *answer;
  lua_CFunction function; /* NULL if it looks up on PUC Lua too */
} scalars[] = {
    LOOK_UP(phrase)
    LOOK_UP(name)
    LOOK_UP(status_class)
    LOOK_UP(label)
    LOOK_UP(is_retryable)
    COMPUTE(effective)
    COMPUTE(title)
    PREDICATES(LOOK_UP, COMPUTE)
};
/* clang-format on */

/*
 * push_answers(L, scalar)
 * Pushes the table of a function's answers to all codes of a class, and to others if the answer is not the one to any
 * other integer, which is pushed behind it. The array part is made large enough at once: Lua would move codes to the
 * hash part if the table grew, and LuaJIT compiles no look-up that misses in a table with both.
 */
static void push_answers(lua_State *L, size_t scalar) {
  int elsewhere = lua_gettop(L) + 1, table = elsewhere + 1;
  scalars[scalar].answer(L, NO_CODE);
  for (int code = HTTPSTATUS_SET_MAX; code >= 0; code--) {
    scalars[scalar].answer(L, code);
    if (httpstatus_status_class(code) == 0 && lua_rawequal(L, elsewhere, -1)) {
      lua_pop(L, 1);
      continue;
    }
    if (lua_gettop(L) == table) { /* the last code makes the table */
      lua_createtable(L, code, 0);
      lua_insert(L, table);
    }
    set_raw(L, table, (size_t)code);
  }
  lua_insert(L, elsewhere);
}

/*
 * push_checking_answers(L, scalar)
 * Pushes a table of answers that checks what is not in it.
 */
static void push_checking_answers(lua_State *L, size_t scalar) {
  push_answers(L, scalar);
  lua_createtable(L, 0, 1);
  lua_insert(L, -2);
  lua_pushstring(L, scalars[scalar].name);
  lua_pushcclosure(L, answer_elsewhere, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/*
 * reserve_scalars(L)
 * Takes places for the functions in the table on the top: keys that come first are where Lua looks first.
 */
static void reserve_scalars(lua_State *L) {
  for (size_t i = 0; i < COUNT(scalars); i++) {
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, scalars[i].name);
  }
}

/*
 * functions() -> table
 * For PUC Lua: by its name, each function, or the table of its answers.
 */
static int functions_of_code(lua_State *L) {
  lua_settop(L, 0);
  lua_createtable(L, 0, COUNT(scalars));
  for (size_t i = 0; i < COUNT(scalars); i++) {
    if (scalars[i].function == NULL) {
      push_checking_answers(L, i);
    } else {
      lua_pushcfunction(L, scalars[i].function);
    }
    lua_setfield(L, 1, scalars[i].name);
  }
  return 1;
}

/*
 * answers() -> table
 * For LuaJIT: for each function by its name, the table of its answers and the answer to every other integer.
 */
static int answers(lua_State *L) {
  lua_settop(L, 0);
  lua_createtable(L, 0, COUNT(scalars));
  for (size_t i = 0; i < COUNT(scalars); i++) {
    lua_createtable(L, 0, 2);
    push_answers(L, i);
    lua_setfield(L, 2, "elsewhere");
    lua_setfield(L, 2, "table");
    lua_setfield(L, 1, scalars[i].name);
  }
  return 1;
}
