#!/bin/sh
# run.sh PYTHON : pytest on real servers, with the interpreter of a virtual environment that has the installed package
# and requirements.txt. LUA, LUA_PATH and LUA_CPATH name a Lua with the installed rock; without LUA, the one for which
# tests/languages/lua/run.sh has installed the rock is taken. NGINX and OPENSSL name other programs; PYTEST_ARGS goes to
# pytest.
set -eu
cd "$(dirname "$0")/../../.."
if [ $# -ne 1 ]; then
  echo "usage: tests/world/servers/run.sh PYTHON" >&2
  exit 2
fi
python=$1
"$python" -c 'import aiosmtpd, httpstatus, pytest' || {
  echo "httpstatus: $python lacks the package or tests/world/servers/requirements.txt" >&2
  exit 1
}
tree=$PWD/build/rocks/lua5.4
if [ -z "${LUA:-}" ] && [ -e "$tree/lib/lua/5.4/httpstatus/core.so" ] && command -v lua5.4 >/dev/null; then
  LUA=lua5.4
  LUA_PATH="$tree/share/lua/5.4/?.lua;$tree/share/lua/5.4/?/init.lua;;"
  LUA_CPATH="$tree/lib/lua/5.4/?.so;;"
  export LUA LUA_PATH LUA_CPATH
fi
status=0
tests/world/servers/nginx_lua.sh || status=$?
case $status in
  0) NGINX_LUA=1 && export NGINX_LUA ;;
  77) ;; # it has said what is missing
  *) exit "$status" ;;
esac
echo "== $("$python" --version), ${LUA:-no Lua}, real servers"
# shellcheck disable=SC2086 # the arguments are words
"$python" -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} tests/world/servers
