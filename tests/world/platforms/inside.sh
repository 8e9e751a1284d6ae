#!/bin/sh
# inside.sh [SUITE...] : what interpreters.sh runs in the folder that it has made. passed.tsv gets a row for each suite that
# has passed; the others are told in the end.
set -eu
cd "$(dirname "$0")/../../.."
version=$(cat core/VERSION)
sdist=build/dist/httpstatus-$version.tar.gz
failed=""
printf 'what\tsuite\tversion\tresult\tday\thow\n' >passed.tsv

# passed WHAT SUITE VERSION [NOTE]
passed() {
  printf '%s\t%s\t%s\trun\t%s\t%s\n' "$1" "$2" "$3" "$(date -u +%F)" "${4:-}" >>passed.tsv
}

debian() {
  dpkg-query --show --showformat='${source:Upstream-Version}' "$1"
}

# try NAME COMMAND... : what fails is told, and the other suites go on.
try() {
  name=$1
  shift
  echo "==== $name"
  "$@" || { failed="$failed $name" && return 1; }
}

python_suite() {
  name=$("$1" -c "import platform as p, sys; print(p.python_implementation(), '%d.%d' % sys.version_info[:2])")
  try "$name" tests/languages/python/run.sh "$sdist" "$1" || return 0
  case $name in
    PyPy*)
      version=$("$1" -c "import sys; print('%d.%d.%d' % sys.pypy_version_info[:3])")
      passed "$name" "Python suite" "$version" "but for the tests of CPython's insides" ;;
    *) passed "$name" "Python suite" "$("$1" -c 'import platform; print(platform.python_version())')" ;;
  esac
}

for suite in ${*:-c swig lua python pypy}; do
  case $suite in
    c) try "C tests" make test-c &&
        passed "gcc $(gcc -dumpversion), Linux x86_64" "C tests" "$(gcc -dumpfullversion), glibc $(debian libc6)" ;;
    swig) try "modules of SWIG" make test-swig && passed "SWIG 4" "Perl, Ruby and Tcl modules" "$(debian swig)" ;;
    lua)
      for lua in 5.5 luajit; do
        try "Lua: $lua" tests/languages/lua/run.sh "$lua" || continue
        case $lua in
          luajit) passed LuaJIT "Lua suite" "$(luajit -v | cut -d ' ' -f 2)" ;;
          *) passed "Lua $lua" "Lua suite" "$("lua$lua" -v | cut -d ' ' -f 2)" ;;
        esac
      done ;;
    python | pypy)
      make sdist
      for python in $([ "$suite" = pypy ] && echo pypy3 || echo python3.14 python3.15); do
        ! command -v "$python" >/dev/null || python_suite "$python"
      done ;;
    *) echo "inside.sh: unknown suite '$suite'; they are c, swig, lua, python and pypy" >&2 && exit 1 ;;
  esac || true
done
[ -z "$failed" ] || { echo "httpstatus: failed:$failed" >&2 && exit 1; }
