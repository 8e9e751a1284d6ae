#!/bin/sh
# machines.sh [MACHINE...] : the C tests and the Lua suite, compiled by Debian's cross compilers, on the machines below (all
# by default): emulated by qemu's user mode with Debian's packages of that machine in build/machines, on musl, and on
# Windows as Wine has it. What has passed is put into results.tsv.
set -eu
cd "$(dirname "$0")/../../.."
here=tests/world/platforms
. tests/world/platforms/lib.sh
suite=trixie
out=$PWD/build/machines
known="arm64 armhf i386 riscv64 s390x musl windows"
tests=$(find tests/languages/c -name 'test_*.c' -exec basename {} .c \; | sort)
strict="-std=c99 -g -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror"
failed=""

# quietly LOG COMMAND... : what it says is shown only where it fails.
quietly() {
  log=$1
  shift
  "$@" >"$log" 2>&1 || { tail -n 40 "$log" >&2 && return 1; }
}

passed() {
  printf '%s\t%s\t%s\trun\t%s\t%s\n' "$1" "$2" "$3" "$(date -u +%F)" "${4:-}" >>"$out/passed.tsv"
}

# wrapper FILE COMMAND... : a program that is the command with its arguments.
wrapper() {
  file=$1
  shift
  { echo '#!/bin/sh' && printf 'exec' && printf " '%s'" "$@" && echo ' "$@"'; } >"$file"
  chmod +x "$file"
}

# What qemu and the compilers call a machine.
describe() {
  case $1 in
    arm64) triplet=aarch64-linux-gnu qemu=qemu-aarch64 title="Linux arm64" ;;
    armhf) triplet=arm-linux-gnueabihf qemu=qemu-arm title="Linux armhf (32 bits)" ;;
    i386) triplet=i686-linux-gnu qemu=qemu-i386 title="Linux i386 (32 bits)" ;;
    riscv64) triplet=riscv64-linux-gnu qemu=qemu-riscv64 title="Linux riscv64" ;;
    s390x) triplet=s390x-linux-gnu qemu=qemu-s390x title="Linux s390x (big-endian)" ;;
  esac
  case $1 in
    i386) multiarch=i386-linux-gnu ;;
    *) multiarch=$triplet ;;
  esac
}

# root MACHINE : Debian's packages of a machine, unpacked and not installed: nothing of theirs is run for that.
root() {
  root=$out/$1/tree
  [ ! -e "$root/done" ] || return 0
  rm -rf "$root"
  echo "httpstatus: unpacking Debian $suite for $1"
  quietly "$out/$1/tree.log" mmdebstrap --quiet --variant=extract --architectures="$1" --skip=check/qemu \
    --include=libc6-dev,libstdc++6,libcmocka-dev,lua5.4,liblua5.4-dev,lua-busted,zlib1g "$suite" "$root" "$mirror" || return 1
  [ -e "$root/lib" ] || ln -s usr/lib "$root/lib" # base-files, which has the link, is not among the packages
  touch "$root/done"
}

# The C tests, as test-c runs them, and then the Lua suite.
debian_machine() {
  machine=$1
  describe "$machine"
  base=$out/$machine
  mkdir -p "$base"
  root "$machine" || return 1
  for each in gcc g++; do
    wrapper "$base/$each" "$triplet-$each" --sysroot="$root"
  done
  wrapper "$base/run" "$qemu" -L "$root" -E "LD_LIBRARY_PATH=$base/prefix/lib"
  versions="$("$qemu" --version | sed -n 's/^qemu-[^ ]* version \([0-9.]*\).*/qemu \1/p'), gcc $("$triplet-gcc" -dumpversion)"
  quietly "$base/make.log" make -j2 install B="$base/build" PREFIX="$base/prefix" CC="$base/gcc" AR="$triplet-ar" \
    WERROR=-Werror || return 1
  # Emulation is slow: the tests are optimized too.
  TEST_CFLAGS=-O2 CC=$base/gcc CXX=$base/g++ OUT=$base/tests RUNNER=$base/run PKG_CONFIG_LIBDIR=$root/usr/lib/$multiarch/pkgconfig \
    quietly "$base/c.log" tests/languages/c/run.sh "$base/prefix" $tests || return 1
  passed "$title" "C tests" "$versions"
  echo "machines.sh: $title: $(grep -c '^\[       OK' "$base/c.log") C tests have passed"
  lua_suite "$title" "$base/gcc" "-I$root/usr/include/lua5.4" "$qemu" -L "$root" "$root/usr/bin/lua5.4"
}

# lua_suite TITLE CC OPTION COMMAND... : busted on the module that the compiler makes; the command runs the interpreter.
# What is about rocks is left out.
lua_suite() {
  title=$1 cc=$2 option=$3
  shift 3
  tree=$base/lua
  rm -rf "$tree"
  mkdir -p "$tree/httpstatus"
  cp lua/httpstatus/*.lua "$tree/httpstatus"
  quietly "$base/module.log" "$cc" -std=c99 -O2 -fPIC -shared -fvisibility=hidden -DHTTPSTATUS_EMBEDDED "$option" -Icore \
    bindings/lua/core.c core/*.c core/*/*.c -o "$tree/httpstatus/core.so" || return 1
  wrapper "$tree/run" "$@"
  # shellcheck disable=SC2046 # the specs are words
  LUA_PATH="$tree/?.lua;$tree/?/init.lua;;" LUA_CPATH="$tree/?.so;;" quietly "$base/lua.log" \
    busted --lua="$tree/run" --output=TAP $(find tests/languages/lua -name '*_spec.lua' ! -name rock_spec.lua | sort) || return 1
  passed "$title" "Lua suite" "Lua $("$tree/run" -v | cut -d ' ' -f 2)"
  echo "machines.sh: $title: $(grep -c '^ok' "$base/lua.log") Lua tests have passed"
}

