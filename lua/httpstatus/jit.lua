--- Functions of a code for LuaJIT, which cannot compile calls of C functions.
--
-- Each is a closure over a table that the core fills, so that a call compiles to a load. The C functions stay behind
-- the calls that take options.

local core = require "httpstatus.core"

local refuse = core.refuse

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

--- Puts the closures in place of the C functions of the module.
return function(httpstatus)
  local phrase, is_retryable = httpstatus.phrase, httpstatus.is_retryable
  local answers, elsewhere = core.answers()
  for name in pairs(answers) do
    httpstatus[name] = total(name, answers[name], elsewhere[name])
  end

  local phrases, retryable = answers.phrase, answers.is_retryable

  function httpstatus.phrase(code, extra)
    if extra == nil then
      return phrases[code]
    end
    if type(extra) == "string" then
      return phrases[code] or extra
    end
    return phrase(code, extra)
  end

  function httpstatus.is_retryable(code, options)
    if options == nil then
      return retryable[code]
    end
    return is_retryable(code, options)
  end
end
