--- One rule for arguments: what counts as a status code, and the errors for what does not.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"
local core = require "httpstatus.core"

local message_of = support.message_of

-- Functions of one code, by the name that their errors give.
local of_code = {
  phrase = httpstatus.phrase,
  name = httpstatus.name,
  status_class = httpstatus.status_class,
  label = httpstatus.label,
  effective = httpstatus.effective,
  is_informational = httpstatus.is_informational,
  is_success = httpstatus.is_success,
  is_redirection = httpstatus.is_redirection,
  is_client_error = httpstatus.is_client_error,
  is_server_error = httpstatus.is_server_error,
  is_error = httpstatus.is_error,
  is_registered = httpstatus.is_registered,
  is_known = httpstatus.is_known,
  allows_content = httpstatus.allows_content,
  is_heuristically_cacheable = httpstatus.is_heuristically_cacheable,
  is_followable_redirect = httpstatus.is_followable_redirect,
  preserves_method = httpstatus.preserves_method,
  is_permanent_redirect = httpstatus.is_permanent_redirect,
  is_retryable = httpstatus.is_retryable,
  status_line = httpstatus.status_line,
  lookup = httpstatus.lookup,
  meanings = httpstatus.meanings,
  class = httpstatus.class,
  ["warning.lookup"] = httpstatus.warning.lookup,
  ["smtp.reply"] = httpstatus.smtp.reply,
  ["smtp.replies"] = httpstatus.smtp.replies,
  ["smtp.severity"] = httpstatus.smtp.severity,
  ["cloudflare.error"] = httpstatus.cloudflare.error,
  ["cloudflare.errors"] = httpstatus.cloudflare.errors,
  ["grpc.to_http"] = httpstatus.grpc.to_http,
  ["grpc.from_http"] = httpstatus.grpc.from_http,
  ["grpc.name"] = httpstatus.grpc.name,
}

-- Functions of one text.
local of_text = {
  code = httpstatus.code,
  parse_status_line = httpstatus.parse_status_line,
  search = httpstatus.search,
  origin = httpstatus.origin,
  source = httpstatus.source,
  tally_text = httpstatus.tally_text,
  ["warning.parse"] = httpstatus.warning.parse,
  ["smtp.parse"] = httpstatus.smtp.parse,
  ["smtp.enhanced"] = httpstatus.smtp.enhanced,
  ["grpc.number"] = httpstatus.grpc.number,
  ["retry.policy"] = httpstatus.retry.policy,
}

describe("a function of a code", function()
  it("refuses what is no integer, and names it", function()
    for name, call in pairs(of_code) do
      for _, case in ipairs(support.no_codes) do
        local expected = ("bad argument #1 to '%s' (integer expected, got %s)"):format(name, case[2])
        assert.equal(expected, message_of(call, case[1]))
      end
      assert.equal(("bad argument #1 to '%s' (integer expected, got nil)"):format(name), message_of(call))
      assert.equal(("bad argument #1 to '%s' (integer expected, got nil)"):format(name), message_of(call, nil))
    end
  end)

  it("blames the line that called it", function()
    for name, call in pairs(of_code) do
      local message = message_of(function()
        local _ = call "404"
      end)
      assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #1 to '" .. name, message)
    end
    for _, second in ipairs { "", {} } do
      local message = message_of(function()
        local _ = httpstatus.phrase("404", second)
      end)
      assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #1 to 'phrase'", message)
    end
  end)

  it("takes every integer, and floats with an integral value", function()
    for name, call in pairs(of_code) do
      for _, code in ipairs(support.far_codes) do
        local answered, message = pcall(call, code)
        assert.is_true(answered, ("%s(%s): %s"):format(name, tostring(code), tostring(message)))
      end
    end
    assert.equal("Not Found", httpstatus.phrase(404.0))
    assert.equal("4xx", httpstatus.label(4.04e2))
    assert.is_true(httpstatus.is_client_error(404.0))
    assert.equal(404, httpstatus.effective(404.0))
    assert.equal("iana", httpstatus.lookup(404.0).origin)
    assert.is_false(httpstatus.is_client_error(2 ^ 32 + 404))
    assert.is_nil(httpstatus.phrase(2 ^ 32 + 404))
    assert.equal(500, httpstatus.effective(2 ^ 32 + 404))
    assert.same({}, httpstatus.meanings(2 ^ 32 + 404))
  end)

  it("quotes long and hostile text so that it can be shown", function()
    local message = message_of(httpstatus.phrase, "\27[31m\"\\\t\r\n\0\127\194\155\226\130\172\255" .. ("a"):rep(1000))
    assert.equal(
      "bad argument #1 to 'phrase' (integer expected, got string "
        .. '"\\x1B[31m\\"\\\\\\t\\r\\n\\x00\\x7F\\xC2\\x9B\226\130\172\\xFF'
        .. ("a"):rep(62)
        .. '...")',
      message
    )
    for byte = 0, 255 do
      assert.is_nil(message_of(httpstatus.phrase, string.char(byte)):find "[%c\127-\255]")
    end
    for _, overlong in ipairs { "\224\130\155", "\240\130\130\155", "\193\155", "\244\255", "\226\130" } do
      assert.is_nil(message_of(httpstatus.phrase, overlong):find "[\127-\255]")
    end
  end)
end)

