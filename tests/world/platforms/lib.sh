# What interpreters.sh and machines.sh share.
# shellcheck shell=sh

fail() {
  echo "httpstatus: $*" >&2
  exit 1
}

# The mirror of Debian that MIRROR names, or that this machine has its own packages from.
# shellcheck disable=SC2016 # the variable is apt's
mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | sed -n 's,/*$,,; /\/debian$/{p;q}')}

# need_mirror SUITE COMMAND... : fail unless the mirror has the suite; the command fetches the address that follows it.
need_mirror() {
  [ -n "$mirror" ] || fail "no mirror of Debian is known here; set MIRROR to the address of one"
  address=$mirror/dists/$1/InRelease
  shift
  "$@" "$address" || fail "$mirror cannot be reached; check the network, or set MIRROR to another mirror of Debian"
}
