--- The neighbouring systems. Parsers are in the vectors; here are the facts, and the shapes.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local message_of, optional = support.message_of, support.optional

describe("grpc.to_http", function()
  it("takes a name in any style", function()
    local to_http = httpstatus.grpc.to_http
    assert.same({ 503, 504, 499 }, { to_http "UNAVAILABLE", to_http "DeadlineExceeded", (to_http "Canceled") })
    local code, message = to_http "UNAVALIABLE"
    assert.is_nil(code)
    assert.matches("^unknown gRPC status 'UNAVALIABLE'", message)
  end)

  it("refuses anything else", function()
    local message = support.message_of(httpstatus.grpc.to_http, 1.5)
    assert.equal("bad argument #1 to 'grpc.to_http' (integer or name expected, got number 1.5)", message)
  end)
end)

describe("the systems", function()
  it("are modules of their own, too", function()
    for _, name in ipairs { "warning", "smtp", "iis", "cloudflare", "grpc", "retry", "systems" } do
      assert.equal(httpstatus[name], require("httpstatus." .. name))
    end
  end)

  it("of codes have tables of their own", function()
    for _, system in ipairs(httpstatus.systems.list()) do
      local own = httpstatus[system.id]
      assert.equal(own, require("httpstatus." .. system.id))
      assert.same(system, own.system())
      assert.same(system, httpstatus.systems.find(system.prefix:upper()))
      assert.same(own.entries(), httpstatus.systems.entries(system.id))
    end
    assert.equal(
      "unknown websocket code 99999; httpstatus.websocket.entries() lists them",
      select(2, httpstatus.websocket.lookup(99999))
    )
    assert.equal("unknown haproxy code 'SH-'; did you mean 'SH--'?", select(2, httpstatus.haproxy.lookup "SH-"))
    local kind = rawget(math, "type")
    assert.equal("integer", kind and kind(httpstatus.http3.lookup("0x21").last) or "integer")
  end)

  it("of codes know every fact", function()
    local count, total = 0, 0
    support.each_row("tests/contract/facts/systems.tsv", function(row)
      local own = httpstatus[row.system]
      local entry
      for _, each in ipairs(own.entries()) do
        entry = each.key == row.key and (each.part or "") == row.part and each or entry
      end
      assert(entry.number == tonumber(row.number) and entry.last == tonumber(row.last), "numbers")
      assert(entry.http_status == tonumber(row.http_status) and (entry.retry or "") == row.retry)
      assert((entry.evidence == "third-party") == (row.third_party == "1"))
      assert(#entry.names == select(2, row.names:gsub("[^;]+", "")))
      for name in row.names:gmatch "[^;]+" do
        assert.same(entry, (own.lookup(name)))
      end
      if entry.number then
        assert(own.lookup(entry.number).number == entry.number)
        assert(own.lookup(("%.0f"):format(entry.number)).number == entry.number)
      end
      count = count + 1
    end)
    for _, system in ipairs(httpstatus.systems.list()) do
      total = total + #httpstatus[system.id].entries()
    end
    assert.equal(total, count)
  end)

  it("know every fact", function()
    support.each_row("tests/contract/facts/warning.tsv", function(row)
      local warning = httpstatus.warning.lookup(tonumber(row.code))
      assert(warning.name == row.name and warning.phrase == row.phrase and warning.section == row.section)
      assert(warning.persistent == (row.persistent == "1") and warning.former_code == tonumber(row.former_code))
    end)
    support.each_row("tests/contract/facts/smtp_reply.tsv", function(row)
      local reply = httpstatus.smtp.replies(tonumber(row.code))[tonumber(row.place)]
      assert(reply.code == tonumber(row.code) and reply.standing == row.standing)
    end)
    support.each_row("tests/contract/facts/smtp_enhanced.tsv", function(row)
      local enhanced = httpstatus.smtp.enhanced(("5.%s.%s"):format(row.subject, row.detail))
      assert(#enhanced.title > 0 and enhanced.standing == row.standing)
      assert(table.concat(enhanced.basic, ",") == row.basic)
    end)
    support.each_row("tests/contract/facts/iis.tsv", function(row)
      local substatus = httpstatus.iis.substatuses(tonumber(row.code), tonumber(row.sub))[tonumber(row.place)]
      assert(substatus.code == tonumber(row.code) and substatus.sub == tonumber(row.sub))
    end)
    support.each_row("tests/contract/facts/cloudflare.tsv", function(row)
      local found = httpstatus.cloudflare.errors(tonumber(row.code))[tonumber(row.place)]
      assert(found.title == row.title and found.http_status == tonumber(row.http_status))
    end)
    support.each_row("tests/contract/facts/retry.tsv", function(row)
      assert(httpstatus.set(httpstatus.retry.policy(row.id).codes) == httpstatus.set(row.codes))
    end)
  end)

  it("read every reply that servers gave", function()
    local count = 0
    support.each_row("tests/contract/facts/smtp_replies_seen.tsv", function(row)
      local reply, message = httpstatus.smtp.parse(row.text)
      if optional(row.refused) then
        assert(not reply and message:find(row.refused, 1, true), message)
        assert.is_nil(httpstatus.smtp.find(row.text))
      else
        assert(reply, message)
        assert.equal(tonumber(row.code), reply.code)
        assert.equal(optional(row.enhanced), reply.enhanced)
      end
      count = count + 1
    end)
    assert(count > 500)
  end)

  it("tell whose side has to act on a reply", function()
    support.each_row("tests/contract/facts/smtp_situations.tsv", function(row)
      local reply = assert(httpstatus.smtp.parse(row.reply, optional(row.command)))
      assert.equal(optional(row.party), reply.party)
      assert.equal(optional(row.action), reply.action)
      assert.equal(reply.party, reply.situation and reply.situation.party)
    end)
    assert(#httpstatus.smtp.situations() > 40)
  end)

  it("take the command that a reply answers", function()
    local smtp = httpstatus.smtp
    assert.equal("RCPT", smtp.parse("550 no", "rcpt to:<a@b.example>").command)
    assert.is_nil(smtp.parse("550 no", nil).command)
    assert.equal("END-OF-MESSAGE", smtp.find("550 no", "end of DATA").command)
    for _, name in ipairs { "parse", "find" } do
      local message = message_of(smtp[name], "550 no", "FROB")
      assert(message:find("unknown command 'FROB'; pass a verb", 1, true), message)
    end
  end)

  it("list all their rows", function()
    local warning, smtp, iis = httpstatus.warning, httpstatus.smtp, httpstatus.iis
    for _, row in ipairs(warning.list()) do
      assert.same(row, warning.lookup(row.code))
    end
    for _, row in ipairs(smtp.list()) do
      assert.equal(row.code, smtp.reply(row.code).code)
    end
    for _, row in ipairs(smtp.details()) do
      assert.is_nil(row.status_class)
      assert.equal(row.title, smtp.enhanced(("4.%d.%d"):format(row.subject, row.detail)).title)
    end
    for _, row in ipairs(iis.list()) do
      assert.equal(iis.substatus(row.code, row.sub).code, row.code)
    end
    for _, row in ipairs(httpstatus.cloudflare.list()) do
      assert.equal(row.code, httpstatus.cloudflare.error(row.code).code)
    end
    for _, row in ipairs(httpstatus.retry.policies()) do
      assert.same(row, httpstatus.retry.policy(row.id))
    end
    assert.is_true(#smtp.pairings() > 0)
  end)
end)

describe("warning", function()
  local warning = httpstatus.warning

  it("explains a warn code", function()
    assert.equal("Response is Stale", warning.lookup(110).phrase)
    assert.is_false(warning.lookup(110).persistent)
    assert.is_string(warning.lookup(110).persistence)
    assert.is_string(warning.status())
    local found, message = warning.lookup(1)
    assert.is_nil(found)
    assert.equal("unknown warn code 1; httpstatus.warning.list() lists them", message)
  end)

  it("takes a field apart", function()
    assert.same({
      { code = 110, agent = "cache:80", text = "Response is Stale" },
      { code = 112, agent = "-", text = 'said "off"', date = "Fri, 20 Nov 2026 10:00:00 GMT" },
    }, warning.parse '110 cache:80 "Response is Stale", 112 - "said \\"off\\"" "Fri, 20 Nov 2026 10:00:00 GMT"')
    assert.same({}, warning.parse "")
    local values, message, position = warning.parse '110 - "x", 11'
    assert.is_nil(values)
    assert.equal(12, position)
    assert.matches("^invalid Warning field '.*': .* at position 12$", message)
  end)

  it("takes a huge field", function()
    local count = 20000
    assert.equal(count, #warning.parse((('199 - "a\\"b",'):rep(count))))
  end)
end)

describe("smtp", function()
  local smtp = httpstatus.smtp

  it("takes a reply apart, and explains it", function()
    local reply = smtp.parse "550-5.1.1 No such\r\n550 5.1.1 user\r\n"
    assert.equal(550, reply.code)
    assert.equal("5.1.1", reply.enhanced)
    assert.equal("No such\nuser", reply.text)
    assert.equal(2, reply.lines)
    assert.equal("permanent", reply.severity)
    assert.equal(550, reply.meaning.code)
    assert.equal("5.1.1", reply.detail.code)
    assert.equal("Bad destination mailbox address", reply.detail.title)
  end)

  it("leaves out what is not there", function()
    local reply = smtp.parse "299 5.999.999 hello"
    assert.same({ code = 299, text = "5.999.999 hello", lines = 1, severity = "success" }, reply)
    reply = smtp.parse "550 5.999.999 hello"
    assert.equal("5.999.999", reply.enhanced)
    assert.is_nil(reply.detail)
  end)

  it("says where a reply goes wrong", function()
    local reply, message, position = smtp.parse "250-a\r\n251 b"
    assert.is_nil(reply)
    assert.equal(8, position)
    assert.matches("^invalid SMTP reply '250%-a\\r\\n251 b': ", message)
  end)

  it("explains codes", function()
    assert.equal("permanent", smtp.severity(550))
    assert.is_nil(smtp.severity(199))
    assert.is_nil(smtp.severity(2 ^ 40))
    assert.equal("unknown SMTP reply code 999; httpstatus.smtp.list() lists them", select(2, smtp.reply(999)))
    assert.same({}, smtp.replies(999))
    local enhanced, message = smtp.enhanced "5.999.1"
    assert.is_nil(enhanced)
    assert.equal("unknown enhanced status code 5.999.1; httpstatus.smtp.details() lists them", message)
    assert.same({ 550 }, { smtp.enhanced("5.1.1").basic[1] and 550 })
  end)

  it("knows what goes together", function()
    for _, pairing in ipairs(smtp.pairings()) do
      assert.is_boolean(pairing.agrees)
      assert.is_number(pairing.code)
    end
  end)
end)

describe("iis", function()
  local iis = httpstatus.iis

  it("takes a text or two integers", function()
    assert.same(iis.substatus "404.13", iis.substatus(404, 13))
    assert.same(iis.substatuses "404.13", iis.substatuses(404.0, 13.0))
    assert.equal("Content length too large", iis.substatus("404.13").title)
  end)

  it("gives all sub-statuses of a code", function()
    local expected = {}
    for _, row in ipairs(iis.list()) do
      if row.code == 404 then
        expected[#expected + 1] = row
      end
    end
    assert.is_true(#expected > 10)
    assert.same(expected, iis.substatuses(404))
    assert.matches("^invalid sub%-status '404': ", (select(2, iis.substatuses "404")))
    assert.same({}, iis.substatuses(2 ^ 40))
  end)

  it("says what it does not find", function()
    assert.equal("unknown sub-status 404.999; httpstatus.iis.list() lists them", select(2, iis.substatus "404.999"))
    assert.equal("unknown sub-status 404.999; httpstatus.iis.list() lists them", select(2, iis.substatus(404, 999)))
    assert.same({}, iis.substatuses(404, 2 ^ 40))
    for _, call in ipairs { iis.substatus, iis.substatuses } do
      local found, message, position = call "404.x"
      assert.is_nil(found)
      assert.equal(5, position)
      assert.matches("^invalid sub%-status '404.x': ", message)
    end
  end)

  it("refuses the wrong types", function()
    assert.equal("bad argument #1 to 'iis.substatus' (string or integer expected, got nil)", message_of(iis.substatus))
    assert.equal("bad argument #2 to 'iis.substatus' (integer expected, got nil)", message_of(iis.substatus, 404))
    assert.equal(
      "bad argument #2 to 'iis.substatuses' (integer expected, got string '13')",
      message_of(iis.substatuses, 404, "13")
    )
    assert.equal(
      "bad argument #2 to 'iis.substatus' (no further argument expected, got number 13)",
      message_of(iis.substatus, "404.13", 13)
    )
  end)
end)

describe("cloudflare", function()
  it("explains an error", function()
    assert.equal(1020, httpstatus.cloudflare.error(1020).code)
    assert.equal(2, #httpstatus.cloudflare.errors(1002))
    assert.same(httpstatus.cloudflare.error(1002), httpstatus.cloudflare.errors(1002)[1])
    assert.equal(
      "unknown Cloudflare error 1; httpstatus.cloudflare.list() lists them",
      select(2, httpstatus.cloudflare.error(1))
    )
  end)

  it("takes the digits of an error", function()
    assert.same(httpstatus.cloudflare.error(1020), httpstatus.cloudflare.error "1020")
    assert.same(httpstatus.cloudflare.errors(1002), httpstatus.cloudflare.errors "1002")
    assert.equal(
      "unknown Cloudflare error 9999; httpstatus.cloudflare.list() lists them",
      select(2, httpstatus.cloudflare.error "9999")
    )
    local expected = "bad argument #1 to 'cloudflare.error' (integer or text of four digits expected, got string '%s')"
    for _, text in ipairs { "404", "10200", "102x", "" } do
      assert.equal(expected:format(text), message_of(httpstatus.cloudflare.error, text))
    end
  end)
end)

describe("grpc", function()
  local grpc = httpstatus.grpc

  it("maps one way and the other", function()
    assert.equal(404, grpc.to_http(5))
    assert.equal(14, grpc.from_http(503))
    assert.equal(500, grpc.to_http(-1))
    assert.equal(2, grpc.from_http(299))
    assert.is_string(grpc.note())
    support.each_row("tests/contract/facts/grpc.tsv", function(row)
      if row.direction == "to_http" then
        assert(grpc.to_http(tonumber(row.number)) == tonumber(row.http))
        assert(grpc.name(tonumber(row.number)) == row.name)
      elseif row.http ~= "*" then
        assert(grpc.from_http(tonumber(row.http)) == tonumber(row.number))
      end
    end)
  end)

  it("knows names", function()
    for number, status in ipairs(grpc.list()) do
      assert.equal(number - 1, status.number)
      assert.equal(status.name, grpc.name(status.number))
      assert.equal(status.number, grpc.number(status.name:lower()))
    end
    assert.equal("twirp", grpc.maps()[#grpc.maps()].id)
    assert.equal(412, grpc.map_to_http("twirp", "FailedPrecondition"))
    assert.equal(8, grpc.map_from_http("twirp", "429"))
    assert.equal("the map 'twirp' has nothing for number 404", select(2, grpc.map_from_http("twirp", 404)))
    local _, message = grpc.map_to_http("google.api_core", "OK")
    assert.equal("the map 'google.api_core' has nothing for string 'OK'", message)
    assert.equal("unknown gRPC map 'twrip'; did you mean 'twirp'?", select(2, grpc.map_to_http("twrip", 5)))
    local wanted = "bad argument #2 to 'grpc.map_to_http' (integer or name expected, got nil)"
    assert.equal(wanted, support.message_of(grpc.map_to_http, "twirp"))
    wanted = "bad argument #1 to 'grpc.map_from_http' (string expected, got number 404)"
    assert.equal(wanted, support.message_of(grpc.map_from_http, 404, "twirp"))
    assert.matches("no further argument", support.message_of(grpc.map_from_http, "twirp", 404, 1), 1, true)
    assert.equal("unknown gRPC status 99; httpstatus.grpc.list() lists them", select(2, grpc.name(99)))
    assert.equal("unknown gRPC status 'NOT_FUOND'; did you mean 'NOT_FOUND'?", select(2, grpc.number "NOT_FUOND"))
  end)
end)

describe("retry", function()
  it("lists the clients that retry after a code", function()
    local all, after = {}, {}
    for _, policy in ipairs(httpstatus.retry.policies()) do
      all[#all + 1] = policy.id
      if httpstatus.set(policy.codes):contains(500) then
        after[#after + 1] = policy.id
      end
    end
    assert.same(all, httpstatus.retry.clients())
    assert.same(after, httpstatus.retry.clients(500))
    assert.same(after, httpstatus.retry.clients "500")
    assert.is_true(#after > 0 and #after < #all)
    assert.same({}, httpstatus.retry.clients(2 ^ 40))
    assert.equal(
      "bad argument #1 to 'retry.clients' (integer or text of three digits expected, got string 'x')",
      message_of(httpstatus.retry.clients, "x")
    )
  end)

  it("knows what clients repeat", function()
    local curl = httpstatus.retry.policy "curl"
    assert.is_true(httpstatus.set(curl.codes)[503])
    assert.is_table(curl.methods)
    assert.is_string(optional(curl.version))
    local policy, message = httpstatus.retry.policy "wget\0"
    assert.is_nil(policy)
    assert.matches("^unknown retry policy 'wget\\x00'; known: .*curl", message)
  end)
end)
