--- What functions of a code cost in Lua, beside what they could cost at least.
--
--   LUA_INCDIR=/usr/include/lua5.4 lua5.4 tests/bench/bench.lua [rounds]
--
-- Each row is a loop around one expression. All rows run in turn, round after round, so that a disturbance of the
-- machine hits all of them; printed are the median in nanoseconds, the quartiles, and the ratio to the cheapest of
-- the rows that a group compares with (marked *). Loops count in, as they do in a program. With LuaJIT the number of
-- traces that were given up for something that it cannot compile (NYI) is printed, too: there should be none.

local httpstatus = require "httpstatus"

local jit = rawget(_G, "jit")
local is_jit = jit ~= nil
local rounds = tonumber(arg and arg[1]) or 25
local load = loadstring or load -- luacheck: ignore
local here = arg and arg[0]:match "^(.*)/[^/]*$" or "."

--- The empty C function, compiled where LUA_INCDIR says where Lua's headers are.
local function empty_function()
  local headers = os.getenv "LUA_INCDIR"
  if not headers then
    return nil
  end
  local directory = os.tmpname()
  os.remove(directory)
  local command = "mkdir '%s' && %s -O2 -shared -fPIC '-I%s' '%s/empty.c' -o '%s/empty.so'"
  local done = os.execute(command:format(directory, os.getenv "CC" or "cc", headers, here, directory))
  local open = (done == true or done == 0) and package.loadlib(directory .. "/empty.so", "luaopen_empty")
  os.execute(("rm -rf '%s'"):format(directory))
  return open and open()
end

--- A real mix of codes, always the same one.
local codes = {}
do
  local mix, seed = { 200, 200, 200, 200, 200, 301, 304, 304, 404, 404, 500, 503 }, 42
  for i = 1, 1024 do
    seed = (seed * 16807) % 2147483647
    codes[i] = mix[seed % #mix + 1]
  end
end

local table_of_phrases = {}
local table_of_strings = setmetatable({}, {
  __index = function()
    return "Unassigned"
  end,
})
for _, code in pairs(httpstatus.codes) do
  table_of_phrases[code] = httpstatus.phrase(code)
  table_of_strings[("%d"):format(code)] = httpstatus.phrase(code)
end

local function phrase_closure(code)
  return table_of_phrases[code]
end

local function predicate_closure(code)
  return code >= 400 and code < 500
end

local plain_set = {}
for code in httpstatus.set("4xx"):each() do
  plain_set[code] = true
end

local plain = {
  NOT_FOUND = 404,
  nothing = function(code)
    return code
  end,
  empty = empty_function(),
  phrase = phrase_closure,
  is_client_error = predicate_closure,
}

local values = {
  httpstatus = httpstatus,
  plain = plain,
  phrases = table_of_phrases,
  strings = table_of_strings,
  set = httpstatus.set "4xx",
  members = plain_set,
}

-- Group, name, expression of the code c; a * marks what the group is compared with. Functions are called as programs
-- call them: as fields of a table.
local rows = {
  { "phrase", "httpstatus.phrase", "httpstatus.phrase(c)" },
  { "phrase", "empty C function *", "plain.empty(c)", not is_jit },
  { "phrase", "closure over a table *", "plain.phrase(c)", not is_jit },
  { "phrase", "table *", "phrases[c]", is_jit },
  { "phrase", "table with string keys (lua-http)", "strings[('%d'):format(c)]" },
  { "predicate", "httpstatus.is_client_error", "httpstatus.is_client_error(c)" },
  { "predicate", "httpstatus.allows_content", "httpstatus.allows_content(c)" },
  { "predicate", "empty C function *", "plain.empty(c)", not is_jit },
  { "predicate", "closure that returns its argument", "plain.nothing(c)", not is_jit },
  { "predicate", "closure that compares *", "plain.is_client_error(c)", not is_jit },
  { "predicate", "inline comparison *", "c >= 400 and c < 500", is_jit },
  { "label", "httpstatus.label", "httpstatus.label(c)" },
  { "label", "empty C function *", "plain.empty(c)", not is_jit },
  { "label", "table *", "phrases[c]", is_jit },
  { "constant", "httpstatus.NOT_FOUND", "httpstatus.NOT_FOUND == c" },
  { "constant", "a field of a table *", "plain.NOT_FOUND == c" },
  { "set", "set[code]", "set[c]" },
  { "set", "set:contains(code)", "set:contains(c)" },
  { "set", "plain table *", "members[c]" },
}

--- Compiles the loop of a row anew for each round: traces of one row do not end up in another one's.
-- With a mix of codes nothing can be hoisted out of the loop by LuaJIT; PUC Lua gets the one code that a program
-- would write there.
local function loop(expression)
  local header = {}
  for name in pairs(values) do
    if expression:find(name, 1, true) then
      header[#header + 1] = ("local %s = values.%s"):format(name, name)
    end
  end
  local statement = jit and "local c = codes[i %% 1024 + 1]; if %s then n = n + 1 end" or "n = %s"
  if not jit then
    expression = expression:gsub("%f[%w_]c%f[^%w_]", "404")
  end
  local body = [==[
    local values, count, clock, codes = ...
    %s
    local n, start = 0, clock()
    for i = 1, count do %s end
    return clock() - start, n]==]
  return assert(load(body:format(table.concat(header, "; "), statement:format(expression))))
end

local aborts = 0
if jit then
  local errors = require("jit.vmdef").traceerr
  jit.attach(function(what, _, _, _, number)
    local is_nyi = what == "abort" and tostring(errors[number]):find "^NYI"
    aborts = aborts + (is_nyi and 1 or 0)
  end, "trace")
end

local count = jit and 2000000 or 200000
for i = #rows, 1, -1 do
  local row = rows[i]
  if row[4] == false or (row[3]:find "empty%(" and not plain.empty) then
    table.remove(rows, i)
  else
    row.times, row.aborts = {}, 0
  end
end
for round = 1, rounds do
  for _, row in ipairs(rows) do
    aborts = 0
    row.times[round] = loop(row[3])(values, count, os.clock, codes) / count * 1e9
    row.aborts = row.aborts + aborts
  end
end

local floors = {}
for _, row in ipairs(rows) do
  table.sort(row.times)
  row.median = row.times[math.floor((rounds + 1) / 2)]
  if row[2]:find "%*$" then
    floors[row[1]] = math.min(floors[row[1]] or math.huge, row.median)
  end
end
print(jit and jit.version or _VERSION)
print(("%-10s %-36s %8s %15s %7s%s"):format("", "", "ns", "quartiles", "ratio", jit and "     NYI" or ""))
local group
for _, row in ipairs(rows) do
  local low, high = row.times[math.floor((rounds + 3) / 4)], row.times[math.floor((3 * rounds + 1) / 4)]
  print(
    ("%-10s %-36s %8.2f %7.2f-%-7.2f %7.2f%s"):format(
      row[1] ~= group and row[1] or "",
      row[2],
      row.median,
      low,
      high,
      row.median / floors[row[1]],
      jit and ("  %6d"):format(row.aborts) or ""
    )
  )
  group = row[1]
end
