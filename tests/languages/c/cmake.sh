#!/bin/sh
# cmake.sh PREFIX : the C tests through CMake: find_package of what CMake has installed, find_package of what
# `make install` has put into PREFIX, and FetchContent (which is add_subdirectory) of the sources, shared and static.
set -eu
cd "$(dirname "$0")/../../.."
root=$PWD
made=$1
work=$root/build/cmake
rm -rf "$work"
mkdir -p "$work"

# quiet COMMAND... : its output is shown where it fails.
quiet() {
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && echo "cmake.sh: failed: $*" >&2 && return 1; }
}

# consume NAME OPTION... : configures, builds and runs the tests as somebody else's project.
consume() {
  name=$1
  shift
  quiet cmake -S tests/languages/c/consumer -B "$work/$name" -DCMAKE_BUILD_TYPE=Debug "$@"
  quiet cmake --build "$work/$name" --parallel 2
  (cd "$work/$name" && quiet ctest --output-on-failure --no-tests=error)
  echo "cmake.sh: $name: $(cd "$work/$name" && ctest -N | sed -n 's/^Total Tests: //p') programs have passed"
}

# listing PREFIX : its files, but for those of the CMake package, whose number differs.
listing() {
  (cd "$1" && find . ! -type d ! -path '*/cmake/*' | sort)
}

prefix=$work/prefix
quiet cmake -S . -B "$work/library" -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS="-Wall -Wextra -Wpedantic -Werror"
quiet cmake --build "$work/library" --parallel 2
quiet cmake --install "$work/library"

# Both are one package: the same files, the same symbols, the same soname, the same words for pkg-config.
listing "$prefix" >"$work/files"
listing "$made" | diff "$work/files" - || { echo "cmake.sh: CMake (<) and make (>) install other files" >&2 && exit 1; }
for each in "$prefix" "$made"; do
  library=$each/lib/libhttpstatus.so
  {
    nm --dynamic --defined-only "$library" | cut -d ' ' -f 3
    objdump -p "$library" | grep -E 'SONAME|NEEDED|R(UN)?PATH'
    grep -v '^prefix=' "$each/lib/pkgconfig/httpstatus.pc"
  } >"$work/told"
  [ "$each" != "$prefix" ] || cp "$work/told" "$work/told-first"
done
diff "$work/told-first" "$work/told" || { echo "cmake.sh: CMake (<) and make (>) make other libraries" >&2 && exit 1; }

consume cmake-package -DCMAKE_PREFIX_PATH="$prefix"
for kind in httpstatus static; do
  objdump -p "$work/cmake-package/test_cplusplus_$kind" | grep -c 'NEEDED.*libhttpstatus.so' || true
done >"$work/told"
[ "$(xargs <"$work/told")" = "1 0" ] || { echo "cmake.sh: httpstatus::static is not, or httpstatus is" >&2 && exit 1; }
# A package may be moved: what is found is where it is, and not where it was put.
moved=$work/moved
cp -R "$made" "$moved"
consume make-package -DCMAKE_PREFIX_PATH="$moved" -DTESTS="test_codes;test_set"
quiet grep -q "$moved/lib/libhttpstatus.so" "$work/make-package/CMakeFiles/test_codes.dir/build.make"
for kind in ON OFF; do
  consume "sources-shared-$kind" -DHTTPSTATUS_SOURCE="$root" -DBUILD_SHARED_LIBS=$kind -DTESTS="test_codes;test_set"
done

# A version that is not there is not found.
for package in "$prefix" "$moved"; do
  for version in 99 0.99; do
    if cmake -S tests/languages/c/consumer -B "$work/no" -DCMAKE_PREFIX_PATH="$package" -DHTTPSTATUS_VERSION=$version \
      >"$work/log" 2>&1; then
      echo "cmake.sh: $package has passed for version $version" >&2
      exit 1
    fi
    grep -q 'version.*99' "$work/log" || { cat "$work/log" >&2 && exit 1; }
    rm -rf "$work/no"
  done
done
echo "cmake.sh: CMake and make install one package; it can be moved, and no other version is taken for it"
