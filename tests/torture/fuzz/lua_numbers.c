/* The functions of the Lua module that take numbers, and tallies; a log is read from memory and from a file. */
#define _GNU_SOURCE /* fmemopen */
#include <inttypes.h>
#include <limits.h>
#include <math.h>

#include "gzip_oracle.h"
#include "lua_fuzz.h"

/* ---- Numbers ---- */

struct number {
  bool is_float;
  int64_t integer;
  double real;
};

static struct number take_number(struct slice *input) {
  struct number number = {take_byte(input) % 2 == 1, 0, 0};
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) {
    bits |= (uint64_t)take_byte(input) << 8 * i;
  }
  memcpy(&number.real, &bits, sizeof bits);
  memcpy(&number.integer, &bits, sizeof bits);
  return number;
}

static void push_number(struct number number) {
  if (number.is_float) {
    lua_pushnumber(L, number.real);
  } else {
    lua_pushinteger(L, number.integer);
  }
}

/* Whether a number is an integer; its code, where one that is too large stands for all that are. */
static bool to_code(struct number number, int *code) {
  if (!number.is_float) {
    *code = number.integer >= INT_MIN && number.integer <= INT_MAX ? (int)number.integer : INT_MAX;
    return true;
  }
  *code = number.real >= INT_MIN && number.real <= INT_MAX ? (int)number.real : INT_MAX;
  return isfinite(number.real) && floor(number.real) == number.real;
}

static const struct {
  const char *name;
  bool (*answer)(int code);
} predicates[] = {
    {"is_informational",           (httpstatus_is_informational)        },
    {"is_success",                 (httpstatus_is_success)              },
    {"is_redirection",             (httpstatus_is_redirection)          },
    {"is_client_error",            (httpstatus_is_client_error)         },
    {"is_server_error",            (httpstatus_is_server_error)         },
    {"is_error",                   (httpstatus_is_error)                },
    {"is_registered",              httpstatus_is_registered             },
    {"is_known",                   httpstatus_is_known                  },
    {"allows_content",             httpstatus_allows_content            },
    {"is_heuristically_cacheable", httpstatus_is_heuristically_cacheable},
    {"is_followable_redirect",     httpstatus_is_followable_redirect    },
    {"preserves_method",           httpstatus_preserves_method          },
    {"is_permanent_redirect",      httpstatus_is_permanent_redirect     },
};

static const struct {
  const char *name;
  const char *(*answer)(int code);
} texts[] = {
    {"phrase",        httpstatus_phrase       },
    {"title",         httpstatus_title        },
    {"name",          httpstatus_name         },
    {"label",         httpstatus_label        },
    {"smtp.severity", httpstatus_smtp_severity},
};

static const struct {
  const char *name;
  int (*answer)(int code);
} integers[] = {
    {"effective",      httpstatus_effective     },
    {"grpc.to_http",   httpstatus_grpc_to_http  },
    {"grpc.from_http", httpstatus_grpc_from_http},
};

/* Arrays of what a code means, and the first of it. */
static const struct {
  const char *name, *first;
  size_t (*answer)(int code, size_t *first);
} lists[] = {
    {"meanings",          "lookup",           httpstatus_meanings         },
    {"smtp.replies",      "smtp.reply",       httpstatus_smtp_replies     },
    {"cloudflare.errors", "cloudflare.error", httpstatus_cloudflare_errors},
};

/* Calls a function of a number; whether there is an answer. */
static bool ask(const char *function, struct number number, bool passes) {
  begin_call(function);
  push_number(number);
  end_call(1, passes);
  return passes;
}

static void check_rest(struct number number, int code, bool passes) {
  httpstatus_class_info info;
  httpstatus_warning warning;
  if (ask("status_class", number, passes)) {
    const char *name = httpstatus_class_name((httpstatus_status_class)(code));
    struct slice given = {lua_tostring(L, 1), lua_isnil(L, 1) ? 0 : lua_rawlen(L, 1)};
    CHECK(same_word(given, name));
  }
  if (ask("class", number, passes)) {
    CHECK(httpstatus_class_at(code, &info) ? has_text(1, "title", info.title) : lua_isnil(L, 1));
  }
  if (ask("warning.lookup", number, passes)) {
    CHECK(httpstatus_warning_lookup(code, &warning) ? has_text(1, "phrase", warning.phrase) : lua_isnil(L, 1));
  }
  if (ask("is_retryable", number, passes)) {
    CHECK(lua_toboolean(L, 1) == httpstatus_is_retryable(code, true));
  }
  begin_call("is_retryable");
  push_number(number);
  lua_newtable(L);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "idempotent");
  end_call(2, passes);
  CHECK(!passes || lua_toboolean(L, 1) == httpstatus_is_retryable(code, false));
  if (ask("set", number, passes)) {
    CHECK((code >= 0 && code <= HTTPSTATUS_SET_MAX) == !lua_isnil(L, 1));
  }
  if (ask("set:contains", number, passes)) {
    CHECK(lua_toboolean(L, 1) == (httpstatus_is_client_error)(code)); /* it is the set "4xx" */
  }
}

