#!/bin/sh
# run.sh: run the examples of the pages and the README in Python, Lua, C and the shell, on what is installed; and check
# links, names and the terminal's picture. `make docs` has built the site before. PYTEST_ARGS goes to pytest.
set -eu
cd "$(dirname "$0")/../../.."
prefix=$PWD/build/docs-prefix tree=$PWD/build/docs-rocks
PATH=$PWD/build/venv-docs/bin:$PATH
rm -rf "$prefix"
make --no-print-directory --silent install PREFIX="$prefix" >/dev/null

if [ ! -e "$tree/done" ] || [ -n "$(find core bindings/lua lua ./*.rockspec -newer "$tree/done" -name '*.*')" ]; then
  rm -rf "$tree" "$tree-source"
  mkdir -p "$tree-source"
  cp -r bindings core lua httpstatus-scm-1.rockspec LICENSE README.md "$tree-source" # luarocks compiles beside the sources
  (cd "$tree-source" &&
    luarocks --lua-version=5.4 LUA_INCDIR="${LUA_INCDIR:-/usr/include/lua5.4}" --tree="$tree" make httpstatus-scm-1.rockspec) \
    >"$tree.log" 2>&1 || { cat "$tree.log" && exit 1; }
  touch "$tree/done"
fi

export LUA=lua5.4 LUA_CPATH="$tree/lib/lua/5.4/?.so;;"
export LUA_PATH="$tree/share/lua/5.4/?.lua;$tree/share/lua/5.4/?/init.lua;$PWD/tests/tools/docs/?.lua;;"
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
# shellcheck disable=SC2086 # the arguments are words
PYTHONPATH=tests/tools/docs python -m pytest -q -p no:cacheprovider -p examples ${PYTEST_ARGS:-} \
  README.md docs tests/tools/docs
