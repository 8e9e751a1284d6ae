#!/bin/sh
# Compile the core as C99 and as C++17 with every compiler found, warnings being errors.
set -eu
cd "$(dirname "$0")/../../.."
common="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Icore -fsyntax-only"
for compiler in gcc clang; do
  command -v "$compiler" >/dev/null || { echo "compilers.sh: there is no $compiler" >&2 && exit 1; }
  for file in core/*.c core/*/*.c; do
    # shellcheck disable=SC2086 # the options are words
    "$compiler" -std=c99 -Wstrict-prototypes -Wmissing-prototypes $common "$file"
    # shellcheck disable=SC2086
    "$compiler" -x c++ -std=c++17 $common "$file"
  done
  echo "compilers.sh: $compiler takes the core as C99 and as C++17"
done
