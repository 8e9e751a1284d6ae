#!/bin/sh
# lock.sh : make the lock of each requirements.in again: the newest releases that it accepts, what those depend on, and
# the hashes, for every platform and every CPython from 3.10 on. No lock names the index that it was made with.
set -eu
cd "$(dirname "$0")/../../.."
tests/tools/venv.sh pins tests/tools/pins/requirements.txt
find docs tests -name '*requirements.in' | sed 's/[.]in$//' | sort | xargs -P 4 -I '{}' build/venv-pins/bin/uv pip compile \
  --quiet --upgrade --universal --python-version 3.10 --generate-hashes --no-header --no-annotate --no-emit-index-url \
  --no-emit-find-links '{}.in' -o '{}.txt'
