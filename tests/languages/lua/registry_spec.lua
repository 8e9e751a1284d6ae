--- Meanings, origins, classes, sources.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local lists = { "uses", "former_phrases", "former_names", "aliases", "other_specs", "see_also", "headers", "rules" }

describe("lookup", function()
  it("gives the first meaning of a code", function()
    local meaning = httpstatus.lookup(404)
    assert.equal(404, meaning.code)
    assert.equal("NOT_FOUND", meaning.name)
    assert.equal("Not Found", meaning.phrase)
    assert.equal("iana", meaning.origin)
    assert.equal("standard", meaning.standing)
    assert.equal("RFC 9110", meaning.spec)
    assert.equal("15.5.5", meaning.section)
    assert.matches("^https://", meaning.url)
    assert.is_string(meaning.explanation)
    assert.is_true(#meaning.uses > 0)
    assert.equal("htcpcp", httpstatus.lookup(418).origin)
    assert.equal("iana", httpstatus.lookup(451).origin)
    assert.equal("nginx", httpstatus.lookup(499).origin)
    assert.equal(0, httpstatus.lookup(0).code)
  end)

  it("gives the meaning of an origin", function()
    assert.equal("Token Required", httpstatus.lookup(499, "esri").phrase)
    assert.equal("Token Required", httpstatus.lookup(499, "Esri").phrase)
  end)

  it("says what it does not find", function()
    local meaning, message = httpstatus.lookup(299)
    assert.is_nil(meaning)
    assert.equal("status code 299 has no known meaning", message)
    assert.equal("status code 299 has no known meaning", select(2, httpstatus.lookup(299, "nginx")))
    assert.equal("status code 404 has no meaning from nginx; iana has one", select(2, httpstatus.lookup(404, "nginx")))
    assert.equal("unknown origin 'ngnix'; did you mean 'nginx'?", select(2, httpstatus.lookup(499, "ngnix")))
    assert.equal(
      "unknown origin 'quite another'; httpstatus.origins() lists them",
      select(2, httpstatus.lookup(499, "quite another"))
    )
    assert.is_nil((httpstatus.lookup(499, "nginx\0")))
  end)

  it("gives a meaning that says what it is", function()
    assert.equal("404 Not Found (iana)", tostring(httpstatus.lookup(404)))
    assert.equal("499 Token Required (esri)", tostring(httpstatus.lookup(499, "esri")))
    assert.equal("499 Client Closed Request (nginx)", tostring(httpstatus.meanings(499)[1]))
    assert.equal("418 I'm a Teapot (htcpcp)", tostring(httpstatus.search("teapot")[1]))
    local count = 0
    for meaning in httpstatus.registry() do
      assert.equal(
        ("%d %s (%s)"):format(meaning.code, meaning.phrase or meaning.name, meaning.origin),
        tostring(meaning)
      )
      count = count + 1
    end
    assert.is_true(count > 100)
    local meaning = httpstatus.lookup(404)
    meaning.code, meaning.phrase, meaning.name, meaning.origin = nil, nil, nil, nil
    assert.equal("nil nil (nil)", tostring(meaning))
    assert.equal("httpstatus.meaning", getmetatable(meaning))
  end)

  it("gives tables that are the caller's", function()
    local meaning = httpstatus.lookup(404)
    meaning.phrase, meaning.uses[1] = "changed", "changed"
    assert.equal("Not Found", httpstatus.lookup(404).phrase)
    assert.not_equal("changed", httpstatus.lookup(404).uses[1])
  end)
end)

describe("meanings", function()
  it("are all of a code, the first one first", function()
    local origins = {}
    for i, meaning in ipairs(httpstatus.meanings(499)) do
      origins[i] = meaning.origin
    end
    assert.same({
      "nginx", "esri", "heroku", "gorouter", "traefik", "caddy", "minio", "kong", "aspnetcore", "haproxy",
    }, origins)
    assert.same({}, httpstatus.meanings(299))
    for code = -10, 1100 do
      assert.same(httpstatus.lookup(code), httpstatus.meanings(code)[1])
      assert.equal(httpstatus.is_known(code), #httpstatus.meanings(code) > 0)
    end
  end)

  it("have every field", function()
    for meaning in httpstatus.registry() do
      for _, name in ipairs(lists) do
        assert.is_table(meaning[name])
      end
      for _, header in ipairs(meaning.headers) do
        assert.is_string(header.name)
        assert.is_true(header.message == "request" or header.message == "response")
        assert.is_string(header.need)
        assert.is_string(header.when)
      end
      for _, rule in ipairs(meaning.rules) do
        assert.is_string(rule.topic)
        assert.is_string(rule.text)
      end
      for _, code in ipairs(meaning.see_also) do
        assert.is_true(httpstatus.is_known(code))
      end
      for name, value in pairs(meaning) do
        assert.not_equal("", value, name)
      end
      for tag in meaning.source:gmatch "[^;%s]+" do
        assert.is_string(httpstatus.source(tag))
      end
    end
    assert.equal("Retry-After", httpstatus.lookup(503).headers[1].name)
  end)
end)

describe("the registry", function()
  it("goes through all meanings by code", function()
    local last, count = -1, 0
    for meaning in httpstatus.registry() do
      assert.is_true(meaning.code >= last)
      last, count = meaning.code, count + 1
    end
    support.each_row("tests/contract/facts/registry_keys.tsv", function(row)
      local found = false
      for _, meaning in ipairs(httpstatus.meanings(tonumber(row.code))) do
        if meaning.origin == row.origin and meaning.name == row.name then
          found = true
          assert.equal(row.confidence, meaning.confidence)
          assert.equal(row.expires, meaning.expires or "")
        end
      end
      assert(found, row.name)
      count = count - 1
    end)
    assert.equal(0, count)
  end)

  it("goes through those of an origin or a standing", function()
    local codes = {}
    for meaning in httpstatus.registry "NGINX" do
      assert.equal("nginx", meaning.origin)
      codes[#codes + 1] = meaning.code
    end
    assert.is_true(#codes > 5)
    for meaning in httpstatus.registry(nil, "draft") do
      assert.equal("draft", meaning.standing)
    end
    for meaning in httpstatus.registry("iana", "reserved") do
      assert.is_true(meaning.code == 306 or meaning.code == 418)
    end
    for _ in httpstatus.registry("nginx", "standard") do
      error "nginx has no standard codes"
    end
  end)

  it("stays at its end", function()
    local next_meaning = httpstatus.registry("iana", "reserved")
    assert.equal(306, next_meaning().code)
    assert.equal(418, next_meaning().code)
    assert.is_nil(next_meaning())
    assert.is_nil(next_meaning())
  end)

  it("refuses names that do not exist", function()
    assert.equal(
      "bad argument #1 to 'registry' (unknown origin 'ngnix'; did you mean 'nginx'?)",
      support.message_of(httpstatus.registry, "ngnix")
    )
    assert.equal(
      "bad argument #2 to 'registry' (unknown standing 'drafty'; did you mean 'draft'?)",
      support.message_of(httpstatus.registry, nil, "drafty")
    )
    assert.equal(
      "bad argument #2 to 'registry' (unknown standing 'good'; known: standard, temporary, deprecated, obsolete, "
        .. "reserved, draft, unofficial)",
      support.message_of(httpstatus.registry, nil, "good")
    )
  end)

  it("may be gone through by several at once", function()
    local a, b = httpstatus.registry(), httpstatus.registry()
    for _ = 1, 10 do
      assert.same(a(), b())
    end
  end)
end)

describe("search", function()
  it("gives meanings, best first", function()
    assert.equal(418, httpstatus.search("teapot")[1].code)
    assert.equal(404, httpstatus.search("not found")[1].code)
    assert.same({}, httpstatus.search "")
    assert.same({}, httpstatus.search "qqqq")
    assert.same({}, httpstatus.search(("timeout "):rep(10000)))
  end)
end)

describe("an origin", function()
  it("has an id, a name and a page", function()
    local ids = httpstatus.origins()
    assert.equal("iana", ids[1])
    for _, id in ipairs(ids) do
      local origin = httpstatus.origin(id)
      assert.equal(id, origin.id)
      assert.is_string(origin.name)
      assert.is_string(origin.class_name)
    end
    assert.equal("AWS Elastic Load Balancing", httpstatus.origin("AWS-ELB").name)
    local origin, message = httpstatus.origin "ngnix"
    assert.is_nil(origin)
    assert.equal("unknown origin 'ngnix'; did you mean 'nginx'?", message)
  end)
end)

describe("a class", function()
  it("is described", function()
    for digit = 1, 5 do
      local class = httpstatus.class(digit)
      assert.equal(digit, class.digit)
      assert.equal(digit .. "xx", class.label)
      assert.equal(class.name:lower(), httpstatus.status_class(digit * 100))
      assert.is_string(class.explanation)
      assert.is_string(class.definition)
    end
    for _, digit in ipairs { 0, 6, -1, 404, 2 ^ 53 } do
      local class, message = httpstatus.class(digit)
      assert.is_nil(class)
      assert.matches("^unknown class %S+; classes are 1 to 5$", message)
    end
  end)
end)

describe("a source", function()
  it("is what a tag stands for", function()
    assert.matches("RFC 9110", httpstatus.source "rfc9110")
    local source, message = httpstatus.source "x\27y"
    assert.is_nil(source)
    assert.equal("unknown source 'x\\x1By'; the field source of a meaning has the tags", message)
  end)
end)
