/*
 * httpstatus.core: what Lua cannot do itself, or not as fast. lua/httpstatus/init.lua makes the module of it that users
 * require; nothing here is for them.
 *
 * One translation unit that includes all others, sees nothing of Lua but its API, and exports nothing but
 * luaopen_httpstatus_core. There is no static state, and nothing in Lua's registry: states, and versions of this
 * module, do not meet. Every function checks all of its arguments and holds nothing while it calls what may raise an
 * error, so that neither hostile arguments nor a failing allocator leave anything behind.
 */
#include "binding.h"
#include "messages.c"
#include "arguments.c"
#include "records.c"
#include "scalars.c"
#include "constants.c"
#include "text.c"
#include "registry.c"
#include "sets.c"
#include "tallies.c"
#include "gzip.c"
#include "logs.c"
#include "warning.c"
#include "smtp.c"
#include "iis.c"
#include "cloudflare.c"
#include "grpc.c"
#include "retry.c"
#include "systems.c"

/*
 * add_functions(L, functions, upvalues)
 * Adds functions to the table below the upvalues, which they share, and takes these off. (Lua 5.1 has no
 * luaL_setfuncs.)
 */
static void add_functions(lua_State *L, const luaL_Reg *functions, int upvalues) {
  for (; functions->name != NULL; functions++) {
    for (int i = 0; i < upvalues; i++) {
      lua_pushvalue(L, -upvalues);
    }
    lua_pushcclosure(L, functions->func, upvalues);
    lua_setfield(L, -upvalues - 2, functions->name);
  }
  lua_pop(L, upvalues);
}

/*
 * push_tally_type(L)
 * Pushes the metatable of tallies and the table of their methods. Whoever asks for the metatable gets a name.
 */
static void push_tally_type(lua_State *L) {
  lua_newtable(L);
  lua_newtable(L);
  lua_pushvalue(L, -2);
  lua_pushvalue(L, -2);
  add_functions(L, tally_methods, 2);
  lua_pushvalue(L, -2);
  lua_pushvalue(L, -1);
  lua_pushvalue(L, -3);
  add_functions(L, tally_metamethods, 2);
  lua_pushliteral(L, "httpstatus.tally");
  lua_setfield(L, -2, "__name");
  lua_pushliteral(L, "httpstatus.tally");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

static const struct {
  const char *name;
  const luaL_Reg *functions;
} systems[] = {
    {"warning",    warning_functions   },
    {"smtp",       smtp_functions      },
    {"iis",        iis_functions       },
    {"cloudflare", cloudflare_functions},
    {"grpc",       grpc_functions      },
    {"retry",      retry_functions     },
    {"systems",    systems_functions   },
};

/* Room for all fields of the module, so that its table never grows, which would mix up the order of its keys. */
enum { MODULE_FIELDS = 256 };

/*
 * push_module(L, metatable, methods, meaning)
 * Pushes the module as far as C can make it: the constants, the functions that are C functions, the systems.
 */
static void push_module(lua_State *L, int metatable, int methods, int meaning) {
  lua_createtable(L, 0, MODULE_FIELDS);
  reserve_scalars(L);
  add_codes(L);
  add_functions(L, text_functions, 0);
  lua_pushvalue(L, meaning);
  add_functions(L, registry_functions, 1);
  lua_pushvalue(L, metatable);
  lua_pushvalue(L, methods);
  add_functions(L, tally_functions, 2);
  lua_pushvalue(L, metatable);
  lua_pushvalue(L, methods);
  add_functions(L, log_functions, 2);
  for (size_t i = 0; i < COUNT(systems); i++) {
    lua_newtable(L);
    add_functions(L, systems[i].functions, 0);
    lua_setfield(L, -2, systems[i].name);
  }
  httpstatus_system system;
  for (size_t i = 0; httpstatus_system_at(i, &system); i++) {
    lua_newtable(L);
    lua_pushinteger(L, (lua_Integer)i);
    add_functions(L, system_functions, 1);
    lua_setfield(L, -2, system.id);
  }
  lua_newtable(L);
  add_codes(L);
  lua_setfield(L, -2, "codes");
  push_vendors(L);
  lua_setfield(L, -2, "vendors");
  lua_pushstring(L, httpstatus_version());
  lua_setfield(L, -2, "_VERSION");
  lua_pushliteral(L, HTTPSTATUS_PROBLEM_MEDIA_TYPE);
  lua_setfield(L, -2, "PROBLEM_MEDIA_TYPE");
}

/* For the Lua files. */
static const luaL_Reg helpers[] = {
    {"refuse",            refuse_argument  },
    {"suggest",           suggest          },
    {"suggest_origin",    suggest_origin   },
    {"functions",         functions_of_code},
    {"answers",           answers          },
    {"phrase_with",       phrase_with      },
    {"is_retryable_with", is_retryable_with},
    {NULL,                NULL             },
};

/*
 * luaopen_httpstatus_core(L)
 * Returns a table: module is the unfinished module; tally_methods is where Lua adds methods to tallies; meaning_type is
 * the metatable of meanings; the rest are functions for the Lua files.
 */
HTTPSTATUS_LUA_EXPORT int luaopen_httpstatus_core(lua_State *L);

HTTPSTATUS_LUA_EXPORT int luaopen_httpstatus_core(lua_State *L) {
  enum { CORE = 1, MEANING = 2, METATABLE = 3, METHODS_TABLE = 4 };
  lua_settop(L, 0);
  lua_newtable(L);
  lua_newtable(L);
  push_tally_type(L);
  push_module(L, METATABLE, METHODS_TABLE, MEANING);
  lua_setfield(L, CORE, "module");
  lua_setfield(L, CORE, "tally_methods");
  lua_pushvalue(L, MEANING);
  lua_setfield(L, CORE, "meaning_type");
  lua_remove(L, MEANING);
  lua_insert(L, CORE); /* the metatable, for the functions that follow, below the table that they go to */
  lua_pushvalue(L, CORE);
  add_functions(L, tally_of_set_functions, 1);
  add_functions(L, helpers, 0);
  add_functions(L, set_functions, 0);
  return 1;
}
