#!/bin/sh
# nomem.sh LUA [COMMAND...] : nomem.c with a Lua (5.1 ... 5.5, luajit); a command, such as valgrind, may go before it.
set -eu
cd "$(dirname "$0")/../../.."
lua=$1
shift
name=lua${lua#lua}
tree=build/nomem/$name
flags=""
if [ "$lua" = luajit ]; then
  flags=-DLUAJIT
fi
tests/torture/hardening/lua_module.sh "$lua" "$tree"
# shellcheck disable=SC2046,SC2086 # the flags are words
"${CC:-cc}" -std=c99 -g -O1 -Wall -Wextra $flags $(pkg-config --cflags "$name") tests/languages/lua/nomem.c \
  $(pkg-config --libs "$name") -o "$tree/nomem"
LUA_PATH="$tree/?.lua;$tree/?/init.lua" LUA_CPATH="$tree/?.so" "$@" "$tree/nomem" tests/languages/lua/nomem_cases.lua
