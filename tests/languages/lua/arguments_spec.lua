--- One rule for arguments: what counts as a status code, and the errors for what does not.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"
local core = require "httpstatus.core"

local message_of = support.message_of

-- Functions of one code, by the name that their errors give.
local of_code = {
  phrase = httpstatus.phrase,
  title = httpstatus.title,
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
  problem = httpstatus.problem,
  lookup = httpstatus.lookup,
  meanings = httpstatus.meanings,
  ["warning.lookup"] = httpstatus.warning.lookup,
  ["smtp.reply"] = httpstatus.smtp.reply,
  ["smtp.replies"] = httpstatus.smtp.replies,
  ["smtp.severity"] = httpstatus.smtp.severity,
  ["grpc.from_http"] = httpstatus.grpc.from_http,
}

-- Functions of a number that is not a status code.
local of_integer = {
  class = httpstatus.class,
  ["grpc.name"] = httpstatus.grpc.name,
}

-- Functions without arguments.
local of_nothing = {
  origins = httpstatus.origins,
  log_formats = httpstatus.log_formats,
  ["warning.list"] = httpstatus.warning.list,
  ["warning.status"] = httpstatus.warning.status,
  ["smtp.list"] = httpstatus.smtp.list,
  ["smtp.details"] = httpstatus.smtp.details,
  ["smtp.pairings"] = httpstatus.smtp.pairings,
  ["iis.list"] = httpstatus.iis.list,
  ["cloudflare.list"] = httpstatus.cloudflare.list,
  ["grpc.list"] = httpstatus.grpc.list,
  ["grpc.maps"] = httpstatus.grpc.maps,
  ["grpc.note"] = httpstatus.grpc.note,
  ["retry.policies"] = httpstatus.retry.policies,
  ["systems.list"] = httpstatus.systems.list,
  ["websocket.entries"] = httpstatus.websocket.entries,
  ["websocket.system"] = httpstatus.websocket.system,
}

-- Functions of one text.
local of_text = {
  code = httpstatus.code,
  is_idempotent = httpstatus.is_idempotent,
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
  ["systems.find"] = httpstatus.systems.find,
  ["systems.entries"] = httpstatus.systems.entries,
  ["systems.matches"] = httpstatus.systems.matches,
}

