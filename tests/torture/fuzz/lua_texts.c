/* The functions of the Lua module that take a text, each beside the core that is called on the same bytes. */
#include "lua_fuzz.h"

static int call_with(const char *function, struct slice text) {
  begin_call(function);
  push_slice(text);
  return end_call(1, true);
}

void judge_code(struct slice text) {
  int code = httpstatus_code(text.at, text.length);
  int results = call_with("code", text);
  if (code >= 0) {
    CHECK(results == 1 && is_integer(1, code));
  } else {
    const char *expected = code == HTTPSTATUS_AMBIGUOUS ? "ambiguous status '" : "unknown status '";
    check_failure(results, NULL);
    CHECK(strncmp(lua_tostring(L, 2), expected, strlen(expected)) == 0);
  }
}

/* ---- Status lines ---- */

/* A code, a version and a reason with "|" between the two; without one there are no options. */
static void judge_writing(struct slice input) {
  static char buffer[1 << 17];
  int code = (int)take_byte(&input) * 4;
  struct slice version, reason;
  bool given = cut(input, '|', &version, &reason);
  httpstatus_error error;
  httpstatus_line line = {"HTTP/1.1", 8, httpstatus_phrase(code), strlen(httpstatus_phrase(code)), code};
  begin_call("status_line");
  lua_pushinteger(L, code);
  if (given) {
    lua_newtable(L);
    push_slice(version);
    lua_setfield(L, -2, "version");
    push_slice(reason);
    lua_setfield(L, -2, "reason");
    line.version = version.at;
    line.version_length = version.length;
    line.reason = reason.at;
    line.reason_length = reason.length;
  }
  int results = end_call(given ? 2 : 1, true);
  struct slice written = {buffer, httpstatus_write_status_line(buffer, sizeof buffer, &line, &error)};
  CHECK(written.length < sizeof buffer);
  if (written.length > 0) {
    CHECK(results == 1 && is_slice(1, written));
  } else {
    check_failure(results, &error);
  }
}

void judge_status_line(struct slice text) {
  httpstatus_line line;
  httpstatus_error error;
  bool good = httpstatus_parse_status_line(text.at, text.length, &line, &error);
  int results = call_with("parse_status_line", text);
  if (good) {
    struct slice version = {line.version, line.version_length}, reason = {line.reason, line.reason_length};
    CHECK(results == 1 && has_integer(1, "code", line.code));
    CHECK(has_slice(1, "version", version) && has_slice(1, "reason", reason));
  } else {
    check_failure(results, &error);
  }
  judge_writing(text);
}

/* ---- The registry ---- */

/* Whether the table at an index is the meaning at a place of the registry. */
static bool is_meaning(int index, size_t place) {
  httpstatus_meaning meaning;
  return httpstatus_meaning_at(place, &meaning) && has_integer(index, "code", meaning.code) &&
         has_text(index, "name", meaning.name) && has_text(index, "origin", meaning.origin) &&
         has_text(index, "phrase", meaning.phrase) && has_text(index, "note", meaning.note);
}

/* One search takes as long as a hundred other calls, all of it in the core, which the target search has for itself. */
void judge_search(struct slice words) {
  static size_t found[1 << 12];
  struct random random = random_of(words);
  if (random_below(&random, 8) > 0) {
    return;
  }
  size_t count = httpstatus_search(words.at, words.length, found, sizeof found / sizeof *found);
  CHECK(call_with("search", words) == 1 && lua_istable(L, 1) && lua_rawlen(L, 1) == count);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    CHECK(is_meaning(2, found[i]));
    lua_pop(L, 1);
  }
}

/* All meanings of an origin, or of a standing, in their order. */
static void check_registry(const char *origin, const char *standing) {
  httpstatus_meaning meaning;
  CHECK(lua_gettop(L) == 1 && lua_isfunction(L, 1));
  for (size_t i = 0; httpstatus_meaning_at(i, &meaning); i++) {
    if ((origin == NULL || strcmp(meaning.origin, origin) == 0) &&
        (standing == NULL || strcmp(meaning.standing, standing) == 0)) {
      lua_pushvalue(L, 1);
      lua_call(L, 0, 1);
      CHECK(is_meaning(2, i));
      lua_pop(L, 1);
    }
  }
  lua_pushvalue(L, 1);
  lua_call(L, 0, 1);
  CHECK(lua_isnil(L, 2));
}

