#!/bin/sh
# plain.sh SDIST : the tests of the Python package on the portable code (bindings/python/plain.c), which interpreters get
# that nobody has tried the faster code on. The newest CPython found is one of them for the time of this.
set -eu
cd "$(dirname "$0")/../../.."
tests/tools/venv.sh plain tests/languages/python/requirements.txt
CFLAGS=-DHTTPSTATUS_PLAIN tests/tools/isolated.sh build/venv-plain/bin/python -m pip --quiet \
  --disable-pip-version-check --no-cache-dir install --force-reinstall --no-deps "$1"
# shellcheck disable=SC2086 # the arguments are words
HTTPSTATUS_PLAIN=1 build/venv-plain/bin/python -m pytest -q -p no:cacheprovider ${PYTEST_ARGS:-} tests/languages/python
