--- The rock: what is tested is what was installed, and it is whole.

local support = dofile "tests/languages/lua/support.lua"
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

--- The fields of a rockspec.
local function rockspec(name)
  local fields, setfenv = {}, rawget(_G, "setfenv")
  local chunk = assert(loadfile(name, "t", fields))
  if setfenv then
    setfenv(chunk, fields)
  end
  chunk()
  return fields
end

local function version()
  local file = assert(io.open "core/VERSION")
  local line = file:read "*l"
  file:close()
  return line
end

describe("the rock", function()
  it("is what is tested", function()
    if rocks then
      local where = debug.getinfo(httpstatus.phrase, "S").source
      assert.equal("@" .. rocks, where:sub(1, #rocks + 1))
    end
  end)

  it("has the version of the core", function()
    assert.equal(version(), httpstatus._VERSION)
  end)

  it("is released as it is developed", function()
    local released = ("httpstatus-%s-1.rockspec"):format(version())
    assert.same({ ["httpstatus-scm-1.rockspec"] = true, [released] = true }, listed "ls *.rockspec")
    local one, other = rockspec "httpstatus-scm-1.rockspec", rockspec(released)
    assert.equal("scm-1", one.version)
    assert.equal(version() .. "-1", other.version)
    assert.same({ url = one.source.url, tag = "v" .. version() }, other.source)
    other.version, other.source = one.version, one.source
    assert.same(one, other)
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
    local included, binding = {}, {}
    for line in io.lines "bindings/lua/core.c" do
      local name = line:match '^#include "(.+%.c)"'
      if name then
        included["bindings/lua/" .. name] = true
      end
    end
    for source in pairs(sources) do
      if source:find "^bindings/lua/" then
        binding[source], sources[source] = true, nil
      end
    end
    assert.same({ ["bindings/lua/core.c"] = true }, binding)
    included["bindings/lua/core.c"] = true
    assert.same(listed "ls bindings/lua/*.c", included)
    assert.same(listed "find core -name '*.c'", sources)
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
