/* A C function that does nothing: what a call from Lua into C costs at least. run.sh compiles it. */
#include <lua.h>

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

int luaopen_empty(lua_State *L);

int luaopen_empty(lua_State *L) {
  lua_pushcfunction(L, nothing);
  return 1;
}
