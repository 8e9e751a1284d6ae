#!/bin/sh
# nginx_lua.sh : what nginx needs to run Lua, and the rock built for its LuaJIT, under build/nginx-lua. Ends with 77, and
# says why, on machines whose nginx has no Debian packages.
#
# The packages are unpacked, not installed: their LuaJIT cannot be installed beside the one that the other tests need.
set -eu
cd "$(dirname "$0")/../../.."
out=$PWD/build/nginx-lua
root=$out/root

skip() {
  echo "httpstatus: nginx with Lua is not tested: $*" >&2
  exit 77
}

# fetch PACKAGE... : unpack packages of this machine's Debian.
fetch() {
  (
    cd "$out/packages"
    apt-get -qq download "$@" 2>"$out/apt.log" || {
      sudo=""
      [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
      $sudo apt-get -qq update && apt-get -qq download "$@" 2>"$out/apt.log"
    } || { cat "$out/apt.log" >&2 && exit 1; }
    for each in *.deb; do
      dpkg-deb -x "$each" "$root"
      rm "$each"
    done
  )
}

for program in apt-get dpkg-deb; do
  command -v $program >/dev/null || skip "$program is not here to fetch libnginx-mod-http-lua of Debian"
done
nginx=$(PATH="$PATH:/usr/sbin" command -v nginx) || skip "install nginx-light"
dpkg-query -S "$(readlink -f "$nginx")" >/dev/null 2>&1 ||
  skip "$nginx is no package of Debian, whose libnginx-mod-http-lua fits no other"
version=$(dpkg-query -W -f '${Version}' nginx)
[ -e /usr/include/luajit-2.1/lua.h ] || skip "install libluajit-5.1-dev"

if [ "$(cat "$out/version" 2>/dev/null)" != "$version" ]; then
  echo "httpstatus: unpacking Debian's Lua module for nginx $version into build/nginx-lua"
  rm -rf "$out"
  mkdir -p "$out/packages" "$root"
  fetch libnginx-mod-http-ndk libnginx-mod-http-lua libluajit2-5.1-2 libluajit2-5.1-common lua-resty-core \
    lua-resty-lrucache lua-cjson
  if ldd "$root/usr/lib/nginx/modules/ngx_http_lua_module.so" | grep -q 'libpcre.so.3 => not found'; then
    fetch libpcre3
  fi
  echo "$version" > "$out/version"
fi

rm -rf "$out/rocks" "$out/source"
mkdir -p "$out/source"
cp -r bindings core lua httpstatus-scm-1.rockspec LICENSE README.md "$out/source" # luarocks compiles beside the sources
(cd "$out/source" && luarocks --lua-version=5.1 LUA_INCDIR=/usr/include/luajit-2.1 LUA_INTERPRETER=luajit --tree="$out/rocks" \
  make httpstatus-scm-1.rockspec CFLAGS="${CFLAGS:--O2 -fPIC}") >"$out/rocks.log" 2>&1 || { cat "$out/rocks.log" && exit 1; }
