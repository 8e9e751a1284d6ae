#!/bin/sh
# deb.sh : install the packages of build/deb in a fresh Debian under build, run what debian/tests has, and remove them
# again, twice: the second removal must leave what the first one has left, and nothing that is named after the package.
set -eu
umask 022
cd "$(dirname "$0")/../../.."
debs=$PWD/build/deb
# shellcheck source=/dev/null
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
base=$PWD/build/$suite
root=$PWD/build/deb-root
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
fail() {
  echo "deb.sh: $*" >&2
  exit 1
}

if [ ! -e "$base/complete" ]; then # an interrupted one is made again
  rm -rf "$base"
  mkdir -p "$base"
  echo "deb.sh: making a fresh $suite in build/$suite"
  debootstrap --variant=minbase "$suite" "$base/root" >"$base/log" 2>&1 ||
    fail "debootstrap has failed: $(tail -n 1 "$base/log"); it needs a mirror of Debian's packages ($base/log has all of it)"
  touch "$base/complete"
fi

clear() {
  ! mountpoint -q "$root/proc" || umount "$root/proc"
  rm -rf --one-file-system "$root"
}
clear # what an interrupted run has left
trap clear EXIT
trap 'exit 1' INT TERM HUP
cp -a "$base/root" "$root"
cp -L /etc/resolv.conf "$root/etc"
mkdir "$root/debs"
find "$debs" -name '*.deb' ! -name '*-dbgsym_*' -exec cp -t "$root/debs" {} +
mount -t proc proc "$root/proc"

# inside COMMAND... : run it in the fresh system; say what it has said only if it fails.
inside() {
  chroot "$root" "$@" >"$base/log" 2>&1 || { cat "$base/log" >&2 && fail "failed in a fresh $suite: $*"; }
}

# Everything but dpkg's and apt's own records.
files() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./debs -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o \
    -path ./var/log -o -path ./var/cache -o -path ./tmp \) -prune -o -print | sort)
}

inside apt-get -qq update
packages=$(for each in "$root"/debs/*.deb; do dpkg-deb --field "$each" Package; done | xargs)
for round in first second; do
  inside sh -c 'apt-get -qq -y install --no-install-recommends /debs/*.deb'
  inside sh -c 'httpstatus 404 && python3 -m httpstatus smtp:550 && python3 -c "import httpstatus; httpstatus.vendors.Nginx"'
  # shellcheck disable=SC2086 # the packages are words
  inside apt-get -qq -y purge $packages
  files >"$base/$round"
  left=$(grep -i httpstatus "$base/$round" || true)
  [ -z "$left" ] || fail "removing the packages has left $left"
done
cmp -s "$base/first" "$base/second" || fail "a second removal has left $(diff "$base/first" "$base/second" | grep '^[<>]')"
echo "deb.sh: installed and removed in a fresh $suite: $packages; nothing is left"

# shellcheck disable=SC2046 # the packages are words
autopkgtest --no-built-binaries "$debs"/*.dsc $(find "$debs" -name '*.deb' ! -name '*-dbgsym_*') -- chroot "$root" \
  >"$base/autopkgtest" 2>&1 || { tail -n 60 "$base/autopkgtest" >&2 && fail "autopkgtest has failed"; }
sed -n '/summary$/,$p' "$base/autopkgtest"
