--- Phrases, text to code, status lines.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

describe("phrase", function()
  it("is what IANA registers", function()
    assert.equal("Not Found", httpstatus.phrase(404))
    assert.equal("I'm a Teapot", httpstatus.phrase(418))
    for _, code in ipairs { 299, 306, 499, 520, 999, -1 } do
      assert.is_nil(httpstatus.phrase(code))
    end
  end)

  it("takes a default", function()
    assert.equal("Unassigned", httpstatus.phrase(299, "Unassigned"))
    assert.equal("", httpstatus.phrase(299, ""))
    assert.equal("Not Found", httpstatus.phrase(404, "Unassigned"))
    assert.equal("Unassigned", httpstatus.phrase(2 ^ 53, { default = "Unassigned" }))
    assert.equal("Not Found", httpstatus.phrase(404, { default = "Unassigned" }))
    assert.is_nil(httpstatus.phrase(299, nil))
    assert.is_nil(httpstatus.phrase(299, {}))
  end)

  it("takes an edition", function()
    assert.equal("Request Entity Too Large", httpstatus.phrase(413, { edition = "rfc2616" }))
    assert.equal("Payload Too Large", httpstatus.phrase(413, { edition = "RFC7231" }))
    assert.equal("Content Too Large", httpstatus.phrase(413, { edition = "rfc9110" }))
    assert.equal("Unassigned", httpstatus.phrase(299, { edition = "rfc2616", default = "Unassigned" }))
    assert.equal(
      "bad argument #2 to 'phrase' (unknown edition 'rfc1'; known: rfc2616, rfc7231, rfc9110)",
      support.message_of(httpstatus.phrase, 413, { edition = "rfc1" })
    )
  end)

  it("takes an origin", function()
    assert.equal("Client Closed Request", httpstatus.phrase(499, { origin = "nginx" }))
    assert.equal("Token Required", httpstatus.phrase(499, { origin = "ESRI" }))
    assert.is_nil(httpstatus.phrase(404, { origin = "nginx" }))
    assert.equal("none", httpstatus.phrase(404, { origin = "nginx", default = "none" }))
    assert.equal(
      "bad argument #2 to 'phrase' (unknown origin 'ngnix'; did you mean 'nginx'?)",
      support.message_of(httpstatus.phrase, 499, { origin = "ngnix" })
    )
    assert.equal(
      "bad argument #2 to 'phrase' (edition or origin expected, got both)",
      support.message_of(httpstatus.phrase, 499, { origin = "nginx", edition = "rfc9110" })
    )
  end)
end)

describe("retry_after", function()
  it("counts from the clock where no time is given", function()
    local ahead = os.date("!%a, %d %b %Y %H:%M:%S GMT", os.time() + 3600)
    local seconds = httpstatus.retry_after(ahead)
    assert.is_true(seconds > 3000 and seconds <= 3600)
    assert.equal(0, httpstatus.retry_after "Sun, 06 Nov 1994 08:49:37 GMT")
    assert.equal(120, httpstatus.retry_after("120", nil))
    assert.is_nil(httpstatus.retry_after(nil))
  end)

  it("rounds a time down, so that nobody asks too early", function()
    local value = "Mon, 30 Nov 2026 12:02:00 GMT"
    assert.equal(120, httpstatus.retry_after(value, 1796040000.75))
    assert.equal(1, httpstatus.retry_after("Thu, 01 Jan 1970 00:00:00 GMT", -0.25))
    assert.equal(0, httpstatus.retry_after(value, 1e300))
    assert.equal(2 ^ 52 + 1796040120, httpstatus.retry_after(value, -1e300))
  end)

  it("refuses what is neither a text nor a time", function()
    for _, value in ipairs { 120, 1.5, true, {} } do
      local message = support.message_of(httpstatus.retry_after, value)
      assert.matches("bad argument #1 to 'retry_after' (string expected, got ", message, 1, true)
    end
    for _, now in ipairs { "1796040000", 0 / 0, math.huge, {}, false } do
      local message = support.message_of(httpstatus.retry_after, "120", now)
      assert.matches("bad argument #2 to 'retry_after' (number of seconds expected, got ", message, 1, true)
    end
    assert.matches("no further argument", support.message_of(httpstatus.retry_after, "120", 0, 1), 1, true)
    assert.matches("string expected", support.message_of(httpstatus.retry_after), 1, true)
  end)
end)

