#!/bin/sh
# mail_packages.sh DIRECTORY : unpack Debian's Postfix and Exim there. They conflict with each other, and neither is
# installed: no user, service or file of the machine is touched. 77 if this is not Debian or one of its relatives, or not
# root, whom both servers need.
set -eu
out=$1
[ -e "$out/done" ] && exit 0
if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "httpstatus: Postfix and Exim are unpacked from Debian's packages as root; their tests are left out" >&2
  exit 77
fi
rm -rf "$out"
mkdir -p "$out/packages" "$out/postfix" "$out/exim"
cd "$out/packages"
apt-get -qq -o APT::Sandbox::User=root download postfix exim4-daemon-light libidn12 libnss-wrapper
dpkg-deb -x postfix_*.deb "$out/postfix"
for package in exim4-daemon-light libidn12 libnss-wrapper; do
  dpkg-deb -x "$package"_*.deb "$out/exim"
done
chmod u-s "$out/exim/usr/sbin/exim4" # or it would be run without the libraries beside it
touch "$out/done"
