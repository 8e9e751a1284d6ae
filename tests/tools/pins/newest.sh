#!/bin/sh
# newest.sh [TARGET...] : run these targets of the Makefile (or those that install from PyPI) in a copy of the checkout
# under build/newest, with the newest releases in place of the locked ones, and list what has drifted. A target that
# fails does not keep the others from running.
set -eu
cd "$(dirname "$0")/../../.."
root=$PWD
out=$root/build/newest
[ $# -gt 0 ] || set -- lint test-registry test-python test-packages test-servers test-docs test-types test-frameworks
rm -rf "$out"
mkdir -p "$out/httpstatus" "$out/log"
git ls-files -z --cached --others --exclude-standard | tar -cf - --null --files-from=- | tar -xf - -C "$out/httpstatus"
cd "$out/httpstatus"
git init --quiet # else linters take the .gitignore of the checkout around it, which ignores build
for target in "$@"; do
  echo "== $target, on the newest releases"
  status=0
  PINS=newest make --no-print-directory "$target" >"$out/log/$target" 2>&1 || status=$?
  echo "$status" >"$out/log/$target.status"
  tail -n 1 "$out/log/$target"
done
cd "$root"
tests/tools/venv.sh build tests/install/packages/build-requirements.txt
build/venv-build/bin/python tests/tools/pins/drift.py "$out/httpstatus" "$out/log"