describe("problem", function()
  local problem = httpstatus.problem

  it("gives a table of its own", function()
    local members = { detail = "x", balance = 30, list = { 1 }, flag = false }
    local found = problem(403, members)
    assert.same({ title = "Forbidden", status = 403, detail = "x", balance = 30, list = { 1 }, flag = false }, found)
    assert.same({ detail = "x", balance = 30, list = { 1 }, flag = false }, members)
    assert.same({ title = "Not Found", status = 404 }, problem "404")
    assert.same(problem(404), problem(404, nil))
    local kind = rawget(math, "type")
    assert.is_true(kind == nil or kind(problem(404.0).status) == "integer")
    assert.equal("application/problem+json", httpstatus.PROBLEM_MEDIA_TYPE)
    assert.is_nil(httpstatus.codes.PROBLEM_MEDIA_TYPE)
  end)

  it("says why there is none", function()
    local why = ": a status code on the wire has three digits, 100 to 999"
    local none, message = problem(1000)
    assert.is_nil(none)
    assert.equal("cannot write 1000 in a problem document" .. why, message)
    assert.matches("^cannot write 1.*e%+?0?%d+ in a problem document", select(2, problem(2 ^ 100)))
    for _, status in ipairs { 404, "404", false } do
      none, message = problem(404, { status = status })
      assert.is_nil(none)
      assert.equal("invalid extension 'status': the code is the status; leave it out", message)
    end
  end)

  it("refuses what cannot be in a document", function()
    for _, name in ipairs { "type", "title", "detail", "instance" } do
      local wanted = ("(string as %s expected, got number 1)"):format(name)
      assert.matches(wanted, support.message_of(problem, 404, { [name] = 1 }), 1, true)
      assert.equal(1, problem(404, { [name .. "\0"] = 1 })[name .. "\0"])
    end
    local wanted = "(table of members expected, got table with the key number 1; name each member)"
    assert.matches(wanted, support.message_of(problem, 404, { "x" }), 1, true)
    for _, members in ipairs { "x", 1, true, httpstatus.set "4xx", httpstatus.lookup(404) } do
      local message = support.message_of(problem, 404, members)
      assert.matches("bad argument #2 to 'problem' (table of members expected, got ", message, 1, true)
    end
  end)
end)

describe("is_retryable", function()
  it("takes a request for idempotent", function()
    assert.is_true(httpstatus.is_retryable(502))
    assert.is_true(httpstatus.is_retryable(502, {}))
    assert.is_true(httpstatus.is_retryable(502, { idempotent = true }))
    assert.is_false(httpstatus.is_retryable(502, { idempotent = false }))
    assert.is_true(httpstatus.is_retryable(503, { idempotent = false }))
  end)

  it("takes the method in its place", function()
    assert.is_true(httpstatus.is_retryable(502, { method = "PUT" }))
    assert.is_false(httpstatus.is_retryable(502, { method = "POST" }))
    assert.is_true(httpstatus.is_retryable(529, { method = "POST" }))
    assert.equal(
      "bad argument #2 to 'is_retryable' (idempotent or method expected, got both)",
      support.message_of(httpstatus.is_retryable, 502, { method = "PUT", idempotent = true })
    )
    assert.equal(
      "bad argument #2 to 'is_retryable' (string as method expected, got boolean true)",
      support.message_of(httpstatus.is_retryable, 502, { method = true })
    )
  end)
end)

