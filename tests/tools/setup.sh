#!/bin/sh
# setup.sh demo|test|lint|bench|fuzz|coverage|abi|cluster|harden|page|machines|deb|test-deb : install what the command
# needs and this machine lacks, and say so. Debian and Ubuntu, as root or through sudo without a password; elsewhere it
# names what to install. If that cannot be done, it says so before it has changed anything.
set -eu
cd "$(dirname "$0")/../.."
goal=${1:-test}
missing=""

fail() {
  printf 'httpstatus: %s\n' "$*" >&2
  exit 1
}

# make, LuaRocks and search paths such as LUA_PATH take these characters for their own.
case $PWD/$(pwd -P) in
  *[[:space:]:\;\?\*\#%\$\&\|\<\>\(\)\'\"\`\\]*)
    fail "unsupported path '$PWD': it has a blank or one of :;?*#%\$&|<>()'\"\`\\; move the checkout to a path without them" ;;
esac

# need PACKAGE TEST... : the package is needed where the test fails.
need() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_header() {
  for each in "$@"; do
    [ -e "$each" ] && return 0
  done
  return 1
}

is_installed() {
  [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1")" = installed ]
}

case $goal in
  deb | test-deb)
    need build-essential is_installed build-essential
    need git command -v git
    need lintian command -v lintian
    # shellcheck disable=SC2013 # the names are words
    for package in $(sed -n '/^Build-Depends:/,/^$/s/^ \([a-z0-9.+-]*\).*/\1/p' packaging/debian/control); do
      need "${package%-compat}" is_installed "${package%-compat}" # debhelper-compat is debhelper
    done
    ;;
  *)
    need gcc command -v cc
    need g++ command -v c++
    need libc6-dev has_header /usr/include/stdlib.h
    need pkg-config command -v pkg-config
    need swig command -v swig
    [ -n "$(tests/tools/pythons.sh)" ] || missing="$missing python3 python3-venv python3-dev"
    need lua5.4 command -v lua5.4
    need liblua5.4-dev has_header /usr/include/lua5.4/lua.h
    need luarocks command -v luarocks
    need git command -v git
    need curl command -v curl
    need nginx-light command -v nginx
    ;;
esac

if [ "$goal" = test-deb ]; then
  [ "$(id -u)" -eq 0 ] || fail "only root may install packages in a fresh system; run sudo make test-deb"
  need debootstrap command -v debootstrap
  need autopkgtest command -v autopkgtest
fi

if [ "$goal" = test ]; then
  need libcmocka-dev pkg-config --exists cmocka
  need valgrind command -v valgrind
  need cmake command -v cmake
  need mandoc command -v mandoc
  need man-db command -v man
  need lua-busted command -v busted
  need lua-http has_header /usr/share/lua/5.1/http/h1_reason_phrases.lua
  need openssl command -v openssl
  need libperl-dev has_header /usr/lib/*/perl/*/CORE/perl.h
  need ruby-dev has_header /usr/include/ruby-*/ruby.h
  need ruby command -v ruby
  need tcl-dev pkg-config --exists tcl
  need tcl command -v tclsh
  for version in 5.1 5.2 5.3; do
    need "lua$version" command -v "lua$version"
    case $version in
      5.1) need liblua5.1-0-dev has_header /usr/include/lua5.1/lua.h ;;
      *) need "liblua$version-dev" has_header "/usr/include/lua$version/lua.h" ;;
    esac
  done
  need luajit command -v luajit
  need libluajit-5.1-dev has_header /usr/include/luajit-2.1/lua.h
fi

has_fuzzer() {
  echo 'int LLVMFuzzerTestOneInput(const char *d, long n) { return d != 0 && n < 0; }' |
    clang -fsanitize=fuzzer,address,undefined -x c - -o /dev/null
}

if [ "$goal" = test ] || [ "$goal" = fuzz ]; then
  need clang command -v clang
  need libclang-rt-dev has_fuzzer
  need zlib1g-dev has_header /usr/include/zlib.h
fi

