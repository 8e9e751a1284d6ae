/*
 * The tables of constants: names and their codes.
 */
#include "binding.h"

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
