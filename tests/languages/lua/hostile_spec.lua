-- Hostile input: texts that a terminal would act upon, long ones, and logs that never end.

local httpstatus = require "httpstatus"
local support = dofile "tests/languages/lua/support.lua"

local SHORT = 700 -- bytes of a message that somebody may have to read

--- UTF-8 of a character; Lua 5.1 has no function for it.
local function utf8_of(character)
  local tail = {}
  local limit = 0x40
  if character < 0x80 then
    return string.char(character)
  end
  while character >= limit do
    table.insert(tail, 1, string.char(0x80 + character % 0x40))
    character, limit = math.floor(character / 0x40), limit == 0x40 and 0x20 or limit / 2
  end
  local first = #tail == 1 and 0xC0 or #tail == 2 and 0xE0 or 0xF0
  return string.char(first + character) .. table.concat(tail)
end

--- Every character that acts upon a terminal, is hidden, or reorders what stands around it.
local harmful = {}
for _, range in ipairs {
  { 0, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
  { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xD800, 0xD801 }, { 0xE0001, 0xE0001 },
  { 0xE007F, 0xE007F }, { 0x110000, 0x110000 },
} do
  for character = range[1], range[2] do
    harmful[#harmful + 1] = utf8_of(character)
  end
end

--- The functions that take a text, and fail where it names nothing.
local functions = {
  code = httpstatus.code,
  parse_status_line = httpstatus.parse_status_line,
  set = httpstatus.set,
  warning = httpstatus.warning.parse,
  smtp = httpstatus.smtp.parse,
  enhanced = httpstatus.smtp.enhanced,
  substatus = httpstatus.iis.substatus,
  tally_text = httpstatus.tally_text,
  tally_log = httpstatus.tally_log,
  origin = function(text)
    return httpstatus.lookup(404, text)
  end,
  phrase = function(text)
    return httpstatus.phrase(404, { edition = text })
  end,
  format = function(text)
    return httpstatus.tally_text("", { format = text })
  end,
  key = function(text)
    return httpstatus.phrase(404, { [text] = true })
  end,
  constant = function(text)
    return httpstatus["A" .. text]
  end,
}

--- What a function says of a text; nil where it does not complain.
local function complaint(call, text)
  local passed, result, message = pcall(call, text)
  return not passed and result or result == nil and message or nil
end

describe("an error", function()
  it("does nothing to a terminal", function()
    for name, call in pairs(functions) do
      for _, character in ipairs(harmful) do
        local message = complaint(call, "x" .. character .. "y")
        if message then
          assert.is_nil(message:find(character, 1, true), ("%s: %q"):format(name, message))
        end
      end
    end
  end)

  it("is short, however long the text is", function()
    for name, call in pairs(functions) do
      for _, piece in ipairs { "x", "\27", "\n", '"', "\\", "404.", "250-", "2xx,", "\226\128\174", "\255" } do
        local message = complaint(call, piece:rep(100000))
        local limit = name == "tally_log" and 5 * 1024 or SHORT -- much of a path may be needed
        assert.is_true(not message or #message <= limit, ("%s of %q: %d"):format(name, piece, #(message or "")))
      end
    end
  end)

  it("shows what harms nobody as it is", function()
    for _, text in ipairs { "caf\195\169", "\226\130\172", "\240\159\146\169", "\227\129\130" } do
      assert.truthy(complaint(httpstatus.code, text):find(text, 1, true))
    end
  end)
end)

describe("a log", function()
  it("takes no more memory the longer it is", function()
    local function peak(piece, times)
      local path = support.new_file(piece:rep(times))
      collectgarbage()
      collectgarbage "stop"
      local before = collectgarbage "count"
      httpstatus.tally_log(path, { format = "json" })
      local used = collectgarbage "count" - before
      collectgarbage "restart"
      os.remove(path)
      return used
    end
    for _, piece in ipairs { "\n", '{"a":', '{"status":200}\n', '"', "\0" } do
      peak(piece, 10)
      assert.is_true(peak(piece, 400000) < peak(piece, 40000) + 64, piece)
    end
  end)

  it("may have a name with line ends and controls", function()
    local directory = support.new_file ""
    local path = directory .. "\nhttpstatus: all is well\27[31m\226\128\174"
    local file = assert(io.open(path, "wb"))
    file:write "200\n404\n"
    file:close()
    assert.equal(2, httpstatus.tally_log(path).total)
    os.remove(path)
    os.remove(directory)
    local tally, message = httpstatus.tally_log(path)
    assert.is_nil(tally)
    assert.is_nil(message:find "[%c]")
    assert.is_nil(message:find("\226\128\174", 1, true))
  end)

  it("in gzip is read whole or not at all, whichever byte is damaged or missing", function()
    local path = support.new_file(("200\n404\n"):rep(20) .. "500\n")
    local pipe = assert(io.popen(("gzip -nc '%s'"):format(path)))
    local content = pipe:read "*a"
    pipe:close()
    os.remove(path)
    local whole = httpstatus.tally_text(content)
    assert.equal(41, whole.total)
    for at = 1, #content do
      local cut = httpstatus.tally_text(content:sub(1, at - 1))
      assert.is_true(cut == nil or at == 1)
      for _, byte in ipairs { 0, 1, 0x55, 0x80, 0xFF } do
        if content:byte(at) ~= byte then
          local damaged = content:sub(1, at - 1) .. string.char(byte) .. content:sub(at + 1)
          local tally, message = httpstatus.tally_text(damaged)
          -- A time in the header, and bits behind the last code, do not matter.
          assert.is_true(tally == nil or tally == whole, tostring(at))
          assert.is_true(tally ~= nil or not message:find "%c")
        end
      end
    end
  end)
end)
