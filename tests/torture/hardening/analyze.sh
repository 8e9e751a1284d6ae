#!/bin/sh
# analyze.sh : gcc's analyzer, clang-tidy and cppcheck on the core and on both bindings; not on what is generated.
set -eu
cd "$(dirname "$0")/../../.."
python=$(tests/tools/pythons.sh | tail -n 1)
python_include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
core=$(for each in core/*.c core/*/*.c; do [ "$each" = core/tables.c ] || echo "$each"; done)
# module.c includes what SWIG has generated.
binding=$(for each in bindings/python/*.c; do
  case $each in */httpstatus_wrap.c | */module.c) ;; *) echo "$each" ;; esac
done)

# What CPython's API makes one write: offsets as closures, sizes of arrays of pointers, names as they are in macros.
api=-performance-no-int-to-ptr,-bugprone-sizeof-expression,-bugprone-macro-parentheses,-misc-redundant-expression

# The Lua binding is one translation unit, of which each room is a file.
rooms=-bugprone-suspicious-include

# analyze STANDARD INCLUDES CHECKS FILE... : all of them on these files; CHECKS are those that clang-tidy leaves out.
analyze() {
  standard=$1 includes=$2 checks=$3
  shift 3
  echo "== $*"
  for file in "$@"; do
    # shellcheck disable=SC2086 # the includes are words
    "${CC:-cc}" -std=$standard -O1 -fanalyzer -Werror -Icore $includes -c "$file" -o /dev/null
  done
  # shellcheck disable=SC2086
  clang-tidy --quiet --checks="$checks" --header-filter='(core|bindings)/.*' "$@" -- -std=$standard -Icore $includes
  # shellcheck disable=SC2086
  cppcheck --quiet --error-exitcode=1 --std=c99 --enable=warning,performance,portability --inline-suppr -Icore "$@"
}

# shellcheck disable=SC2086 # the files are words
analyze c99 "" "" $core
# shellcheck disable=SC2046
analyze c99 "$(pkg-config --cflags-only-I lua5.4 | sed 's/-I/-isystem /g')" "$rooms" bindings/lua/core.c
# shellcheck disable=SC2086
analyze gnu11 "-isystem $python_include" "$api" $binding
echo "The analyzers have found nothing."
