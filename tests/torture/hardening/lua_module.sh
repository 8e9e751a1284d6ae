#!/bin/sh
# lua_module.sh LUA DIRECTORY : compile the Lua module (for 5.1 ... 5.5 or luajit, with CFLAGS) into a directory, and
# put its Lua files beside it. The suites of tests/languages/lua/run.sh test the rocks; here it is about the code.
set -eu
cd "$(dirname "$0")/../../.."
case $1 in
  luajit) include=$(pkg-config --cflags-only-I luajit) ;;
  *) include=$(pkg-config --cflags-only-I "lua$1" 2>/dev/null || pkg-config --cflags-only-I "lua-$1") ;;
esac
mkdir -p "$2/httpstatus"
cp lua/httpstatus/*.lua "$2/httpstatus"
# shellcheck disable=SC2086 # the flags are words
"${CC:-cc}" -std=c99 ${CFLAGS:--O2} -fPIC -shared -fvisibility=hidden -DHTTPSTATUS_EMBEDDED $include -Icore \
  bindings/lua/core.c core/*.c core/*/*.c -o "$2/httpstatus/core.so"
