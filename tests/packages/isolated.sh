#!/bin/sh
# isolated.sh [COMMAND...] : run a command that builds the package. pip gives every build an environment of its own, for
# which it would take the newest setuptools; here it takes the one of the lock, from build/isolation, which is filled once
# and needs no network afterwards. With PINS=newest that is the newest. Without a command, only fill the folder.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
lock=tests/packages/isolation-requirements.txt
wheels=$here/build/isolation
(
  cd "$here"
  set -- --require-hashes
  [ "${PINS:-locked}" != newest ] || { set -- && lock=${lock%.txt}.in; }
  if [ -f "$wheels/requirements" ] && cmp -s "$lock" "$wheels/requirements"; then
    exit 0
  fi
  python=$(tests/pythons.sh | tail -n 1)
  [ -n "$python" ] || { echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2; exit 1; }
  mkdir -p build
  rm -rf "$wheels" build/isolation-venv
  log=build/isolation.log
  {
    "$python" -m venv build/isolation-venv &&
      build/isolation-venv/bin/python -m pip --quiet --disable-pip-version-check download --dest "$wheels" "$@" -r "$lock"
  } >"$log" 2>&1 || {
    echo "httpstatus: cannot download setuptools: $(grep '^ERROR' "$log" | tail -n 1); connect to a network where pip finds" \
      "PyPI, and run the command again" >&2
    rm -rf "$wheels"
    exit 1
  }
  rm -rf build/isolation-venv
  cp "$lock" "$wheels/requirements"
)
[ $# -gt 0 ] || exit 0
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels"
exec "$@"