/* A code of four times the first byte, and what an origin says of it. */
void judge_names(struct slice text) {
  httpstatus_origin origin;
  httpstatus_meaning meaning;
  httpstatus_retry_policy policy;
  int code = (int)take_byte(&text) * 4;
  bool found = httpstatus_find_origin(text.at, text.length, &origin), is_policy = false;
  int results = call_with("origin", text);
  CHECK(found ? results == 1 && has_text(1, "id", origin.id) && has_text(1, "url", origin.url) : lua_isnil(L, 1));

  begin_call("lookup");
  lua_pushinteger(L, code);
  push_slice(text);
  end_call(2, true);
  CHECK(found && httpstatus_lookup(code, origin.id, &meaning) ? is_meaning(1, meaning.index) : lua_isnil(L, 1));

  begin_call("registry");
  push_slice(text);
  end_call(1, found);
  if (found) {
    check_registry(origin.id, NULL);
  }
  bool is_standing = httpstatus_is_standing(text.at, text.length);
  begin_call("registry");
  lua_pushnil(L);
  push_slice(text);
  end_call(2, is_standing);
  if (is_standing) {
    struct slice standing;
    char name[32];
    standing = text;
    snprintf(name, sizeof name, "%.*s", (int)standing.length, standing.at);
    check_registry(NULL, name);
  }

  call_with("source", text);
  CHECK(is_text(1, httpstatus_source(text.at, text.length)));
  call_with("grpc.number", text);
  CHECK(is_integer(1, httpstatus_grpc_number(text.at, text.length)));
  call_with("retry.policy", text);
  for (size_t i = 0; httpstatus_retry_policy_at(i, &policy); i++) {
    if (same_text(text, policy.id)) {
      is_policy = has_text(1, "id", policy.id) && has_text(1, "codes", policy.codes);
    }
  }
  CHECK(is_policy || lua_isnil(L, 1));
}

static void call_phrase(int code, const char *option, struct slice text, bool passes) {
  begin_call("phrase");
  lua_pushinteger(L, code);
  lua_newtable(L);
  push_slice(text);
  lua_setfield(L, -2, option);
  CHECK(end_call(2, passes) == 1);
}

void judge_phrases(struct slice text) {
  httpstatus_origin origin;
  httpstatus_meaning meaning;
  int code = (int)take_byte(&text) * 4, edition = httpstatus_edition(text.at, text.length);
  struct slice own = {httpstatus_phrase(code), strlen(httpstatus_phrase(code))};
  call_phrase(code, "edition", text, edition >= 0);
  CHECK(edition < 0 || is_text(1, httpstatus_phrase_edition(code, edition)));
  bool found = httpstatus_find_origin(text.at, text.length, &origin);
  call_phrase(code, "origin", text, found);
  CHECK(!found || is_text(1, httpstatus_lookup(code, origin.id, &meaning) ? meaning.phrase : ""));
  call_phrase(code, "default", text, true);
  CHECK(is_slice(1, own.length > 0 ? own : text));
  begin_call("phrase");
  lua_pushinteger(L, code);
  push_slice(text);
  CHECK(end_call(2, true) == 1 && is_slice(1, own.length > 0 ? own : text));
}

/* ---- Sets ---- */

static bool says(int index, const httpstatus_set *set) {
  char text[HTTPSTATUS_SET_TEXT_SIZE];
  struct slice expected = {text, httpstatus_set_text(set, text, sizeof text)};
  luaL_tolstring(L, index, NULL);
  bool good = is_slice(lua_gettop(L), expected);
  lua_pop(L, 1);
  return good;
}

