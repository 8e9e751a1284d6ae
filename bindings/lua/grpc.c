/*
 * Status codes of gRPC.
 */
#include "binding.h"

TABLE(grpc_status, httpstatus_grpc_status, GRPC_STATUS_FIELDS, httpstatus_grpc_at)
TABLE(grpc_map, httpstatus_grpc_map, GRPC_MAP_FIELDS, httpstatus_grpc_map_at)

/* Leaves nil and a message behind: no code has this name. */
static int fail_name(lua_State *L, const char *name, size_t length) {
  httpstatus_grpc_status status;
  const char *names[NAMES_MAX];
  size_t count = 0;
  while (count < NAMES_MAX && httpstatus_grpc_at(count, &status)) {
    names[count++] = status.name;
  }
  return fail(L, "%s", push_unknown(L, "gRPC status", name, length, names, count));
}

/*
 * take_status(L, at, count, function, &number)
 * The number or the name of a status at a place. 0, or the number of results that say why not.
 */
static int take_status(lua_State *L, int at, int count, const char *function, int *number) {
  size_t length;
  const char *name = NULL;
  if (lua_type(L, at) == LUA_TSTRING) {
    name = lua_tolstring(L, at, &length);
    *number = httpstatus_grpc_number(name, length);
  } else if (!to_integer(L, at, number)) {
    return refuse_type(L, CALLER, at, function, "integer or name");
  }
  check_count(L, count, function);
  return name != NULL && *number < 0 ? fail_name(L, name, length) : 0;
}

/*
 * grpc.to_http(number or name) -> integer | nil, message; grpc.from_http(code) -> integer
 * Two published maps; they are not each other's inverse.
 */
static int grpc_to_http(lua_State *L) {
  int number, failed = take_status(L, 1, 1, "grpc.to_http", &number);
  if (failed != 0) {
    return failed;
  }
  lua_pushinteger(L, httpstatus_grpc_to_http(number));
  return 1;
}

static int grpc_from_http(lua_State *L) {
  int code = check_code(L, 1, "grpc.from_http");
  check_count(L, 1, "grpc.from_http");
  lua_pushinteger(L, httpstatus_grpc_from_http(code));
  return 1;
}

/*
 * push_mapped(L, found)
 * What a map has found for the second argument, or nil and a message.
 */
static int push_mapped(lua_State *L, int found) {
  if (found == HTTPSTATUS_GRPC_NO_MAP) {
    httpstatus_grpc_map map;
    const char *names[NAMES_MAX];
    size_t length, count = 0;
    const char *name = lua_tolstring(L, 1, &length);
    while (count < NAMES_MAX && httpstatus_grpc_map_at(count, &map)) {
      names[count++] = map.id;
    }
    return fail(L, "%s", push_unknown(L, "gRPC map", name, length, names, count));
  }
  if (found == HTTPSTATUS_GRPC_NONE) {
    return fail(L, "the map '%s' has nothing for %s", lua_tostring(L, 1), push_value(L, 2));
  }
  lua_pushinteger(L, found);
  return 1;
}

/*
 * grpc.map_to_http(map, number or name), grpc.map_from_http(map, code) -> integer | nil, message
 */
static int grpc_map_to_http(lua_State *L) {
  size_t length;
  const char *map = check_text(L, 1, "grpc.map_to_http", &length);
  int number, failed = take_status(L, 2, 2, "grpc.map_to_http", &number);
  return failed != 0 ? failed : push_mapped(L, httpstatus_grpc_map_to_http(map, length, number));
}

static int grpc_map_from_http(lua_State *L) {
  size_t length;
  const char *map = check_text(L, 1, "grpc.map_from_http", &length);
  int code = check_code(L, 2, "grpc.map_from_http");
  check_count(L, 2, "grpc.map_from_http");
  return push_mapped(L, httpstatus_grpc_map_from_http(map, length, code));
}

/*
 * grpc.number(name) -> integer | nil, message
 */
static int grpc_number(lua_State *L) {
  size_t length;
  const char *name = check_text(L, 1, "grpc.number", &length);
  check_count(L, 1, "grpc.number");
  int number = httpstatus_grpc_number(name, length);
  if (number < 0) {
    return fail_name(L, name, length);
  }
  lua_pushinteger(L, number);
  return 1;
}

/*
 * grpc.name(number) -> string | nil, message
 */
static int grpc_name(lua_State *L) {
  httpstatus_grpc_status status;
  int number = check_integer(L, 1, "grpc.name");
  check_count(L, 1, "grpc.name");
  for (size_t i = 0; httpstatus_grpc_at(i, &status); i++) {
    if (status.number == number) {
      lua_pushstring(L, status.name);
      return 1;
    }
  }
  return push_found(L, push_grpc_status, 0, 0, "gRPC status", "grpc.list");
}

/*
 * grpc.list() -> array, grpc.maps() -> array, grpc.note() -> string
 */
ALL_ROWS(grpc_list, "grpc.list", push_grpc_status, httpstatus_grpc_count)
ALL_ROWS(grpc_maps, "grpc.maps", push_grpc_map, httpstatus_grpc_map_count)

static int grpc_note(lua_State *L) {
  check_count(L, 0, "grpc.note");
  lua_pushstring(L, httpstatus_grpc_note());
  return 1;
}

static const luaL_Reg grpc_functions[] = {
    {"to_http",       grpc_to_http      },
    {"from_http",     grpc_from_http    },
    {"map_to_http",   grpc_map_to_http  },
    {"map_from_http", grpc_map_from_http},
    {"number",        grpc_number       },
    {"name",          grpc_name         },
    {"list",          grpc_list         },
    {"maps",          grpc_maps         },
    {"note",          grpc_note         },
    {NULL,            NULL              },
};
