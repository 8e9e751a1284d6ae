#!/bin/sh
# run.sh : measure httpstatus beside its peers, on each CPython 3.11 to 3.13 found, on Lua 5.4 and LuaJIT, and in C.
#
#   LOG=path     a combined log, which is counted a hundred times over; without it, one of that size is made up
#   QUICK=1      a try of less than a minute, once everything is installed: nothing is written to docs
#   ONLY=...     some suites of: python import tally log lua c; nothing is written to docs
#   PYTHONS=...  some versions of: 3.11 3.12 3.13
#
# Results go to build/bench/results, the tables and plots made of them to docs/bench. Nothing fails for being slow.
set -eu
log=${LOG:-}
[ -z "$log" ] || log=$(cd "$(dirname "$log")" && pwd)/$(basename "$log")
cd "$(dirname "$0")/../.."
out=$PWD/build/bench
results=$out/results
bench=tests/bench
cc=${CC:-cc}
only=${ONLY:-python import tally log lua c}
processes=6 quick='' quick_word=''
if [ -n "${QUICK:-}" ]; then
  processes=1 quick=--quick quick_word=quick
fi

wants() {
  case " $only " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}

say() {
  echo "== $*"
}

# newer_than FILE PATH... : whether something below the paths is newer than the file, or the file is not there.
newer_than() {
  file=$1
  shift
  [ ! -e "$file" ] || [ -n "$(find "$@" -type f -newer "$file" ! -name '*.pyc' ! -path '*.egg-info/*' | head -n 1)" ]
}

rm -rf "$results"
mkdir -p "$results"
uptime | sed 's/.*load average: *//' >"$out/load"
say "load average at the start: $(cat "$out/load")"
for tool in hyperfine mawk goaccess rg lua5.4 luajit; do
  command -v $tool >/dev/null || say "$tool is not here: its rows are left out (Debian: hyperfine mawk goaccess ripgrep lua5.4 luajit)"
done

# ---- Python ----

sdist=build/dist/httpstatus-$(cat core/VERSION).tar.gz
if newer_than "$sdist" core bindings/python python swig setup.py pyproject.toml MANIFEST.in; then
  make --no-print-directory sdist >"$out/sdist.log" 2>&1 || { cat "$out/sdist.log" && exit 1; }
fi
digest=$(tar -xzOf "$sdist" | cksum)

