#!/bin/sh
# Compile the core as C99 and as C++17 with every compiler found, warnings being errors; and see that `make install` and
# `make uninstall` put and take the same files.
set -eu
cd "$(dirname "$0")/../.."
common="-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -Icore -fsyntax-only"
for compiler in gcc clang; do
  command -v "$compiler" >/dev/null || { echo "compilers.sh: there is no $compiler" >&2 && exit 1; }
  for file in core/*.c; do
    # shellcheck disable=SC2086 # the options are words
    "$compiler" -std=c99 -Wstrict-prototypes -Wmissing-prototypes $common "$file"
    # shellcheck disable=SC2086
    "$compiler" -x c++ -std=c++17 $common "$file"
  done
  echo "compilers.sh: $compiler takes the core as C99 and as C++17"
done

stage=$PWD/build/stage
rm -rf "$stage"
${MAKE:-make} --no-print-directory install DESTDIR="$stage" PREFIX=/usr >/dev/null
installed=$(cd "$stage" && find . ! -type d | sort)
expected=./usr/lib/pkgconfig/httpstatus.pc
case $installed in
  *"$expected"*) ;;
  *) echo "compilers.sh: make install has not put $expected" >&2 && exit 1 ;;
esac
${MAKE:-make} --no-print-directory uninstall DESTDIR="$stage" PREFIX=/usr >/dev/null
left=$(find "$stage" ! -type d)
[ -z "$left" ] || { echo "compilers.sh: make uninstall has left $left" >&2 && exit 1; }
echo "compilers.sh: install and uninstall agree on $(echo "$installed" | wc -l) files"
