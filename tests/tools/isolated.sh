#!/bin/sh
# isolated.sh [COMMAND...] : run a command that builds the package. pip gives every build an environment of its own, for
# which it would take the newest setuptools; here it takes the one of the lock, from build/isolation, which is filled once
# and needs no network afterwards. With PINS=newest that is the newest. Without a command, only fill the folder.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
lock=tests/install/packages/isolation-requirements.txt
wheels=$here/build/isolation
(
  cd "$here"
  set -- --require-hashes
  [ "${PINS:-locked}" != newest ] || { set -- && lock=${lock%.txt}.in; }
  if [ -f "$wheels/requirements" ] && cmp -s "$lock" "$wheels/requirements"; then
    exit 0
  fi
  python=$(tests/tools/pythons.sh | tail -n 1)
  [ -n "$python" ] || { echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2; exit 1; }
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' INT TERM HUP
  "$python" -m venv "$work/venv"
  tests/tools/pip.sh "$work/venv/bin/python" download --dest "$work/wheels" "$@" -r "$lock"
  rm -rf "$wheels"
  mkdir -p "$wheels"
  cp "$work"/wheels/* "$wheels"
  cp "$lock" "$wheels/requirements" # the last one: an interrupted run leaves none
)
[ $# -gt 0 ] || exit 0
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$wheels"
exec "$@"
