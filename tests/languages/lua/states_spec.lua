--- The module in its state: coroutines, modules loaded twice, memory.

local httpstatus = require "httpstatus"

local function settled()
  collectgarbage()
  collectgarbage()
  return collectgarbage "count"
end

--- Kilobytes that stay behind after many rounds.
local function growth(call)
  for _ = 1, 200 do
    call()
  end
  local before = settled()
  for _ = 1, 5000 do
    call()
  end
  return settled() - before
end

describe("the module", function()
  it("works in coroutines", function()
    local co = coroutine.wrap(function()
      for meaning in httpstatus.registry "nginx" do
        coroutine.yield(meaning.code)
      end
    end)
    local codes = {}
    for code in co do
      codes[#codes + 1] = code
    end
    local tally = coroutine.wrap(function()
      return httpstatus.tally(codes)
    end)()
    assert.equal(#codes, tally.total)
    assert.matches(
      "integer or text of three digits expected",
      select(
        2,
        coroutine.resume(coroutine.create(function()
          local _ = httpstatus.phrase "4x4"
        end))
      )
    )
  end)

  it("can be loaded twice", function()
    local loaded = {}
    for name, module in pairs(package.loaded) do
      if name:match "^httpstatus" then
        loaded[name] = module
      end
    end
    for name in pairs(loaded) do
      package.loaded[name] = nil
    end
    local again = require "httpstatus"
    for name, module in pairs(loaded) do
      package.loaded[name] = module
    end
    assert.not_equal(httpstatus, again)
    assert.equal("Not Found", again.phrase(404))
    -- What one of them has made is nothing to the other, and no danger.
    local tally = again.tally { 404 }
    assert.is_false(pcall(function()
      return tally + httpstatus.tally { 404 }
    end))
    assert.is_false(pcall(httpstatus.tally {}.each, tally))
    assert.is_false(pcall(httpstatus.tally {}.count, tally, 404))
    assert.is_false(pcall(function()
      return httpstatus.set "4xx" + again.set "5xx"
    end))
  end)

  it("leaves its helpers harmless", function()
    local core = require "httpstatus.core"
    local values = {
      0,
      -1,
      2 ^ 53,
      404.5,
      "",
      "x",
      ("\255"):rep(128),
      ("x"):rep(127),
      {},
      true,
      print,
      io.stdout,
      httpstatus.tally {},
    }
    for _, call in pairs(core) do
      if type(call) == "function" then
        pcall(call)
        for _, a in ipairs(values) do
          pcall(call, a)
          for _, b in ipairs(values) do
            pcall(call, a, b)
            pcall(call, a, b, 1, a)
          end
        end
      end
    end
    assert.equal("Not Found", httpstatus.phrase(404))
  end)

  it("takes little memory", function()
    local before = settled()
    local loaded = {}
    for name, module in pairs(package.loaded) do
      if name:match "^httpstatus" then
        loaded[name], package.loaded[name] = module, nil
      end
    end
    local again = require "httpstatus"
    local used = settled() - before
    for name, module in pairs(loaded) do
      package.loaded[name] = module
    end
    assert.is_true(used < 220, ("%.0f KB"):format(used))
    assert.is_table(again)
  end)
end)

describe("no memory stays behind", function()
  local path = os.tmpname()
  local log = '::1 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1\n'
  local calls = {
    ["good input"] = function()
      httpstatus.code "not found"
      httpstatus.parse_status_line "HTTP/1.1 404 Not Found\r\n"
      httpstatus.status_line(404)
      httpstatus.problem(404, { detail = "x" })
      httpstatus.lookup(499, "esri")
      httpstatus.meanings(404)
      httpstatus.registry "nginx"()
      httpstatus.origin "nginx"
      httpstatus.class(4)
      httpstatus.phrase(413, { edition = "rfc2616" })
    end,
    ["bad input"] = function()
      pcall(httpstatus.phrase, "404")
      pcall(httpstatus.phrase, 404, { x = 1 })
      pcall(httpstatus.registry, "ngnix")
      httpstatus.code "not fuond"
      httpstatus.parse_status_line "x"
      httpstatus.status_line(404, { reason = "\n" })
      httpstatus.problem(404, { status = 404 })
      httpstatus.lookup(299)
      httpstatus.origin "ngnix"
      pcall(function()
        return httpstatus.NOT_FUOND
      end)
    end,
    sets = function()
      local set = httpstatus.set "4xx" + httpstatus.set { 200, 301 }
      pcall(function()
        set[404] = true
      end)
      httpstatus.set "x"
      tostring(-set)
      set:codes()
    end,
    tallies = function()
      local tally = httpstatus.tally { 200, 404 } + httpstatus.tally_text(log)
      tally:rate "4xx"
      tostring(tally)
      for _ in tally:each() do
        tally:each()
      end
      pcall(httpstatus.tally, { 404.5 })
      httpstatus.tally_text "x"
    end,
    systems = function()
      httpstatus.smtp.parse "550 5.1.1 no\r\n"
      httpstatus.smtp.parse "x"
      httpstatus.warning.parse '110 - "a\\"b"'
      httpstatus.warning.parse "110"
      httpstatus.iis.substatus "404.13"
      httpstatus.cloudflare.error(1020)
      httpstatus.grpc.to_http(5)
      httpstatus.grpc.map_to_http("twirp", 5)
      httpstatus.grpc.map_from_http("x", 404)
      httpstatus.retry.policy "curl"
      httpstatus.retry.policy "x"
    end,
  }

  for name, call in pairs(calls) do
    it("of " .. name, function()
      assert.is_true(growth(call) < 64) -- LuaJIT's own traces take some
    end)
  end

  it("of logs", function()
    local file = assert(io.open(path, "wb"))
    file:write(log)
    file:close()
    local before = settled()
    for _ = 1, 300 do
      httpstatus.tally_log(path)
      httpstatus.tally_log "/not/there"
    end
    assert.is_true(settled() < before + 16)
    os.remove(path)
  end)
end)