/* Whether the result of an operator on the sets at 1 and 2 is a set. */
static bool makes(int operator, const httpstatus_set * set) {
  lua_pushvalue(L, 1);
  if (operator!= LUA_OPUNM && operator!= LUA_OPBNOT) {
    lua_pushvalue(L, 2);
  }
  lua_arith(L, operator);
  bool good = says(3, set);
  lua_pop(L, 1);
  return good;
}

static void check_members(const httpstatus_set *set) {
  for (int code = -1; code <= HTTPSTATUS_SET_MAX + 1; code++) {
    lua_geti(L, 1, code);
    CHECK(lua_isboolean(L, 2) && lua_toboolean(L, 2) == httpstatus_set_contains(set, code));
    lua_pop(L, 1);
  }
  CHECK(luaL_len(L, 1) == (lua_Integer)httpstatus_set_count(set));
  lua_getfield(L, 1, "codes");
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  int code = -1;
  for (lua_Integer i = 1; (code = httpstatus_set_next(set, code)) >= 0; i++) {
    lua_rawgeti(L, 2, i);
    CHECK(is_integer(3, code));
    lua_pop(L, 1);
  }
  CHECK(lua_rawlen(L, 2) == httpstatus_set_count(set));
  lua_pop(L, 1);
}

/* Reads a set and leaves it alone on the stack; false where the text is none. */
static bool read_set(struct slice text, httpstatus_set *set) {
  httpstatus_error error;
  bool good = httpstatus_set_parse(text.at, text.length, set, &error);
  int results = call_with("set", text);
  if (!good) {
    check_failure(results, &error);
    return false;
  }
  CHECK(results == 1 && says(1, set));
  check_members(set);
  luaL_tolstring(L, 1, NULL);
  lua_setfield(L, LUA_REGISTRYINDEX, "text");
  lua_setfield(L, LUA_REGISTRYINDEX, "set");
  begin_call("set");
  lua_getfield(L, LUA_REGISTRYINDEX, "text");
  CHECK(end_call(1, true) == 1);
  lua_getfield(L, LUA_REGISTRYINDEX, "set");
  CHECK(lua_rawequal(L, 1, 2)); /* equal sets are the same */
  lua_settop(L, 1);
  return true;
}

/* One set, or two with "|" between for the operators. */
void judge_set(struct slice text) {
  struct slice left, right;
  httpstatus_set a, b, result;
  bool two = cut(text, '|', &left, &right);
  if (!read_set(left, &a)) {
    return;
  }
  lua_setfield(L, LUA_REGISTRYINDEX, "left");
  if (!two || !read_set(right, &b)) {
    return;
  }
  lua_getfield(L, LUA_REGISTRYINDEX, "left");
  lua_insert(L, 1);
  httpstatus_set_union(&result, &a, &b);
  CHECK(makes(LUA_OPADD, &result));
  httpstatus_set_intersection(&result, &a, &b);
  CHECK(makes(LUA_OPMUL, &result));
  httpstatus_set_difference(&result, &a, &b);
  CHECK(makes(LUA_OPSUB, &result));
  httpstatus_set_complement(&result, &a);
  CHECK(makes(LUA_OPUNM, &result) && makes(LUA_OPBNOT, &result));
  CHECK(lua_rawequal(L, 1, 2) == httpstatus_set_equal(&a, &b));
}

/* ---- Neighbouring systems ---- */

static bool has_unquoted(int index, const char *field, const char *at, size_t length) {
  char *text = (char *)malloc(length + 1);
  CHECK(text != NULL);
  struct slice expected = {text, httpstatus_unquote(at, length, text, length + 1)};
  bool good = has_slice(index, field, expected);
  free(text);
  return good;
}

