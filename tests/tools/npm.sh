#!/bin/sh
# npm.sh NAME FOLDER : install what FOLDER's package-lock.json lists, by its hashes, into build/npm-NAME. Does nothing if
# that was done before.
set -eu
cd "$(dirname "$0")/../.."
into=build/npm-$1 lock=$2/package-lock.json
stamp=$into/done
if [ -f "$stamp" ] && cmp -s "$lock" "$stamp"; then
  exit 0
fi
echo "httpstatus: installing $lock into $into"
rm -rf "$into"
mkdir -p "$into"
cp "$2/package.json" "$lock" "$into"
npm ci --prefix "$into" --no-audit --no-fund --ignore-scripts --silent || {
  echo "httpstatus: npm has failed; it needs the npm registry, or the one that it is configured for" >&2
  exit 1
}
cp "$lock" "$stamp"
