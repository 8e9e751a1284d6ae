--- The annotations for language servers, held against the module: httpstatus/meta.lua is generated.

local httpstatus = require "httpstatus"

--- Where a module would be loaded from. (Lua 5.1 has no package.searchpath.)
local function path_of(name)
  for pattern in package.path:gmatch "[^;]+" do
    local path = pattern:gsub("%?", (name:gsub("%.", "/")))
    local file = io.open(path, "rb")
    if file then
      file:close()
      return path
    end
  end
  error("no file for " .. name)
end

local path = path_of "httpstatus.meta"
local meta = dofile(path)

local lines = {}
for line in io.lines(path) do
  lines[#lines + 1] = line
end

local classes, aliases, methods = {}, {}, {}
do
  local class
  for _, line in ipairs(lines) do
    local name = line:match "^%-%-%-@class ([%w_.]+)"
    local field, optional, kind = line:match "^%-%-%-@field ([%w_]+)(%??) (%S+)"
    local alias, values = line:match "^%-%-%-@alias ([%w_.]+) (.*)"
    local owner, method = line:match "^function (%u%w*):([%w_]+)%("
    if name then
      class = {}
      classes[name] = class
    elseif field then
      class[field] = { kind = kind, optional = optional == "?" }
    elseif alias then
      aliases[alias] = {}
      for value in values:gmatch '"([^"]*)"' do
        aliases[alias][value] = true
      end
    elseif owner then
      methods[owner] = methods[owner] or {}
      methods[owner][method] = true
    end
  end
end

--- The names of the types that a type is made of; an error where the text does not begin with a type.
local function names_of_type(text, where)
  local names, at = {}, 1

  --- Takes a pattern from the text; "" where it is a token without anything to keep.
  local function take(pattern)
    local from, to, found = text:find("^%s*" .. pattern, at)
    if from then
      at = to + 1
      return found or ""
    end
  end
  local function must(pattern)
    return take(pattern) or error(("%s: %s expected in %s at %d"):format(where, pattern, text, at))
  end

  local one
  local function list(close)
    while not take(close) do
      must "[%a_][%w_]*%??%s*:"
      one()
      if not take "," then
        must(close)
        break
      end
    end
  end
  one = function()
    if take "fun%(" then
      list "%)"
      if take ":" then
        repeat one() until not take ","
      end
    elseif take "table<" then
      one()
      must ","
      one()
      must ">"
    elseif take "{" then
      list "}"
    elseif not (take '"[^"]*"' or take "%d+") then
      names[#names + 1] = must "([%a_][%w_.]*%*?)"
    end
    repeat until not (take "%[%]" or take "%?")
    if take "|" then
      one()
    end
  end
  one()
  return names
end

--- Fails unless a value is what its annotation says.
local function check(value, kind, where)
  local element = kind:match "^(.*)%[%]$"
  if element then
    assert(type(value) == "table", where)
    for i, each in ipairs(value) do
      check(each, element, where .. "[" .. i .. "]")
    end
  elseif kind == "integer" then
    assert(type(value) == "number" and value % 1 == 0, where)
  elseif kind == "string" or kind == "boolean" then
    assert(type(value) == kind, where)
  elseif kind:find '"' then
    assert(kind:find('"' .. value .. '"', 1, true), where)
  elseif aliases[kind] then
    assert(aliases[kind][value], where .. ": " .. tostring(value))
  else
    local fields = assert(classes[kind], where .. ": " .. kind)
    for name, field in pairs(fields) do
      assert(field.optional or value[name] ~= nil, ("%s.%s is nil"):format(where, name))
    end
    for name, member in pairs(value) do
      assert(fields[name], ("%s.%s is not annotated"):format(where, name))
      check(member, fields[name].kind, where .. "." .. name)
    end
  end
end

describe("the annotations", function()
  it("have every function of the module, and no other", function()
    local function compare(annotated, found, where)
      for name, value in pairs(found) do
        if type(value) == "function" then
          assert.is_function(annotated[name], where .. name)
        end
      end
      for name, value in pairs(annotated) do
        if type(value) == "function" then
          assert.is_function(rawget(found, name), where .. name)
        else
          compare(value, rawget(found, name), where .. name .. ".")
        end
      end
    end
    compare(meta, httpstatus, "httpstatus.")
  end)

  it("have every field of the module", function()
    for name, value in pairs(httpstatus) do
      if type(value) ~= "function" and not httpstatus.codes[name] then
        assert.is_table(classes.httpstatus[name], name)
      end
    end
    for name in pairs(classes.httpstatus) do
      assert.not_nil(rawget(httpstatus, name), name)
    end
  end)

  it("have every constant with its number", function()
    local function compare(fields, constants)
      for name, code in pairs(constants) do
        assert.equal(code, tonumber(fields[name].kind), name)
      end
      for name in pairs(fields) do
        assert.not_nil(rawget(constants, name), name)
      end
    end
    compare(classes["httpstatus.codes"], httpstatus.codes)
    for key, constants in pairs(httpstatus.vendors) do
      assert.equal("httpstatus.vendors." .. key, classes["httpstatus.vendors"][key].kind)
      compare(classes["httpstatus.vendors." .. key], constants)
    end
  end)

  it("have the methods of sets and tallies", function()
    local set, tally = httpstatus.set "4xx", httpstatus.tally {}
    for name in pairs(methods.Set) do
      assert.is_function(set[name])
    end
    for name in pairs(methods.Tally) do
      assert.is_function(tally[name])
    end
    for name in pairs(classes["httpstatus.Tally"]) do
      assert.not_nil(tally[name])
    end
  end)

  it("describe every row", function()
    local rows = {
      ["Warning[]"] = httpstatus.warning.list(),
      ["SmtpReply[]"] = httpstatus.smtp.list(),
      ["SmtpEnhanced[]"] = httpstatus.smtp.details(),
      ["SmtpPairing[]"] = httpstatus.smtp.pairings(),
      ["IisSubstatus[]"] = httpstatus.iis.list(),
      ["CloudflareError[]"] = httpstatus.cloudflare.list(),
      ["GrpcStatus[]"] = httpstatus.grpc.list(),
      ["GrpcMap[]"] = httpstatus.grpc.maps(),
      ["RetryPolicy[]"] = httpstatus.retry.policies(),
      ["System[]"] = httpstatus.systems.list(),
      ["SystemEntry[]"] = httpstatus.haproxy.entries(),
      SystemEntry = httpstatus.http3.lookup "0x21",
      SmtpEnhanced = httpstatus.smtp.enhanced "5.1.1",
      StatusLine = httpstatus.parse_status_line "HTTP/1.1 200 OK",
      SmtpValue = httpstatus.smtp.parse "550 5.1.1 no",
      ["WarningValue[]"] = httpstatus.warning.parse '110 - "x", 199 - "y" "Fri, 20 Nov 2026 10:00:00 GMT"',
    }
    for kind, value in pairs(rows) do
      check(value, "httpstatus." .. kind, kind)
    end
    for meaning in httpstatus.registry() do
      check(meaning, "httpstatus.Meaning", meaning.name)
    end
    for _, id in ipairs(httpstatus.origins()) do
      check(id, "httpstatus.OriginId", id)
      check(httpstatus.origin(id), "httpstatus.Origin", id)
    end
    for digit = 1, 5 do
      check(httpstatus.class(digit), "httpstatus.ClassInfo", tostring(digit))
      check(httpstatus.status_class(digit * 100), "httpstatus.StatusClass", tostring(digit))
    end
  end)

  it("are about types that exist", function()
    local known = { ["nil"] = true, ["false"] = true, ["file*"] = true, any = true, table = true }
    known.integer, known.string, known.boolean, known.number = true, true, true, true
    for name in pairs(classes) do
      known[name] = true
    end
    for name in pairs(aliases) do
      known[name] = true
    end
    local count = 0
    for number, line in ipairs(lines) do
      local tag, rest = line:match "^%-%-%-@(%l+) (.*)"
      local text = ({
        param = function() return rest:match "^[%w_]+%?? (.*)" end,
        field = function() return rest:match "^%[%l+%] (.*)" or rest:match "^[%w_]+%?? (.*)" end,
        alias = function() return rest:match "^[%w_.]+ (.*)" end,
        ["return"] = function() return rest end,
        operator = function() return rest:match ": (.*)" end,
        class = function() return rest:match ": (.*)" end,
      })[tag]
      assert(not tag or text or tag == "meta", line)
      text = text and text()
      if text then
        for _, name in ipairs(names_of_type(text, ("%s:%d"):format(path, number))) do
          assert(known[name], ("line %d: there is no type %s"):format(number, name))
          count = count + 1
        end
      end
    end
    assert(count > 300)
  end)

  it("have the parameters of every function, in order", function()
    local params, count = {}, 0
    for _, line in ipairs(lines) do
      local name = line:match "^%-%-%-@param ([%w_]+)"
      local where, list = line:match "^function ([%w_.:]+)%((.-)%) end"
      if name then
        params[#params + 1] = name
      elseif where then
        assert.equal(list, table.concat(params, ", "), where)
        params, count = {}, count + 1
      end
    end
    assert(count > 50)
  end)

  it("say which arguments every function needs", function()
    local required, checked = 0, 0
    for _, line in ipairs(lines) do
      if line:match "^%-%-%-@param [%w_]+ " then
        required = required + 1
      end
      local where = line:match "^function ([%w_.]+)%("
      if where then
        local found = httpstatus
        for step in where:gsub("^httpstatus%.", ""):gmatch "[^.]+" do
          found = found[step]
        end
        -- One that needs an argument refuses to be called without; one that needs none does what it does.
        assert.equal(required == 0, (pcall(found)), where)
        local arity = debug.getinfo(found, "u").nparams -- neither Lua 5.1 nor functions in C tell
        if arity and debug.getinfo(found, "S").what ~= "C" then
          local given = select(2, line:match "%((.-)%)":gsub("[%w_]+", ""))
          -- Those that take no more arguments have a parameter for the one too many, which they refuse.
          assert.is_true(arity == given or arity == given + 1, where)
          if arity > given then
            local passed, message = pcall(found, 200, {}, arity > 2 and 1 or nil)
            assert(not passed and message:find("no further argument expected", 1, true), where)
          end
        end
        checked = checked + 1
      end
      if line:find "^function" then
        required = 0
      end
    end
    assert(checked > 45)
  end)

  it("are those with which a program of tests/languages/types works", function()
    dofile "tests/languages/types/lua/good.lua"
  end)
end)
