#!/bin/sh
# Make build/without-swig, links to all programs of the PATH but SWIG, and print it: a PATH for what must not need SWIG.
set -eu
cd "$(dirname "$0")/../../.."
links=$PWD/build/without-swig
rm -rf "$links"
mkdir -p "$links"
old_ifs=$IFS
IFS=:
for directory in $PATH; do
  # The first of a name counts, as on the PATH: no -f.
  find "$directory/" -maxdepth 1 ! -type d ! -name 'swig*' -exec ln -s -t "$links" {} + 2>/dev/null || true
done
IFS=$old_ifs
if PATH=$links command -v swig >/dev/null; then
  echo "without_swig.sh: there is still a SWIG" >&2
  exit 1
fi
echo "$links"
