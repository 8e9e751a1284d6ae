#!/bin/sh
# emmylua.sh : make build/cargo/bin/emmylua_check, the checker of Lua annotations, with cargo, once (some minutes). Where
# that cannot be done it says so, and the tests that need it are skipped; tests/languages/lua/meta_spec.lua needs none.
set -eu
cd "$(dirname "$0")/../../.."
if command -v emmylua_check >/dev/null || [ -x build/cargo/bin/emmylua_check ]; then
  exit 0
fi
if ! command -v cargo >/dev/null; then
  echo "httpstatus: emmylua_check is not here; install it, or a current cargo (https://rustup.rs) to have it made" >&2
  exit 0
fi
echo "httpstatus: making emmylua_check with $(cargo --version)"
cargo install --quiet --locked --root build/cargo --version '>=0.25' emmylua_check ||
  echo "httpstatus: emmylua_check could not be made; it may need a newer cargo" >&2
