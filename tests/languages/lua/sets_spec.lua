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

  it("is made of what a configuration gives", function()
    for text, items in pairs {
      ["429,5xx"] = { 429, "5xx" },
      ["2xx,301,404"] = { "2xx", 301, "404" },
      ["200,300-302"] = { "200", "300-302" },
      ["200-203,205-299"] = { "2xx", "!204" },
      ["2xx"] = { "2xx", "", " ", 204.0 },
      ["1xx-3xx,400-403,405-499,5xx"] = { "!404" },
      ["200,300-302,429,5xx"] = { "200 300-302", "429;5xx" },
      ["000,4xx,999"] = { 999, set "4xx", "000" },
      [""] = { "", set "" },
    } do
      assert.equal(text, tostring(set(items)))
      assert.equal(set(text), set(items))
    end
    assert.equal("200,404", tostring(set { 200, 404, n = 2 })) -- table.pack
    assert.equal(set "4xx", set("4xx", nil, nil))
    local found, message, position = set { 200, "50x" }
    assert.is_nil(found)
    assert.equal(1, position)
    assert.matches("^invalid status set '50x' as item 2: .* %(write 500%-509%) at position 1$", message)
    found, message, position = set { "2xx,x9" }
    assert.is_nil(found)
    assert.equal(5, position)
    assert.matches("^invalid status set '2xx,x9' as item 1: ", message)
  end)

  it("is not made of what only looks like an array", function()
    for key, items in pairs {
      ["number 404"] = { [404] = true },
      ["string 'x'"] = { 200, x = 404 },
      ["string 'n'"] = { 200, n = 2 },
      ["number 1.5"] = { 200, [1.5] = 404 },
      ["number 0"] = { [0] = 404, 200 },
      ["boolean true"] = { [true] = 404 },
    } do
      local message = message_of(function()
        local _ = set(items)
      end)
      assert.matches("sets_spec%.lua:%d+: bad argument #1 to 'set' %(array of status codes and texts", message)
      assert.truthy(message:find("got table with the key " .. key .. "; ", 1, true), message)
    end
    for _, metafield in ipairs { "__len", "__pairs", "__name" } do
      local object = setmetatable({ 200 }, { [metafield] = metafield == "__name" and "object" or function() end })
      assert.matches("array of status codes and texts expected, got table", message_of(set, object))
    end
    assert.equal("200", tostring(set(setmetatable({ 200 }, {}))))
  end)

  it("refuses a second argument, and says what to do", function()
    local message = message_of(function()
      local _ = set(429, "5xx")
    end)
    assert.matches("sets_spec%.lua:%d+: bad argument #2 to 'set' %(no further argument expected, got ", message)
    assert.matches("got string '5xx'; give several in an array, as in {429, '5xx'}%)$", message)
    assert.matches("bad argument #3 to 'set'", message_of(set, 429, nil, false))
    assert.matches("bad argument #1 to 'set'", message_of(set, true, "5xx"))
    local codes = set "4xx"
    for _, name in ipairs { "count", "codes", "each" } do
      local expected = ("bad argument #1 to '%s' (no further argument expected, got number 1)"):format(name)
      assert.truthy(message_of(codes[name], codes, 1):find(expected, 1, true))
    end
    assert.truthy(
      message_of(codes.contains, codes, 404, false):find(
        "bad argument #2 to 'contains' (no further argument expected, got boolean false)",
        1,
        true
      )
    )
    assert.matches("bad argument #1 to 'contains' %(set expected, got table", message_of(codes.contains, {}, 404))
  end)

  it("takes text of three digits for a code", function()
    local codes = set "4xx,000"
    for _, code in ipairs { 0, 1, 99, 400, 404, 499, 500, 999 } do
      local text = ("%03d"):format(code)
      assert.equal(codes[code], codes[text])
      assert.equal(codes[code], codes:contains(text))
    end
  end)

  it("is not an array, and is not taken for one", function()
    local codes = set "4xx"
    assert.matches("sets_spec%.lua:%d+: ", message_of(function()
      for _ in ipairs(codes) do
        error "there is no item"
      end
    end))
    assert.is_false(codes[1])
    assert.is_false(codes:contains(1))
    assert.is_false((pcall(table.concat, codes)))
    assert.is_false((pcall(support.unpack, codes)))
    if _VERSION ~= "Lua 5.1" then
      local found = {}
      for code, value in pairs(set "200,404") do
        found[#found + 1] = code
        assert.is_true(value)
      end
      assert.same({ 200, 404 }, found)
    end
  end)

  for library, encode in pairs(support.json) do
    it("is not an empty object of " .. library, function()
      local good, json = pcall(encode, set "4xx")
      assert.is_true(not good or json == nil, json)
    end)
  end

  it("says what is wrong with a text", function()
    local found, message, position = set "2xx,x9"
    assert.is_nil(found)
    assert.equal(5, position)
    assert.matches("^invalid status set '2xx,x9': .* at position 5$", message)
    for _, codes in ipairs { 1000, -1, 2 ^ 53 } do
      found, message = set(codes)
      assert.is_nil(found)
      assert.matches("^invalid status code %S+: a set holds codes from 0 to 999$", message)
    end
    found, message = set { 200, 1000 }
    assert.is_nil(found)
    assert.equal("invalid status code 1000 as item 2: a set holds codes from 0 to 999", message)
  end)

  it("refuses everything else", function()
    for _, value in ipairs { true, print, io.stdout } do
      assert.matches(
        "^bad argument #1 to 'set' %(text, integer, array of these or set expected, got ",
        message_of(set, value)
      )
    end
    assert.matches("got nil%)$", message_of(set))
    assert.equal("bad argument #1 to 'set' (integer expected, got number 404.5)", message_of(set, 404.5))
    assert.equal(
      "bad argument #1 to 'set' (integer or text as item 2 expected, got boolean true)",
      message_of(set, { 200, true })
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
      local expected = "bad argument #1 to 'contains' (integer or text of three digits expected, got " .. case[2] .. ")"
      assert.truthy(message_of(codes.contains, codes, case[1]):find(expected, 1, true))
      assert.truthy(message_of(function()
        local _ = codes[case[1]]
      end):find(expected, 1, true))
    end
    for _, method in ipairs { "contains", "count", "codes", "each" } do
      assert.matches("got string '" .. method .. "'", message_of(codes.contains, codes, method))
    end
    assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: ", message_of(function()
      local _ = codes["4x4"]
    end))
    assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: ", message_of(function()
      local _ = codes:contains "4x4"
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
    assert.equal(5, #codes)
    assert.equal(0, #set "")
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
      assert.matches("^tests/languages/lua/sets_spec%.lua:%d+: cannot change a set", message_of(function()
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
