#!/bin/sh
# wheels.sh SDIST : make build/dist/*.whl of the sdist, one for each CPython found, each in isolation, on a PATH without
# SWIG; have auditwheel say what they run on (manylinux), and judge all with twine.
set -eu
cd "$(dirname "$0")/../../.."
sdist=$PWD/$1
dist=$PWD/build/dist
tests/tools/venv.sh packages tests/install/packages/requirements.txt
tools=$PWD/build/venv-packages/bin
raw=$PWD/build/wheels
rm -rf "$raw" "$dist"/*.whl
mkdir -p "$raw"
path=$(tests/install/packages/without_swig.sh)
# An interpreter that was built by hand gives its own directories to the linker; they are nobody else's.
[ "$(uname)" != Linux ] || export LDSHARED="${LDSHARED:-${CC:-cc} -shared}"
for python in $(tests/tools/pythons.sh); do
  PATH=$path "$tools/python" -m pip --quiet --disable-pip-version-check --python "$python" \
    wheel --no-deps --wheel-dir "$raw" "$sdist"
done
for wheel in "$raw"/*.whl; do
  case $wheel in
    *-linux_*)
      PATH=$tools:$PATH "$tools/auditwheel" repair --strip --wheel-dir "$dist" "$wheel" 2>"$raw/auditwheel.log" ||
        { cat "$raw/auditwheel.log" && exit 1; }
      ;;
    *) cp "$wheel" "$dist" ;;
  esac
done
NO_COLOR=1 COLUMNS=160 "$tools/twine" check --strict "$sdist" "$dist"/*.whl
