#!/bin/sh
# run.sh SDIST : install the sdist into a virtual environment of each CPython, and run pytest on what was installed.
# PYTEST_ARGS goes to pytest.
set -eu
cd "$(dirname "$0")/../.."
sdist=$PWD/$1
count=0
for python in $(tests/pythons.sh); do
  version=$("$python" -c "import sys; print('%d.%d' % sys.version_info[:2])")
  PYTHON=$python tests/venv.sh "$version" tests/python/requirements.txt
  venv=$PWD/build/venv-$version
  echo "== $("$python" --version), $sdist"
  "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --force-reinstall --no-deps "$sdist"
  # shellcheck disable=SC2086 # the arguments are words
  "$venv/bin/python" -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} tests/python
  count=$((count + 1))
done
if [ "$count" -eq 0 ]; then
  echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2
  exit 1
fi
