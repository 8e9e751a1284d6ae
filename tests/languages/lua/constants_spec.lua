--- Constants: plain fields, and errors for misspelt ones.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"
local core = require "httpstatus.core"

local message_of = support.message_of

describe("constants", function()
  it("are plain integers", function()
    assert.equal(404, rawget(httpstatus, "NOT_FOUND"))
    assert.equal(404, httpstatus.NOT_FOUND)
    assert.equal(104, httpstatus.UPLOAD_RESUMPTION_SUPPORTED)
    assert.equal(418, httpstatus.IM_A_TEAPOT)
    assert.equal("404", tostring(httpstatus.NOT_FOUND)) -- and not 404.0
  end)

  it("keep former names", function()
    assert.equal(413, httpstatus.REQUEST_ENTITY_TOO_LARGE)
    assert.equal(414, httpstatus.REQUEST_URI_TOO_LONG)
    assert.equal(416, httpstatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    assert.equal(422, httpstatus.UNPROCESSABLE_ENTITY)
  end)

  it("are all in codes, a plain table", function()
    local count = 0
    assert.is_nil(getmetatable(httpstatus.codes))
    for name, code in pairs(httpstatus.codes) do
      assert.equal(code, rawget(httpstatus, name))
      assert.equal(code, httpstatus.code(name))
      count = count + 1
    end
    for code = 100, 599 do
      local name = httpstatus.name(code)
      assert.equal(name and code, name and httpstatus.codes[name])
    end
    assert.is_true(count > 60)
    assert.is_nil(httpstatus.codes.NOT_FUOND)
  end)

  it("are errors when they are misspelt", function()
    local message = message_of(function()
      local _ = httpstatus.NOT_FUOND
    end)
    assert.matches(
      "^tests/languages/lua/constants_spec%.lua:%d+: "
        .. "unknown constant 'NOT_FUOND' in httpstatus; did you mean NOT_FOUND %(404%)%?$",
      message
    )
    assert.matches("unknown constant 'QQQQQQQQ' in httpstatus$", message_of(function()
      local _ = httpstatus.QQQQQQQQ
    end))
    -- A vendor's constant is none of the module.
    assert.is_nil(message_of(function()
      local _ = httpstatus.CLIENT_CLOSED_REQUEST
    end):find("(499)", 1, true))
    assert.matches("unknown constant 'A' in httpstatus$", message_of(function()
      local _ = httpstatus.A
    end))
  end)

  it("leave other absent fields nil", function()
    for _, key in ipairs { "not_there", "Not", "_X", "NOT FOUND", "", "nOT", 404, 1.5, true } do
      assert.is_nil(httpstatus[key])
    end
  end)

  it("suggest three names at most", function()
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

describe("vendors", function()
  it("have the constants of each origin", function()
    assert.equal(499, httpstatus.vendors.nginx.CLIENT_CLOSED_REQUEST)
    assert.equal(499, httpstatus.vendors.esri.TOKEN_REQUIRED)
    assert.equal(460, httpstatus.vendors.aws_elb.CLIENT_CLOSED_CONNECTION)
    for _, id in ipairs(httpstatus.origins()) do
      assert.is_table(rawget(httpstatus.vendors, (id:gsub("-", "_"))))
    end
  end)

  it("name every meaning of an origin", function()
    local seen = 0
    for meaning in httpstatus.registry() do
      local constants = httpstatus.vendors[meaning.origin:gsub("-", "_")]
      local numbered = rawget(constants, meaning.name .. "_" .. meaning.code)
      assert.equal(meaning.code, numbered or constants[meaning.name])
      seen = seen + 1 + #meaning.former_names
      for _, former in ipairs(meaning.former_names) do
        assert.equal(meaning.code, rawget(constants, former))
      end
    end
    for _, constants in pairs(httpstatus.vendors) do
      for _ in pairs(constants) do
        seen = seen - 1
      end
    end
    assert.equal(0, seen)
  end)

  it("are errors when they are misspelt", function()
    local message = message_of(function()
      local _ = httpstatus.vendors.ngnix
    end)
    assert.matches(
      "^tests/languages/lua/constants_spec%.lua:%d+: unknown origin 'ngnix'; did you mean 'nginx'%?$",
      message
    )
    assert.matches(
      "unknown constant 'CLIENT_CLOSED_REQEST' in httpstatus.vendors.nginx; "
        .. "did you mean CLIENT_CLOSED_REQUEST %(499%)%?$",
      message_of(function()
        local _ = httpstatus.vendors.nginx.CLIENT_CLOSED_REQEST
      end)
    )
    assert.matches("unknown constant 'NOT_FOUND' in httpstatus.vendors.nginx$", message_of(function()
      local _ = httpstatus.vendors.nginx.NOT_FOUND
    end))
    assert.is_nil(httpstatus.vendors.nginx.not_there)
    assert.is_nil(httpstatus.vendors[1])
  end)

  it("suggest an origin's own code for a name that others have too", function()
    local message = support.message_of(function()
      return httpstatus.vendors.qualys.UNAUTHORISED
    end)
    assert.matches("unknown constant 'UNAUTHORISED' in httpstatus.vendors.qualys; did you mean ", message, 1, true)
    assert.matches("; did you mean UNAUTHORIZED (441)?", message, 1, true)
  end)
end)
