#!/bin/sh
# run.sh [TARGET...] : build the fuzz targets and run each, or those named, for SECONDS_EACH (60), one on every core.
# What libFuzzer finds worth keeping stays in build/fuzz/corpus. An input that breaks something ends the target, and is
# in build/fuzz/crashes. `make_corpus.py pack` makes a committed corpus of what was kept.
set -eu
cd "$(dirname "$0")/../../.."
seconds=${SECONDS_EACH:-60}
out=$PWD/build/fuzz

# one TARGET : what follows runs once for each target, in a process of its own.
one() {
  target=$1
  mkdir -p "$out/corpus/$target" "$out/log"
  log=$out/log/$target
  : >"$log"
  set -- "-max_total_time=$seconds" -max_len=1024 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    "-seed=${SEED:-0}" "-dict=$out/$target.dict" "-artifact_prefix=$out/crashes/$target-" "$out/corpus/$target" "$out/seeds/$target"
  case $target in
    python_*) tests/torture/fuzz/python.sh "${target#python_}" "$@" >"$log" 2>&1 || status=$? ;;
    # A state that lives through all inputs keeps memory; the target counts how much.
    lua) "$out/$target" -detect_leaks=0 "$@" >"$log" 2>&1 || status=$? ;;
    *) "$out/$target" "$@" >"$log" 2>&1 || status=$? ;;
  esac
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  reached=$(sed -n 's/.*\bcov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  printf '%-16s %12s %10s %8s   %s\n' "$target" "${runs:-?}" "${rate:-?}" "${reached:-?}" \
    "$([ "${status:-0}" -eq 0 ] && echo fine || echo "FAILED: see $log")"
  return "${status:-0}"
}

if [ "${1:-}" = --one ]; then
  one "$2"
  exit
fi

targets="code names problem retry_after search set smtp status_line tally warning log_auto log_plain log_common log_json log_w3c log_alb log_long gzip lua"
cores=$(tests/tools/cores.sh)
mkdir -p "$out/crashes"
for input in "$out"/crashes/*; do # what has broken something before is tried again
  name=${input##*/}
  if [ -e "$input" ]; then
    mkdir -p "$out/corpus/${name%%-*}"
    mv "$input" "$out/corpus/${name%%-*}"
  fi
done
${MAKE:-make} --no-print-directory --silent -j"$cores" -C tests/torture/fuzz OUT="$out"
built=0
tests/torture/fuzz/python.sh build || built=$?
case $built in
  0) targets="$targets python_log python_gzip python_text python_tally" ;;
  3) echo "the Python surface is not fuzzed: atheris wants CPython 3.11, 3.12 or 3.13" >&2 ;;
  *) exit 1 ;;
esac
python=$(tests/tools/pythons.sh | tail -n 1)
"$python" tests/torture/fuzz/make_corpus.py unpack "$out"
echo "fuzzing for $seconds s each, on $cores cores"
printf '%-16s %12s %10s %8s\n' target executions "a second" edges
status=0
# shellcheck disable=SC2086 # the targets are words
printf '%s\n' ${*:-$targets} | xargs -P "$cores" -n 1 "$0" --one || status=1
for input in "$out"/crashes/*; do
  if [ -e "$input" ]; then
    echo "an input that breaks something: $input" >&2
    status=1
  fi
done
exit "$status"
