#!/bin/sh
# failing_api.sh : the Python tests without memory on each CPython found, with a binding that is linked so that every
# call of CPython's C API that can fail does so in turn.
set -eu
cd "$(dirname "$0")/../../.."
for python in $(tests/tools/pythons.sh); do
  version=$("$python" -c "import sys; print('%d.%d' % sys.version_info[:2])")
  PYTHON=$python tests/tools/venv.sh "$version" tests/languages/python/requirements.txt
  python=$PWD/build/venv-$version/bin/python
  out=$PWD/build/failing-api/$version
  echo "== $("$python" --version), each call of the C API failing"
  make -s -f tests/torture/coverage/build.mk OUT="$out" API=failing FLAGS="-O0 -g -w" PYTHON="$python" python
  HTTPSTATUS_THOROUGH=1 PYTHONPATH=$out/site-packages "$python" -m pytest -q -s -p no:cacheprovider \
    tests/languages/python/test_nomemory.py
done
