#!/bin/sh
# run.sh: install the package into a virtual environment and the rock into a tree, both under build/, and run the demo
# on them. LOG names a log to count in place of the one that the demo makes.
set -eu
cd "$(dirname "$0")/../../.."
tree=$PWD/build/demo-rocks
stamp=build/demo-installed

if [ "$(cat "$stamp" 2>/dev/null)" != "$PWD" ] || [ -n "$(find core swig bindings python lua setup.py pyproject.toml -newer "$stamp" -name '*.*')" ]; then
  tests/tools/venv.sh demo tests/install/demo/requirements.txt
  echo "httpstatus: installing the Python package into build/venv-demo"
  tests/tools/isolated.sh build/venv-demo/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps .
  echo "httpstatus: installing the rock for Lua 5.4 into build/demo-rocks"
  rm -rf build/demo-source
  mkdir -p build/demo-source
  cp -r bindings core lua httpstatus-scm-1.rockspec LICENSE README.md build/demo-source # luarocks compiles beside the sources
  (cd build/demo-source &&
    luarocks --lua-version=5.4 LUA_INCDIR="${LUA_INCDIR:-/usr/include/lua5.4}" --tree="$tree" make httpstatus-scm-1.rockspec) \
    >build/demo-rocks.log 2>&1 || { cat build/demo-rocks.log && exit 1; }
  echo "$PWD" >"$stamp" # a checkout that was moved is installed again
fi

export PYTHON="$PWD/build/venv-demo/bin/python" HTTPSTATUS="$PWD/build/venv-demo/bin/httpstatus" LUA=lua5.4
export LUA_PATH="$tree/share/lua/5.4/?.lua;$tree/share/lua/5.4/?/init.lua;;" LUA_CPATH="$tree/lib/lua/5.4/?.so;;"
exec tests/install/demo/demo.sh
