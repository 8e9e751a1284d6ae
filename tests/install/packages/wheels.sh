#!/bin/sh
# wheels.sh SDIST [newest] : make build/wheels/*.whl of the sdist for each CPython found, or for the newest alone, each in
# isolation, on a PATH without SWIG. Those for each CPython go on to build/dist: auditwheel says what they run on
# (manylinux), and twine judges them. A wheel that was made of this sdist before is not made again.
set -eu
cd "$(dirname "$0")/../../.."
sdist=$PWD/$1
dist=$PWD/build/dist
raw=$PWD/build/wheels
mkdir -p "$raw"
rm -rf "$raw/unfinished"
find "$raw" -name '*.whl' ! -newer "$sdist" -exec rm {} +
path=$(tests/install/packages/without_swig.sh)
# An interpreter that was built by hand gives its own directories to the linker; they are nobody else's.
[ "$(uname)" != Linux ] || export LDSHARED="${LDSHARED:-${CC:-cc} -shared}"
missing=
for python in $(tests/tools/pythons.sh | if [ "${2:-}" = newest ]; then tail -n 1; else cat; fi); do
  tag=$("$python" -c "import sys; print('cp%d%d' % sys.version_info[:2])")
  [ -n "$(find "$raw" -name "*-$tag-$tag-*.whl")" ] || missing="$missing $python"
done
if [ -n "$missing" ]; then
  tests/tools/isolated.sh # fills the folder that all of them take setuptools from
  # shellcheck disable=SC2016 # the inner shell expands
  printf '%s\n' $missing | PATH=$path xargs -n 1 -P "$(tests/tools/cores.sh)" sh -c '
    tests/tools/isolated.sh build/venv-build/bin/python -m pip --quiet --disable-pip-version-check \
      --python "$2" wheel --no-deps --wheel-dir "$0/unfinished" "$1"' "$raw" "$sdist"
  mv "$raw"/unfinished/*.whl "$raw"
fi
[ "${2:-}" != newest ] || exit 0

tests/tools/venv.sh packages tests/install/packages/requirements.txt
tools=$PWD/build/venv-packages/bin
rm -rf "$dist"/*.whl
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