describe("code", function()
  it("knows names and phrases, and digits", function()
    for _, text in ipairs { "Not Found", "not found", "NOT_FOUND", "not-found", " not  found\r\n", "404 Nope" } do
      assert.equal(404, httpstatus.code(text))
    end
    assert.equal(302, httpstatus.code "Moved Temporarily")
    assert.equal(413, httpstatus.code "request entity too large")
    assert.equal(418, httpstatus.code "I'm a teapot")
  end)

  it("says what is near, and what is ambiguous", function()
    local code, message = httpstatus.code "not fuond"
    assert.is_nil(code)
    assert.equal("unknown status 'not fuond'; did you mean NOT_FOUND (404)?", message)
    assert.equal("unknown status ''", select(2, httpstatus.code ""))
    assert.equal("unknown status '404\\x00'", select(2, httpstatus.code "404\0"))
    for _, text in ipairs { "200OK", "99", "1000", "4 0 4", ("x"):rep(100000) } do
      assert.is_nil((httpstatus.code(text)))
    end
    support.each_row("tests/contract/vectors/text_to_code.tsv", function(row)
      local codes = row.result:match "^ambiguous:(.*)"
      if codes then
        code, message = httpstatus.code(row.text)
        assert.is_nil(code)
        assert.truthy(message:find("': it means ", 1, true), message)
      end
    end)
  end)

  it("shows what is UTF-8 of what names nothing, and escapes all else", function()
    local cases = {
      ["caf\195\169"] = "caf\195\169",
      ["\194\133"] = "\\xC2\\x85", -- a control character of Latin-1
      ["\194\160"] = "\194\160",
      ["\195x"] = "\\xC3x", -- cut off
      ["\195"] = "\\xC3",
      ["\224\128\128"] = "\\xE0\\x80\\x80", -- longer than it need be
      ["\224\160\128"] = "\224\160\128",
      ["\226\130\172"] = "\226\130\172",
      ["\226\130x"] = "\\xE2\\x82x",
      ["\226\40\172"] = "\\xE2(\\xAC",
      ["\240\128\128\128"] = "\\xF0\\x80\\x80\\x80",
      ["\240\159\152\128"] = "\240\159\152\128",
      ["\240\159\152x"] = "\\xF0\\x9F\\x98x",
      ["\245\128\128\128"] = "\\xF5\\x80\\x80\\x80",
      ["\193\129"] = "\\xC1\\x81",
      ["\127"] = "\\x7F",
      ["it's"] = "it\\'s",
      ['"'] = '"',
    }
    for text, shown in pairs(cases) do
      local _, message = httpstatus.code("no " .. text)
      assert.equal(("unknown status 'no %s'"):format(shown):lower(), message:lower())
    end
  end)

  it("names all the codes of an ambiguous text", function()
    local code, message = httpstatus.code "insufficient space on resource"
    assert.is_nil(code)
    assert.equal("ambiguous status 'insufficient space on resource': it means 419 or 425; use the number", message)
  end)
end)

describe("a status line", function()
  it("is taken apart", function()
    assert.same(
      { version = "HTTP/1.1", code = 404, reason = "Not Found" },
      httpstatus.parse_status_line "HTTP/1.1 404 Not Found\r\n"
    )
    assert.same({ version = "HTTP/2", code = 520, reason = "" }, httpstatus.parse_status_line "HTTP/2 520")
    local line, message, position = httpstatus.parse_status_line "HTTP/1.1 4x4 Not Found"
    assert.is_nil(line)
    assert.equal(10, position)
    assert.matches("^invalid status line 'HTTP/1%.1 4x4 Not Found': .* at position 10$", message)
  end)

  it("is written", function()
    assert.equal("HTTP/1.1 404 Not Found\r\n", httpstatus.status_line(404))
    assert.equal("HTTP/1.1 299 \r\n", httpstatus.status_line(299))
    assert.equal("HTTP/1.0 404 Nope\r\n", httpstatus.status_line(404, { reason = "Nope", version = "HTTP/1.0" }))
    local long = ("x"):rep(100000)
    assert.equal("HTTP/1.1 404 " .. long .. "\r\n", httpstatus.status_line(404, { reason = long }))
    for length = 100, 130 do
      local reason = ("y"):rep(length)
      assert.equal("HTTP/1.1 200 " .. reason .. "\r\n", httpstatus.status_line(200, { reason = reason }))
    end
  end)

  it("is refused where it would break the message", function()
    for _, reason in ipairs { "a\r\nb", "a\nb", "a\rb", "a\0b" } do
      local line, message, position = httpstatus.status_line(404, { reason = reason })
      assert.is_nil(line)
      assert.equal(2, position)
      assert.is_nil(message:find "%c")
    end
    for _, code in ipairs { 99, 1000, -404, 2 ^ 32 + 404, 1e300 } do
      local line, message = httpstatus.status_line(code)
      assert.is_nil(line)
      assert.matches("^invalid status line with code ", message)
    end
    assert.is_nil((httpstatus.status_line(404, { version = "HTTQ/1.1" })))
  end)
end)