describe("a function of a code", function()
  it("refuses what is not a code, and names it", function()
    for what, functions in pairs { ["integer or text of three digits"] = of_code, integer = of_integer } do
      for name, call in pairs(functions) do
        local expected = ("bad argument #1 to '%s' (%s expected, got "):format(name, what)
        for _, case in ipairs(support.no_codes) do
          assert.equal(expected .. case[2] .. ")", message_of(call, case[1]))
          assert.equal(expected .. case[2] .. ")", message_of(call, case[1], nil, "surplus"))
        end
        assert.equal(expected .. "nil)", message_of(call))
        assert.equal(expected .. "nil)", message_of(call, nil))
      end
    end
    for name, call in pairs(of_integer) do
      local expected = ("bad argument #1 to '%s' (integer expected, got string '404')"):format(name)
      assert.equal(expected, message_of(call, "404"))
    end
  end)

  it("takes text of three digits", function()
    for name, call in pairs(of_code) do
      for _, code in ipairs { 0, 1, 99, 100, 110, 200, 299, 404, 418, 451, 499, 503, 520, 550, 599, 600, 999 } do
        local text = ("%03d"):format(code)
        assert.same((call(code)), (call(text)), name .. " of " .. text)
      end
    end
    assert.equal("Token Required", httpstatus.phrase("499", { origin = "esri" }))
    assert.equal("Unassigned", httpstatus.phrase("299", "Unassigned"))
    assert.is_false(httpstatus.is_retryable("502", { idempotent = false }))
    assert.equal(httpstatus.iis.substatus("404.13").title, httpstatus.iis.substatus("404", 13).title)
  end)

  it("refuses arguments that it would ignore", function()
    local seconds = { phrase = "x", is_retryable = {}, status_line = {}, problem = {}, lookup = "iana" }
    seconds.tally_text, seconds["smtp.parse"] = {}, "RCPT"
    local firsts = { [of_code] = 200, [of_integer] = 4, [of_text] = "x" }
    for _, functions in ipairs { of_nothing, of_code, of_integer, of_text } do
      for name, call in pairs(functions) do
        local arguments = { firsts[functions], seconds[name] }
        assert.is_true((pcall(call, arguments[1], arguments[2], nil, nil)), name) -- nil is not an argument
        local place = #arguments + 1
        for _, surplus in ipairs { 1, "x", true, false, {}, 200 } do
          arguments[place] = surplus
          local message = message_of(function()
            local _ = call(arguments[1], arguments[2], arguments[3])
          end)
          local expected = ("arguments_spec%%.lua:%%d+: bad argument #%d to '%s' "):format(place, name)
          assert.matches(expected .. "%(no further argument expected, got " .. type(surplus), message)
        end
      end
    end
    for name, call in pairs { registry = httpstatus.registry, ["iis.substatus"] = httpstatus.iis.substatus } do
      local first, second = name == "registry" and "iana" or 404, name == "registry" and "standard" or 13
      assert.equal(
        ("bad argument #3 to '%s' (no further argument expected, got boolean false)"):format(name),
        message_of(call, first, second, false)
      )
    end
  end)

  it("blames the line that called it", function()
    for name, call in pairs(of_code) do
      local message = message_of(function()
        local _ = call "4x4"
      end)
      assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #1 to '" .. name, message)
    end
    for _, second in ipairs { "", {} } do
      local message = message_of(function()
        local _ = httpstatus.phrase("4x4", second)
      end)
      assert.matches("^tests/languages/lua/arguments_spec%.lua:%d+: bad argument #1 to 'phrase'", message)
    end
  end)

  it("takes every integer, and floats with an integral value", function()
    for _, functions in ipairs { of_code, of_integer } do
      for name, call in pairs(functions) do
        for _, code in ipairs(support.far_codes) do
          local answered, message = pcall(call, code)
          assert.is_true(answered, ("%s(%s): %s"):format(name, tostring(code), tostring(message)))
        end
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
    local message = message_of(httpstatus.phrase, "\27[31m'\\\t\r\n\0\127\194\155\226\130\172\255" .. ("a"):rep(1000))
    assert.equal(
      "bad argument #1 to 'phrase' (integer or text of three digits expected, got string "
        .. "'\\x1B[31m\\'\\\\\\t\\r\\n\\x00\\x7F\\xC2\\x9B\226\130\172\\xFF"
        .. ("a"):rep(62)
        .. "...')",
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
    assert.equal("Not Found", httpstatus.phrase(404, false)) -- no default
    assert.is_nil(httpstatus.phrase(299, false))
    for name, call in pairs {
      is_retryable = httpstatus.is_retryable,
      status_line = httpstatus.status_line,
    } do
      for _, value in ipairs { false, 1, "x", print } do
        local expected = ("^'%s' %%(table of options expected, got %s"):format(name, type(value))
        assert.matches(expected, refused(call, 500, value))
      end
    end
    assert.equal(
      "'tally_text' (table of options expected, got boolean false)",
      refused(httpstatus.tally_text, "", false)
    )
    assert.equal(
      "'tally_log' (table of options expected, got boolean false)",
      refused(httpstatus.tally_log, "x", false)
    )
    assert.equal(
      "'phrase' (string or table of options expected, got boolean true)",
      refused(httpstatus.phrase, 404, true)
    )
    assert.equal(
      "'status_line' (table of options expected, got string 'x')",
      refused(httpstatus.status_line, 404, "x")
    )
    assert.equal(
      "'is_retryable' (table of options expected, got boolean true)",
      refused(httpstatus.is_retryable, 404, true)
    )
    assert.equal(
      "'tally_text' (table of options expected, got string 'auto')",
      refused(httpstatus.tally_text, "", "auto")
    )
    assert.equal(
      "'tally_log' (table of options expected, got string 'auto')",
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
      assert.matches(("'%s' %%(.*table of options expected, got userdata%%)$"):format(name), refused(call, 404, set))
    end
    assert.equal("'tally_text' (table of options expected, got userdata)", refused(httpstatus.tally_text, "", set))
  end)

  it("have names that are known", function()
    assert.equal(
      "'phrase' (unknown option 'orign'; did you mean 'origin'?)",
      refused(httpstatus.phrase, 404, { orign = "nginx" })
    )
    assert.equal(
      "'phrase' (unknown option number 1; known: default, edition, origin)",
      refused(httpstatus.phrase, 404, { "" })
    )
    assert.equal(
      "'is_retryable' (unknown option 'idempotant'; did you mean 'idempotent'?)",
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
    local _, message = coroutine.resume(coroutine.create(httpstatus.phrase), "4x4")
    assert.equal("bad argument #1 to 'phrase' (integer or text of three digits expected, got string '4x4')", message)
    local made, thread = pcall(coroutine.create, core.refuse)
    if made then -- Lua 5.1 makes no coroutine of a C function
      _, message = coroutine.resume(thread, 1, nil, nil, "x")
      assert.equal("bad argument #1 to '?' (? expected, got string 'x')", message)
    end
  end)

  it("counts the arguments of a method without the object", function()
    local set = httpstatus.set "4xx"
    for _, text in ipairs { "4x4", "count" } do -- what is no member, and the name of a method
      assert.matches("bad argument #1 to 'contains'", support.message_of(set.contains, set, text), 1, true)
    end
  end)
end)

describe("a private function", function()
  it("refuses what the module never gives it", function()
    assert.matches("table expected", support.message_of(core.new_set, "nothing"), 1, true)
    assert.matches("table expected", support.message_of(core.suggest, "x", 5), 1, true)
    assert.matches("value expected", support.message_of(core.refuse, 1, "f", "x"), 1, true)
  end)
end)