void judge_warning(struct slice text) {
  httpstatus_warning_value value;
  httpstatus_error error;
  size_t at = 0;
  lua_Integer count = 0;
  int answer, results = call_with("warning.parse", text);
  while ((answer = httpstatus_warning_next(text.at, text.length, &at, &value, &error)) > 0) {
    count++;
    if (lua_istable(L, 1)) {
      struct slice agent = {value.agent, value.agent_length};
      lua_rawgeti(L, 1, count);
      CHECK(has_integer(2, "code", value.code) && has_slice(2, "agent", agent));
      CHECK(has_unquoted(2, "text", value.text, value.text_length));
      CHECK(value.date_length > 0 ? has_unquoted(2, "date", value.date, value.date_length) : has_text(2, "date", ""));
      lua_pop(L, 1);
    }
  }
  if (answer < 0) {
    check_failure(results, &error);
  } else {
    CHECK(results == 1 && lua_istable(L, 1) && lua_rawlen(L, 1) == (size_t)count);
  }
}

static bool is_enhanced(int index, int status_class, int subject, int detail) {
  char code[16];
  httpstatus_smtp_enhanced enhanced;
  snprintf(code, sizeof code, "%d.%d.%d", status_class, subject, detail);
  return httpstatus_smtp_enhanced_lookup(status_class, subject, detail, &enhanced)
             ? has_text(index, "code", code) && has_integer(index, "detail", detail) &&
                   has_text(index, "title", enhanced.title) && has_text(index, "severity", enhanced.severity)
             : lua_isnil(L, index);
}

void judge_smtp(struct slice text) {
  httpstatus_smtp_value value;
  httpstatus_smtp_reply reply;
  httpstatus_error error;
  size_t first;
  bool good = httpstatus_smtp_parse(text.at, text.length, &value, &error);
  int results = call_with("smtp.parse", text);
  if (!good) {
    check_failure(results, &error);
    return;
  }
  char *buffer = (char *)malloc(text.length + 1), enhanced[16] = "";
  CHECK(buffer != NULL);
  struct slice said = {buffer, httpstatus_smtp_text(text.at, text.length, buffer, text.length + 1)};
  if (value.status_class >= 0) {
    snprintf(enhanced, sizeof enhanced, "%d.%d.%d", value.status_class, value.subject, value.detail);
  }
  /* An enhanced code alone has no reply code; its first digit says how bad it is. */
  int severity = value.code >= 0 ? value.code : value.status_class * 100;
  CHECK(results == 1 && has_integer(1, "lines", (long long)value.lines));
  CHECK(value.code >= 0 ? has_integer(1, "code", value.code) : has_text(1, "code", ""));
  CHECK(has_slice(1, "text", said) && has_text(1, "enhanced", enhanced));
  CHECK(has_text(1, "severity", httpstatus_smtp_severity(severity)));
  free(buffer);
  lua_getfield(L, 1, "meaning");
  if (httpstatus_smtp_replies(value.code, &first) > 0 && httpstatus_smtp_reply_at(first, &reply)) {
    CHECK(has_integer(2, "code", value.code) && has_text(2, "title", reply.title));
  } else {
    CHECK(lua_isnil(L, 2));
  }
  lua_getfield(L, 1, "detail");
  CHECK(is_enhanced(3, value.status_class, value.subject, value.detail));
}

/* "5.1.1" and "404.13". */
void judge_dotted(struct slice text) {
  httpstatus_error error;
  httpstatus_iis_substatus substatus;
  int status_class, subject, detail, code, sub;
  size_t first;
  bool good = httpstatus_smtp_parse_enhanced(text.at, text.length, &status_class, &subject, &detail, &error);
  int results = call_with("smtp.enhanced", text);
  if (good) {
    CHECK(is_enhanced(1, status_class, subject, detail));
  } else {
    check_failure(results, &error);
  }
  good = httpstatus_iis_parse(text.at, text.length, &code, &sub, &error);
  results = call_with("iis.substatuses", text);
  if (!good) {
    check_failure(results, &error);
    check_failure(call_with("iis.substatus", text), &error);
    return;
  }
  size_t count = httpstatus_iis_substatuses(code, sub, &first);
  CHECK(results == 1 && lua_rawlen(L, 1) == count);
  results = call_with("iis.substatus", text);
  if (count > 0 && httpstatus_iis_substatus_at(first, &substatus)) {
    CHECK(has_integer(1, "code", code) && has_integer(1, "sub", sub) && has_text(1, "title", substatus.title));
  } else {
    check_failure(results, NULL);
  }
}
