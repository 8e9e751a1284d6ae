#!/bin/sh
# lua_suite.sh DIRECTORY [COMMAND...] : on each Lua of LUAS, busted with a hasty collector on the module compiled with
# CFLAGS; a command, such as valgrind, runs the interpreter. What is about rocks is left out.
set -eu
cd "$(dirname "$0")/../../.."
out=$1
shift
specs=$(find tests/languages/lua -name '*_spec.lua' ! -name rock_spec.lua | sort)
for lua in ${LUAS:-5.1 5.2 5.3 5.4 5.5 luajit}; do
  name=lua${lua#lua}
  interpreter=$(command -v "$name") || continue
  tree=$PWD/$out/$name
  tests/torture/hardening/lua_module.sh "$lua" "$tree"
  { echo "#!/bin/sh" && printf 'exec' && printf " '%s'" "$@" "$interpreter" && echo ' "$@"'; } > "$tree/run"
  chmod +x "$tree/run"
  # shellcheck disable=SC2086 # the specs are words
  env -u LUA_INIT LUA_PATH="$tree/?.lua;$tree/?/init.lua;;" LUA_CPATH="$tree/?.so;;" busted --lua="$tree/run" \
    --output=TAP --helper=tests/languages/lua/hasty_collector.lua $specs >"$tree/log" 2>&1 ||
    { grep -v '^ok' "$tree/log" && exit 1; }
  echo "== $name: $(grep -c '^ok' "$tree/log") tests have passed"
done
