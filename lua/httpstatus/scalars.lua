--- Functions of a code: closures over tables of answers, which the core fills.

local core = require "httpstatus.core"

local refuse, phrase_with, is_retryable_with = core.refuse, core.phrase_with, core.is_retryable_with
local type, jit = type, rawget(_G, "jit")

--- Whether a value counts as an integer: 404 and 404.0 do; 404.5, NaN and the infinities leave a remainder.
local function is_integer(value)
  return type(value) == "number" and value % 1 == 0
end

--- The table of a function's answers.
-- The second result is the answer to every other integer. The table answers at once if it has the code, and else through its metatable: there the argument is checked, so that the
-- common call costs one look-up.
local function answers_of(name)
  local answers, elsewhere = core.answers(name)
  setmetatable(answers, {
    __index = function(_, code)
      if not is_integer(code) then
        refuse(1, name, "integer", code)
      end
      return elsewhere
    end,
  })
  return answers, elsewhere
end

---- The two templates of functions -----------------------------------------------------------------------------------

--- A function that looks the answer up.
local function look_up(answers)
  return function(code)
    return answers[code]
  end
end

--- A predicate of a class. LuaJIT compiles a comparison, with the check of its argument, to less than a load.
-- What is not an integer goes to the table, which refuses it.
local function compare(answers, first, last, type_of)
  return function(code)
    if type_of(code) == "number" and code % 1 == 0 then
      return code >= first and code <= last
    end
    return answers[code]
  end
end

--- A template with a text of its own: LuaJIT counts how hot a function is by its text, and mixes up those that share one.
local function own(template)
  return jit and loadstring(string.dump(template)) or template -- luacheck: ignore loadstring
end

--- The first and the last code for which a predicate is true; nil if it is false between them, or true elsewhere.
local function range_of(answers, elsewhere)
  local first, last, count
  for code, answer in pairs(answers) do
    if answer == true then
      first, last, count = math.min(first or code, code), math.max(last or code, code), (count or 0) + 1
    elseif answer then
      return nil
    end
  end
  if first and last - first + 1 == count and not elsewhere then
    return first, last
  end
end

local scalars, answers = {}, {}

for _, name in ipairs(core.scalars) do
  if jit or not core.module[name] then -- LuaJIT cannot compile calls of C functions
    local elsewhere
    answers[name], elsewhere = answers_of(name)
    local first, last = range_of(answers[name], elsewhere)
    if jit and first then
      scalars[name] = own(compare)(answers[name], first, last, type)
    else
      scalars[name] = own(look_up)(answers[name])
    end
  end
end

---- Those that take more -----------------------------------------------------------------------------------------

local phrase, is_retryable = answers.phrase, answers.is_retryable

function scalars.phrase(code, extra)
  if not extra then
    return phrase[code]
  end
  if type(extra) == "string" then
    return phrase[code] or extra
  end
  return (phrase_with(code, extra)) -- no tail call: Lua 5.1 would not know whose mistake it is
end

function scalars.is_retryable(code, options)
  if not options then
    return is_retryable[code]
  end
  return (is_retryable_with(code, options))
end

return scalars