# install VENV : the package into a virtual environment, from the wheel that was built of the sdist for this version.
install() {
  if [ ! -e "$1/httpstatus.digest" ] || [ "$(cat "$1/httpstatus.digest")" != "$digest" ]; then
    "$1/bin/python" -m pip --quiet install --compile --force-reinstall --no-deps "$wheels"/*.whl
    echo "$digest" >"$1/httpstatus.digest"
  fi
}

# prepare PYTHON VERSION : virtual environments with the peers and without, the package in both, and the floor.
prepare() {
  PYTHON=$1 tests/tools/venv.sh "bench-$2" $bench/requirements.txt
  PYTHON=$1 tests/tools/venv.sh "bench-bare-$2"
  wheels=$out/$2/wheels
  if [ ! -e "$wheels/digest" ] || [ "$(cat "$wheels/digest")" != "$digest" ]; then
    say "building the package for CPython $2"
    rm -rf "$wheels"
    tests/tools/isolated.sh "build/venv-bench-$2/bin/python" -m pip --quiet wheel --no-deps --wheel-dir "$wheels" "$sdist"
    echo "$digest" >"$wheels/digest"
  fi
  install "$PWD/build/venv-bench-$2"
  install "$PWD/build/venv-bench-bare-$2"
  include=$("$1" -c 'import sysconfig; print(sysconfig.get_path("include"))')
  "$cc" -O2 -fPIC -shared "-I$include" $bench/floor.c -o "$out/$2/floor.so"
}

versions=''
for python in $(tests/tools/pythons.sh); do
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  case " ${PYTHONS:-3.11 3.12 3.13} " in
    *" $version "*) prepare "$python" "$version" && versions="$versions $version" ;;
  esac
done
if [ -z "$versions" ]; then
  echo "httpstatus: no CPython 3.11 to 3.13 was found; install python3 and python3-venv" >&2
  exit 1
fi
main=$PWD/build/venv-bench-${versions##* }/bin/python # reports, and runs what is not Python

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM HUP
if wants log; then
  if [ -n "$log" ]; then
    times=100
    [ -z "$quick" ] || times=10
    for _ in $(seq $times); do cat "$log"; done >"$scratch/access.log"
  else
    say "writing a log"
    "$main" $bench/big_log.py "$scratch/access.log" ${quick:+24000000}
  fi
fi

for version in $versions; do
  python=$PWD/build/venv-bench-$version/bin/python
  bare=$PWD/build/venv-bench-bare-$version/bin/python
  if wants python; then
    say "CPython $version: calls"
    PYTHONPATH=$out/$version "$python" $bench/pool.py "$results/python-$version.json" $processes \
      "$python" $bench/scalars.py $quick
  fi
  if wants import; then
    say "CPython $version: imports"
    "$python" $bench/imports.py "$results/import-$version.json" "$bare" "$python" $quick
  fi
  if wants tally; then
    say "CPython $version: integers"
    "$python" $bench/tallies.py "$results/tally-$version.json" $quick
  fi
  if wants log; then
    say "CPython $version: logs"
    "$python" $bench/logs.py "$results/log-$version.json" "$scratch/access.log" $quick
  fi
done

# ---- Lua ----

# result SUITE PLATFORM ROW UNIT NUMBER... : a result that is no time.
result() {
  suite=$1 platform=$2 row=$3 unit=$4
  shift 4
  printf '{"suite": "%s", "platform": "%s", "versions": {}, "rows": [{"row": "%s", "unit": "%s", "floors": [], ' \
    "$suite" "$platform" "$row" "$unit"
  printf '"left_out": {}, "times": {"httpstatus": [%s]}}]}\n' "$*"
}

# aborts [FUNCTION] : how many traces LuaJIT has given up.
aborts() {
  luajit "-jv=$scratch/traces" $bench/traces.lua "$@"
  grep -c abort "$scratch/traces" || true
}

# lua NAME INCLUDE... : build the module for an interpreter, with the first of the directories that has its headers.
lua() {
  name=$1
  shift
  command -v "$name" >/dev/null || return 0
  include=''
  for each in "$@"; do
    [ -n "$include" ] || [ ! -e "$each/lua.h" ] || include=$each
  done
  if [ -z "$include" ]; then
    say "$name: its headers are not here, and its rows are left out"
    return 0
  fi
  say "$name: calls"
  mkdir -p "$out/$name/httpstatus"
  "$cc" -O2 -fPIC -shared -DHTTPSTATUS_EMBEDDED -Icore "-I$include" bindings/lua/core.c core/*.c core/*/*.c \
    -o "$out/$name/httpstatus/core.so"
  "$cc" -O2 -fPIC -shared "-I$include" $bench/empty.c -o "$out/$name/empty.so"
  (
    export LUA_PATH="$PWD/lua/?.lua;$PWD/lua/?/init.lua;;" LUA_CPATH="$out/$name/?.so;;" LUA_EMPTY="$out/$name/empty.so"
    "$main" $bench/pool.py "$results/lua-$name.json" $processes "$name" $bench/scalars.lua $quick_word
    [ "$name" = luajit ] || return 0
    if ! luajit -jv=/dev/null -e '' 2>/dev/null; then
      say "luajit: jit.v is not here, and traces are not looked at"
      return 0
    fi
    platform=$(luajit -e 'print(jit.version)') alone=0
    for function in $(luajit $bench/traces.lua --list); do
      alone=$((alone + $(aborts "$function")))
    done
    result lua "$platform" "aborted traces, each function alone" traces $alone >"$results/lua-luajit.traces-alone.json"
    result lua "$platform" "aborted traces, all functions in one process" traces "$(aborts)" \
      >"$results/lua-luajit.traces-together.json"
  )
}

if wants lua; then
  lua lua5.4 /usr/include/lua5.4 /usr/include/lua-5.4 /usr/local/include/lua5.4 /usr/local/include
  lua luajit /usr/include/luajit-2.1 /usr/local/include/luajit-2.1
fi

# ---- C ----

if wants c; then
  say "C: calls, and the size of the library"
  c=$out/c
  mkdir -p "$c"
  make --no-print-directory install "PREFIX=$c/prefix" >"$c/make.log" 2>&1 || { cat "$c/make.log" && exit 1; }
  compile="$cc -std=c99 -O2 -Icore"
  $compile -fPIC -shared $bench/peers.c -o "$c/libpeers.so"
  $compile -fPIC $bench/bench.c "-L$c" -lpeers "-L$c/prefix/lib" -lhttpstatus "-Wl,-rpath,$c:$c/prefix/lib" \
    -o "$c/bench-1"
  $compile -fPIC $bench/bench.c $bench/peers.c "$c/prefix/lib/libhttpstatus.a" -o "$c/bench-2"
  $compile -fno-pic -no-pie -DHTTPSTATUS_EMBEDDED $bench/bench.c $bench/peers.c core/*.c core/*/*.c -o "$c/bench-3"
  for linkage in "1-shared library" "2-static library" "3-compiled in, no PIC"; do
    number=${linkage%%-*}
    "$main" $bench/pool.py "$results/c-$number.json" $processes \
      "$c/bench-$number" "${linkage#*-}" $bench/mix.tsv $quick_word
  done
  strip -o "$c/stripped.so" "$c/prefix/lib/libhttpstatus.so"
  result c C "size of the shared library, stripped" bytes "$(wc -c <"$c/stripped.so")" >"$results/c-4.json"
fi

# ---- The report ----

if [ -n "$quick" ] || [ -n "${ONLY:-}" ] || [ -n "${PYTHONS:-}" ]; then
  "$main" $bench/report.py "$results" "$out/report" $quick
else
  "$main" $bench/report.py "$results" docs/bench
fi
