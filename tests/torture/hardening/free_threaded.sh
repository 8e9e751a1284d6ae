#!/bin/sh
# free_threaded.sh SDIST : the threads' tests on each CPython without a GIL that is found: on the PATH, in pyenv, or in
# FREE_THREADED (a list). Most machines have none, and then this says so.
set -eu
cd "$(dirname "$0")/../../.."
sdist=$1
found=""
for python in ${FREE_THREADED:-} $(command -v python3.13t) $(command -v python3.14t) \
  "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*t/bin/python; do
  if "$python" -c 'import sys; sys.exit("free-threading" not in sys.version)' 2>/dev/null; then
    found="$found $python"
  fi
done
if [ -z "$found" ]; then
  echo "There is no CPython without a GIL here: what it would show was left out."
fi
for python in $found; do
  PYTHON=$python tests/tools/venv.sh free-threaded tests/torture/hardening/free-threaded-requirements.txt
  tests/tools/isolated.sh build/venv-free-threaded/bin/python -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps \
    "$sdist"
  echo "== $("$python" -VV)"
  HTTPSTATUS_THOROUGH=1 build/venv-free-threaded/bin/python -X faulthandler -m pytest -q -p no:cacheprovider \
    tests/languages/python/test_threads.py tests/languages/python/test_interpreters.py
done