static void judge_number(struct number number) {
  int code;
  size_t first;
  bool passes = to_code(number, &code);
  for (size_t i = 0; i < sizeof predicates / sizeof *predicates; i++) {
    CHECK(!ask(predicates[i].name, number, passes) || lua_toboolean(L, 1) == predicates[i].answer(code));
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    CHECK(!ask(texts[i].name, number, passes) || is_text(1, texts[i].answer(code)));
  }
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
    CHECK(!ask(integers[i].name, number, passes) || is_integer(1, integers[i].answer(code)));
  }
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    size_t count = lists[i].answer(code, &first);
    CHECK(!ask(lists[i].name, number, passes) || lua_rawlen(L, 1) == count);
    CHECK(!ask(lists[i].first, number, passes) || (count > 0 ? has_integer(1, "code", code) : lua_isnil(L, 1)));
  }
  check_rest(number, code, passes);
}

/* A few numbers, each of nine bytes: whether it is a float, and its bits. A short one is small. */
void judge_numbers(struct slice input) {
  for (int i = 0; i < 4 && (i == 0 || input.length > 0); i++) {
    judge_number(take_number(&input));
  }
}

/* ---- Tallies ---- */

/* Whether tostring(tally) is what it should be for these counts. */
static bool says(int index, const httpstatus_tally *tally) {
  static char text[1 << 16];
  int length = 0;
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    if (tally->counts[code] > 0) {
      length += snprintf(text + length, sizeof text - (size_t)length, "%03d: %" PRIu64 ", ", code, tally->counts[code]);
    }
  }
  length += snprintf(text + length, sizeof text - (size_t)length, "total %" PRIu64 ", skipped %" PRIu64,
                     httpstatus_tally_total(tally), tally->skipped);
  CHECK(length < (int)sizeof text);
  luaL_tolstring(L, index, NULL);
  bool good = is_text(lua_gettop(L), text);
  lua_pop(L, 1);
  return good;
}

static bool member_is(const char *name, uint64_t count) {
  lua_getfield(L, 1, name);
  bool good = is_integer(2, (long long)count);
  lua_pop(L, 1);
  return good;
}

static void check_classes(const httpstatus_tally *tally) {
  httpstatus_class_info info;
  lua_getfield(L, 1, "classes");
  for (int digit = 1; httpstatus_class_at(digit, &info); digit++) {
    CHECK(has_integer(2, info.label, (long long)httpstatus_tally_class(tally, digit)));
  }
  CHECK(has_integer(2, httpstatus_label(0), (long long)httpstatus_tally_class(tally, 0)));
  lua_pop(L, 1);
}

/* tally:count and tally:rate of a set's text. */
static void check_set(const httpstatus_tally *tally, const char *text) {
  static const char *const methods[] = {"count", "rate"};
  httpstatus_set set;
  CHECK(httpstatus_set_parse(text, strlen(text), &set, NULL));
  double counted = (double)httpstatus_tally_set(tally, &set), total = (double)httpstatus_tally_total(tally);
  for (int i = 0; i < 2; i++) {
    lua_getfield(L, 1, methods[i]);
    lua_pushvalue(L, 1);
    lua_pushstring(L, text);
    lua_call(L, 2, 1);
    double given = lua_tonumber(L, 2), expected = i == 0 ? counted : total > 0 ? counted / total : 0;
    CHECK(!(given < expected) && !(given > expected));
    lua_pop(L, 1);
  }
}

/* The tally at 1, in all that it answers. */
static void check_tally(const httpstatus_tally *tally) {
  httpstatus_tally twice = *tally;
  CHECK(says(1, tally));
  CHECK(member_is("total", httpstatus_tally_total(tally)) && member_is("skipped", tally->skipped));
  check_classes(tally);
  check_set(tally, "2xx,!204,404");
  lua_getfield(L, 1, "each");
  lua_pushvalue(L, 1);
  lua_call(L, 1, 2); /* an iterator at 2, and what it goes through */
  lua_pushnil(L);
  for (int code = 0; code <= HTTPSTATUS_SET_MAX; code++) {
    lua_geti(L, 1, code);
    CHECK(is_integer(5, (long long)tally->counts[code]));
    lua_pop(L, 1);
    if (tally->counts[code] > 0) {
      lua_pushvalue(L, 2);
      lua_insert(L, 4);
      lua_pushvalue(L, 3);
      lua_insert(L, 5);
      lua_call(L, 2, 2);
      CHECK(is_integer(4, code) && is_integer(5, (long long)tally->counts[code]));
      lua_pop(L, 1);
    }
  }
  lua_settop(L, 1);
  httpstatus_tally_merge(&twice, tally);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 1);
  lua_arith(L, LUA_OPADD);
  CHECK(says(2, &twice) && lua_compare(L, 1, 1, LUA_OPEQ) == 1);
  CHECK(lua_compare(L, 1, 2, LUA_OPEQ) == (memcmp(tally, &twice, sizeof twice) == 0));
  lua_settop(L, 1);
}

