#!/bin/sh
# run.sh : measure lines and branches of the core (by the C, Python and Lua tests), of both bindings, of the Python
# package and of the Lua module (each by its own tests), and fail where something is not reached that unreachable.tsv
# does not argue away. The sources are compiled without optimisation, as they stand in the tree.
set -eu
cd "$(dirname "$0")/../../.."
root=$PWD
out=$root/build/coverage
python=$root/build/venv-coverage/bin/python # with the wheel, for what only an installation has
mkdir -p "$out/data"
rm -f "$out"/data/*
find "$out" -name '*.gcda' -delete

# Counters are atomic, since tests count from several threads. Assertions in CPython's macros are none of ours.
flags="-O0 -g -w -DNDEBUG --coverage -fprofile-update=atomic"

# build OUT GOAL...
build() {
  folder=$1
  shift
  make -s -f tests/torture/coverage/build.mk OUT="$folder" FLAGS="$flags" \
    PYTHON="$python" LUA_CFLAGS="$(pkg-config --cflags "${lua:-lua5.4}")" "$@"
}

echo "== C"
build "$out" c
for test in "$out"/tests/test_*; do
  case $test in *.d) continue ;; esac
  HTTPSTATUS_VECTORS=$root/tests/contract/vectors "$test" >"$out/c.log" 2>&1 || { cat "$out/c.log" && exit 1; }
done

# LuaJIT has functions that the others lack, and the others have what LuaJIT's headers leave out.
for lua in lua5.4 luajit; do
  echo "== $lua"
  build "$out/$lua" lua
  export LUA_PATH="$root/lua/?.lua;$root/lua/?/init.lua;;" LUA_CPATH="$out/$lua/lua/?.so;;"
  HTTPSTATUS_LINES=$out/$lua/lines LUA_INCDIR=$(pkg-config --cflags-only-I "$lua" | sed 's/-I//;s/ *$//') \
    busted --lua="$(command -v "$lua")" --helper=tests/torture/coverage/lines.lua --output=TAP tests/languages/lua \
    >"$out/lua.log" 2>&1 || { grep -v '^ok' "$out/lua.log" && exit 1; }
done
echo "== lua5.4, without memory"
export LUA_CPATH="$out/lua5.4/lua/?.so;;"
# shellcheck disable=SC2046 # the flags are words
cc -g tests/languages/lua/nomem.c $(pkg-config --cflags --libs lua5.4) -o "$out/nomem"
"$out/nomem" tests/languages/lua/nomem_cases.lua >"$out/lua.log" 2>&1 || { cat "$out/lua.log" && exit 1; }

echo "== Python"
build "$out" python
export COVERAGE_RCFILE="$root/tests/torture/coverage/coveragerc" COVERAGE_FILE="$out/data/coverage"
export HTTPSTATUS_SITE="$out/site-packages" PYTHONDONTWRITEBYTECODE=1
# coverage.py imports what the first deselected test says that a query does not; the second is for what pip installs.
# What is ignored judges types and counts, and comes nowhere that others do not.
# shellcheck disable=SC2086 # the arguments are words
PYTHONPATH=$HTTPSTATUS_SITE "$python" -m coverage run -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} \
  --deselect tests/languages/python/test_cli.py::test_a_query_loads_nothing_that_it_does_not_need \
  --deselect tests/languages/python/test_man.py::test_the_page_is_installed \
  --ignore tests/languages/python/test_stubs.py --ignore tests/languages/python/test_leaks.py \
  tests/languages/python >"$out/python.log" ||
  { tail -n 60 "$out/python.log" && exit 1; }

# Without memory, CPython 3.13.0 fails by itself where a class is made, and the tests leave that out; the one before does
# not.
other=$(tests/tools/pythons.sh | tail -n 2 | head -n 1)
version=$("$other" -c "import sys; print('%d.%d' % sys.version_info[:2])")
echo "== Python $version, without memory"
PYTHON=$other tests/tools/venv.sh "$version" tests/languages/python/requirements.txt
other=$root/build/venv-$version/bin/python
make -s -f tests/torture/coverage/build.mk OUT="$out/$version" FLAGS="$flags" \
  PYTHON="$other" python
HTTPSTATUS_THOROUGH=1 PYTHONPATH=$out/$version/site-packages "$other" -m pytest -q -p no:cacheprovider \
  tests/languages/python/test_nomemory.py >"$out/python.log" || { tail -n 60 "$out/python.log" && exit 1; }

echo "== Python, each call of the C API failing"
build "$out/api" API=failing python
HTTPSTATUS_THOROUGH=1 PYTHONPATH=$out/api/site-packages "$python" -m pytest -q -p no:cacheprovider \
  tests/languages/python/test_nomemory.py >"$out/python.log" || { tail -n 60 "$out/python.log" && exit 1; }

"$python" tests/torture/coverage/report.py "$out"