if [ "$goal" = coverage ]; then
  need libcmocka-dev pkg-config --exists cmocka
  need lua-busted command -v busted
  need luajit command -v luajit
  need libluajit-5.1-dev has_header /usr/include/luajit-2.1/lua.h
fi

if [ "$goal" = abi ] || [ "$goal" = test ]; then
  need abigail-tools command -v abidiff
fi

if [ "$goal" = cluster ]; then
  need default-jre-headless command -v java
fi

links_wasm() {
  echo '#include <string.h>
long wide(long long a, const char *b) { return (long)(a / 3) + (long)strlen(b); }' |
    clang --target=wasm32-wasi -O1 -nostartfiles -Wl,--no-entry,--export-dynamic -x c - -o /dev/null
}

if [ "$goal" = page ] || [ "$goal" = test ]; then # the site of the documentation has the page
  need clang command -v clang
  need lld command -v wasm-ld
  need wasi-libc has_header /usr/include/wasm32-wasi/string.h
  need libclang-rt-dev-wasm32 links_wasm
fi

if [ "$goal" = page ]; then
  need nodejs command -v node
  need npm command -v npm
  need chromium command -v chromium
fi

if [ "$goal" = machines ]; then
  need mmdebstrap command -v mmdebstrap
  need qemu-user command -v qemu-aarch64
  for triplet in aarch64-linux-gnu arm-linux-gnueabihf i686-linux-gnu riscv64-linux-gnu s390x-linux-gnu; do
    need "gcc-$triplet" command -v "$triplet-gcc"
    need "g++-$triplet" command -v "$triplet-g++"
  done
  need musl-tools command -v musl-gcc
  need gcc-mingw-w64-x86-64 command -v x86_64-w64-mingw32-gcc
  need wine command -v wine
  need wine64 has_header /usr/lib/wine/wine64
  need lua-busted command -v busted
fi

if [ "$goal" = bench ]; then
  need luajit command -v luajit
  need libluajit-5.1-dev has_header /usr/include/luajit-2.1/lua.h
  need mawk command -v mawk
  need ripgrep command -v rg
  need goaccess command -v goaccess
  need hyperfine command -v hyperfine
fi

if [ "$goal" = harden ]; then
  need valgrind command -v valgrind
  need libc6-dbg has_header /usr/lib/debug/.build-id
fi

if [ "$goal" = lint ] || [ "$goal" = harden ]; then
  need clang-format command -v clang-format
  need clang-tidy command -v clang-tidy
  need cppcheck command -v cppcheck
  need lua-check command -v luacheck
  need shellcheck command -v shellcheck
fi

# What every build needs from PyPI; without a network that ends here, where nothing has been changed yet.
python_packages() {
  case $goal in
    demo | test | bench | cluster | page) tests/tools/isolated.sh ;;
  esac
}

if [ -z "$missing" ]; then
  python_packages
  exit 0
fi
by_hand="install$missing (names of Debian's packages) and run the command again"
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo -n"
command -v apt-get >/dev/null || fail "there is no apt-get to install what is missing; $by_hand"
$sudo true 2>/dev/null || fail "only root may install what is missing; $by_hand"
case $missing in
  *python3*) ;;
  *) python_packages ;;
esac
echo "httpstatus: installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# apt ARGUMENT... : another program may hold the lock for some time.
apt() {
  $sudo apt-get -qq -y -o DPkg::Lock::Timeout=600 "$@" >"$log" 2>&1 || {
    fail "apt-get has failed: $(grep '^E:' "$log" | head -n 1); run the command again once that is solved, or $by_hand"
  }
}

# An installation that was interrupted is finished first.
[ -z "$(dpkg --audit 2>/dev/null)" ] || $sudo dpkg --configure -a >"$log" 2>&1 || cat "$log" >&2
$sudo apt-get -qq update >"$log" 2>&1 || true # a failure that matters shows in the next line
# shellcheck disable=SC2086 # the packages are words
apt install --no-install-recommends --download-only $missing
# shellcheck disable=SC2086
apt install --no-install-recommends $missing
python_packages
