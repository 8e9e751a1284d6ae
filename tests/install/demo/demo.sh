#!/bin/sh
# demo.sh: what httpstatus does, from the shell, from Python and from Lua, and that the three agree. `make demo` runs it.
#
# It explains a few codes, lets a real nginx write an access log (or takes the one that LOG names), and has that counted
# three times. The exit status is 0 only if all counts are the same. Commands come from the environment:
#
#   PYTHON      a Python that has the package          LUA   a Lua that finds the module, by LUA_PATH and LUA_CPATH
#   HTTPSTATUS  the command line; default: PYTHON -m httpstatus
#   LOG         the log to count, instead of nginx's   NGINX the nginx to start; default: the one in PATH
set -eu

here=$(cd "$(dirname "$0")" && pwd)
PYTHON=${PYTHON:-python3}
LUA=${LUA:-lua}

fail() {
  echo "demo: $*" >&2
  exit 1
}

title() {
  printf '\n=== %s ===\n' "$*"
}

# show PROMPT TEXT COMMAND... : what is typed, and what comes of it.
show() {
  printf '\n%s %s\n' "$1" "$2"
  shift 2
  "$@"
}

command_line() {
  if [ -n "${HTTPSTATUS:-}" ]; then
    "$HTTPSTATUS" "$@"
  else
    "$PYTHON" -m httpstatus "$@"
  fi
}

python() {
  "$PYTHON" -c "import httpstatus; print($1)"
}

lua() {
  "$LUA" -e "local httpstatus = require 'httpstatus'; print($1)"
}

# ---- Is everything there? ----

command -v "$PYTHON" >/dev/null || fail "there is no $PYTHON; \"make demo\" sets everything up, or name a Python by PYTHON="
command -v "$LUA" >/dev/null || fail "there is no $LUA; \"make demo\" sets everything up, or name a Lua by LUA="
error=$(python 1 2>&1) || fail "$PYTHON does not find the package, which \"make demo\" installs: $(echo "$error" | tail -n 1)"
error=$(lua 1 2>&1) || fail "$LUA does not find the module, which \"make demo\" installs: $(echo "$error" | head -n 1)"
command_line --version >/dev/null || fail "${HTTPSTATUS:-$PYTHON -m httpstatus} does not work"

folder=$(mktemp -d "${TMPDIR:-/tmp}/httpstatus-demo.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- What a code means ----

title "What does 499 mean? It depends on who says so"
explained() {
  command_line "$1" | grep -E "^($2|explanation)"
}
show '$' 'httpstatus 499 | grep -E "^(499.*[)]|explanation)"' explained 499 '499.*[)]'
show '$' 'httpstatus 404.13 | grep -E "^(IIS|explanation)"' explained 404.13 IIS

title "The same registry from Python"
for expression in \
  'httpstatus.HTTPStatus.NOT_FOUND.phrase' \
  'httpstatus.lookup(404).explanation' \
  'httpstatus.HTTPStatus.from_code(520)' \
  'httpstatus.lookup(499).origin, httpstatus.effective(499)' \
  '404 in httpstatus.StatusSet("4xx,!404")'; do
  show '>>>' "$expression" python "$expression"
done

title "And from Lua"
for expression in \
  'httpstatus.NOT_FOUND' \
  'httpstatus.lookup(404).explanation' \
  'httpstatus.vendors.nginx.CLIENT_CLOSED_REQUEST, httpstatus.is_client_error(499)' \
  'httpstatus.code("gateway time-out")'; do
  show '>' "$expression" lua "$expression"
done

# ---- A log ----

if [ -n "${LOG:-}" ]; then
  title "Counting $LOG"
  if [ ! -f "$LOG" ] || [ ! -r "$LOG" ]; then
    fail "$LOG is no file that can be read"
  fi
  log=$LOG
else
  title "A real log: what nginx writes down that answers requests good and bad"
  echo
  "$PYTHON" "$here/make_log.py" "$folder" || fail "without nginx there is no log; name another one: make demo LOG=access.log"
  log=$folder/access.log
  echo 'The log ends with'
  tail -n 3 "$log"
  title "Counting it"
fi

command_line tally "$log" >"$folder/table" || fail "the shell command cannot count $log"
awk '$1 ~ /^([0-9][0-9][0-9]|total|skipped)$/ { print $1, $2 }' "$folder/table" >"$folder/shell"
"$PYTHON" "$here/count.py" "$log" >"$folder/python" || fail "Python cannot count $log"
"$LUA" "$here/count.lua" "$log" >"$folder/lua" || fail "Lua cannot count $log"

# One row a code that any of the three has seen, with all counts beside each other.
echo
columns="shell python lua"
if [ -e "$folder/expected" ]; then # what the client saw, for the log that nginx has written here
  awk '{ total += $2; print } END { print "total", total; print "skipped", 0 }' "$folder/expected" >"$folder/client"
  columns="$columns client"
  echo 'The column "client" is what the sender of the requests has seen.'
  echo
fi
(cd "$folder" && awk -v columns="$columns" '
  BEGIN { count = split(columns, names); printf "%-8s", "code"; for (i = 1; i <= count; i++) printf "%9s", names[i]; print "   phrase" }
  FILENAME == "table" { if ($1 ~ /^[0-9]+$/) { text = $0; sub(/^[^%]*%  */, "", text); phrase[$1] = text } next }
  { if (!($1 in seen)) { seen[$1] = 1; order[++rows] = $1 } number[$1, FILENAME] = $2 }
  END {
    for (row = 1; row <= rows; row++) {
      code = order[row]
      mark = phrase[code]
      printf "%-8s", code
      for (i = 1; i <= count; i++) {
        printf "%9d", number[code, names[i]]
        if (number[code, names[i]] != number[code, names[1]]) mark = "DIFFERENT"
      }
      print mark == "" ? "" : "   " mark
    }
  }' table $columns)

echo
for each in $columns; do
  cmp -s "$folder/shell" "$folder/$each" || fail "$each and the shell do not agree"
done
awk '{ number[$1] = $2 }
     END { print "They agree: " number["total"] " codes, and " number["skipped"] " lines without one." }' "$folder/shell"
