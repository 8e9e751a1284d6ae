#!/bin/sh
# venv.sh NAME [LOCK] : make build/venv-NAME with the newest CPython found, and install what the lock lists, which
# `make pins` makes from the .in file beside it; with PINS=newest, install the newest releases that the .in file accepts.
# PYTHON chooses another interpreter. Does nothing if that was done before; an environment that is unfinished, or was moved
# with the checkout, is made again.
set -eu
cd "$(dirname "$0")/../.."
name=$1 lock=${2:-}
venv=build/venv-$name
stamp=$venv/requirements
python=${PYTHON:-$(tests/tools/pythons.sh | tail -n 1)}
[ -n "$python" ] || { echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2; exit 1; }
set --
if [ -n "$lock" ] && [ "${PINS:-locked}" = newest ]; then
  lock=${lock%.txt}.in
  set -- --upgrade -r "$lock"
elif [ -n "$lock" ]; then
  set -- --require-hashes -r "$lock"
fi
wanted=$(printf '%s\n' "$python" "$lock" "$PWD" && cat /dev/null $lock)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi
echo "httpstatus: making $venv with $python${lock:+: $lock}"
rm -rf "$venv"
"$python" -m venv "$venv"
[ $# -eq 0 ] || tests/tools/pip.sh "$venv/bin/python" install "$@"
printf '%s\n' "$wanted" >"$stamp"
