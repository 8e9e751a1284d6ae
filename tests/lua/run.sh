#!/bin/sh
# run.sh [LUA...] : for each Lua of this machine (or each one named: 5.1 5.2 5.3 5.4 5.5 luajit), build the rock as a
# user does (make, pack, install from a server), and run busted on what was installed. BUSTED_ARGS goes to busted.
set -eu
cd "$(dirname "$0")/../.."
out=$PWD/build/rocks
count=0

# headers VERSION : the directory with lua.h of a version.
headers() {
  for directory in "/usr/include/lua$1" "/usr/include/lua-$1" "/usr/local/include/lua$1" "/usr/local/include" \
    "/usr/include"; do
    if [ -e "$directory/lua.h" ] && grep -q "LUA_VERSION_NUM[[:space:]]*50${1#5.}$" "$directory/lua.h"; then
      echo "$directory"
      return
    fi
  done
}

luajit_headers() {
  for directory in /usr/include/luajit-2.1 /usr/local/include/luajit-2.1 /usr/include/luajit-2.0; do
    if [ -e "$directory/lua.h" ]; then
      echo "$directory"
      return
    fi
  done
}

# rock VERSION ARGUMENT... : luarocks for that version of Lua, with a tree of its own.
rock() {
  luarocks --lua-version="$version" LUA_INCDIR="$include" LUA_INTERPRETER="$name" "$@"
}

run() {
  name=$1 version=$2 include=$3
  tree=$out/$name
  echo "== $name: make, pack, install"
  rm -rf "$tree" "$tree-build" "$tree-server" "$tree-source"
  mkdir -p "$tree-server" "$tree-source"
  cp -r bindings core lua httpstatus-scm-1.rockspec LICENSE README.md "$tree-source" # luarocks compiles beside the sources
  (cd "$tree-source" && rock --tree="$tree-build" make httpstatus-scm-1.rockspec CFLAGS="${CFLAGS:--O2 -fPIC}") \
    >"$tree-build.log" 2>&1 || { cat "$tree-build.log" && exit 1; }
  (cd "$tree-server" && rock --tree="$tree-build" pack httpstatus >/dev/null)
  luarocks-admin --lua-version="$version" make_manifest "$tree-server" >/dev/null 2>&1
  rock --tree="$tree" install --only-server="file://$tree-server" httpstatus scm-1 >/dev/null 2>&1
  path="$tree/share/lua/$version/?.lua;$tree/share/lua/$version/?/init.lua;;"
  # shellcheck disable=SC2086 # the arguments are words
  env -u LUA_INIT LUA_PATH="$path" LUA_CPATH="$tree/lib/lua/$version/?.so;;" LUA_INCDIR="$include" \
    HTTPSTATUS_ROCKS="$tree" busted --lua="$(command -v "$name")" --output=TAP ${BUSTED_ARGS:-} tests/lua \
    >"$tree.log" 2>&1 || { grep -v '^ok' "$tree.log" && exit 1; }
  echo "$(grep -c '^ok' "$tree.log") tests have passed"
  count=$((count + 1))
}

mkdir -p "$out"
for lua in ${*:-5.1 5.2 5.3 5.4 5.5 luajit}; do
  case $lua in
    luajit) name=luajit version=5.1 include=$(luajit_headers) ;;
    *) name=lua$lua version=$lua include=$(headers "$lua") ;;
  esac
  if command -v "$name" >/dev/null && [ -n "$include" ]; then
    run "$name" "$version" "$include"
  elif [ $# -gt 0 ]; then
    echo "httpstatus: $name, or its headers, are not here" >&2
    exit 1
  fi
done
if [ "$count" -eq 0 ]; then
  echo "httpstatus: no Lua with its headers was found; install lua5.4, liblua5.4-dev and luarocks" >&2
  exit 1
fi
