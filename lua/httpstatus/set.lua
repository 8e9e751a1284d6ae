--- Sets of status codes.
--
-- A set is an empty table whose metatable leads to a hidden one with an answer for every code. So `set[404]` is a
-- look-up that Lua does by itself, and nothing can be assigned. The core does all else, with sets as strings of bits.
-- Equal sets are one and the same object while it is in use, so that `==` compares them and they can be keys of tables.

local core = require "httpstatus.core"

local refuse = core.refuse

local set_of = setmetatable({}, { __mode = "v" }) -- by bits
local bits_of = setmetatable({}, { __mode = "k" }) -- by set

local methods = {}
local operators = { __name = "httpstatus.set", __metatable = "httpstatus.set" }

--- What a set answers to a key that is neither one of its members nor a method.
local outside = {
  __index = function(_, key)
    if type(key) ~= "number" or key % 1 ~= 0 then
      refuse(1, "contains", "integer", key)
    end
    return false
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
  set = setmetatable({}, metatable)
  bits_of[set] = bits
  set_of[bits] = set
  return set
end

--- The bits of what may stand for a set; nil and why not.
local function read(value, name, argument)
  local bits = bits_of[value]
  if bits then
    return bits
  end
  local read_bits, message, position = core.read_set(value, name, argument)
  return read_bits, message, position
end

--- The bits of an operand, which has to be a set: a text between operators is likely to be a mistake.
local function operand(value, operator, argument)
  return bits_of[value] or refuse(argument, operator, "set", value)
end

function methods.contains(set, code)
  local answer = set[code]
  if answer == true or answer == false then
    return answer
  end
  refuse(1, "contains", "integer", code) -- the name of a method
end

function methods.count(set)
  return core.set_count(operand(set, "count", 1))
end

function methods.codes(set)
  return core.set_codes(operand(set, "codes", 1))
end

function methods.each(set)
  local codes, index = core.set_codes(operand(set, "each", 1)), 0
  return function()
    index = index + 1
    return codes[index]
  end
end

operators.__len = methods.count

function operators.__tostring(set)
  return core.set_text(bits_of[set])
end

function operators.__newindex()
  error("a set cannot be changed; + and - make new ones", 2)
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

function sets.new(value)
  local bits, message, position = read(value, "set", 1)
  if not bits then
    return nil, message, position
  end
  return wrap(bits)
end

--- What a tally answers to a set, or to what may stand for one.
function sets.tally_count(tally, set)
  local bits, message, position = read(set, "count", 1)
  if not bits then
    return nil, message, position
  end
  return core.tally_count(tally, bits)
end

function sets.tally_rate(tally, set)
  local bits, message, position = read(set, "rate", 1)
  if not bits then
    return nil, message, position
  end
  return core.tally_rate(tally, bits)
end

return sets
