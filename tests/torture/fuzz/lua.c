/*
 * The Lua module: the binding and the core in it, and its Lua files. One state lives through all inputs, and its
 * collector is hasty, so that what is used after it is gone shows. The first byte chooses what is called: functions
 * whose answers lua_texts.c and lua_numbers.c compare with the core's, or any function with any arguments, where
 * surface.lua knows whether it has to fail.
 */
#include "lua_fuzz.h"

int luaopen_httpstatus_core(lua_State *state);

lua_State *L;

/* ---- The state ---- */

enum { MEMORY_MAX = 32 << 20, KEPT_MAX = 64 << 10, ROUNDS = 1 << 13 };

static size_t held; /* bytes of Lua */

static void *allocate(void *unused, void *old, size_t old_size, size_t new_size) {
  (void)unused;
  held = held - (old != NULL ? old_size : 0) + new_size;
  CHECK(held <= MEMORY_MAX);
  if (new_size == 0) {
    free(old);
    return NULL;
  }
  return realloc(old, new_size);
}

static int complain(lua_State *state) {
  fprintf(stderr, "%s\n", lua_tostring(state, -1));
  return 0;
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc;
  (void)argv;
  L = lua_newstate(allocate, NULL);
  CHECK(L != NULL);
  lua_atpanic(L, complain);
  luaL_openlibs(L);
  lua_getglobal(L, "package");
  lua_pushliteral(L, HTTPSTATUS_TREE "/lua/?.lua;" HTTPSTATUS_TREE "/lua/?/init.lua");
  lua_setfield(L, -2, "path");
  lua_getfield(L, -1, "preload");
  lua_pushcfunction(L, luaopen_httpstatus_core);
  lua_setfield(L, -2, "httpstatus.core");
  lua_settop(L, 0);
  if (luaL_dofile(L, HTTPSTATUS_TREE "/tests/torture/fuzz/surface.lua") != LUA_OK) {
    complain(L);
    abort();
  }
  lua_setfield(L, LUA_REGISTRYINDEX, "surface");
  lua_gc(L, LUA_GCINC, 100, 100, 6); /* one cycle follows the other, in steps of 64 bytes */
  return 0;
}

/* Whether what is left, once everything is collected, is no more than it was when the state was young. */
static void check_memory(void) {
  static size_t first;
  lua_gc(L, LUA_GCCOLLECT);
  lua_gc(L, LUA_GCCOLLECT);
  first = first == 0 ? held : first;
  CHECK(held <= first + KEPT_MAX);
}

/* ---- Calls ---- */

static void get_surface(const char *name) {
  lua_getfield(L, LUA_REGISTRYINDEX, "surface");
  lua_getfield(L, -1, name);
  lua_remove(L, -2);
}

static void call(int arguments) {
  if (lua_pcall(L, arguments, LUA_MULTRET, 0) != LUA_OK) {
    complain(L);
    abort();
  }
}

void begin_call(const char *function) {
  lua_settop(L, 0);
  get_surface("call");
  lua_pushstring(L, function);
}

int end_call(int arguments, bool passes) {
  call(arguments + 1);
  CHECK(lua_isboolean(L, 1) && lua_toboolean(L, 1) == passes);
  lua_remove(L, 1);
  return lua_gettop(L);
}

void push_slice(struct slice text) {
  lua_pushlstring(L, text.length > 0 ? text.at : "", text.length);
}

/* ---- Answers ---- */

bool is_slice(int index, struct slice text) {
  size_t length;
  const char *found = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
  struct slice given = {found, found != NULL ? length : 0};
  return found != NULL && found[length] == '\0' && same(given, text);
}

bool is_text(int index, const char *text) {
  struct slice slice = {text, strlen(text)};
  return slice.length > 0 ? is_slice(index, slice) : lua_isnil(L, index);
}

bool is_integer(int index, long long number) {
  return number < 0 ? lua_isnil(L, index) : lua_isinteger(L, index) && lua_tointeger(L, index) == number;
}

static void get_field(int index, const char *field) {
  CHECK(lua_istable(L, index));
  lua_pushstring(L, field);
  lua_rawget(L, index);
}

bool has_slice(int index, const char *field, struct slice text) {
  get_field(index, field);
  bool good = is_slice(lua_gettop(L), text);
  lua_pop(L, 1);
  return good;
}

bool has_text(int index, const char *field, const char *text) {
  get_field(index, field);
  bool good = is_text(lua_gettop(L), text);
  lua_pop(L, 1);
  return good;
}

bool has_integer(int index, const char *field, long long number) {
  get_field(index, field);
  bool good = is_integer(lua_gettop(L), number);
  lua_pop(L, 1);
  return good;
}

void check_failure(int results, const httpstatus_error *error) {
  CHECK(results == (error != NULL ? 3 : 2));
  CHECK(lua_isnil(L, 1) && lua_type(L, 2) == LUA_TSTRING);
  if (error != NULL) {
    CHECK(is_integer(3, (long long)error->at + 1));
    CHECK(strstr(lua_tostring(L, 2), error->message) != NULL);
  }
}

unsigned take_byte(struct slice *input) {
  unsigned byte = input->length > 0 ? (unsigned char)input->at[0] : 0;
  input->at += input->length > 0;
  input->length -= input->length > 0;
  return byte;
}

/* ---- Inputs ---- */

static void judge_any(struct slice input) {
  get_surface("any");
  push_slice(input);
  call(1);
}

static void judge_constant(struct slice input) {
  get_surface("constant");
  push_slice(input);
  call(1);
}

/* make_corpus.py has the same order. */
static judge *const judges[] = {
    judge_any,     judge_code, judge_status_line, judge_search, judge_names,   judge_phrases, judge_set,
    judge_warning, judge_smtp, judge_dotted,      judge_log,    judge_numbers, judge_tally,   judge_constant,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static unsigned rounds;
  struct slice input = {(const char *)data, size};
  unsigned choice = take_byte(&input);
  CHECK(lua_gettop(L) == 0);
  judges[choice % (sizeof judges / sizeof *judges)](input);
  lua_settop(L, 0);
  if (++rounds % ROUNDS == 0) {
    check_memory();
  }
  return 0;
}
