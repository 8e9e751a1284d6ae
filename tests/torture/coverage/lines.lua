--- A helper of busted that counts which lines of the module run, coroutines included, and writes them to the file that
-- HTTPSTATUS_LINES names, as "path:line". Debian has no tool for that.

local busted = require "busted"

local seen = {}

local function count(_, line)
  local source = debug.getinfo(2, "S").source
  local path = source:match "^@.-(lua/httpstatus/.+)$"
  if path then
    seen[path .. ":" .. line] = true
  end
end

if rawget(_G, "jit") then
  require("jit").off() -- compiled code calls no hook
end
debug.sethook(count, "l")

local create = coroutine.create
function coroutine.create(body) -- luacheck: ignore 122
  local thread = create(body)
  debug.sethook(thread, count, "l")
  return thread
end

function coroutine.wrap(body) -- luacheck: ignore 122
  local thread = coroutine.create(body)
  local function pass(good, ...)
    if not good then
      error((...), 0)
    end
    return ...
  end
  return function(...)
    return pass(coroutine.resume(thread, ...))
  end
end

busted.subscribe({ "exit" }, function()
  local file = assert(io.open(os.getenv "HTTPSTATUS_LINES", "w"))
  for place in pairs(seen) do
    file:write(place, "\n")
  end
  file:close()
  return nil, true
end)
