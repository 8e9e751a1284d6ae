#!/bin/sh
# venv.sh NAME REQUIREMENT... : make build/venv-NAME with the newest CPython found, and install the requirements: files
# that end in .txt, or names. PYTHON chooses another interpreter. Does nothing where that was done before.
set -eu
cd "$(dirname "$0")/../.."
name=$1
shift
venv=build/venv-$name
stamp=$venv/requirements
python=${PYTHON:-$(tests/tools/pythons.sh | tail -n 1)}
[ -n "$python" ] || { echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2; exit 1; }
wanted=$(printf '%s\n' "$python" "$@"; for each in "$@"; do case $each in *.txt) cat "$each" ;; esac; done)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
  exit 0
fi
echo "httpstatus: making $venv with $python: $*"
rm -rf "$venv"
"$python" -m venv "$venv"
for each in "$@"; do
  case $each in
    *.txt) "$venv/bin/python" -m pip --quiet --disable-pip-version-check install -r "$each" ;;
    *) "$venv/bin/python" -m pip --quiet --disable-pip-version-check install "$each" ;;
  esac
done
printf '%s\n' "$wanted" > "$stamp"