# ---- musl and Windows: the library and cmocka are linked into each test ----

# source_of PACKAGE : the sources of a Debian package, as their authors have released them, in build/machines/source.
source_of() {
  package=$1 folder=$out/source/$1
  [ ! -e "$folder/done" ] || return 0
  rm -rf "$folder"
  mkdir -p "$folder" "$out/source/apt/lists/partial" "$out/source/apt/archives/partial"
  echo "deb-src $mirror $suite main" >"$out/source/apt/sources.list"
  : >"$out/source/apt/status"
  set -- -o Dir::Etc::sourcelist="$out/source/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
    -o Dir::State::lists="$out/source/apt/lists" -o Dir::Cache="$out/source/apt" -o APT::Sandbox::User=root
  quietly "$out/source/log" apt-get "$@" update || return 1
  (cd "$folder" && quietly "$out/source/log" apt-get "$@" source --tar-only --download-only "$package") || return 1
  mkdir "$folder/unpacked"
  tar -xf "$folder"/*.orig.tar.* -C "$folder/unpacked" --strip-components=1
  touch "$folder/done"
}

debian() {
  dpkg-query --show --showformat='${source:Upstream-Version}' "$1"
}

# cmocka CC AR OPTION... : cmocka as a static library, in the folder of the machine.
cmocka() {
  cc=$1 ar=$2
  shift 2
  source_of cmocka || return 1
  mkdir -p "$base/cmocka"
  cp "$folder/unpacked"/include/*.h "$base/cmocka"
  printf '#define HAVE_%s 1\n' ASSERT_H INTTYPES_H SETJMP_H SIGNAL_H STDINT_H STDIO_H STDLIB_H STRING_H TIME_H MALLOC_H \
    >"$base/cmocka/config.h"
  quietly "$base/cmocka.log" "$cc" -O1 -g -c -I"$base/cmocka" -DHAVE_CONFIG_H "$@" \
    "$folder/unpacked/src/cmocka.c" -o "$base/cmocka/cmocka.o" || return 1
  "$ar" rcs "$base/cmocka/libcmocka.a" "$base/cmocka/cmocka.o"
}

# static_tests CC AR SUFFIX RUN... : the C tests with the static library in each of them.
static_tests() {
  cc=$1 ar=$2 suffix=$3
  shift 3
  mkdir -p "$base/tests"
  quietly "$base/make.log" make -j2 "$base/build/libhttpstatus.a" B="$base/build" CC="$cc" AR="$ar" WERROR=-Werror || return 1
  : >"$base/c.log"
  for test in $tests; do
    # shellcheck disable=SC2086 # the options are words
    quietly "$base/compile.log" "$cc" $strict -Icore -I"$base/cmocka" "tests/languages/c/$test.c" \
      tests/languages/c/vectors.c "$base/build/libhttpstatus.a" "$base/cmocka/libcmocka.a" -static -pthread \
      -o "$base/tests/$test$suffix" || return 1
    "$@" "$base/tests/$test$suffix" >>"$base/c.log" 2>&1 || { tail -n 40 "$base/c.log" >&2 && return 1; }
  done
  echo "machines.sh: $title: $(grep -c '^\[       OK' "$base/c.log") C tests have passed"
}

musl() {
  base=$out/musl title="Linux x86_64, musl"
  cmocka musl-gcc ar -DHAVE_STRINGS_H -DHAVE_UNISTD_H -DHAVE_STRUCT_TIMESPEC || return 1
  HTTPSTATUS_VECTORS=$PWD/tests/contract/vectors static_tests musl-gcc ar "" env || return 1
  passed "$title" "C tests" "musl $(debian musl), gcc $(musl-gcc -dumpversion)"
}

windows() {
  base=$out/windows title="Windows x86_64 (Wine)"
  compiler=x86_64-w64-mingw32-gcc
  cmocka $compiler x86_64-w64-mingw32-ar || return 1
  # The folder with Wine's C: is made here, and Z: is this machine's root.
  HTTPSTATUS_VECTORS=Z:$PWD/tests/contract/vectors WINEPREFIX=$base/wine WINEDEBUG=-all \
    static_tests $compiler x86_64-w64-mingw32-ar .exe wine || return 1
  passed "$title" "C tests" "Wine $(debian wine), mingw-w64 gcc $($compiler -dumpversion)"
}

# ---- All of them ----

machines=${*:-$known}
for machine in $machines; do
  case " $known " in
    *" $machine "*) ;;
    *) fail "unknown machine '$machine'; the machines are $known" ;;
  esac
done
[ "$(uname)" = Linux ] || fail "qemu's user mode runs on Linux only, not on $(uname); use a Linux machine or a container"
[ -w . ] || fail "'$PWD' cannot be written; run the command as the owner of the checkout"
tests/tools/setup.sh machines
for machine in $machines; do
  case $machine in
    musl | windows) stamp=$out/source/cmocka/done ;;
    *) stamp=$out/$machine/tree/done ;;
  esac
  [ -e "$stamp" ] || need_mirror $suite curl --silent --fail --location --max-time 30 --output /dev/null
done
mkdir -p "$out"
printf 'what\tsuite\tversion\tresult\tday\thow\n' >"$out/passed.tsv"
for machine in $machines; do
  case $machine in
    musl | windows) $machine || failed="$failed $machine" ;;
    *) debian_machine "$machine" || failed="$failed $machine" ;;
  esac
done
python3 $here/results.py add "$out/passed.tsv"
[ -z "$failed" ] || fail "failed:$failed (what they said is in build/machines)"
