#!/bin/sh
# hostile.sh PREFIX : the cost of hostile input is linear in its length. The instructions of every case of hostile.c are
# counted by valgrind, with the library installed in PREFIX, which no other load of the machine can change. When a length
# doubles, what it costs more may at most double, and a little.
set -eu
cd "$(dirname "$0")/../../.."
prefix=$1
out=build/tests-c
# instructions CASE LENGTH : their number; what valgrind says where there is none.
instructions() {
  log=$out/hostile-$1-$2
  valgrind --vgdb=no --tool=callgrind --callgrind-out-file=/dev/null --log-file="$log" "$out/hostile" "$1" "$2"
  awk '/Collected/ { print $NF; found = 1 } { said = said $0 "\n" } END { if (!found) printf "%s", said > "/dev/stderr" }' \
    "$log"
}

# Lines are judged by 65536 bytes: the longest text is shorter.
if [ "${2:-}" = --one ]; then
  awk -v name="$3" -v short="$(instructions "$3" 15000)" -v middle="$(instructions "$3" 30000)" \
    -v long="$(instructions "$3" 60000)" 'BEGIN {
    ratio = (long - middle + 500) / (middle - short + 500)
    bad = ratio > 2.2 || short <= 0 || long <= 0
    if (bad || ENVIRON["VERBOSE"]) printf "%s: %d, %d, %d instructions, ratio %.2f\n", name, short, middle, long, ratio
    exit bad
  }'
  exit
fi
mkdir -p "$out"
"${CC:-cc}" -std=c99 -O1 -g -Wall -Wextra -Wpedantic -Werror -I"$prefix/include" tests/languages/c/hostile.c \
  "$prefix/lib/libhttpstatus.a" -o "$out/hostile"
"$out/hostile" | xargs -P "$(nproc)" -n 1 "$0" "$prefix" --one
echo "hostile.sh: the cost of $("$out/hostile" | wc -l) kinds of hostile text is linear"
