#!/bin/sh
# run.sh [LUA...] : for each Lua of this machine (or each one named: 5.1 5.2 5.3 5.4 5.5 luajit), install the released rock
# as a user does, from a server: the source rock, and a binary rock of it. Run busted on what each has installed, and see
# that removal leaves nothing. BUSTED_ARGS goes to busted, CFLAGS to the compiler.
set -eu
cd "$(dirname "$0")/../../.."
out=$PWD/build/rocks
count=0

# headers VERSION : the directory with lua.h of a version.
headers() {
  for directory in "/usr/include/lua$1" "/usr/include/lua-$1" "/usr/local/include/lua$1" "/usr/local/include" \
    "/usr/include"; do
    # Lua 5.5 computes the number, so the preprocessor is asked.
    if [ -e "$directory/lua.h" ] &&
      printf '#include <lua.h>\n#if LUA_VERSION_NUM != 50%s\n#error\n#endif\n' "${1#5.}" |
      "${CC:-cc}" -I "$directory" -x c -fsyntax-only - 2>/dev/null; then
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

# quietly LOG COMMAND... : what it says is shown only where it fails.
quietly() {
  log=$1
  shift
  "$@" >"$log" 2>&1 || { cat "$log" && exit 1; }
}

# install TREE SERVER : the rock from the server, which gets its manifest for this version of Lua.
install() {
  quietly "$1.log" luarocks-admin --lua-version="$version" make_manifest "$2"
  quietly "$1.log" rock --tree="$1" install --only-server="file://$2" httpstatus CFLAGS="${CFLAGS:--O2 -fPIC}"
}

# suite TREE : busted on what is installed in a tree.
suite() {
  path="$1/share/lua/$version/?.lua;$1/share/lua/$version/?/init.lua;;"
  # shellcheck disable=SC2086 # the arguments are words
  env -u LUA_INIT LUA_PATH="$path" LUA_CPATH="$1/lib/lua/$version/?.so;;" LUA_INCDIR="$include" \
    HTTPSTATUS_ROCKS="$1" busted --lua="$(command -v "$name")" --output=TAP ${BUSTED_ARGS:-} tests/languages/lua \
    >"$1.log" 2>&1 || { grep -v '^ok' "$1.log" && exit 1; }
  echo "$(grep -c '^ok' "$1.log") tests have passed"
}

run() {
  name=$1 version=$2 include=$3
  tree=$out/$name
  rm -rf "$tree" "$tree-binary" "$tree-server"
  mkdir -p "$tree-server"
  echo "== $name, from the source rock"
  install "$tree" "$out/server"
  suite "$tree"
  (cd "$tree-server" && quietly "$tree-server.log" rock --tree="$tree" pack httpstatus)
  echo "== $name, from $(cd "$tree-server" && ls ./*.rock)"
  install "$tree-binary" "$tree-server"
  suite "$tree-binary"
  quietly "$tree-binary.log" rock --tree="$tree-binary" remove httpstatus
  left=$(cd "$tree-binary" && find . -path '*/httpstatus*') # from there: the checkout itself may have the name
  [ -z "$left" ] || { echo "httpstatus: luarocks remove has left $left" >&2 && exit 1; }
  count=$((count + 1))
}

mkdir -p "$out"
tests/install/packages/rock.sh "$out/server"
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
