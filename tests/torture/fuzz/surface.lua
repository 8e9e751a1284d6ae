--- What lua.c calls: the public functions of the Lua module, each with what it asks of its arguments, told again here.
-- A function raises an error where an argument is not of its kind, and nowhere else; nil comes with a message that can
-- be shown to anybody. What the answers are is for lua.c to judge.

local httpstatus = require "httpstatus"

local surface = {}

local function check(good, ...)
  if not good then
    error(table.concat({ "this does not hold:", ... }, " "), 2)
  end
end

---- Kinds of arguments: whether a value is one ------------------------------------------------------------------------

local known_set = httpstatus.set "4xx"

local function is_set(value)
  return type(value) == "userdata" and getmetatable(value) == getmetatable(known_set)
end

local function integer(value)
  return math.type(value) == "integer"
    or math.type(value) == "float" and math.floor(value) == value and math.abs(value) < math.huge
end

local function finite(value)
  return type(value) == "number" and value - value == 0
end

local function text(value)
  return type(value) == "string"
end

local function code(value)
  return integer(value) or text(value) and value:find "^%d%d%d$" ~= nil
end

local function optional(kind)
  return function(value)
    return value == nil or kind(value)
  end
end

--- Whether a table is an array: the loops below see all of it.
local function array(value)
  if type(value) ~= "table" then
    return false
  end
  local count = rawlen(value)
  for key, each in pairs(value) do
    if not (math.type(key) == "integer" and key >= 1 and key <= count or key == "n" and each == count) then
      return false
    end
  end
  return true
end

local function array_of_codes(value)
  for i = 1, array(value) and rawlen(value) or 0 do
    if not code(value[i]) then
      return false
    end
  end
  return array(value)
end

--- An array is a set up to the first item that is none, which is no error but nil and a message.
local function items(value)
  for i = 1, array(value) and rawlen(value) or 0 do
    local item = value[i]
    if text(item) then
      if not httpstatus.set(item) then
        return true
      end
    elseif not is_set(item) and not (integer(item) and item >= 0 and item <= 999) then
      return integer(item)
    end
  end
  return array(value)
end

local function set_like(value)
  return text(value) or integer(value) or is_set(value) or items(value)
end

local function one_of(names)
  return function(value)
    for _, name in ipairs(names) do
      if value == name then
        return true
      end
    end
    return false
  end
end

local function origin(value)
  return text(value) and httpstatus.origin(value) ~= nil
end

local function format(value)
  return text(value) and pcall(httpstatus.tally_text, "", { format = value })
end

--- A table that has no other keys, with values of these kinds.
local function options(kinds, complete)
  return function(value)
    if type(value) ~= "table" then
      return false
    end
    for key, each in pairs(value) do
      if not kinds[key] or not kinds[key](each) then
        return false
      end
    end
    return not complete or complete(value)
  end
end

--- The members of a problem document: four have to be texts, and the others may be anything.
local function members(value)
  if type(value) ~= "table" then
    return false
  end
  for key, each in pairs(value) do
    local own = key == "type" or key == "title" or key == "detail" or key == "instance"
    if not text(key) or own and not text(each) then
      return false
    end
  end
  return true
end

local edition = one_of { "rfc2616", "rfc7231", "rfc9110" }

local phrase_options = options({
  default = text,
  edition = function(value)
    return text(value) and edition(value:lower())
  end,
  origin = origin,
}, function(value)
  return not (value.edition and value.origin)
end)

local function phrase_extra(value)
  return not value or text(value) or phrase_options(value)
end

local retry_options = options({
  idempotent = function(value)
    return type(value) == "boolean"
  end,
  method = text,
}, function(value)
  return value.idempotent == nil or value.method == nil
end)

local function retry_extra(value)
  return value == nil or retry_options(value)
end

local function time(value)
  return text(value) and pcall(httpstatus.tally_text, "", { since = value })
end

local function period(value)
  return text(value) and pcall(httpstatus.tally_text, "", { per = value })
end

local log_options = optional(options { format = format, since = time, ["until"] = time, per = period })

