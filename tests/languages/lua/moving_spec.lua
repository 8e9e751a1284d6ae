--- docs/moving.md, the sections for those who come from Lua: their tables are run, row by row.

local httpstatus = require "httpstatus"

-- ngx.HTTP_*, as the manual of OpenResty's Lua module lists them.
local ngx = {
  HTTP_CONTINUE = 100, HTTP_SWITCHING_PROTOCOLS = 101, HTTP_OK = 200, HTTP_CREATED = 201, HTTP_ACCEPTED = 202,
  HTTP_NO_CONTENT = 204, HTTP_PARTIAL_CONTENT = 206, HTTP_SPECIAL_RESPONSE = 300, HTTP_MOVED_PERMANENTLY = 301,
  HTTP_MOVED_TEMPORARILY = 302, HTTP_SEE_OTHER = 303, HTTP_NOT_MODIFIED = 304, HTTP_TEMPORARY_REDIRECT = 307,
  HTTP_PERMANENT_REDIRECT = 308, HTTP_BAD_REQUEST = 400, HTTP_UNAUTHORIZED = 401, HTTP_PAYMENT_REQUIRED = 402,
  HTTP_FORBIDDEN = 403, HTTP_NOT_FOUND = 404, HTTP_NOT_ALLOWED = 405, HTTP_NOT_ACCEPTABLE = 406,
  HTTP_REQUEST_TIMEOUT = 408, HTTP_CONFLICT = 409, HTTP_GONE = 410, HTTP_UPGRADE_REQUIRED = 426,
  HTTP_TOO_MANY_REQUESTS = 429, HTTP_CLOSE = 444, HTTP_ILLEGAL = 451, HTTP_INTERNAL_SERVER_ERROR = 500,
  HTTP_METHOD_NOT_IMPLEMENTED = 501, HTTP_BAD_GATEWAY = 502, HTTP_SERVICE_UNAVAILABLE = 503,
  HTTP_GATEWAY_TIMEOUT = 504, HTTP_VERSION_NOT_SUPPORTED = 505, HTTP_INSUFFICIENT_STORAGE = 507,
}

--- lua-http's table where it is installed; else a stand-in that has what the page speaks of.
local installed, reason_phrases = pcall(require, "http.h1_reason_phrases")
if not installed then
  reason_phrases = setmetatable({
    ["404"] = "Not Found", ["413"] = "Request Entity Too Large", ["414"] = "Request-URI Too Long",
    ["416"] = "Requested Range Not Satisfiable", ["418"] = "I'm a teapot", ["422"] = "Unprocessable Entity",
  }, { __index = function() return "Unassigned" end })
end

local function value(expression)
  local names = { httpstatus = httpstatus, ngx = ngx, reason_phrases = reason_phrases, tonumber = tonumber }
  local text = "return " .. expression
  local setfenv = rawget(_G, "setfenv")
  if setfenv then -- Lua 5.1
    return setfenv(assert(rawget(_G, "loadstring")(text)), names)()
  end
  return assert(load(text, expression, "t", names))()
end

--- Calls check with the two cells of each row of a section.
local function each_row(section, check)
  local inside, count = false, 0
  for line in io.lines "docs/moving.md" do
    local title = line:match "^## (.*)"
    if title then
      inside = title == section
    end
    local left, right = line:match "^| (.-) | (.*) |$"
    if inside and left and not left:find "^with" then
      check(left, right)
      count = count + 1
    end
  end
  assert(count > 4, section)
end

for _, section in ipairs { "From ngx.HTTP_*", "From lua-http" } do
  describe("docs/moving.md, " .. section, function()
    it("has equal expressions and true claims", function()
      each_row(section, function(left, right)
        local claims = 0
        for expression, wanted in right:gmatch "`([^`]+)` is `([^`]+)`" do
          assert.equal(value(wanted), value(expression), expression)
          claims = claims + 1
        end
        for expression, message in right:gmatch "`([^`]+)` raises `([^`]+)`" do
          local good, found = pcall(value, expression)
          assert.is_false(good, expression)
          assert(tostring(found):find(message, 1, true), found)
          claims = claims + 1
        end
        if claims == 0 then
          local theirs, ours = left:match "^`([^`]+)`$", right:match "^`([^`]+)`$"
          assert(theirs and ours, left .. ": no claim")
          assert.equal(value(theirs), value(ours), theirs)
        end
      end)
    end)
  end)
end

describe("docs/moving.md", function()
  it("is right about all names of ngx", function()
    for field, code in pairs(ngx) do
      local name = field:gsub("^HTTP_", "")
      assert.equal(code, (httpstatus.code(name)), name)
      assert.equal(code, (httpstatus.code("HTTP_" .. name)), name)
    end
  end)

  it("is right about all phrases of lua-http", function()
    local differing = {}
    for code = 100, 599 do
      if reason_phrases[tostring(code)] ~= httpstatus.phrase(code, "Unassigned") then
        differing[#differing + 1] = code
      end
    end
    if installed then
      assert.same({ 104, 413, 414, 416, 418, 422, 425 }, differing)
    end
  end)
end)