describe("a function of a text", function()
  it("refuses what is no string", function()
    for name, call in pairs(of_text) do
      for _, value in ipairs { 404, 404.5, true, {}, print } do
        local message = message_of(function()
          local _ = call(value)
        end)
        local problem = ("bad argument #1 to '%s' %%(string expected, got %s"):format(name, type(value))
        assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: " .. problem, message)
      end
      assert.matches("string expected, got nil", message_of(call), 1, true)
    end
  end)

  it("refuses a second argument of the wrong type", function()
    assert.equal("bad argument #2 to 'lookup' (string expected, got number 1)", message_of(httpstatus.lookup, 404, 1))
    assert.equal("bad argument #2 to 'registry' (string expected, got table)", message_of(httpstatus.registry, nil, {}))
    assert.equal("bad argument #1 to 'registry' (string expected, got number 1)", message_of(httpstatus.registry, 1))
  end)
end)

describe("options", function()
  local function refused(...)
    return (message_of(...):gsub("^bad argument #2 to ", ""))
  end

  it("are a table", function()
    assert.equal("'phrase' (string or table of options expected, got number 1)", refused(httpstatus.phrase, 404, 1))
    assert.equal(
      "'phrase' (string or table of options expected, got boolean true)",
      refused(httpstatus.phrase, 404, true)
    )
    assert.equal(
      "'status_line' (table of options expected, got string \"x\")",
      refused(httpstatus.status_line, 404, "x")
    )
    assert.equal(
      "'is_retryable' (table of options expected, got boolean true)",
      refused(httpstatus.is_retryable, 404, true)
    )
    assert.equal(
      "'tally_text' (table of options expected, got string \"auto\")",
      refused(httpstatus.tally_text, "", "auto")
    )
    assert.equal(
      "'tally_log' (table of options expected, got string \"auto\")",
      refused(httpstatus.tally_log, "x", "auto")
    )
  end)

  it("are no set, which blamed its own method for the name of an option", function()
    local set = httpstatus.set "4xx"
    for name, call in pairs {
      phrase = httpstatus.phrase,
      is_retryable = httpstatus.is_retryable,
      status_line = httpstatus.status_line,
    } do
      assert.equal(("'%s' (table of options expected, got table)"):format(name), refused(call, 404, set))
    end
    assert.equal("'tally_text' (table of options expected, got table)", refused(httpstatus.tally_text, "", set))
  end)

  it("have names that are known", function()
    assert.equal(
      "'phrase' (unknown option: string \"orign\"; known: default, edition, origin)",
      refused(httpstatus.phrase, 404, { orign = "nginx" })
    )
    assert.equal(
      "'phrase' (unknown option: number 1; known: default, edition, origin)",
      refused(httpstatus.phrase, 404, { "" })
    )
    assert.equal(
      "'is_retryable' (unknown option: string \"idempotant\"; known: idempotent)",
      refused(httpstatus.is_retryable, 404, { idempotant = true })
    )
  end)

  it("have values of the right type", function()
    assert.equal("'phrase' (string as origin expected, got number 1)", refused(httpstatus.phrase, 404, { origin = 1 }))
    assert.equal(
      "'phrase' (string as edition expected, got number 9110)",
      refused(httpstatus.phrase, 404, { edition = 9110 })
    )
    assert.equal(
      "'phrase' (string as default expected, got boolean true)",
      refused(httpstatus.phrase, 404, { default = true })
    )
    assert.equal(
      "'is_retryable' (boolean as idempotent expected, got number 0)",
      refused(httpstatus.is_retryable, 404, { idempotent = 0 })
    )
    assert.equal(
      "'status_line' (string as reason expected, got number 1)",
      refused(httpstatus.status_line, 404, { reason = 1 })
    )
    assert.equal(
      "'tally_text' (string as format expected, got number 1)",
      refused(httpstatus.tally_text, "", { format = 1 })
    )
  end)

  it("blame the line that gave them", function()
    local message = message_of(function()
      local _ = httpstatus.phrase(404, { orign = "nginx" })
    end)
    assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #2", message)
    message = message_of(function()
      local _ = httpstatus.is_retryable(404, { idempotent = 1 })
    end)
    assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #2", message)
  end)

  it("may come from a metatable", function()
    local options = setmetatable({}, { __index = { edition = "rfc2616" } })
    assert.equal("Request Entity Too Large", httpstatus.phrase(413, options))
  end)
end)

describe("a message", function()
  it("is without a place where nobody has called", function()
    local _, message = coroutine.resume(coroutine.create(httpstatus.phrase), "404")
    assert.equal([[bad argument #1 to 'phrase' (integer expected, got string "404")]], message)
    local made, thread = pcall(coroutine.create, core.refuse)
    if made then -- Lua 5.1 makes no coroutine of a C function
      _, message = coroutine.resume(thread, 1, nil, nil, "x")
      assert.equal([[bad argument #1 to '?' (? expected, got string "x")]], message)
    end
  end)

  it("counts the arguments of a method without the object", function()
    local set = httpstatus.set "4xx"
    for _, text in ipairs { "404", "count" } do -- what is no member, and the name of a method
      assert.matches("bad argument #1 to 'contains'", support.message_of(set.contains, set, text), 1, true)
    end
  end)
end)

describe("a private function", function()
  it("refuses what the module never gives it", function()
    assert.matches("name of a function expected", support.message_of(core.answers, "nothing"), 1, true)
    assert.matches("table expected", support.message_of(core.suggest, "x", 5), 1, true)
    assert.matches("value expected", support.message_of(core.refuse, 1, "f", "x"), 1, true)
  end)
end)
