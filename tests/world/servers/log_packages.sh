#!/bin/sh
# log_packages.sh DIRECTORY : unpack Debian's HAProxy, Squid, Apache httpd and lighttpd there, with the libraries that the
# machine lacks. None is installed: no user, service or file of the machine is touched. 77 if this is not Debian or one of
# its relatives.
set -eu
out=$1
[ -e "$out/done" ] && exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
  echo "httpstatus: HAProxy, Squid, Apache and lighttpd are unpacked from Debian's packages; their tests are left out" >&2
  exit 77
fi
rm -rf "$out"
mkdir -p "$out/packages/partial" "$out/root"
cd "$out/packages"
servers="haproxy squid apache2-bin lighttpd"
user=""
[ "$(id -u)" -ne 0 ] || user="-o APT::Sandbox::User=root"
# The packages themselves, installed or not; then what they depend on and the machine lacks.
# shellcheck disable=SC2086 # the words are options and packages
apt-get -qq $user download $servers
# shellcheck disable=SC2086
apt-get -qq -y $user -o Debug::NoLocking=1 -o Dir::Cache::archives="$PWD" --download-only --no-install-recommends \
  install $servers
for package in *.deb; do
  dpkg-deb -x "$package" "$out/root"
done
touch "$out/done"
