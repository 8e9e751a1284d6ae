--- Ways through the binding that the specs by topic do not take: odd texts, odd callers, odd handles.

local support = dofile "tests/lua/support.lua"
local httpstatus = require "httpstatus"
local core = require "httpstatus.core"

describe("a message", function()
  it("shows what is UTF-8, and escapes all else", function()
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

  it("suggests an origin's own code for a name that others have too", function()
    local message = support.message_of(function()
      return httpstatus.vendors.qualys.UNAUTHORISED
    end)
    assert.matches("unknown constant 'UNAUTHORISED' in httpstatus.vendors.qualys; did you mean UNAUTHORIZED (441)?", message, 1, true)
  end)

  it("suggests three names at most", function()
    local constants = setmetatable({}, {
      __index = function()
        return 404
      end,
    })
    local most = 0
    for name in pairs(httpstatus.codes) do
      local near = core.suggest(name:sub(1, -2), httpstatus.codes)
      most = math.max(most, select(2, near:gsub("%(%d+%)", "")))
    end
    assert.is_true(most <= 3)
    assert.equal("", core.suggest("NOT_FUOND", constants)) -- what a metatable makes up is no constant
  end)
end)

describe("a handle", function()
  it("without a metatable is none", function()
    local handle = io.tmpfile()
    local methods = debug.getmetatable(handle)
    debug.setmetatable(handle, nil)
    local message = support.message_of(httpstatus.tally_log, handle)
    local tally = httpstatus.tally { 200 }
    local equal = tally == handle or handle == tally
    local _, sum = pcall(function()
      return httpstatus.tally { 200 } + handle
    end)
    debug.setmetatable(handle, methods)
    handle:close()
    assert.matches("expected, got userdata", message, 1, true)
    assert.is_false(equal)
    assert.matches("expected, got userdata", sum, 1, true)
  end)

  it("is closed with every log that was read from a path", function()
    local stat = io.open "/proc/self/stat"
    if not stat then
      return -- no system with /proc
    end
    local process = stat:read "*n"
    stat:close()
    local path = support.new_file "200\n"
    local function open()
      local pipe = assert(io.popen(("ls /proc/%d/fd | wc -l"):format(process)))
      local count = pipe:read "*n"
      pipe:close()
      return count
    end
    local before = open()
    for _ = 1, 20 do
      assert.equal(1, httpstatus.tally_log(path)[200])
    end
    assert.is_true(open() < before + 10)
    os.remove(path)
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

describe("a private function", function()
  it("refuses what the module never gives it", function()
    assert.matches("table expected", support.message_of(core.new_set, "nothing"), 1, true)
    assert.matches("table expected", support.message_of(core.suggest, "x", 5), 1, true)
    assert.matches("value expected", support.message_of(core.refuse, 1, "f", "x"), 1, true)
  end)
end)
