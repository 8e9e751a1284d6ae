#!/bin/sh
# deb.sh : build Debian's source and binary packages of the checkout's files, committed or not, in build/deb, and let
# lintian judge them: an error or a warning of its is an error here. Needs no root and no network.
set -eu
umask 022
cd "$(dirname "$0")/.."
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) ||
  { echo "httpstatus: this is not a git checkout, from which packages are built; clone the repository" >&2 && exit 1; }
export SOURCE_DATE_EPOCH
version=$(cat core/VERSION)
out=$PWD/build/deb
source=$out/httpstatus-$version
export PATH=/usr/sbin:/usr/bin:/sbin:/bin # Debian's Python and tools, whatever else the user has
rm -rf "$out"
mkdir -p "$source"
git ls-files -z --cached --others --exclude-standard | tar -cf - --null --files-from=- | tar -xf - -C "$source"
tar -czf "$out/httpstatus_$version.orig.tar.gz" --mode=go=rX,u+rw -C "$out" "httpstatus-$version"

# The revision sorts before one of Debian's own.
cp -r packaging/debian "$source/debian"
cat >"$source/debian/changelog" <<END
httpstatus ($version-1~upstream) unstable; urgency=medium

  * Build version $version; CHANGELOG.md lists the changes.

 -- $(sed -n 's/^Maintainer: //p' packaging/debian/control)  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
copyright=$(sed -n 's/^Copyright (c) //p' LICENSE)
sed -n '/^Permission/,$s/^/ /p' LICENSE | sed 's/^ *$/ ./' >"$out/license"
sed -e "s/@COPYRIGHT@/$copyright/" -e "/^@LICENSE@$/{r $out/license" -e 'd}' packaging/debian/copyright.in >"$source/debian/copyright"
rm "$source/debian/copyright.in" "$out/license"

(cd "$source" && dpkg-buildpackage --no-sign "-j${JOBS:-2}") >"$out/build.log" 2>&1 ||
  { tail -n 30 "$out/build.log" >&2 && echo "httpstatus: the build has failed; $out/build.log has all of it" >&2 && exit 1; }
lintian --allow-root --fail-on error,warning "$out"/*.changes
for package in "$out"/*.deb; do
  echo "$(wc -c <"$package") bytes: build/deb/${package##*/}"
done
