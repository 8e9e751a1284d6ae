/*
 * nomem CASES : fail every allocation, one run after the other, and see that nothing but an error comes of it.
 *
 * CASES is a Lua file that returns a table of functions. Loading the module is a case, too, with a state of its own for
 * each run. A run lets so many allocations pass and fails all that follow, so that Lua's second try after an emergency
 * collection fails as well; a case is done with the run in which nothing fails. After each run, collected garbage must
 * bring memory back to where it was, and the case must work.
 */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* LuaJIT loses some bytes by itself when a table cannot grow: any Lua file shows it, without this module. */
#ifdef LUAJIT
enum { LOST_BY_LUA = 64 };
#else
enum { LOST_BY_LUA = 0 };
#endif

/* All blocks of a state; left is how many allocations pass before they fail, -1 for never. */
struct heap {
  size_t used;
  long left;
  unsigned long failed;
};

static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  struct heap *heap = (struct heap *)context;
  size_t old = block == NULL ? 0 : old_size;
  if (new_size == 0) {
    heap->used -= old;
    free(block);
    return NULL;
  }
  if (new_size > old) { /* Lua takes it for granted that a block can shrink */
    if (heap->left == 0) {
      heap->failed++;
      return NULL;
    }
    heap->left -= heap->left > 0;
  }
  void *moved = realloc(block, new_size);
  if (moved != NULL) {
    heap->used += new_size - old;
  }
  return moved;
}

static lua_State *new_state(struct heap *heap) {
  heap->used = 0;
  heap->left = -1;
  heap->failed = 0;
#if LUA_VERSION_NUM >= 505
  lua_State *L = lua_newstate(allocate, heap, 1);
#else
  lua_State *L = lua_newstate(allocate, heap);
#endif
  if (L == NULL) {
    fprintf(stderr, "no state\n");
    exit(1);
  }
  luaL_openlibs(L);
  return L;
}

static void die(lua_State *L, const char *name, long run, const char *what) {
  fprintf(stderr, "%s, after %ld allocations: %s: %s\n", name, run, what, lua_tostring(L, -1));
  exit(1);
}

static size_t settle(lua_State *L, const struct heap *heap) {
  lua_gc(L, LUA_GCCOLLECT, 0);
  lua_gc(L, LUA_GCCOLLECT, 0);
  lua_gc(L, LUA_GCCOLLECT, 0);
  return heap->used;
}

/* Calls the function on the top, which stays there, with so many allocations; whether it has worked. */
static int call(lua_State *L, struct heap *heap, long allocations, const char *name) {
  lua_pushvalue(L, -1);
  heap->left = allocations;
  int status = lua_pcall(L, 0, 0, 0);
  heap->left = -1;
  if (status != 0 && status != LUA_ERRMEM) {
    /* A case may meet the error in a protected call of its own, and pass it on. */
    const char *message = lua_tostring(L, -1);
    if (message == NULL || strstr(message, "not enough memory") == NULL) {
      die(L, name, allocations, "another error");
    }
  }
  if (status != 0) {
    lua_pop(L, 1);
  }
  return status == 0;
}

/* Every allocation of a case; returns how many there are. */
static long run_case(lua_State *L, struct heap *heap, const char *name) {
  for (int i = 0; i < 3; i++) { /* what is kept for good is there afterwards */
    if (!call(L, heap, -1, name)) {
      die(L, name, -1, "the case does not work");
    }
  }
  size_t before = settle(L, heap);
  for (long run = 0;; run++) {
    unsigned long failed = heap->failed;
    int worked = call(L, heap, run, name);
    if (heap->failed == failed) {
      if (!worked) {
        die(L, name, run, "an error without a failure");
      }
      return run;
    }
    if (!call(L, heap, -1, name)) {
      die(L, name, run, "the next call does not work");
    }
    size_t after = settle(L, heap);
    if (after > before + 1024) { /* Lua's own tables of strings may have grown */
      lua_pushinteger(L, (lua_Integer)(after - before));
      die(L, name, run, "bytes stay behind");
    }
  }
}

static int load_module(lua_State *L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "httpstatus");
  lua_call(L, 1, 0);
  return 0;
}

/* Every allocation of loading the module. */
static long run_load(void) {
  for (long run = 0;; run++) {
    struct heap heap;
    lua_State *L = new_state(&heap);
#ifdef LUAJIT
    if (luaL_dostring(L, "jit.off()") != 0) { /* a trace that runs out of memory may hang LuaJIT itself */
      die(L, "jit.off", -1, "no such function");
    }
#endif
    lua_pushcfunction(L, load_module);
    heap.failed = 0;
    int worked = call(L, &heap, run, "require");
    unsigned long failed = heap.failed;
    lua_close(L);
    if (heap.used > LOST_BY_LUA) {
      fprintf(stderr, "require, after %ld allocations: %zu bytes were not freed\n", run, heap.used);
      exit(1);
    }
    if (failed == 0) {
      return worked ? run : -1;
    }
  }
}

int main(int argc, char **argv) {
  struct heap heap;
  unsigned long total;
  if (argc != 2) {
    fprintf(stderr, "usage: nomem CASES\n");
    return 2;
  }
  long loading = run_load();
  if (loading < 0) {
    fprintf(stderr, "the module cannot be loaded\n");
    return 1;
  }
  total = (unsigned long)loading;
  lua_State *L = new_state(&heap);
  if (luaL_loadfile(L, argv[1]) != 0 || lua_pcall(L, 0, 1, 0) != 0) {
    die(L, argv[1], -1, "the cases cannot be loaded");
  }
#ifdef LUAJIT
  if (luaL_dostring(L, "jit.off()") != 0) { /* traces allocate, and stay */
    die(L, "jit.off", -1, "no such function");
  }
#endif
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    total += (unsigned long)run_case(L, &heap, lua_tostring(L, -2));
    lua_pop(L, 1);
  }
  lua_close(L);
  if (heap.used > 1024 * LOST_BY_LUA) {
    fprintf(stderr, "%zu bytes were not freed\n", heap.used);
    return 1;
  }
  printf("%lu allocations have failed, and nothing else has\n", total);
  return 0;
}
