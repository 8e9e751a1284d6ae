#!/bin/sh
# run.sh DIRECTORY : on each CPython found, its own tests of http with the package from the wheel in the directory.
set -eu
cd "$(dirname "$0")/../../.."
for python in $(tests/tools/pythons.sh); do
  version=$("$python" -c "import sys; print('%d.%d' % sys.version_info[:2])")
  PYTHON=$python tests/tools/venv.sh "cpython-$version"
  venv=build/venv-cpython-$version
  tests/tools/isolated.sh "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --force-reinstall \
    --no-deps --no-index --find-links "$1" --only-binary :all: httpstatus
  "$venv/bin/python" tests/world/cpython/borrowed.py
done
