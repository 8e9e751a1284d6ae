--- The rock: what is tested is what was installed, and it is whole.

local support = dofile "tests/lua/support.lua"
local httpstatus = require "httpstatus"

local rocks = os.getenv "HTTPSTATUS_ROCKS"

local function listed(command)
  local pipe = assert(io.popen(command))
  local lines = {}
  for line in pipe:lines() do
    lines[line] = true
  end
  pipe:close()
  return lines
end

describe("the rock", function()
  it("is what is tested", function()
    if rocks then
      local where = debug.getinfo(httpstatus.phrase, "S").source
      assert.equal("@" .. rocks, where:sub(1, #rocks + 1))
    end
  end)

  it("has the version of the core", function()
    local file = assert(io.open "core/VERSION")
    assert.equal(file:read "*l", httpstatus._VERSION)
    file:close()
  end)

  it("has all sources and modules, and no others", function()
    local sources, modules = {}, {}
    for line in io.lines "httpstatus-scm-1.rockspec" do
      local source = line:match '^%s+"(.+%.c)",$'
      local name, module = line:match '^%s+%["(.-)"%] = "(.+)",$'
      if source then
        sources[source] = true
      elseif name then
        modules[module] = true
        assert.equal(name, (module:gsub("^lua/", ""):gsub("%.lua$", ""):gsub("/init$", ""):gsub("/", ".")))
      end
    end
    assert.same(listed "ls core/*.c bindings/lua/*.c", sources)
    assert.same(listed "ls lua/httpstatus/*.lua", modules)
  end)

  it("leaves no global variable", function()
    local before, modules = {}, {}
    for name in pairs(_G) do
      before[name] = true
    end
    for name, module in pairs(package.loaded) do
      if name:match "^httpstatus" then
        modules[name], package.loaded[name] = module, nil
      end
    end
    require "httpstatus"
    for name, module in pairs(modules) do
      package.loaded[name] = module
    end
    for name in pairs(_G) do
      assert.is_true(before[name], name)
    end
  end)

  it("exports one symbol", function()
    local path
    for pattern in package.cpath:gmatch "[^;]+" do
      local candidate = pattern:gsub("%?", "httpstatus/core")
      path = path or (support.exists(candidate) and candidate)
    end
    local symbols = listed(("nm -D --defined-only '%s' | awk '{ print $3 }'"):format(path))
    if next(symbols) then
      assert.same({ luaopen_httpstatus_core = true }, symbols)
    end
  end)
end)
