--- Sets. Their texts and algebra are in the vectors.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local message_of = support.message_of
local set = httpstatus.set

describe("a set", function()
  it("is made of a text, an integer, an array or a set", function()
    assert.equal("2xx", tostring(set "200-299"))
    assert.equal("404", tostring(set(404)))
    assert.equal("404", tostring(set(404.0)))
    assert.equal("200,404", tostring(set { 404, 200, 404 }))
    assert.equal("", tostring(set {}))
    assert.equal("000,999", tostring(set { 0, 999 }))
    assert.equal(set "4xx", set(set "4xx"))
  end)

  it("says what is wrong with a text", function()
    local found, message, position = set "2xx,99"
    assert.is_nil(found)
    assert.equal(5, position)
    assert.matches('^"2xx,99" is no set: .* at position 5$', message)
    for _, codes in ipairs { 1000, -1, 2 ^ 53 } do
      found, message = set(codes)
      assert.is_nil(found)
      assert.matches("^a set holds codes from 0 to 999, and not ", message)
    end
    found, message = set { 200, 1000 }
    assert.is_nil(found)
    assert.equal("a set holds codes from 0 to 999, and not 1000", message)
  end)

  it("refuses everything else", function()
    for _, value in ipairs { true, print, io.stdout } do
      assert.matches(
        "^bad argument #1 to 'set' %(text, integer, array of integers or set expected, got ",
        message_of(set, value)
      )
    end
    assert.matches("got nil%)$", message_of(set))
    assert.equal("bad argument #1 to 'set' (integer expected, got number 404.5)", message_of(set, 404.5))
    assert.equal(
      "bad argument #1 to 'set' (integer as item 2 expected, got string \"404\")",
      message_of(set, { 200, "404" })
    )
    assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: bad argument #1", message_of(function()
      local _ = set { 404.5 }
    end))
  end)

  it("answers to every integer", function()
    local codes = set "4xx,!404,000,999"
    for code = -10, 1100 do
      local expected = (code >= 400 and code < 500 and code ~= 404) or code == 0 or code == 999
      assert.equal(expected, codes[code])
      assert.equal(expected, codes:contains(code))
    end
    for _, code in ipairs(support.far_codes) do
      assert.equal(code == 0, codes[code])
      assert.equal(code == 0, codes:contains(code))
    end
    assert.is_true(codes[405.0])
    assert.is_true(codes:contains(405.0))
  end)

  it("refuses other keys", function()
    local codes = set "4xx"
    for _, case in ipairs(support.no_codes) do
      local expected = ("bad argument #1 to 'contains' (integer expected, got %s)"):format(case[2])
      assert.truthy(message_of(codes.contains, codes, case[1]):find(expected, 1, true))
      assert.truthy(message_of(function()
        local _ = codes[case[1]]
      end):find(expected, 1, true))
    end
    for _, method in ipairs { "contains", "count", "codes", "each" } do
      assert.matches('got string "' .. method .. '"', message_of(codes.contains, codes, method))
    end
    assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: ", message_of(function()
      local _ = codes["404"]
    end))
    assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: ", message_of(function()
      local _ = codes:contains "404"
    end))
  end)

  it("lists its codes", function()
    local codes, listed = set "404,301-303,999", {}
    assert.same({ 301, 302, 303, 404, 999 }, codes:codes())
    for code in codes:each() do
      listed[#listed + 1] = code
    end
    assert.same(codes:codes(), listed)
    assert.equal(5, codes:count())
    assert.equal(0, set(""):count())
    if _VERSION ~= "Lua 5.1" then
      assert.equal(5, #codes)
    end
  end)

  it("combines with sets, and with nothing else", function()
    local a, b = set "2xx,404", set "4xx"
    assert.equal("2xx,4xx", tostring(a + b))
    assert.equal("404", tostring(a * b))
    assert.equal("2xx", tostring(a - b))
    assert.equal("1xx-3xx,5xx", tostring(-b))
    local operators = {
      ["+"] = function(x, y)
        return x + y
      end,
      ["*"] = function(x, y)
        return x * y
      end,
      ["-"] = function(x, y)
        return x - y
      end,
    }
    for _, other in ipairs { "404", 404, {}, true } do
      for sign, operate in pairs(operators) do
        local expected = "bad argument #%d to 'set %%%s set' %%(set expected"
        assert.matches(expected:format(2, sign), message_of(operate, a, other))
        assert.matches(expected:format(1, sign), message_of(operate, other, a))
        assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: bad", message_of(operate, a, other))
      end
    end
    for _, name in ipairs { "count", "codes", "each" } do
      assert.matches(("^bad argument #1 to '%s' %%(set expected"):format(name), message_of(a[name], "404"))
    end
  end)

  it("has its complement with ~ where Lua has it", function()
    local complement = (loadstring or load) "return ~..." -- luacheck: ignore
    if complement then
      assert.equal(-set "4xx", complement(set "4xx"))
    end
  end)

  it("cannot be changed", function()
    local codes = set "4xx"
    for _, key in ipairs { 404, 200, 0, "x", "contains" } do
      assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: a set cannot be changed", message_of(function()
        codes[key] = true
      end))
    end
    assert.equal("httpstatus.set", getmetatable(codes))
    assert.is_false(pcall(setmetatable, codes, {}))
    assert.equal("4xx", tostring(codes))
  end)

  it("is the same object as an equal one, and a key", function()
    local codes = set "4xx"
    assert.is_true(rawequal(codes, set "400-499"))
    assert.is_true(rawequal(codes, set "4xx,200" - set(200)))
    assert.is_false(codes == set "5xx")
    assert.equal("found", ({ [codes] = "found" })[set "4XX"])
  end)

  it("goes when nobody needs it", function()
    local function make()
      for code = 0, 999 do
        set(code)
      end
    end
    make()
    collectgarbage()
    collectgarbage()
    local before = collectgarbage "count"
    make()
    make()
    collectgarbage()
    collectgarbage()
    assert.is_true(collectgarbage "count" < before + 64)
    assert.is_true(set(404)[404])
  end)
end)
