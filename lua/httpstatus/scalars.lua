--- Functions of a code, as closures over tables that the core fills.

local core = require "httpstatus.core"

local refuse, phrase_with, is_retryable_with = core.refuse, core.phrase_with, core.is_retryable_with

--- Whether a value counts as an integer: 404 and 404.0 do; 404.5, NaN and the infinities leave a remainder.
local function is_integer(value)
  return type(value) == "number" and value % 1 == 0
end

--- The function that a table of answers stands for.
-- The table answers at once where it has the code, and else through its metatable: there the argument is checked, so
-- that the common call costs one look-up.
local function total(name, answers, elsewhere)
  setmetatable(answers, {
    __index = function(_, code)
      if not is_integer(code) then
        refuse(1, name, "integer", code)
      end
      return elsewhere
    end,
  })
  return function(code)
    return answers[code]
  end
end

--- Adds the closures to the module. LuaJIT cannot compile calls of C functions, and gets closures for all.
return function(httpstatus)
  local answers, elsewhere = core.answers(rawget(_G, "jit") ~= nil)
  for name in pairs(answers) do
    httpstatus[name] = total(name, answers[name], elsewhere[name])
  end

  local phrases, retryable = answers.phrase, answers.is_retryable

  function httpstatus.phrase(code, extra)
    if not extra then
      return phrases[code]
    end
    if type(extra) == "string" then
      return phrases[code] or extra
    end
    return (phrase_with(code, extra)) -- no tail call: Lua 5.1 would not know whose mistake it is
  end

  function httpstatus.is_retryable(code, options)
    if not options then
      return retryable[code]
    end
    return (is_retryable_with(code, options))
  end
end
