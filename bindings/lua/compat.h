/*
 * What differs between Lua 5.1, 5.2, 5.3, 5.4, 5.5 and LuaJIT, under one name each.
 *
 * LuaJIT says LUA_VERSION_NUM 501 and has much of 5.2's auxiliary library; only what neither has is used here, or
 * what is asked for below.
 */
#ifndef HTTPSTATUS_LUA_COMPAT_H
#define HTTPSTATUS_LUA_COMPAT_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#if LUA_VERSION_NUM < 501
#error "httpstatus needs Lua 5.1 or later"
#endif

/* The length of a table or string, and the size of a userdata, without metamethods. */
#if LUA_VERSION_NUM >= 502
#define raw_length(L, index) ((size_t)lua_rawlen(L, index))
#else
#define raw_length(L, index) lua_objlen(L, index)
#endif

/* Userdata without user values: 5.4 would add one. */
#if LUA_VERSION_NUM >= 504
#define new_userdata(L, size) lua_newuserdatauv(L, size, 0)
#else
#define new_userdata(L, size) lua_newuserdata(L, size)
#endif

/* Marks the one function that Lua must find in the module. */
#if defined(_WIN32)
#define HTTPSTATUS_LUA_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define HTTPSTATUS_LUA_EXPORT __attribute__((visibility("default")))
#else
#define HTTPSTATUS_LUA_EXPORT
#endif

/*
 * push_count(L, count)
 * Pushes a count: an integer if Lua has integers of 64 bits, else a number, exact up to 2^53.
 *
 * get_raw(L, index, key), set_raw(L, index, key)
 * lua_rawgeti and lua_rawseti, whose last argument has another type in each Lua.
 */
#if LUA_VERSION_NUM >= 503
#define push_count(L, count) lua_pushinteger(L, (lua_Integer)(count))
#define get_raw(L, index, key) lua_rawgeti(L, index, (lua_Integer)(key))
#define set_raw(L, index, key) lua_rawseti(L, index, (lua_Integer)(key))
#else
#define push_count(L, count) lua_pushnumber(L, (lua_Number)(count))
#define get_raw(L, index, key) lua_rawgeti(L, index, (int)(key))
#define set_raw(L, index, key) lua_rawseti(L, index, (int)(key))
#endif

#endif
