--- HTTP status codes: every code that anyone sends, with its owner, standing, source, texts and semantics.
--
-- What each function takes and gives is written in httpstatus/meta.lua, where language servers read it.
-- The C core knows every number, phrase and range, and makes most of the module; this file adds what is Lua's.

local core = require "httpstatus.core"
local scalars = require "httpstatus.scalars"
local sets = require "httpstatus.set"

local httpstatus = core.module

for name, scalar in pairs(scalars) do
  httpstatus[name] = scalar
end

--- Meanings ---------------------------------------------------------------------------------------------------------

core.meaning_type.__name = "httpstatus.meaning"
core.meaning_type.__metatable = "httpstatus.meaning"

--- What a meaning is: "404 Not Found (iana)".
function core.meaning_type.__tostring(meaning)
  return ("%s %s (%s)"):format(
    tostring(meaning.code),
    tostring(meaning.phrase or meaning.name),
    tostring(meaning.origin)
  )
end

--- Sets and tallies -----------------------------------------------------------------------------------------------

httpstatus.set = sets.new
core.tally_methods.count = sets.tally_count
core.tally_methods.rate = sets.tally_rate

--- Constants ------------------------------------------------------------------------------------------------------

--- Makes a misspelt constant an error that helps; other absent fields stay nil.
-- It is an error at the place of the mistake: `code == httpstatus.NOT_FUOND` would else be false for ever.
local function strict(constants, names, what)
  return setmetatable(constants, {
    __index = function(_, key)
      if type(key) == "string" and key:find "^%u[%u%d_]*$" then
        local shown = #key > 80 and key:sub(1, 80) .. "..." or key
        error(("unknown constant '%s' in %s%s"):format(shown, what, core.suggest(key, names)), 2)
      end
    end,
  })
end

for origin, constants in pairs(httpstatus.vendors) do
  strict(constants, constants, "httpstatus.vendors." .. origin)
end

setmetatable(httpstatus.vendors, {
  __index = function(_, key)
    if type(key) == "string" then
      error(core.suggest_origin(key), 2)
    end
  end,
})

return strict(httpstatus, httpstatus.codes, "httpstatus")
