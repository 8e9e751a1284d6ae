#!/bin/sh
# nomem.sh LUA [COMMAND...] : nomem.c with a Lua (5.1 ... 5.5, luajit) on the rock that run.sh has installed for it; a
# command, such as valgrind, may go before it.
set -eu
cd "$(dirname "$0")/../.."
lua=$1
shift
case $lua in
  luajit) name=luajit version=5.1 package=luajit ;;
  *) name=lua$lua version=$lua package=lua$lua ;;
esac
tree=$PWD/build/rocks/$name
flags=""
if [ "$lua" = luajit ]; then
  flags=-DLUAJIT
fi
# shellcheck disable=SC2046,SC2086 # the flags are words
"${CC:-cc}" -std=c99 -g -O1 -Wall -Wextra $flags $(pkg-config --cflags "$package") tests/lua/nomem.c \
  $(pkg-config --libs "$package") -o "$tree-nomem"
LUA_PATH="$tree/share/lua/$version/?.lua;$tree/share/lua/$version/?/init.lua" LUA_CPATH="$tree/lib/lua/$version/?.so" \
  "$@" "$tree-nomem" tests/lua/nomem_cases.lua
