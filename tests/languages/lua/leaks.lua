--- leaks.lua ROUNDS : what stays behind after many rounds of every function, with good input and bad: no byte of Lua's,
-- and none of the process's. A round calls a function with one of the values.

local surface = dofile "tests/languages/lua/surface.lua"
local httpstatus = require "httpstatus"

local rounds = tonumber(arg[1]) or 1000
local KILOBYTES = 64 -- that Lua's own tables of strings, and LuaJIT's traces, may take

--- Kilobytes that Lua and the process have; the latter only where the system tells.
local function used()
  collectgarbage()
  collectgarbage()
  local file = io.open "/proc/self/statm"
  local pages = file and tonumber(file:read("*l"):match "^%d+ (%d+)") or 0
  if file then
    file:close()
  end
  return collectgarbage "count", pages * 4
end

--- Whether rounds of a call take memory for good: each time, since what is kept once is no leak.
local function leaks(name, call, count)
  call(math.min(count, 1000))
  for _ = 1, 4 do
    local lua, process = used()
    call(count)
    local more_lua, more_process = used()
    if more_lua - lua <= KILOBYTES and more_process - process <= 16 * KILOBYTES then
      return 0
    end
    lua, process = more_lua - lua, more_process - process
    io.stderr:write(("%s: %.0f KB in Lua, %.0f KB in all after %d rounds\n"):format(name, lua, process, count))
  end
  return 1
end

local path = os.tmpname()
local file = assert(io.open(path, "wb"))
file:write(('::1 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1\n'):rep(3))
file:close()

local calls = {}
for name, f in pairs(surface.functions()) do
  calls[name] = function(count)
    for i = 1, count do
      pcall(f, surface.values[i % #surface.values + 1])
    end
  end
end
calls["tally_log of a file"] = function(count)
  for _ = 1, count do
    assert(httpstatus.tally_log(path)[200] == 3)
    local open = assert(io.open(path, "rb"))
    httpstatus.tally_log(open)
    open:close()
  end
end
calls.constants = function(count)
  for _ = 1, count do
    pcall(function()
      return httpstatus.NOT_FUOND, httpstatus.vendors.ngnix
    end)
  end
end

local count, leaking = 0, 0
for name, call in pairs(calls) do
  count = count + 1
  leaking = leaking + leaks(name, call, name == "search" and math.ceil(rounds / 10) or rounds)
end
os.remove(path)
print(("%d calls, %d rounds each: %d leave something behind"):format(count, rounds, leaking))
os.exit(leaking == 0 and 0 or 1)
