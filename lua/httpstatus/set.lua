--- Sets of status codes.
--
-- A set is a userdata whose metatable leads to a hidden table with an answer for every code. So `set[404]` is a look-up
-- that Lua does by itself, and nothing can be assigned. What works on tables alone, such as ipairs and the JSON
-- libraries, refuses a userdata, and would take a table for an empty one. The core does all else, with sets as strings
-- of bits.
-- Equal sets are one and the same object while it is in use, so that `==` compares them and they can be keys of tables.

local core = require "httpstatus.core"

local arguments = require "httpstatus.arguments"

local refuse, refuse_array = core.refuse, core.refuse_array
local code_of, A_CODE, NOTHING = arguments.code_of, arguments.A_CODE, arguments.NOTHING
local ends_by_type = _VERSION == "Lua 5.1" or _VERSION == "Lua 5.2" -- ipairs takes a table, and nothing else

local set_of = setmetatable({}, { __mode = "v" }) -- by bits
local bits_of = setmetatable({}, { __mode = "k" }) -- by set

local methods = {}
local operators = { __name = "httpstatus.set", __metatable = "httpstatus.set" }

--- What a set answers to a key that is neither one of its members nor a method.
local outside = {
  __index = function(members, key)
    local code = code_of(key)
    if not code then
      refuse(1, "contains", A_CODE, key)
    end
    if code == 1 and not ends_by_type then
      refuse_array "set"
    end
    return rawget(members, code) or false
  end,
}

--- The set of some bits.
local function wrap(bits)
  local set = set_of[bits]
  if set then
    return set
  end
  local metatable = { __index = setmetatable(core.members(bits, methods), outside) }
  for name, operator in pairs(operators) do
    metatable[name] = operator
  end
  set = core.new_set(metatable)
  bits_of[set] = bits
  set_of[bits] = set
  return set
end

--- The items with the text of each set among them in its place.
local function with_texts(items)
  local copy = {}
  for key, item in next, items do
    copy[key] = bits_of[item] and tostring(item) or item
  end
  return copy
end

--- The bits of what may stand for a set; nil and why not.
local function read(value, name, argument)
  local bits = bits_of[value]
  if bits then
    return bits
  end
  if type(value) == "table" and not getmetatable(value) then
    bits = core.read_array(value)
    if bits then
      return bits
    end
    value = with_texts(value)
  end
  local read_bits, message, position = core.read_set(value, name, argument)
  return read_bits, message, position
end

--- The bits of an operand, which has to be a set: a text between operators is likely to be a mistake.
local function operand(value, operator, argument)
  return bits_of[value] or refuse(argument, operator, "set", value)
end

--- Refuses arguments after the last one that a function has; hint says what to write instead.
local function refuse_more(name, count, hint, ...)
  for i = 1, select("#", ...) do
    local surplus = select(i, ...)
    if surplus ~= nil then
      refuse(count + i, name, NOTHING, surplus, hint)
    end
  end
end

function methods.contains(set, code, surplus)
  local answer = set[code]
  if (answer == true or answer == false) and surplus == nil then
    return answer
  end
  operand(set, "contains", 1)
  if answer ~= true and answer ~= false then
    refuse(1, "contains", A_CODE, code) -- the name of a method
  end
  refuse(2, "contains", NOTHING, surplus)
end

function methods.count(set, ...)
  refuse_more("count", 0, nil, ...)
  return core.set_count(operand(set, "count", 1))
end

function methods.codes(set, ...)
  refuse_more("codes", 0, nil, ...)
  return core.set_codes(operand(set, "codes", 1))
end

function methods.each(set, ...)
  refuse_more("each", 0, nil, ...)
  local codes, index = core.set_codes(operand(set, "each", 1)), 0
  return function()
    index = index + 1
    return codes[index]
  end
end

function operators.__len(set)
  return core.set_count(bits_of[set])
end

--- pairs, where Lua asks for it: each code with true.
function operators.__pairs(set)
  local each = methods.each(set)
  return function()
    local code = each()
    return code, code and true
  end
end

function operators.__tostring(set)
  return core.set_text(bits_of[set])
end

function operators.__newindex()
  error("cannot change a set; + and - make new ones", 2)
end

function operators.__add(a, b)
  return wrap(core.set_union(operand(a, "set + set", 1), operand(b, "set + set", 2)))
end

function operators.__mul(a, b)
  return wrap(core.set_intersection(operand(a, "set * set", 1), operand(b, "set * set", 2)))
end

function operators.__sub(a, b)
  return wrap(core.set_difference(operand(a, "set - set", 1), operand(b, "set - set", 2)))
end

function operators.__unm(set)
  return wrap(core.set_complement(bits_of[set]))
end

operators.__bnot = operators.__unm

local sets = {}

function sets.new(value, ...)
  local bits, message, position = read(value, "set", 1)
  refuse_more("set", 1, "give several in an array, as in {429, '5xx'}", ...)
  if not bits then
    return nil, message, position
  end
  return wrap(bits)
end

--- What a tally answers to a set, or to what may stand for one.
local function ask(name, answer)
  return function(tally, set, ...)
    local bits, message, position = read(set, name, 1)
    refuse_more(name, 1, "give several in an array, as in {429, '5xx'}", ...)
    if not bits then
      return nil, message, position
    end
    return (answer(tally, bits))
  end
end

sets.tally_count = ask("count", core.tally_count)
sets.tally_rate = ask("rate", core.tally_rate)

return sets
