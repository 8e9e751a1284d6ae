#!/bin/sh
# interpreters.sh [SUITE...] : run the suites (c, swig, lua, python, pypy; all by default) on the newest interpreters and
# compilers that exist: those of Debian unstable, in build/unstable. The folder is made by the first run; a run that was
# interrupted is continued by the next one, and FRESH=1 begins again. What has passed is put into results.tsv.
set -eu
cd "$(dirname "$0")/../../.."
. tests/world/platforms/lib.sh
suite=unstable
root=$PWD/build/$suite
here=tests/world/platforms
# What the suites need; setup.sh would install a Lua and a Python of every version.
packages="ca-certificates make gcc g++ git pkg-config python3 python3-venv python3-dev pypy3 pypy3-dev pypy3-venv
  lua5.5 liblua5.5-dev luajit libluajit-5.1-dev luarocks lua-busted libcmocka-dev swig clang cmake mandoc man-db valgrind
  libc6-dbg zlib1g-dev libperl-dev ruby ruby-dev tcl tcl-dev"
optional="python3.15 python3.15-venv python3.15-dev"

# ---- What is missing is said before anything has been changed. ----

[ "$(uname)" = Linux ] || fail "a foreign Debian runs on Linux only, not on $(uname); use a Linux machine or a container"
[ "$(id -u)" -eq 0 ] || fail "only root may make a folder with a Debian in it; run the command as root"
command -v unshare >/dev/null || fail "there is no unshare; install util-linux"
unshare --mount true 2>/dev/null || fail "this machine lets nobody mount anything; run the command where unshare --mount works"
if [ ! -e "$root/done" ]; then
  command -v debootstrap >/dev/null || fail "there is no debootstrap; install it (Debian's package has the same name)"
  command -v wget >/dev/null || fail "there is no wget, which debootstrap needs; install it"
  need_mirror $suite wget --quiet --timeout=20 --tries=2 -O /dev/null
fi

# ---- The folder ----

# inside COMMAND... : run a command in the folder. The mounts are those of this process, and end with it.
inside() {
  # shellcheck disable=SC2016 # the variables are those of the shell that mounts
  unshare --mount --fork --kill-child sh -eu -c '
    mount --make-rprivate /
    root=$1 && shift
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount --bind /dev/pts "$root/dev/pts"
    for each in /etc/resolv.conf /etc/hosts /etc/ssl/certs /etc/pip.conf; do
      [ ! -e "$each" ] || { [ -e "$root$each" ] || : >"$root$each"; mount --bind "$each" "$root$each"; }
    done
    exec chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      LC_ALL=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"' sh "$root" "$@"
}

[ -z "${FRESH:-}" ] || rm -rf "$root"
if [ ! -e "$root/done" ]; then
  echo "httpstatus: making build/$suite from $mirror (some minutes, 3 GB)"
  if [ ! -e "$root/base" ]; then
    # What was downloaded is kept: only a finished base is left alone.
    debootstrap --variant=minbase --include=ca-certificates $suite "$root" "$mirror" >"$root.log" 2>&1 ||
      fail "debootstrap has failed: $(grep '^[EW]:' "$root.log" | tail -n 1); run the command again once that is solved (all it has said is in build/$suite.log)"
    touch "$root/base"
  fi
  # A mirror that lags behind is good enough here, and an interrupted installation is made again, so nothing is synced.
  echo 'Acquire::Check-Valid-Until "false";' >"$root/etc/apt/apt.conf.d/httpstatus"
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/httpstatus"
  # shellcheck disable=SC2016 # the variables are those of the shell inside
  inside sh -eu -c '
    dpkg --configure -a
    apt-get update
    for each in $2; do ! apt-cache show "$each" >/dev/null 2>&1 || set -- "$1 $each" "$2"; done
    apt-get install -y --fix-broken --no-install-recommends $1
    apt-get clean' sh "$packages" "$optional" >"$root.log" 2>&1 ||
    fail "apt-get in build/$suite has failed: $(grep '^E:' "$root.log" | tail -n 1); run the command again once that is solved (all it has said is in build/$suite.log)"
  touch "$root/done"
fi

# ---- The suites, on a copy of the sources ----

mkdir -p "$root/httpstatus"
find "$root/httpstatus" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
git ls-files -z --cached --others --exclude-standard | tar -c --null --files-from=- --ignore-failed-read |
  tar -x --no-same-owner -C "$root/httpstatus"
git -c safe.directory='*' rev-parse HEAD >"$root/httpstatus/commit"
status=0
inside sh -eu -c 'cd /httpstatus && shift && tests/world/platforms/inside.sh "$@"' sh - "$@" || status=$?
# Each row is of a suite that has passed.
if [ -e "$root/httpstatus/passed.tsv" ]; then
  python3 $here/results.py add "$root/httpstatus/passed.tsv"
fi
exit $status
