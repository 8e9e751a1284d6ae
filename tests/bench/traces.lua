--- traces.lua [NAME] : hot loops for `luajit -jv`, which tells the traces that it makes, and those that it gives up.
--
-- NAME is a function of httpstatus; without one, all of them run one behind the other, and sets and constants too.
-- A trace that is aborted is run by the interpreter, ten times as slow or more.

local httpstatus = require "httpstatus"
local loadstring = rawget(_G, "loadstring")

local expressions = {
  set = "set[c]",
  contains = "set:contains(c)",
  NOT_FOUND = "c == httpstatus.NOT_FOUND",
  phrase_default = 'httpstatus.phrase(c, "Unassigned")',
}
for _, name in ipairs {
  "phrase",
  "name",
  "status_class",
  "label",
  "title",
  "effective",
  "is_informational",
  "is_success",
  "is_redirection",
  "is_client_error",
  "is_server_error",
  "is_error",
  "is_registered",
  "is_known",
  "allows_content",
  "is_heuristically_cacheable",
  "is_followable_redirect",
  "preserves_method",
  "is_permanent_redirect",
  "is_retryable",
} do
  expressions[name] = ("httpstatus.%s(c)"):format(name)
end

if arg[1] == "--list" then
  for name in pairs(expressions) do
    print(name)
  end
  return
end

for name, expression in pairs(expressions) do
  if not arg[1] or arg[1] == name then
    local loop = assert(loadstring(([[
      local httpstatus, set = ...
      local n = 0
      for c = -10, 100000 do if %s then n = n + 1 end end
      for i = 1, 100000 do local c = 404; if %s then n = n + 1 end end
      return n]]):format(expression, expression)))
    loop(httpstatus, httpstatus.set "4xx")
  end
end
