#!/bin/sh
# asan.sh [c] [lua] [python] : the C tests, the Lua suite on each Lua and the Python suite on the newest CPython, with
# everything of ours compiled for AddressSanitizer and UndefinedBehaviorSanitizer; whatever they find ends the run.
set -eu
cd "$(dirname "$0")/../../.."
sanitize="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
# Interpreters are not compiled for them, so that the libraries have to be there first.
preload="$(${CC:-cc} -print-file-name=libasan.so) $(${CC:-cc} -print-file-name=libubsan.so)"
export UBSAN_OPTIONS=print_stacktrace=1
version=$(cat core/VERSION)

in_c() {
  make --no-print-directory install B=build/asan CFLAGS="$sanitize" LDFLAGS="$sanitize" \
    PREFIX="$PWD/build/asan/prefix" >/dev/null
  tests=$(cd tests/languages/c && ls test_*.c)
  # shellcheck disable=SC2046,SC2086 # the tests are words
  ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 OUT=build/asan/tests-c TEST_CFLAGS="$sanitize" \
    tests/languages/c/run.sh "$PWD/build/asan/prefix" $(echo $tests | sed 's/\.c//g')
}

# The collector is as hasty as it can be. Leaks are the matter of `make leaks`: LuaJIT's memory is none of malloc's.
in_lua() {
  CFLAGS="$sanitize" tests/torture/hardening/lua_suite.sh build/asan/lua env \
    ASAN_OPTIONS=detect_leaks=0 LD_PRELOAD="$preload"
}

# Not what checks types, in other programs, and not what asks how much memory is in use: freed memory stays reserved.
in_python() {
  make --no-print-directory sdist >/dev/null
  tests/tools/venv.sh asan tests/languages/python/requirements.txt
  CFLAGS="$sanitize" tests/tools/isolated.sh build/venv-asan/bin/python -m pip --quiet --disable-pip-version-check \
    install --force-reinstall --no-deps --no-cache-dir "build/dist/httpstatus-$version.tar.gz"
  report=$PWD/build/asan/report # standard error would be pytest's, and lost with the process
  rm -f "$report".*
  # shellcheck disable=SC2086 # the arguments are words
  ASAN_OPTIONS=log_path=$report:detect_leaks=0:detect_stack_use_after_return=1:allocator_may_return_null=1 \
    UBSAN_OPTIONS=$UBSAN_OPTIONS:log_path=$report PYTHONMALLOC=malloc \
    LD_PRELOAD="$preload" build/venv-asan/bin/python -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} \
    --ignore=tests/languages/python/test_stubs.py --ignore=tests/languages/python/test_leaks.py \
    --deselect=tests/languages/python/test_hostile.py::test_an_endless_file_can_be_interrupted_and_takes_no_memory \
    tests/languages/python ||
    { head -n 60 "$report".* && exit 1; }
}

for part in ${*:-c lua python}; do
  "in_$part"
done
