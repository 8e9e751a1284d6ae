#!/bin/sh
# python.sh build | TARGET [LIBFUZZER'S ARGUMENTS] : build the Python package for fuzzing, or run a target of surface.py.
# build ends with 3 where there is no CPython that atheris is made for.
set -eu
cd "$(dirname "$0")/../../.."
venv=$PWD/build/venv-fuzz
source=$PWD/build/fuzz/source

build() {
  python=""
  for each in $(tests/tools/pythons.sh); do
    "$each" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" && python=$each
  done
  [ -n "$python" ] || exit 3
  PYTHON=$python tests/tools/venv.sh fuzz tests/torture/fuzz/requirements.txt
  stamp=$venv/built
  if [ -e "$stamp" ] && [ -z "$(find core bindings python swig setup.py pyproject.toml -newer "$stamp" -type f)" ]; then
    return
  fi
  rm -rf "$source" # a copy: what is compiled for fuzzing must not get among what is compiled for others
  mkdir -p "$source"
  cp -r core bindings python swig docs setup.py pyproject.toml README.md LICENSE "$source"
  CC=clang LDSHARED="clang -shared" \
    CFLAGS="-g -O1 -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined" \
    "$venv/bin/python" -m pip --quiet --disable-pip-version-check install --no-build-isolation --no-deps \
    --force-reinstall "$source"
  touch "$stamp"
}

if [ "$1" = build ]; then
  build
  exit
fi
preload=$(PYTHONPATH='' "$venv/bin/python" -c "import atheris; print(atheris.path())")/asan_with_fuzzer.so
# The interpreter itself is no friend of leak detection; the other tests count objects.
LD_PRELOAD=$preload PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=32 \
  exec "$venv/bin/python" tests/torture/fuzz/surface.py "$@"
