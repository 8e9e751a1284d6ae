--- What an nginx tells about the status codes of its responses: metrics, words for its log, and pages.
-- nginx.conf beside this file says which handler calls what.

local cjson = require "cjson.safe"
local httpstatus = require "httpstatus"

local label = httpstatus.label
local counts = ngx.shared.responses

-- Each class is there from the start: of a series that begins with its first error, Prometheus sees no increase.
-- A reload keeps what has been counted, since `add` leaves an existing key alone.
for code = 0, 500, 100 do -- "other", "1xx" to "5xx"
  counts:add(label(code), 0)
end

--- What the code's first meaning is called: an unofficial name, too, where IANA has none; "" for an unknown code.
-- The table holds the answers, so that a request costs one look-up; there are no more than a thousand codes.
local reasons = setmetatable({}, {
  __index = function(self, code)
    local meaning = httpstatus.lookup(code)
    self[code] = meaning and meaning.phrase or ""
    return self[code]
  end,
})

local responses = {}

--- For log_by_lua: counts a response by class and by code, and tells the access log what the code means.
function responses.count()
  local code = ngx.status
  counts:incr(label(code), 1, 0)
  counts:incr(code, 1, 0)
  ngx.var.reason = reasons[code]
end

--- For content_by_lua: what has been counted, in Prometheus' text format.
function responses.metrics()
  local classes = {
    "# HELP nginx_responses_total Responses by the class of their status code.\n",
    "# TYPE nginx_responses_total counter\n",
  }
  local codes = {
    "# HELP nginx_responses_by_code_total Responses by their status code.\n",
    "# TYPE nginx_responses_by_code_total counter\n",
  }
  local keys = counts:get_keys(0)
  table.sort(keys)
  for _, key in ipairs(keys) do
    local code, count = tonumber(key), counts:get(key)
    if code then
      codes[#codes + 1] = ('nginx_responses_by_code_total{class="%s",code="%03d",reason="%s"} %d\n'):format(
        label(code), code, reasons[code], count)
    else
      classes[#classes + 1] = ('nginx_responses_total{class="%s"} %d\n'):format(key, count)
    end
  end
  ngx.header["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
  ngx.print(classes, codes)
end

--- Facts of a meaning that are worth sending.
local function facts(meaning)
  return {
    code = meaning.code,
    class = label(meaning.code),
    phrase = meaning.phrase,
    origin = meaning.origin,
    standing = meaning.standing,
    explanation = meaning.explanation,
    url = meaning.url,
  }
end

--- For content_by_lua: every meaning of the code in $code, as JSON.
function responses.explain()
  local found = {}
  for i, meaning in ipairs(httpstatus.meanings(tonumber(ngx.var.code))) do
    found[i] = facts(meaning)
  end
  if #found == 0 then
    return ngx.exit(httpstatus.NOT_FOUND)
  end
  ngx.header["Content-Type"] = "application/json"
  ngx.say(cjson.encode(found))
end

--- For rewrite_by_lua where error_page has led: hands the code on to the server that writes the page.
-- Assigning the code makes nginx forget that it has one for this error, else it would blank the page's own status line.
function responses.hand_on()
  ngx.req.set_header("X-Status", ngx.status)
  ngx.status = ngx.status
end

local PAGE = [[
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
<body><h1>%s</h1><p>%s</p></body></html>
]]

local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }

local function escape(text)
  return (text:gsub("[&<>]", ESCAPES))
end

--- For content_by_lua of the server that writes the pages: what the code means, as HTML or as RFC 9457's JSON.
-- This nginx takes no reason phrase from Lua, but passes one on that comes from behind it. So this server does without
-- nginx's own output, and writes to the socket.
function responses.page()
  local code = tonumber(ngx.var.http_x_status)
  local reason = reasons[code]
  -- A code that nobody knows is to be treated as the x00 of its class: RFC 9110, section 15.
  local meaning = httpstatus.lookup(code) or assert(httpstatus.lookup(httpstatus.effective(code)))
  local kind, body
  if (ngx.var.http_accept or ""):find("json", 1, true) then
    kind = "application/problem+json"
    body = cjson.encode { status = code, title = reason, detail = meaning.explanation }
  else
    kind = "text/html; charset=utf-8"
    local title = escape(code .. " " .. reason)
    body = PAGE:format(title, title, escape(meaning.explanation))
  end
  assert(assert(ngx.req.socket(true)):send {
    assert(httpstatus.status_line(code, { reason = reason })),
    "Content-Type: ", kind, "\r\nContent-Length: ", #body, "\r\nConnection: close\r\n\r\n",
    body,
  })
end

return responses
