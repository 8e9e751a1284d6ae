#!/bin/sh
# man.sh PREFIX : the manual pages are sound for groff and for mandoc, and tell of every function that is exported.
set -eu
man=$1/share/man
export LC_ALL=C.UTF-8 MANWIDTH=80

for page in "$man/man1/httpstatus.1" "$man/man3/httpstatus.3"; do
  # Until it is released, there is no day to tell.
  complaints=$(
    mandoc -T lint -W warning "$page" | grep -v 'missing date, using ""' || true
    man --warnings --local-file "$page" 2>&1 >/dev/null
    man --encoding=ascii --local-file "$page" | awk -v page="$page" 'length > 80 { print page ": too wide for a terminal: " $0 }'
  )
  [ -z "$complaints" ] || { echo "$complaints" >&2 && exit 1; }
done

functions=$(nm --dynamic --defined-only "$1/lib/libhttpstatus.so" | awk '{ print $3 }')
[ -n "$functions" ]
man --manpath="$man" 3 httpstatus | col -b >build/httpstatus.txt
for function in $functions; do
  grep -q "^ *[a-z].*[ *]$function(" build/httpstatus.txt || { echo "man.sh: no word of $function" >&2 && exit 1; }
  grep -qx '[.]so man3/httpstatus[.]3' "$man/man3/$function.3" || { echo "man.sh: no page $function" >&2 && exit 1; }
done
man --manpath="$man" 3 "$function" | col -b | cmp - build/httpstatus.txt
echo "man.sh: two pages, $(echo "$functions" | wc -l) functions, all of them told"
