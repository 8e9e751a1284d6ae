#!/bin/sh
# tsan.sh : the C tests, one of which has eight threads, compiled for ThreadSanitizer.
set -eu
cd "$(dirname "$0")/../../.."
sanitize="-O1 -g -fno-omit-frame-pointer -fsanitize=thread"
make --no-print-directory install B=build/tsan CFLAGS="$sanitize" LDFLAGS="$sanitize" PREFIX="$PWD/build/tsan/prefix" \
  >/dev/null
tests=$(cd tests/languages/c && ls test_*.c)
# shellcheck disable=SC2046,SC2086 # the tests are words
TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1 OUT=build/tsan/tests-c TEST_CFLAGS="$sanitize" \
  tests/languages/c/run.sh "$PWD/build/tsan/prefix" $(echo $tests | sed 's/\.c//g')
