--- scalars.lua [quick] : what one call costs in Lua, beside an empty C call and other designs; a result on stdout.
--
-- LUA_EMPTY is a module whose function does nothing (empty.c). The form of the result is told in interleave.py.
--
-- All contenders of a row run in turn, round after round. On PUC Lua the code is the one that a program would write
-- there, and the loop is unrolled, so that it costs next to nothing. LuaJIT would hoist all of that out of the loop:
-- there codes come from a real mix, and the loop counts in, as it does in a program.

local httpstatus = require "httpstatus"

local jit = rawget(_G, "jit")
local load = loadstring or load -- luacheck: ignore
local quick = arg[1] == "quick"
local rounds = quick and 5 or 30
local times_a_round = (jit and 1000000 or 60000) / (quick and 10 or 1)
local here = arg[0]:match "^(.*)/[^/]*$" or "."

--- A real mix of codes, always the same one, and the codes as texts.
local codes, texts = {}, {}
do
  local mix = {}
  for line in io.lines(here .. "/mix.tsv") do
    local code, count = line:match "(%d+)%s+(%d+)"
    for _ = 1, tonumber(count) do
      mix[#mix + 1] = tonumber(code)
    end
  end
  local seed = 9110
  for i = 1, 4096 do
    seed = seed * 16807 % 2147483647
    codes[i] = mix[seed % #mix + 1]
    texts[i] = ("%d"):format(codes[i])
  end
end

local phrases, by_number, by_text = {}, {}, {}
for _, code in pairs(httpstatus.codes) do
  phrases[code] = httpstatus.phrase(code)
  by_number[code] = httpstatus.phrase(code)
  by_text[("%d"):format(code)] = httpstatus.phrase(code)
end
local function unassigned()
  return "Unassigned"
end
setmetatable(by_number, { __index = unassigned })
setmetatable(by_text, { __index = unassigned })

local members = {}
for code in httpstatus.set("4xx"):each() do
  members[code] = true
end

local by_hand = { NOT_FOUND = 404 }
function by_hand.phrase(code)
  return phrases[code]
end
function by_hand.is_client_error(code)
  return code >= 400 and code < 500
end
function by_hand.is_checked_client_error(code)
  if type(code) == "number" and code % 1 == 0 then
    return code >= 400 and code < 500
  end
  error "integer expected"
end

local empty = package.loadlib(os.getenv "LUA_EMPTY" or "", "luaopen_empty")
by_hand.empty = empty and empty()

local values = {
  httpstatus = httpstatus,
  by_hand = by_hand,
  phrases = phrases,
  by_number = by_number,
  by_text = by_text,
  set = httpstatus.set "4xx",
  members = members,
}

-- Names of the contenders and their expressions: c is a code, t the same as text. Functions are called as programs
-- call them, as fields of a table.
local EMPTY = { "empty C call", "by_hand.empty(c)" }
local LOOP = { "the loop alone", "c" }
local rows = {
  {
    "phrase(404)",
    { "httpstatus.phrase", "httpstatus.phrase(c)" },
    EMPTY,
    LOOP,
    { "closure over a table", "by_hand.phrase(c)" },
    { "table", "phrases[c]" },
    { "table behind a metatable", "by_number[c]" },
    { "lua-http's table, text at hand", "by_text[t]" },
    { "lua-http's table, from a number", "by_text[('%d'):format(c)]" },
  },
  {
    "is_client_error(404)",
    { "httpstatus.is_client_error", "httpstatus.is_client_error(c)" },
    EMPTY,
    LOOP,
    { "closure that compares", "by_hand.is_client_error(c)" },
    { "closure that checks and compares", "by_hand.is_checked_client_error(c)" },
    { "comparison inline", "c >= 400 and c < 500" },
  },
  {
    "other functions",
    { "httpstatus.allows_content", "httpstatus.allows_content(c)" },
    { "httpstatus.is_heuristically_cacheable", "httpstatus.is_heuristically_cacheable(c)" },
    { "httpstatus.label", "httpstatus.label(c)" },
    { "httpstatus.effective", "httpstatus.effective(c)" },
    EMPTY,
    LOOP,
  },
  {
    'set("4xx")',
    { "set[404]", "set[c]" },
    { "set:contains(404)", "set:contains(c)" },
    LOOP,
    { "plain table", "members[c]" },
  },
  {
    "NOT_FOUND",
    { "httpstatus.NOT_FOUND", "c == httpstatus.NOT_FOUND" },
    LOOP,
    { "field of a plain table", "c == by_hand.NOT_FOUND" },
  },
}
local floors = { [EMPTY[1]] = true, [LOOP[1]] = true }

--- A function that runs an expression so many times, and returns the nanoseconds that one takes.
local function loop(expression)
  local names, list = {}, {}
  for name in pairs(values) do
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    list[i] = "values." .. name
  end
  local unrolled = 1
  local statement = "local c, t = codes[i %% 4096 + 1], texts[i %% 4096 + 1]; if %s then n = n + 1 end"
  if not expression:find "%f[%w]t%f[%W]" then
    statement = "local c = codes[i %% 4096 + 1]; if %s then n = n + 1 end"
  end
  if not jit then
    unrolled = 20
    statement = "n = %s; "
    expression = expression:gsub("%f[%w_]c%f[^%w_]", "404"):gsub("%f[%w_]t%f[^%w_]", '"404"')
  end
  local body = [==[
    local values, clock, codes, texts = ...
    local %s = %s
    return function(count)
      local n, start = 0, clock()
      for i = 1, count do %s end
      return clock() - start, n
    end]==]
  body = body:format(table.concat(names, ", "), table.concat(list, ", "), statement:format(expression):rep(unrolled))
  local run = assert(load(body))(values, os.clock, codes, texts)
  return function()
    return run(times_a_round / unrolled) / times_a_round * 1e9
  end
end

--- Text of a table in JSON; the tables here are arrays, or have keys of text.
local function json(value)
  if type(value) == "number" then
    return ("%.4f"):format(value)
  elseif type(value) == "string" then
    return '"' .. value:gsub('["\\]', "\\%0") .. '"'
  end
  local parts = {}
  for _, item in ipairs(value) do
    parts[#parts + 1] = json(item)
  end
  if #parts > 0 or next(value) == nil then
    return "[" .. table.concat(parts, ", ") .. "]"
  end
  for key, item in pairs(value) do
    parts[#parts + 1] = json(key) .. ": " .. json(item)
  end
  table.sort(parts)
  return "{" .. table.concat(parts, ", ") .. "}"
end

local done = {}
for _, row in ipairs(rows) do
  local runs, names, times, row_floors = {}, {}, {}, {}
  for i = 2, #row do
    local name, expression = row[i][1], row[i][2]
    if not (row[i] == EMPTY and not by_hand.empty) then
      runs[#runs + 1] = loop(expression)
      names[#runs] = name
      times[#runs] = {}
      row_floors[#row_floors + 1] = floors[name] and name or nil
    end
  end
  for _, run in ipairs(runs) do -- once to warm up
    run()
  end
  for round = 1, rounds do
    for turn = 1, #runs do
      local each = (turn + round) % #runs + 1
      times[each][round] = runs[each]()
    end
  end
  local columns = {}
  for i, name in ipairs(names) do
    columns[i] = json(name) .. ": " .. json(times[i])
  end
  done[#done + 1] = ('{"row": %s, "unit": "ns", "floors": %s, "left_out": {}, "times": {%s}}'):format(
    json(row[1]),
    json(row_floors),
    table.concat(columns, ", ")
  )
end
io.write(
  ('{"suite": "lua", "platform": %s, "versions": {}, "rows": [%s]}\n'):format(
    json(jit and jit.version or _VERSION),
    table.concat(done, ", ")
  )
)
