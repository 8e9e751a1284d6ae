#!/bin/sh
# Install as a package of Debian does: staged, and with the folders of its architectures. What is there belongs to a
# package of the library, of development or of the command, serves programs in C and C++, and leaves with uninstall.
set -eu
cd "$(dirname "$0")/../../.."
version=$(cat core/VERSION)
soname=libhttpstatus.so.${version%%.*}
architecture=$(${CC:-cc} -print-multiarch 2>/dev/null || true)
lib=usr/lib${architecture:+/$architecture}
work=$PWD/build/install
stage=$work/stage
rm -rf "$work"
mkdir -p "$work"

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

run_make() {
  ${MAKE:-make} --no-print-directory "$@" DESTDIR="$stage" PREFIX=/usr LIBDIR="/$lib" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    fail "make $* has failed"
  }
}

run_make all
touch "$work/before"
run_make install
strays=$(find /usr /etc -xdev -path "$PWD" -prune -o -newer "$work/before" -name '*httpstatus*' -print 2>/dev/null || true)
[ -z "$strays" ] || fail "make install has put something outside of DESTDIR: $strays"
! grep -rlF "$stage" "$stage" || fail "the place where it is staged is told in a file"

# Every file has its package, and every package its files.
installed=$(cd "$stage" && find . ! -type d | sed 's|^\./||' | sort)
functions=$(nm --dynamic --defined-only "$stage/$lib/$soname" | awk '{ print $3 }' | sort)
[ -n "$functions" ] || fail "the library has no functions"
expected=$(
  {
    # libhttpstatus0
    printf '%s\n' "$lib/$soname" "$lib/libhttpstatus.so.$version"
    # libhttpstatus-dev
    printf '%s\n' usr/include/httpstatus.h usr/include/httpstatus_codes.h "$lib/libhttpstatus.so" "$lib/libhttpstatus.a"
    printf '%s\n' "$lib/pkgconfig/httpstatus.pc" usr/share/man/man3/httpstatus.3
    printf "$lib/cmake/httpstatus/%s.cmake\n" httpstatus-config httpstatus-config-version
    for function in $functions; do echo "usr/share/man/man3/$function.3"; done
    # python3-httpstatus
    echo usr/share/man/man1/httpstatus.1
  } | sort
)
[ "$installed" = "$expected" ] || fail "installed and expected files differ:
$(printf '%s\n' "$installed" "$expected" | sort | uniq -u)"
find "$stage" -type f ! -perm 644 ! -name 'libhttpstatus.so.*' | grep . && fail "files have other modes than 644"
find "$stage" -type l -lname '/*' | grep . && fail "a link leads outside of the stage"

# The library: who it is, and that it needs the C library alone.
told=$(objdump -p "$stage/$lib/libhttpstatus.so" | awk '/SONAME|NEEDED|RPATH|RUNPATH|TEXTREL/ { print $1, $2 }' | sort)
[ "$told" = "NEEDED libc.so.6
SONAME $soname" ] || fail "the library says of itself: $told"

# Programs, found through pkg-config as if the stage were the root; with the library's package alone they run.
cat >"$work/program.c" <<'END'
#include <httpstatus.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  return strcmp(httpstatus_version(), HTTPSTATUS_VERSION) == 0 && puts(httpstatus_phrase(HTTPSTATUS_NOT_FOUND)) < 0;
}
END
library=$work/library
mkdir -p "$library"
cp -P "$stage/$lib/$soname" "$stage/$lib/libhttpstatus.so.$version" "$library"
flags=$(PKG_CONFIG_SYSROOT_DIR=$stage PKG_CONFIG_LIBDIR=$stage/$lib/pkgconfig pkg-config --cflags --libs httpstatus)
case $flags in
  *"-I$stage/usr/include"*"-L$stage/$lib"*) ;;
  *) fail "pkg-config says: $flags" ;;
esac
strict="-Wall -Wextra -Wpedantic -Werror"
# shellcheck disable=SC2086 # the flags are words
{
  ${CC:-cc} -std=c99 $strict "$work/program.c" $flags -o "$work/shared"
  ${CC:-cc} -std=c99 $strict "$work/program.c" ${flags%-lhttpstatus*} -l:libhttpstatus.a -o "$work/static"
  ${CXX:-c++} -std=c++17 $strict tests/languages/c/test_cplusplus.cpp $flags -o "$work/cplusplus"
}
for program in shared cplusplus; do
  objdump -p "$work/$program" | grep -q "NEEDED *$soname\$" || fail "$program does not need $soname"
  ! objdump -p "$work/$program" | grep -E 'RPATH|RUNPATH' || fail "$program has a path to its libraries"
  LD_LIBRARY_PATH=$library "$work/$program" >"$work/log" || fail "$program has failed: $(cat "$work/log")"
done
[ "$(LD_LIBRARY_PATH=$library "$work/shared"; "$work/static")" = "Not Found
Not Found" ] || fail "the programs say something else"

# The same through CMake, which knows the folders of architectures itself.
{
  cmake -S tests/languages/c/consumer -B "$work/cmake" -DCMAKE_PREFIX_PATH="$stage/usr" -DTESTS=test_set &&
    cmake --build "$work/cmake" &&
    "$work/cmake/test_set" && LD_LIBRARY_PATH='' "$work/cmake/test_cplusplus_static"
} >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  fail "the programs have failed with CMake"
}

run_make uninstall
left=$(find "$stage" ! -type d)
[ -z "$left" ] || fail "make uninstall has left $left"

# A prefix of its own may be moved.
${MAKE:-make} --no-print-directory install DESTDIR="$stage" PREFIX=/opt/first >"$work/log"
mv "$stage/opt/first" "$stage/opt/second"
flags=$(PKG_CONFIG_LIBDIR="$stage/opt/second/lib/pkgconfig" pkg-config --define-prefix --cflags --libs httpstatus | xargs)
[ "$flags" = "-I$stage/opt/second/include -L$stage/opt/second/lib -lhttpstatus" ] || fail "pkg-config says: $flags"
echo "install.sh: $(echo "$installed" | wc -l) files, in C and C++, through pkg-config and CMake; uninstall leaves none"
