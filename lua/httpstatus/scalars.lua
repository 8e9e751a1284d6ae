--- Functions of a code.
--
-- Most are made here, over the tables of answers that the core fills: a Lua function that looks up is faster than a C
-- function that does. On PUC Lua, the core computes what is asked of few responses, without a table. LuaJIT ends a
-- trace at a call of a C function; there a look-up compiles to a load, a comparison to less.

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"

local refuse, phrase_with, is_retryable_with = core.refuse, core.phrase_with, core.is_retryable_with
local code_of, A_CODE, NOTHING = arguments.code_of, arguments.A_CODE, arguments.NOTHING
local jit, loadstring, rawget, type = rawget(_G, "jit"), rawget(_G, "loadstring"), rawget, type

--- A template: a function that looks the answer up. What it has to refuse is an argument too many.
local function look_up(answers, name, refuse_argument, nothing)
  return function(code, surplus)
    if surplus ~= nil then
      return answers[code], refuse_argument(2, name, nothing, surplus)
    end
    return answers[code]
  end
end

if not jit then
  local functions = core.functions()
  local phrase, is_retryable = functions.phrase, functions.is_retryable

  for name, answers in pairs(functions) do
    if type(answers) == "table" then
      functions[name] = look_up(answers, name, refuse, NOTHING)
    end
  end

  -- One test more, and the call would take a tenth longer. So false counts as no default.
  function functions.phrase(code, extra, surplus)
    if not extra then
      return phrase[code]
    end
    return (phrase_with(code, extra, surplus)) -- no tail call: a message would not know whose mistake it is
  end

  function functions.is_retryable(code, options, surplus)
    if options == nil and surplus == nil then
      return is_retryable[code]
    end
    return (is_retryable_with(code, options, surplus))
  end

  return functions
end

--- Makes a table of answers answer to what is not in it: there the argument is checked, and not in the common call.
local function complete(answers, name, elsewhere)
  return setmetatable(answers, {
    __index = function(_, key)
      local code = code_of(key)
      if not code then
        refuse(1, name, A_CODE, key)
      end
      local answer = rawget(answers, code)
      if answer ~= nil then
        return answer
      end
      return elsewhere
    end,
  })
end

--- A template: a predicate that is true for the codes of a range. What is not a number goes to the table.
local function compare(answers, name, refuse_argument, nothing, first, last, type_of)
  return function(code, surplus)
    if surplus ~= nil then
      return answers[code], refuse_argument(2, name, nothing, surplus)
    end
    if type_of(code) == "number" and code % 1 == 0 then
      return code >= first and code <= last
    end
    return answers[code]
  end
end

--- A template with a text of its own: LuaJIT counts by its text how hot a function is, and takes all that share one for
-- the same.
local function own(template)
  return loadstring(string.dump(template))
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

local scalars, tables = {}, {}

for name, answers in pairs(core.answers()) do
  local first, last = range_of(answers.table, answers.elsewhere)
  tables[name] = complete(answers.table, name, answers.elsewhere)
  scalars[name] = own(first and compare or look_up)(tables[name], name, refuse, NOTHING, first, last, type)
end

---- Those that take more --------------------------------------------------------------------------------------------

local phrase, is_retryable = tables.phrase, tables.is_retryable

function scalars.phrase(code, extra, surplus)
  if surplus == nil then
    if not extra then
      return phrase[code]
    elseif type(extra) == "string" then
      return phrase[code] or extra
    end
  end
  return (phrase_with(code, extra, surplus)) -- no tail call: a message would not know whose mistake it is
end

function scalars.is_retryable(code, options, surplus)
  if options == nil and surplus == nil then
    return is_retryable[code]
  end
  return (is_retryable_with(code, options, surplus))
end

return scalars
