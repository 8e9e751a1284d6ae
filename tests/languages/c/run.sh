#!/bin/sh
# run.sh PREFIX TEST... : compile the C tests against the library installed in PREFIX, as its users do, and run them.
# TEST_CFLAGS are more flags for them, OUT is where they go, and RUNNER is a command that runs them, such as valgrind.
set -eu
cd "$(dirname "$0")/../../.."
prefix=$1
shift
out=${OUT:-build/tests-c}
mkdir -p "$out"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" HTTPSTATUS_VECTORS="$PWD/tests/contract/vectors"
export LD_LIBRARY_PATH="$prefix/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
flags="-pthread ${TEST_CFLAGS:-} $(pkg-config --cflags --libs httpstatus cmocka)"
warnings="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror"

for test in "$@"; do
  # shellcheck disable=SC2086 # the flags are words
  "${CC:-cc}" -std=c99 -g $warnings "tests/languages/c/$test.c" tests/languages/c/vectors.c $flags -o "$out/$test"
  echo "== $test"
  # shellcheck disable=SC2086 # the command is words
  ${RUNNER:-} "$out/$test"
done

# The header and the library from C++.
# shellcheck disable=SC2086
"${CXX:-c++}" -std=c++17 -Wall -Wextra -Wpedantic -Werror tests/languages/c/test_cplusplus.cpp $flags \
  -o "$out/test_cplusplus"
echo "== test_cplusplus"
# shellcheck disable=SC2086
${RUNNER:-} "$out/test_cplusplus"
