#!/bin/sh
# run.sh : measure lines and branches of the core (by the C, Python and Lua tests), of both bindings, of the Python
# package and of the Lua module (each by its own tests), and fail where something is not reached that unreachable.tsv
# does not argue away. The sources are compiled without optimisation, as they stand in the tree.
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
out=$root/build/coverage
python=$root/build/venv-mutation/bin/python
lua=${LUA:-lua5.4}
rm -rf "$out/data"
mkdir -p "$out/data"
find "$out" -name '*.gcda' -delete

# Counters are atomic, since tests count from several threads.
make -s -f tests/coverage/build.mk OUT="$out" FLAGS="-O0 -g --coverage -fprofile-update=atomic" PYTHON="$python" \
  LUA_CFLAGS="$(pkg-config --cflags "$lua")" c python lua

echo "== C"
for test in "$out"/tests/test_*; do
  case $test in *.d) continue ;; esac
  HTTPSTATUS_VECTORS=$root/tests/vectors "$test" >"$out/c.log" 2>&1 || { cat "$out/c.log" && exit 1; }
done

echo "== Python"
export COVERAGE_RCFILE="$root/tests/coverage/coveragerc" COVERAGE_FILE="$out/data/coverage"
export HTTPSTATUS_SITE="$out/site-packages" PYTHONDONTWRITEBYTECODE=1
# coverage.py imports what the deselected test says that a query does not.
# shellcheck disable=SC2086 # the arguments are words
PYTHONPATH=$HTTPSTATUS_SITE "$python" -m coverage run -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} \
  --deselect tests/python/test_cli.py::test_a_query_loads_nothing_that_it_does_not_need tests/python

echo "== Lua"
HTTPSTATUS_LINES=$out/data/lua LUA_PATH="$root/tests/coverage/?.lua;$root/lua/?.lua;$root/lua/?/init.lua;;" \
  LUA_CPATH="$out/lua/?.so;;" LUA_INCDIR="$(pkg-config --variable=includedir "$lua")" \
  busted --lua="$(command -v "$lua")" --helper=tests/coverage/lines.lua --output=TAP tests/lua \
  >"$out/lua.log" 2>&1 || { grep -v '^ok' "$out/lua.log" && exit 1; }
"$python" tests/coverage/report.py "$out"
