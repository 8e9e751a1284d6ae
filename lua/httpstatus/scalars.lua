--- Functions of a code, as closures over tables that the core fills.
--
-- Each is written out: LuaJIT counts how hot a function is by its text, and would mix up closures that share one.

local core = require "httpstatus.core"

local refuse, phrase_with, is_retryable_with = core.refuse, core.phrase_with, core.is_retryable_with

--- Whether a value counts as an integer: 404 and 404.0 do; 404.5, NaN and the infinities leave a remainder.
local function is_integer(value)
  return type(value) == "number" and value % 1 == 0
end

--- The table of a function's answers.
-- It answers at once where it has the code, and else through its metatable: there the argument is checked, so that the
-- common call costs one look-up.
local function answers_of(name)
  local answers, elsewhere = core.answers(name)
  return setmetatable(answers, {
    __index = function(_, code)
      if not is_integer(code) then
        refuse(1, name, "integer", code)
      end
      return elsewhere
    end,
  })
end

local scalars = {}

local phrase = answers_of "phrase"

function scalars.phrase(code, extra)
  if not extra then
    return phrase[code]
  end
  if type(extra) == "string" then
    return phrase[code] or extra
  end
  return (phrase_with(code, extra)) -- no tail call: Lua 5.1 would not know whose mistake it is
end

local is_retryable = answers_of "is_retryable"

function scalars.is_retryable(code, options)
  if not options then
    return is_retryable[code]
  end
  return (is_retryable_with(code, options))
end

local name = answers_of "name"

function scalars.name(code)
  return name[code]
end

local status_class = answers_of "status_class"

function scalars.status_class(code)
  return status_class[code]
end

local label = answers_of "label"

function scalars.label(code)
  return label[code]
end

local is_informational = answers_of "is_informational"

function scalars.is_informational(code)
  return is_informational[code]
end

local is_success = answers_of "is_success"

function scalars.is_success(code)
  return is_success[code]
end

local is_redirection = answers_of "is_redirection"

function scalars.is_redirection(code)
  return is_redirection[code]
end

local is_client_error = answers_of "is_client_error"

function scalars.is_client_error(code)
  return is_client_error[code]
end

local is_server_error = answers_of "is_server_error"

function scalars.is_server_error(code)
  return is_server_error[code]
end

local is_error = answers_of "is_error"

function scalars.is_error(code)
  return is_error[code]
end

local is_registered = answers_of "is_registered"

function scalars.is_registered(code)
  return is_registered[code]
end

local allows_content = answers_of "allows_content"

function scalars.allows_content(code)
  return allows_content[code]
end

if not rawget(_G, "jit") then
  return scalars -- the others stay C functions, which LuaJIT cannot compile calls of
end

--- The first and the last code for which a predicate of one class is true.
local function range_of(answers)
  local first, last
  for code, answer in pairs(answers) do
    if answer then
      first = math.min(first or code, code)
      last = math.max(last or code, code)
    end
  end
  return first, last
end

-- LuaJIT compiles a comparison, with the check of its argument, to less than a load. What is no integer goes to the
-- table, which refuses it.

local first_informational, last_informational = range_of(is_informational)

function scalars.is_informational(code)
  if is_integer(code) then
    return code >= first_informational and code <= last_informational
  end
  return is_informational[code]
end

local first_success, last_success = range_of(is_success)

function scalars.is_success(code)
  if is_integer(code) then
    return code >= first_success and code <= last_success
  end
  return is_success[code]
end

local first_redirection, last_redirection = range_of(is_redirection)

function scalars.is_redirection(code)
  if is_integer(code) then
    return code >= first_redirection and code <= last_redirection
  end
  return is_redirection[code]
end

local first_client_error, last_client_error = range_of(is_client_error)

function scalars.is_client_error(code)
  if is_integer(code) then
    return code >= first_client_error and code <= last_client_error
  end
  return is_client_error[code]
end

local first_server_error, last_server_error = range_of(is_server_error)

function scalars.is_server_error(code)
  if is_integer(code) then
    return code >= first_server_error and code <= last_server_error
  end
  return is_server_error[code]
end

local first_error, last_error = range_of(is_error)

function scalars.is_error(code)
  if is_integer(code) then
    return code >= first_error and code <= last_error
  end
  return is_error[code]
end

local effective = answers_of "effective"

function scalars.effective(code)
  return effective[code]
end

local is_known = answers_of "is_known"

function scalars.is_known(code)
  return is_known[code]
end

local is_heuristically_cacheable = answers_of "is_heuristically_cacheable"

function scalars.is_heuristically_cacheable(code)
  return is_heuristically_cacheable[code]
end

local is_followable_redirect = answers_of "is_followable_redirect"

function scalars.is_followable_redirect(code)
  return is_followable_redirect[code]
end

local preserves_method = answers_of "preserves_method"

function scalars.preserves_method(code)
  return preserves_method[code]
end

local is_permanent_redirect = answers_of "is_permanent_redirect"

function scalars.is_permanent_redirect(code)
  return is_permanent_redirect[code]
end

return scalars
