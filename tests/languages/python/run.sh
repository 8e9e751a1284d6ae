#!/bin/sh
# run.sh SDIST|DIRECTORY [PYTHON...] : install the package into a virtual environment of each CPython (or each interpreter
# named, which may be PyPy), and run pytest on what was installed: the wheel that pip chooses from the directory, or the
# sdist, built where there is no SWIG, with the tests that are in it. PYTEST_ARGS goes to pytest; PYTEST_FILES are the
# tests, if not all.
set -eu
cd "$(dirname "$0")/../../.."
root=$PWD
given=$PWD/$1
shift
pythons=${*:-$(tests/tools/pythons.sh)}
if [ -d "$given" ]; then
  path=$PATH
  set -- --no-index --find-links "$given" --only-binary :all: httpstatus
else
  path=$(tests/install/packages/without_swig.sh)
  set -- "$given"
  rm -rf build/unpacked
  mkdir -p build/unpacked
  tar -xzf "$given" -C build/unpacked --strip-components=1
fi
venvs=
for python in $pythons; do
  version=$("$python" -c "import sys
print(('' if sys.implementation.name == 'cpython' else sys.implementation.name) + '%d.%d' % sys.version_info[:2])")
  lock=tests/languages/python/requirements.txt
  case $version in
    pypy*) lock=tests/languages/python/pypy-requirements.txt ;;
  esac
  PYTHON=$(command -v "$python") tests/tools/venv.sh "$version" $lock
  PATH=$path tests/tools/isolated.sh "build/venv-$version/bin/python" -m pip --quiet --disable-pip-version-check \
    install --force-reinstall --no-deps "$@"
  venvs="$venvs $root/build/venv-$version"
done
if [ -z "$venvs" ]; then
  echo "httpstatus: no CPython 3.10 or later was found; install python3 and python3-venv" >&2
  exit 1
fi
export PYTEST_ARGS="${PYTEST_ARGS:-}" PYTEST_FILES="${PYTEST_FILES:-tests/languages/python}"
[ -d "$given" ] || cd build/unpacked
# The tests wait for other programs half of the time: as many interpreters as there are processors, each with its own log.
# shellcheck disable=SC2016 # the inner shell expands
printf '%s\n' $venvs | xargs -n 1 -P "$("$root/tests/tools/cores.sh")" sh -c '
  code=0
  "$0/bin/python" -m pytest -q -p no:cacheprovider $PYTEST_ARGS $PYTEST_FILES >"$0.log" 2>&1 || code=1
  echo "== $("$0/bin/python" --version): $0.log"
  cat "$0.log"
  exit $code'