/* An array: a byte that chooses how many numbers are small, and the numbers. */
void judge_tally(struct slice input) {
  httpstatus_tally expected;
  unsigned kind = take_byte(&input);
  bool passes = true;
  memset(&expected, 0, sizeof expected);
  begin_call("tally");
  lua_newtable(L);
  for (lua_Integer i = 1; input.length > 0; i++) {
    struct number number = {false, 0, 0};
    int code;
    if (kind % 4 == 0) {
      number = take_number(&input);
    } else {
      number.integer = (int64_t)take_byte(&input) * (kind % 4) + kind / 4;
    }
    push_number(number);
    lua_rawseti(L, -2, i);
    passes = to_code(number, &code) && passes;
    if (code >= 0 && code <= HTTPSTATUS_SET_MAX) {
      expected.counts[code]++;
    } else {
      expected.skipped++;
    }
  }
  end_call(1, passes);
  if (passes) {
    check_tally(&expected);
  }
}

/* ---- Logs ---- */

static int close_file(lua_State *state) {
  luaL_Stream *stream = (luaL_Stream *)luaL_checkudata(state, 1, LUA_FILEHANDLE);
  return luaL_fileresult(state, fclose(stream->f) == 0, NULL);
}

/* Pushes a file of Lua's io library that has a text in it. */
static void push_file(struct slice text) {
  luaL_Stream *stream = (luaL_Stream *)lua_newuserdatauv(L, sizeof *stream, 0);
  stream->closef = NULL;
  luaL_setmetatable(L, LUA_FILEHANDLE);
  stream->f = text.length > 0 ? fmemopen((void *)(uintptr_t)text.at, text.length, "rb") : tmpfile();
  CHECK(stream->f != NULL);
  stream->closef = close_file;
}

static void check_substatuses(const httpstatus_log *log) {
  uint64_t kinds = 0, found = 0;
  char key[8 + HTTPSTATUS_LOG_SUBSTATUS_SIZE];
  CHECK(member_is("substatuses_lost", log->substatuses_lost));
  lua_getfield(L, 1, "substatuses");
  for (size_t i = 0; i < HTTPSTATUS_LOG_SUBSTATUSES; i++) {
    const httpstatus_substatus_count *place = &log->substatuses[i];
    if (place->count > 0) {
      snprintf(key, sizeof key, "%03d.%s", place->code, place->sub);
      CHECK(has_integer(2, key, (long long)place->count));
      kinds++;
    }
  }
  for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) {
    found++;
  }
  CHECK(found == kinds);
  lua_pop(L, 1);
}

/* What is on the stack for a log, whose errors begin with a name. */
static void check_log(int results, const char *name, const struct unpacked *unpacked, const httpstatus_log *log) {
  char message[200];
  if (unpacked->problem[0] != '\0') {
    snprintf(message, sizeof message, "%s: %s", name, unpacked->problem);
    check_failure(results, NULL);
    CHECK(is_text(2, message));
  } else if (log->fitting == 0 && log->lines > 0) {
    snprintf(message, sizeof message, "cannot read %s: no line fits ", name);
    check_failure(results, NULL);
    CHECK(strstr(lua_tostring(L, 2), message) == lua_tostring(L, 2));
  } else {
    CHECK(results == 1);
    check_tally(&log->tally);
    check_substatuses(log);
  }
}

/*
 * A format, how the log is packed, and the log, in memory and in a file; gzip_oracle.c packs logs and undoes that. The
 * core reads it in one piece.
 */
void judge_log(struct slice input) {
  static httpstatus_log log;
  struct unpacked unpacked;
  const char *format = httpstatus_log_format_name((int)(take_byte(&input) % HTTPSTATUS_LOG_FORMATS));
  memset(&log, 0, sizeof log);
  if (!httpstatus_log_begin(&log, format, strlen(format))) {
    return; /* one that wants a key */
  }
  struct slice text = pack(input);
  unpack(text, &unpacked);
  httpstatus_log_feed(&log, unpacked.text.at, unpacked.text.length, true);
  for (int i = 0; i < 2; i++) {
    begin_call(i == 0 ? "tally_text" : "tally_log");
    if (i == 0) {
      push_slice(text);
    } else {
      push_file(text);
      lua_pushvalue(L, -1);
      lua_setfield(L, LUA_REGISTRYINDEX, "file");
    }
    lua_newtable(L);
    lua_pushstring(L, format);
    lua_setfield(L, -2, "format");
    check_log(end_call(2, true), i == 0 ? "text" : "file", &unpacked, &log);
  }
  lua_getfield(L, LUA_REGISTRYINDEX, "file");
  luaL_Stream *stream = (luaL_Stream *)luaL_checkudata(L, -1, LUA_FILEHANDLE);
  CHECK(!ferror(stream->f));
  fclose(stream->f);
  stream->closef = NULL;
  free((void *)(uintptr_t)text.at);
}
