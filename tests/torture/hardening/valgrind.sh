#!/bin/sh
# valgrind.sh [c] [lua] : the C tests, and the Lua suite with a hasty collector on each PUC Lua, under valgrind.
set -eu
cd "$(dirname "$0")/../../.."
memcheck="valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite"

in_c() {
  make --no-print-directory install B=build/valgrind CFLAGS="-O1 -g" PREFIX="$PWD/build/valgrind/prefix" >/dev/null
  tests=$(cd tests/languages/c && ls test_*.c)
  # shellcheck disable=SC2046,SC2086 # the tests are words
  OUT=build/valgrind/tests-c RUNNER="$memcheck" \
    tests/languages/c/run.sh "$PWD/build/valgrind/prefix" $(echo $tests | sed 's/\.c//g')
}

# LuaJIT reads beyond the ends of strings on purpose, and its memory is none of malloc's.
in_lua() {
  # shellcheck disable=SC2086 # the command is words
  LUAS="${LUAS:-5.1 5.2 5.3 5.4 5.5}" CFLAGS="-O1 -g" tests/torture/hardening/lua_suite.sh build/valgrind/lua $memcheck
}

for part in ${*:-c lua}; do
  "in_$part"
done
