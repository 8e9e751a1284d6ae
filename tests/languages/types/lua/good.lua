-- A program that a checker of LuaCATS annotations takes as it is; tests/languages/lua/meta_spec.lua runs it too.

local httpstatus = require "httpstatus"

---@type integer
local number = httpstatus.NOT_FOUND + httpstatus.vendors.nginx.CLIENT_CLOSED_REQUEST
---@type string
local phrase = httpstatus.phrase(404) or "none"
---@type httpstatus.Label
local label = httpstatus.label(404)
---@type httpstatus.StatusClass?
local class = httpstatus.status_class(404)
---@type boolean
local again = httpstatus.is_retryable(503, { idempotent = false })
assert(number == 903 and phrase == "Not Found" and label == "4xx" and class == "client_error" and again)

local meaning, message = httpstatus.lookup(499, "esri")
if meaning then
  ---@type string
  local explanation = meaning.explanation
  for _, rule in ipairs(meaning.rules) do
    explanation = explanation .. rule.text
  end
  assert(explanation ~= "" and meaning.standing == "unofficial")
else
  error(message)
end
for each in httpstatus.registry("nginx", "unofficial") do
  assert(each.code == 0 or each.code == 9 or each.code >= 444)
end

local errors = assert(httpstatus.set "4xx,5xx") + assert(httpstatus.set { 200, 204 })
---@type boolean
local inside = errors[404] and errors:contains(204)
assert(inside and errors:count() == 202)

local tally = httpstatus.tally { 200, 404 } + httpstatus.tally { 404 }
---@type integer
local count = tally[404] + tally.classes["2xx"]
assert(count == 3 and tally:rate("4xx") > 0.6)

local line = assert(httpstatus.parse_status_line "HTTP/1.1 404 Not Found")
---@type integer
local code = line.code
assert(code == 404 and httpstatus.status_line(404, { reason = "Nope" }))

local reply = assert(httpstatus.smtp.parse "550 5.1.1 User unknown")
assert(reply.severity == "permanent" and reply.detail and reply.detail.title ~= "")
assert(httpstatus.iis.substatus("404.13") and httpstatus.iis.substatus(404, 13))
assert(httpstatus.grpc.to_http(5) == 404)
