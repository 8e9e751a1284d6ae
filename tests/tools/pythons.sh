#!/bin/sh
# Print the CPython 3.10 to 3.15 interpreters of this machine that can make virtual environments, one for each version,
# oldest first: those on the PATH, and those of pyenv.
for version in 3.10 3.11 3.12 3.13 3.14 3.15; do
  for python in $(command -v "python$version") $(command -v python3) \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
    if "$python" -c "import sys, venv, ensurepip
sys.exit(sys.implementation.name != 'cpython' or '%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
      echo "$python"
      break
    fi
  done
done
