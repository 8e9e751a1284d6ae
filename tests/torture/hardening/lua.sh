#!/bin/sh
# lua.sh nomem|leaks [ROUNDS] : nomem.c or leaks.lua of tests/languages/lua on each Lua of this machine.
set -eu
cd "$(dirname "$0")/../../.."
for lua in 5.1 5.2 5.3 5.4 5.5 luajit; do
  name=lua${lua#lua}
  command -v "$name" >/dev/null || continue
  echo "== $name"
  if [ "$1" = nomem ]; then
    tests/languages/lua/nomem.sh "$lua"
  else
    tree=build/leaks/$name
    tests/torture/hardening/lua_module.sh "$lua" "$tree"
    LUA_PATH="$tree/?.lua;$tree/?/init.lua" LUA_CPATH="$tree/?.so" "$name" tests/languages/lua/leaks.lua "${2:-1000}"
  fi
done
