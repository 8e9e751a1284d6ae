#!/bin/sh
# check.sh LIBRARY [--record] : compare the shared library, which has debug information, and the constants of the header
# with what is recorded here: exported functions, layouts of structs, values. Programs that were built against a release
# go on working as long as nothing of that changes. --record adds what is new, and refuses to change or drop anything.
set -eu
cd "$(dirname "$0")/../../.."
library=$1
action=${2:-check}
here=tests/contract/abi
out=build/abi
recorded=$here/$(uname -m).abi
mkdir -p "$out"

# constants: the value of every enumerator and numeric macro of the header, as the compiler has it.
constants() {
  {
    cat <<'END'
#include <stdio.h>
#include "httpstatus.h"
#define SHOW(name) printf("%s\t%ld\n", #name, (long)name);
int main(void) {
END
    {
      "${CC:-cc}" -E -P core/httpstatus.h | grep -o '\bHTTPSTATUS_[A-Z0-9_]*\b'
      "${CC:-cc}" -E -dM core/httpstatus.h | awk '$2 ~ /^HTTPSTATUS_/ && $3 ~ /^\(?[0-9]/ { print $2 }'
    } | grep -v '^HTTPSTATUS_VERSION' | LC_ALL=C sort -u | sed 's/.*/  SHOW(&)/'
    echo '  return 0;'
    echo '}'
  } >"$out/constants.c"
  "${CC:-cc}" -Icore "$out/constants.c" -o "$out/constants"
  "$out/constants" >"$out/constants.tsv"
}

# describe: the library's functions and the types of the public header, without paths or lines.
describe() {
  abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-parameter-names --drop-private-types \
    --exported-interfaces-only --header-file core/httpstatus.h --header-file core/httpstatus_codes.h "$library" \
    >"$out/library.abi"
}

constants
changed=$(LC_ALL=C comm -23 "$here/constants.tsv" "$out/constants.tsv")
new=$(LC_ALL=C comm -13 "$here/constants.tsv" "$out/constants.tsv")
[ -z "$changed" ] || { echo "abi: constants have changed, or are gone:" && echo "$changed"; } >&2

layouts=0
: >"$out/changes.txt"
describe
if [ -e "$recorded" ]; then
  abidiff --no-show-locs "$recorded" "$out/library.abi" >"$out/changes.txt" || layouts=$?
  [ "$layouts" -eq 0 ] || cat "$out/changes.txt" >&2
elif [ "$action" != --record ]; then
  echo "abi: nothing is recorded for $(uname -m); only constants were compared"
fi

if [ "$action" = --record ]; then
  # abidiff says 4 for a change, 8 on top of that for one that breaks programs, 1 and 2 for its own errors.
  if [ -n "$changed" ] || [ "$layouts" -gt 4 ] || grep -q ' [1-9][0-9]* \(Removed\|Changed\)' "$out/changes.txt"; then
    echo "abi: not recorded: that would break programs; it takes another SOVERSION, and a fresh record" >&2
    exit 1
  fi
  cp "$out/constants.tsv" "$here/constants.tsv"
  cp "$out/library.abi" "$recorded"
  exit 0
fi
[ -z "$new" ] || { echo "abi: new constants, to be recorded (make abi RECORD=1):" && echo "$new"; } >&2
[ -z "$changed$new" ] && [ "$layouts" -eq 0 ] || exit 1
echo "abi: $(wc -l <"$here/constants.tsv") constants and $(grep -c '<function-decl' "$out/library.abi") functions are as recorded"
