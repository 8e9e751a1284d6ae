--- What nomem.c calls while memory runs out: a table of functions, by name.

local surface = dofile "tests/languages/lua/surface.lua"
local httpstatus = require "httpstatus"

local cases = {}

local log = ('::1 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1\n'):rep(3)
local iis = "#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n"
local path = os.tmpname()
do
  local file = assert(io.open(path, "wb"))
  file:write(log)
  file:close()
end

--- What a function of a code does without memory: it answers.
function cases.scalars()
  assert(httpstatus.phrase(404) == "Not Found")
  assert(httpstatus.phrase(299, "x") == "x")
  assert(httpstatus.is_client_error(404) and httpstatus.is_known(499) and httpstatus.is_retryable(503))
  assert(httpstatus.label(2 ^ 40) == "other" and httpstatus.effective(471) == 400)
end

--- Errors of arguments are made of strings, which may fail to be made.
function cases.arguments()
  for _, call in ipairs { httpstatus.phrase, httpstatus.is_known, httpstatus.lookup, httpstatus.tally } do
    local passed, message = pcall(call, "4x4")
    assert(not passed)
    if message:find("not enough memory", 1, true) then
      error(message, 0)
    end
    assert(message:find("expected, got", 1, true), message)
  end
end

function cases.phrase()
  assert(httpstatus.phrase(413, { edition = "rfc2616" }) == "Request Entity Too Large")
  assert(httpstatus.phrase(499, { origin = "nginx" }) == "Client Closed Request")
end

function cases.text()
  assert(httpstatus.code "not found" == 404)
  assert(select(2, httpstatus.code "not fuond"))
  assert(httpstatus.parse_status_line("HTTP/1.1 404 Not Found").code == 404)
  assert(select(2, httpstatus.parse_status_line "x"))
  assert(httpstatus.problem(404, { detail = "x", balance = 30 }).title)
  assert(select(2, httpstatus.problem(404, { status = 404 })))
  assert(httpstatus.status_line(404, { reason = ("x"):rep(200) }))
end

function cases.registry()
  assert(#httpstatus.meanings(499) == 10)
  assert(httpstatus.lookup(404).headers)
  assert(select(2, httpstatus.lookup(404, "ngnix")))
  local count = 0
  for _ in httpstatus.registry "nginx" do
    count = count + 1
  end
  assert(count > 0)
  assert(httpstatus.search("teapot")[1].code == 418)
  assert(#httpstatus.origins() > 20 and httpstatus.origin("nginx").name and httpstatus.class(4).title)
end

function cases.constants()
  local passed, message = pcall(function()
    return httpstatus.NOT_FUOND
  end)
  if message:find("not enough memory", 1, true) then
    error(message, 0)
  end
  assert(not passed and message:find "NOT_FOUND", message)
end

function cases.sets()
  local set = httpstatus.set "4xx" + httpstatus.set { 200, 301 }
  assert(set[200] and not set[500] and set:contains(404))
  assert(tostring(-set) == "1xx,201-300,302-399,5xx", tostring(-set))
  assert(#set:codes() == 102)
end

function cases.tallies()
  local tally = httpstatus.tally { 200, 404 } + httpstatus.tally_text(log) + httpstatus.tally_text(iis)
  assert(tally[200] == 4 and tally.substatuses["404.13"] == 2 and tally.classes["4xx"] == 3)
  assert(tally:rate "5xx" == 0.125)
  for _ in tally:each() do
    assert(tostring(tally))
  end
end

function cases.logs()
  assert(httpstatus.tally_log(path)[200] == 3)
  assert(select(2, httpstatus.tally_log "/not/there"))
  assert(select(2, httpstatus.tally_text "rubbish"))
end

function cases.systems()
  assert(httpstatus.smtp.parse("550 5.1.1 no\r\n").detail.code == "5.1.1")
  assert(httpstatus.warning.parse('110 - "a\\"b"')[1].text == 'a"b')
  assert(httpstatus.iis.substatus(404, 13).title)
  assert(select(2, httpstatus.iis.substatus(404, 999)))
  assert(#httpstatus.iis.substatuses(404) > 10)
  assert(#httpstatus.cloudflare.errors "1002" == 2)
  assert(#httpstatus.retry.clients(503) > 3)
  assert(httpstatus.grpc.name(5) == "NOT_FOUND")
  assert(#httpstatus.grpc.maps() > 2)
  assert(httpstatus.grpc.map_to_http("twirp", "canceled") == 408)
  assert(select(2, httpstatus.grpc.map_to_http("x", 5)))
  assert(select(2, httpstatus.grpc.map_from_http("twirp", 404)))
  assert(httpstatus.retry.policy "curl")
  assert(select(2, httpstatus.retry.policy "x"))
end

for name, f in pairs(surface.functions()) do
  for i, value in ipairs(surface.values) do
    cases[("%s of value %d"):format(name, i)] = function()
      surface.call(f, value)
    end
  end
end

return cases
