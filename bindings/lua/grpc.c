/*
 * Status codes of gRPC.
 */
#include "binding.h"

TABLE(grpc_status, httpstatus_grpc_status, GRPC_STATUS_FIELDS, httpstatus_grpc_at)

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
 * grpc.to_http(number or name) -> integer | nil, message; grpc.from_http(code) -> integer
 * Two published maps; they are not each other's inverse.
 */
static int grpc_to_http(lua_State *L) {
  int number;
  if (lua_type(L, 1) == LUA_TSTRING) {
    size_t length;
    const char *name = lua_tolstring(L, 1, &length);
    number = httpstatus_grpc_number(name, length);
    if (number < 0) {
      check_count(L, 1, "grpc.to_http");
      return fail_name(L, name, length);
    }
  } else if (!to_integer(L, 1, &number)) {
    return refuse_type(L, CALLER, 1, "grpc.to_http", "integer or name");
  }
  check_count(L, 1, "grpc.to_http");
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
 * grpc.list() -> array, grpc.note() -> string
 */
ALL_ROWS(grpc_list, "grpc.list", push_grpc_status, httpstatus_grpc_count)

static int grpc_note(lua_State *L) {
  check_count(L, 0, "grpc.note");
  lua_pushstring(L, httpstatus_grpc_note());
  return 1;
}

static const luaL_Reg grpc_functions[] = {
    {"to_http",   grpc_to_http  },
    {"from_http", grpc_from_http},
    {"number",    grpc_number   },
    {"name",      grpc_name     },
    {"list",      grpc_list     },
    {"note",      grpc_note     },
    {NULL,        NULL          },
};
