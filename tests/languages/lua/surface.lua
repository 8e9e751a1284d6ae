--- Every public function, and values that are good input for some of them and bad for the others: what runs without
-- memory (nomem_cases.lua) and many thousand times (leaks.lua).

local httpstatus = require "httpstatus"

local surface = {}

-- The log "200\n404\n" under gzip.
local gzip = "\031\139\008\000\000\000\000\000\002\003\051\050\048\224"
  .. "\050\049\048\225\002\000\184\161\190\068\008\000\000\000"

surface.values = {
  404,
  520,
  -1,
  2 ^ 40,
  404.5,
  "not found",
  "precondition",
  "not fuond",
  "nginx",
  "HTTP/1.1 404 Not Found\r\n",
  '110 - "a\\"b"',
  "550 5.1.1 User unknown\r\n",
  "5.1.1",
  "404.13",
  "Mon, 30 Nov 2026 12:02:00 GMT",
  "2xx,!204",
  "200\n404\n",
  "\27\0\255",
  gzip,
  gzip:sub(1, -9),
  { 200, 404 },
  { origin = "nginx" },
  true,
}

--- The functions by their names; what a set and a tally can do is among them.
function surface.functions()
  local found = {}
  local function add(prefix, functions)
    for name, value in pairs(functions) do
      if type(value) == "function" then
        found[prefix .. name] = value
      end
    end
  end
  add("", httpstatus)
  for _, name in ipairs { "warning", "smtp", "iis", "cloudflare", "grpc", "retry", "systems" } do
    add(name .. ".", httpstatus[name])
  end
  for _, system in ipairs(httpstatus.systems.list()) do
    add(system.id .. ".", httpstatus[system.id])
  end
  local set, tally = httpstatus.set "4xx", httpstatus.tally { 200, 404 }
  for _, name in ipairs { "contains", "count", "codes", "each" } do
    found["set:" .. name] = function(...)
      return set[name](set, ...)
    end
  end
  for _, name in ipairs { "each", "count", "rate" } do
    found["tally:" .. name] = function(...)
      return tally[name](tally, ...)
    end
  end
  found["tally[]"] = function(key)
    return tally[key], tostring(tally), tally.classes, tally.substatuses, tally + tally
  end
  found["set[]"] = function(key)
    return set[key], tostring(-set), set + set, set * set, set - set
  end
  return found
end

--- Calls a function with a value; errors are its answers, but for that of memory, which is raised.
function surface.call(f, value)
  local passed, message = pcall(f, value)
  if not passed and tostring(message):find("not enough memory", 1, true) then
    error(message, 0)
  end
end

return surface
