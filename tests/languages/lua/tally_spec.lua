--- Tallies of arrays, and what every tally can do.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local message_of = support.message_of
local tally, set = httpstatus.tally, httpstatus.set

describe("a tally", function()
  it("counts an array", function()
    local counted = tally { 200, 404, 200, 204, 0, 999, 1000, -1, 2 ^ 53 }
    assert.equal(2, counted[200])
    assert.equal(2, counted[200.0])
    assert.equal(1, counted[404])
    assert.equal(1, counted[0])
    assert.equal(1, counted[999])
    assert.equal(0, counted[500])
    assert.equal(6, counted.total)
    assert.equal(3, counted.skipped)
    assert.same({ ["1xx"] = 0, ["2xx"] = 3, ["3xx"] = 0, ["4xx"] = 1, ["5xx"] = 0, other = 2 }, counted.classes)
    assert.same({}, counted.substatuses)
    assert.equal(0, counted.substatuses_lost)
  end)

  it("of nothing is empty", function()
    local empty = tally {}
    assert.equal(0, empty.total)
    assert.equal(0, empty.skipped)
    assert.equal(0, empty:rate "5xx")
    assert.equal("total 0, skipped 0", tostring(empty))
    for _ in empty:each() do
      error "an empty tally has no codes"
    end
  end)

  it("answers to every integer", function()
    local counted = tally { 200 }
    for _, code in ipairs(support.far_codes) do
      assert.equal(0, counted[code])
    end
  end)

  it("counts and rates sets", function()
    local counted = tally { 200, 200, 404, 503, 1000 }
    assert.equal(2, counted:count(set "4xx-5xx"))
    assert.equal(0.5, counted:rate(set "4xx-5xx"))
    assert.equal(0.25, counted:rate "5xx")
    assert.equal(0.5, counted:rate(200))
    assert.equal(3, counted:count { 200, 404 })
    local rate, message, position = counted:rate "9"
    assert.is_nil(rate)
    assert.equal(1, position)
    assert.matches("^invalid status set '9': ", message)
    assert.is_nil((counted:count(1000)))
    assert.matches(
      "bad argument #1 to 'rate' %(text, integer, array of these or set expected, got nil%)",
      message_of(counted.rate, counted)
    )
    assert.matches(
      "bad argument #1 to 'count' %(integer expected, got number 0.5%)",
      message_of(counted.count, counted, 0.5)
    )
  end)

  it("goes through its codes in order", function()
    local codes, counts = {}, {}
    for code, count in tally({ 503, 200, 404, 200, 0 }):each() do
      codes[#codes + 1], counts[#counts + 1] = code, count
    end
    assert.same({ 0, 200, 404, 503 }, codes)
    assert.same({ 1, 2, 1, 1 }, counts)
    if _VERSION ~= "Lua 5.1" then
      local paired = {}
      for code, count in pairs(tally { 404, 200, 404 }) do
        paired[#paired + 1] = code .. "=" .. count
      end
      assert.same({ "200=1", "404=2" }, paired)
    end
  end)

  it("steps on from any integer", function()
    local step, counted = tally({ 0, 200, 999 }):each()
    assert.equal(0, (step(counted, -5)))
    assert.equal(0, (step(counted, nil)))
    assert.equal(200, (step(counted, 0)))
    assert.equal(999, (step(counted, 200)))
    for _, code in ipairs { 999, 1000, 2 ^ 31 - 1 } do
      assert.is_nil((step(counted, code)))
    end
    assert.matches("integer or text of three digits expected", message_of(step, counted, "x"))
    assert.matches("tally expected", message_of(step, {}, 1))
  end)

  it("adds up", function()
    local a, b = tally { 200, 404, 1000 }, tally { 200, 503 }
    local sum = a + b
    assert.equal(2, sum[200])
    assert.equal(4, sum.total)
    assert.equal(1, sum.skipped)
    assert.equal(1, a[200])
    assert.equal(b + a, sum)
    assert.is_true(tally { 200, 404 } == tally { 404, 200 })
    assert.is_false(a == b)
    for _, other in ipairs { 1, "x", {}, io.stdout, true } do
      local message = message_of(function()
        return a + other
      end)
      assert.matches("bad argument #2 to 'tally %+ tally' %(tally expected, got " .. type(other), message)
      assert.is_false(a == other)
    end
  end)

  it("has a text", function()
    assert.equal("000: 1, 200: 2, 404: 1, total 4, skipped 1", tostring(tally { 404, 200, 0, 200, -1 }))
  end)

  it("refuses what is no code and no member", function()
    local counted = tally { 404 }
    for _, case in ipairs(support.no_codes) do
      assert.truthy(
        message_of(function()
          local _ = counted[case[1]]
        end):find(
          type(case[1]) == "string" and "unknown tally member " .. case[2]:match "'.*'"
            or "invalid index of a tally: integer or text of three digits or the name of a member expected, got "
              .. case[2],
          1,
          true
        )
      )
    end
    local expected = "^tests/languages/lua/tally_spec%.lua:%d+: unknown tally member 'totl'; did you mean 'total'%?$"
    assert.matches(expected, message_of(function()
      local _ = counted.totl
    end))
  end)

  it("cannot be changed", function()
    local counted = tally { 404 }
    assert.is_false(pcall(function()
      counted[404] = 5
    end))
    assert.equal("httpstatus.tally", getmetatable(counted))
  end)

  it("takes methods from nothing else", function()
    local counted = tally { 404 }
    for _, other in ipairs { {}, "x", 1, io.stdout } do
      assert.matches("tally expected, got ", message_of(counted.each, other))
      assert.matches("tally expected, got ", message_of(counted.count, other, 404))
      assert.matches("tally expected, got ", message_of(counted.rate, other, 404))
    end
    assert.matches("tally expected, got nil", message_of(counted.each))
  end)
end)

describe("tally", function()
  it("refuses what is no array of integers", function()
    for _, value in ipairs { 404, "404", true, print, httpstatus.set "4xx" } do
      assert.matches("^bad argument #1 to 'tally' %(array of status codes expected, got ", message_of(tally, value))
    end
    for _, case in ipairs(support.no_codes) do
      assert.equal(
        ("bad argument #1 to 'tally' (integer or text of three digits as item 2 expected, got %s)"):format(case[2]),
        message_of(tally, { 200, case[1], 404 })
      )
    end
    assert.matches("^tests/languages/lua/tally_spec%.lua:%d+: ", message_of(function()
      local _ = tally { 404.5 }
    end))
  end)

  it("counts codes that are text", function()
    local counted = tally { "404", 404, "200", 404.0, "000" }
    assert.equal("000: 1, 200: 1, 404: 3, total 5, skipped 0", tostring(counted))
    assert.equal(3, counted["404"])
    assert.equal(0, counted["500"])
    assert.equal("200: 1, total 1, skipped 0", tostring(tally { 200, n = 1 })) -- table.pack
  end)

  it("refuses a map, which has no items, and says what to do", function()
    for key, map in pairs {
      ["number 200"] = { [200] = 5 },
      ["number 404"] = { 200, [404] = 5 },
      ["string 'x'"] = { 200, 404, x = 500 },
      ["string 'n'"] = { 200, n = 3 },
      ["string '200'"] = { ["200"] = 5 },
      ["number 0"] = { [0] = 200 },
    } do
      local message = message_of(function()
        local _ = tally(map)
      end)
      local expected = "tally_spec%.lua:%d+: bad argument #1 to 'tally' %(array of status codes expected, got table "
      assert.matches(expected, message)
      local rest = "with the key " .. key .. "; give the codes themselves, as in {200, 404})"
      assert.truthy(message:find(rest, 1, true), message)
    end
    local holes = {}
    holes[1], holes[2], holes[4] = 200, 404, 500
    assert.matches("^bad argument #1 to 'tally'", message_of(tally, holes))
    for _, metafield in ipairs { "__len", "__pairs", "__name" } do
      local object = setmetatable({ 200 }, { [metafield] = metafield == "__name" and "object" or function() end })
      assert.matches("array of status codes expected, got table", message_of(tally, object))
    end
    assert.equal(1, tally(setmetatable({ 200 }, {})).total)
  end)

  it("refuses a second argument", function()
    for _, surplus in ipairs { 404, false, {} } do
      local message = message_of(function()
        local _ = tally({ 200 }, surplus)
      end)
      assert.matches("tally_spec%.lua:%d+: bad argument #2 to 'tally' %(no further argument expected, got ", message)
    end
    assert.equal(1, tally({ 200 }, nil).total)
    local counted = tally { 200 }
    for _, name in ipairs { "count", "rate" } do
      local expected = "bad argument #2 to '%s' (no further argument expected, got number 404; give several"
      assert.truthy(message_of(counted[name], counted, 200, 404):find(expected:format(name), 1, true))
    end
    assert.truthy(
      message_of(counted.each, counted, 1):find("bad argument #1 to 'each' (no further argument expected", 1, true)
    )
  end)

  it("is not an array, and is not taken for one", function()
    local counted = tally { 200, 1 }
    assert.matches("tally_spec%.lua:%d+: ", message_of(function()
      for _ in ipairs(counted) do
        error "there is no item"
      end
    end))
    assert.equal(1, counted[1])
    assert.is_false((pcall(support.unpack, counted)))
  end)

  for library, encode in pairs(support.json) do
    it("is not an empty object of " .. library, function()
      local good, json = pcall(encode, tally { 200 })
      assert.is_true(not good or json == nil, json)
    end)
  end

  it("counts a long array", function()
    local codes = {}
    for i = 1, 100000 do
      codes[i] = 100 + i % 500
    end
    local counted = tally(codes)
    assert.equal(100000, counted.total)
    for code = 100, 599 do
      assert.equal(200, counted[code])
    end
  end)
end)

describe("tallies with sub-statuses", function()
  local function w3c(...)
    return httpstatus.tally_text("#Fields: sc-status sc-substatus\n" .. table.concat({ ... }, "\n") .. "\n")
  end

  it("merge from both sides", function()
    local one, other = w3c("404 1", "404 3", "500 19"), w3c("404 2", "404 3")
    local sum = { ["404.1"] = 1, ["404.2"] = 1, ["404.3"] = 2, ["500.19"] = 1 }
    assert.same(sum, (one + other).substatuses)
    assert.same(sum, (other + one).substatuses)
    assert.same(one.substatuses, (one + w3c "-").substatuses)
    assert.same(one.substatuses, (w3c "200 -" + one).substatuses)
  end)

  it("are equal with all of them", function()
    assert.is_true(w3c("404 1", "404 2") == w3c("404 2", "404 1"))
    assert.is_false(w3c("404 1", "404 2") == w3c("404 1", "404 1")) -- fewer kinds
    assert.is_false(w3c("404 1", "404 1", "404 2") == w3c("404 1", "404 2", "404 2")) -- other counts
    assert.is_false(w3c("404 1", "404 2") == w3c("404 1", "404 3")) -- other kinds
    assert.is_false(w3c "404 1" == w3c "404 -")
  end)

  it("are not equal where one has lost some", function()
    local lines, more = {}, {}
    for sub = 0, 999 do
      lines[#lines + 1] = "404 " .. sub
      more[#more + 1] = "404 " .. sub
    end
    for sub = 1, 24 do
      lines[#lines + 1], more[#more + 1] = "500 " .. sub, "500 " .. sub
    end
    lines[#lines + 1], more[#more + 1] = "500 -", "500 25"
    local whole, lost = w3c(table.concat(lines, "\n")), w3c(table.concat(more, "\n"))
    assert.same(whole.substatuses, lost.substatuses)
    assert.equal(whole[500], lost[500])
    assert.is_false(whole == lost)
  end)
end)