local standings = {}
for meaning in httpstatus.registry() do
  standings[#standings + 1] = meaning.standing
end

local function log(value)
  return text(value) or io.type(value) == "file"
end

local function code_or_text(value)
  return integer(value) or text(value)
end

local function sub_status(value, first)
  if text(first) and not (value ~= nil and code(first)) then
    return value == nil
  end
  return integer(value)
end

-- Without a sub-status, a number is the status code whose sub-statuses are wanted; without a dot, a text is none.
local function any_sub_status(value, first)
  return value == nil and integer(first) or sub_status(value, first)
end

---- The functions -----------------------------------------------------------------------------------------------------

local kinds = {
  code = { text },
  is_idempotent = { text },
  retry_after = { optional(text), optional(finite) },
  parse_status_line = { text },
  status_line = { code, optional(options { reason = text, version = text }) },
  problem = { code, optional(members) },
  lookup = { code, optional(text) },
  meanings = { code },
  registry = { optional(origin), optional(one_of(standings)) },
  search = { text },
  origins = {},
  origin = { text },
  class = { integer },
  source = { text },
  phrase = { code, phrase_extra },
  is_retryable = { code, retry_extra },
  set = { set_like },
  tally = { array_of_codes },
  tally_log = { log, log_options },
  tally_text = { text, log_options },
  log_formats = {},
  ["warning.lookup"] = { code },
  ["warning.parse"] = { text },
  ["warning.list"] = {},
  ["warning.status"] = {},
  ["smtp.reply"] = { code },
  ["smtp.replies"] = { code },
  ["smtp.severity"] = { code },
  ["smtp.enhanced"] = { text },
  ["smtp.parse"] = { text, optional(text) },
  ["smtp.find"] = { text, optional(text) },
  ["smtp.list"] = {},
  ["smtp.details"] = {},
  ["smtp.situations"] = {},
  ["smtp.pairings"] = {},
  ["iis.substatus"] = { code_or_text, sub_status },
  ["iis.substatuses"] = { code_or_text, any_sub_status },
  ["iis.list"] = {},
  ["cloudflare.error"] = { integer },
  ["cloudflare.errors"] = { integer },
  ["cloudflare.list"] = {},
  ["grpc.to_http"] = { code_or_text },
  ["grpc.from_http"] = { code },
  ["grpc.map_to_http"] = { text, code_or_text },
  ["grpc.map_from_http"] = { text, code },
  ["grpc.maps"] = {},
  ["grpc.number"] = { text },
  ["grpc.name"] = { integer },
  ["grpc.list"] = {},
  ["grpc.note"] = {},
  ["retry.clients"] = { optional(code) },
  ["retry.policies"] = {},
  ["systems.list"] = {},
  ["systems.find"] = { text },
  ["systems.entries"] = { text },
  ["systems.lookup"] = { text, code_or_text },
  ["systems.explain"] = { text, code_or_text },
  ["systems.spelling"] = { text, text },
  ["systems.nearest"] = { text, text },
  ["systems.matches"] = { text },
  ["retry.policy"] = { text },
  ["set:contains"] = { code },
  ["set:count"] = {},
  ["set:codes"] = {},
  ["set:each"] = {},
  ["tally:each"] = {},
  ["tally:count"] = { set_like },
  ["tally:rate"] = { set_like },
}
for _, name in ipairs {
  "name", "title", "status_class", "label", "effective", "is_informational", "is_success", "is_redirection",
  "is_client_error", "is_server_error", "is_error", "is_registered", "is_known", "allows_content",
  "is_heuristically_cacheable", "is_followable_redirect", "preserves_method", "is_permanent_redirect",
} do
  kinds[name] = { code }
end

local functions, names = {}, {}

for name, value in pairs(httpstatus) do
  if type(value) == "function" then
    functions[name] = value
  end
end
local systems = { "warning", "smtp", "iis", "cloudflare", "grpc", "retry", "systems" }
for _, each in ipairs(httpstatus.systems.list()) do
  systems[#systems + 1] = each.id
  kinds[each.id .. ".system"], kinds[each.id .. ".entries"] = {}, {}
  kinds[each.id .. ".lookup"], kinds[each.id .. ".explain"] = { code_or_text }, { code_or_text }
end
for _, system in ipairs(systems) do
  for name, value in pairs(httpstatus[system]) do
    functions[system .. "." .. name] = value
  end
end
for name in pairs(functions) do
  check(kinds[name], "the kinds of the arguments of", name, "are not told in tests/torture/fuzz/surface.lua")
end

local known_tally = httpstatus.tally { 200, 200, 404, 1000 }
for name in pairs(kinds) do
  local object, method = name:match "^(%l+):(%l+)$"
  if object then
    local value = object == "set" and known_set or known_tally
    functions[name] = function(...)
      return value[method](value, ...)
    end
  end
  names[#names + 1] = name
end
table.sort(names)

---- What every call has to keep ---------------------------------------------------------------------------------------

local harmful = {
  { 0, 31 }, { 127, 159 }, { 173, 173 }, { 0x61C, 0x61C }, { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
  { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE0FFF },
}

local LONGEST = 800 -- bytes of a message: two texts of which 80 bytes are shown, all of them escaped
local LONGEST_OF_A_PATH = 5 * 1024 -- of which more may be needed

--- Whether a message can be shown on any terminal, and is short.
local function check_message(name, message)
  check(type(message) == "string", name, "gives a message that is no string but", type(message))
  local longest = name == "tally_log" and LONGEST_OF_A_PATH or LONGEST
  check(#message > 5 and #message <= longest, name, "has a message of", #message)
  check(utf8.len(message), name, "has a message that is no UTF-8")
  for _, character in utf8.codes(message) do
    for _, range in ipairs(harmful) do
      check(character < range[1] or character > range[2], name, "has a message with the character", character)
    end
  end
end

--- Whether an argument is not seen: for speed, phrase looks for a third one only if there is a second, and the method
-- contains for a second one alone.
local function is_lost(name, place, arguments)
  if name == "phrase" then
    return place > 3 or not arguments[2]
  end
  return name == "set:contains" and place > 2
end

--- The place of the first argument that is none, or nil.
local function misfit(name, arguments)
  for place, kind in ipairs(kinds[name]) do
    if not kind(arguments[place], arguments[1]) then
      return place
    end
  end
  for place = #kinds[name] + 1, arguments.n do
    if arguments[place] ~= nil and not is_lost(name, place, arguments) then
      return place
    end
  end
end

--- Calls a function; returns what pcall does.
function surface.call(name, ...)
  local arguments, results = table.pack(...), table.pack(pcall(functions[name], ...))
  local place = misfit(name, arguments)
  check(results[1] == not place, name, "fails or does not:", tostring(results[2]))
  if place then
    local message, value = results[2], arguments[place]
    check_message(name, message)
    check(results.n == 2)
    local said, called = message:match "bad argument #(%d+) to '([%w_.]+)' %(.+%)$"
    check(said == tostring(place) and called == name:match "[^:]*$", name, "blames another one:", message)
    check(type(value) == "table" or text(value) or message:find("got " .. type(value), 1, true), message)
  elseif results[2] == nil and results.n > 2 then
    check_message(name, results[3])
    check(results.n <= 4 and (results[4] == nil or math.type(results[4]) == "integer" and results[4] > 0), name)
  end
  return table.unpack(results, 1, results.n)
end

---- Any arguments -----------------------------------------------------------------------------------------------------

local option_names = { "reason", "version", "format", "edition", "origin", "default", "idempotent", "nothing" }

--- A function that takes values off the beginning of a text.
local function values_of(input)
  local at = 1
  local function number(layout)
    local size = string.packsize(layout)
    local bytes = input:sub(at, at + size - 1)
    at = at + size
    return (string.unpack(layout, bytes .. ("\0"):rep(size - #bytes)))
  end
  local function piece()
    local length = number "B"
    local found = input:sub(at, at + length - 1)
    at = at + length
    return found
  end
  local makers
  local function value()
    return makers[number "B" % #makers + 1]()
  end
  local function several(key_of)
    local made = {}
    for i = 1, number "B" % 6 do
      made[key_of(i)] = value()
    end
    return made
  end
  makers = {
    function() end,
    function()
      return number "B" % 2 == 0
    end,
    function()
      return number "<i8"
    end,
    function()
      return number "<d"
    end,
    function()
      return number "<I2"
    end,
    piece,
    function()
      return several(function(i)
        return i
      end)
    end,
    function()
      return several(function()
        return option_names[number "B" % #option_names + 1]
      end)
    end,
    function()
      return httpstatus.set(piece()) or known_set
    end,
    function()
      return known_tally
    end,
    function()
      local file = io.tmpfile()
      file:write(piece())
      file:seek "set"
      if number "B" % 4 == 0 then
        file:close()
      end
      return file
    end,
    function()
      return coroutine.create(print)
    end,
    function()
      return print
    end,
  }
  return value, number
end

--- Closes the files, which the collector would do later.
local function close(file)
  if io.type(file) == "file" then
    file:close()
  end
end

--- Calls a function with three values, as the input has them; with fewer where the last ones are nil.
function surface.any(input)
  local value, number = values_of(input)
  local name = names[number "B" % #names + 1]
  local first, second, third = value(), value(), value()
  if name == "tally_log" and text(first) then
    first = "/nonexistent/" .. first -- a device may have no end
  end
  surface.call(name, first, second, third)
  close(first)
  close(second)
  close(third)
end

--- Asks for a constant that may not be there.
function surface.constant(name)
  for _, place in ipairs { httpstatus, httpstatus.vendors.nginx, httpstatus.vendors } do
    local found, message = pcall(function()
      return place[name]
    end)
    if not found then
      check_message("a constant", message)
      check(message:find("unknown constant ", 1, true) or message:find("unknown origin", 1, true), message)
      check(rawget(place, name) == nil)
    elseif message == nil then
      check(place ~= httpstatus.vendors and not name:find "^%u[%u%d_]*$", name)
    end
  end
  check(rawget(httpstatus.codes, name) == httpstatus.codes[name])
end

return surface
