--- Tallies of logs: files, open files and text. What counts in which format is in the vectors.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local message_of = support.message_of

local function line(code)
  return ('192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" %s 612 "-" "curl/8.5.0"\n'):format(code)
end

--- Calls something with the path of a new file, which goes afterwards.
local function with_file(content, call)
  local path = support.new_file(content)
  local passed, message = pcall(call, path)
  os.remove(path)
  assert(passed, message)
end

describe("tally_log", function()
  it("counts a file", function()
    with_file(line(200) .. line(404) .. line(200) .. line "-", function(path)
      local tally = assert(httpstatus.tally_log(path))
      assert.equal("200: 2, 404: 1, total 3, skipped 1", tostring(tally))
      assert.equal(tally, httpstatus.tally_log(path, { format = "common" }))
      assert.equal(tally, httpstatus.tally_log(path, { format = "combined" }))
      assert.equal(tally, httpstatus.tally_log(path, {}))
    end)
  end)

  it("counts a file that is larger than what is read at once", function()
    local lines = {}
    for i = 1, 20000 do
      lines[i] = line(100 + i % 500)
    end
    local log = table.concat(lines)
    assert.is_true(#log > 1500000)
    with_file(log, function(path)
      local tally = assert(httpstatus.tally_log(path))
      for code = 100, 599 do
        assert.equal(40, tally[code])
      end
      assert.equal(0, tally.skipped)
      assert.equal(tally, httpstatus.tally_text(log))
    end)
  end)

  it("counts an open file from where it is, and leaves it open", function()
    with_file(line(200) .. line(404), function(path)
      local file = assert(io.open(path, "rb"))
      assert.equal("200: 1, 404: 1, total 2, skipped 0", tostring(httpstatus.tally_log(file)))
      assert.equal("total 0, skipped 0", tostring(httpstatus.tally_log(file)))
      file:seek("set", #line(200))
      assert.equal("404: 1, total 1, skipped 0", tostring(httpstatus.tally_log(file, { format = "common" })))
      file:seek "set"
      assert.equal(line(200), file:read "*l" .. "\n")
      file:close()
      assert.equal(
        "bad argument #1 to 'tally_log' (path or open file expected, got userdata)",
        message_of(httpstatus.tally_log, file)
      )
    end)
  end)

  it("of an empty log is an empty tally", function()
    with_file("", function(path)
      assert.equal(0, httpstatus.tally_log(path).total)
    end)
    assert.equal(0, httpstatus.tally_text("").total)
  end)

  it("says why a file cannot be read", function()
    local tally, message, number = httpstatus.tally_log "/not/there\27[31m.log"
    assert.is_nil(tally)
    assert.equal("/not/there\\x1B[31m.log: No such file or directory", message)
    assert.equal(2, number)
    tally, message = httpstatus.tally_log "."
    assert.is_nil(tally)
    assert.equal(".: Is a directory", message)
    tally, message = httpstatus.tally_log "a\0b"
    assert.is_nil(tally)
    assert.equal("a\\x00b: a path cannot contain NUL", message)
    tally, message = httpstatus.tally_log ""
    assert.is_nil(tally)
    assert.equal(": No such file or directory", message)
    with_file("", function(path)
      local file = assert(io.open(path, "wb"))
      tally, message = httpstatus.tally_log(file)
      file:close()
      assert.is_nil(tally)
      assert.matches("^file: %u", message) -- Bad file descriptor; musl: I/O error
    end)
  end)

  it("shows the first line of what is no log", function()
    local rubbish = "\r\n\n\27]0;owned\7 " .. ("x"):rep(100) .. "\nmore\n"
    with_file(rubbish, function(path)
      local tally, message = httpstatus.tally_log(path)
      assert.is_nil(tally)
      assert.equal(
        ("cannot read %s: no line fits the known formats; "):format(path)
          .. ("its first line is '\\x1B]0;owned\\x07 %s...'; "):format(("x"):rep(69))
          .. "none of its columns has three digits",
        message
      )
      assert.is_nil(message:find "auto")
    end)
    local tally, message = httpstatus.tally_text "hello"
    assert.is_nil(tally)
    assert.matches("^cannot read text: no line fits the known formats; its first line is 'hello'; ", message)
    tally, message = httpstatus.tally_text "\n\n"
    assert.is_nil(tally)
    assert.matches("its first line is ''$", message)
  end)

  it("refuses a log in which no line fits the format that was asked for", function()
    local tally, message = httpstatus.tally_text("hello\nworld\n", { format = "common" })
    assert.is_nil(tally)
    assert.matches("^cannot read text: no line fits format 'common'; its first line is 'hello'; ", message)
  end)

  it("says what to try for a log of another format", function()
    for text, hint in pairs {
      ['{"a":{"code2":404},"n":7}\n'] = "this looks like JSON; its number fields are code2; name one with json:KEY",
      ["took=12 result=404\n"] = "this looks like key=value; its number fields are result; name one with key:NAME",
      ['{"a":{"code2":4041},"n":7}\n'] = "this looks like JSON; none of its fields is a number from 100 to 999",
      ["took=12 result=x404\n"] = "this looks like key=value; none of its fields is a number from 100 to 999",
      ["GET 404 /x\n"] = "its columns with three digits are 2; name one with column:N",
    } do
      local tally, message = httpstatus.tally_text(text)
      assert.is_nil(tally)
      assert.equal(hint, message:match "; its first line is '[^\n]*'; (.*)$")
    end
  end)

  it("knows its formats", function()
    local formats = httpstatus.log_formats()
    assert.equal("auto", formats[1])
    for _, format in ipairs(formats) do
      local needs_name = format == "key" or format == "column"
      local given = needs_name and format .. ":status" or format
      assert.equal(0, httpstatus.tally_text("", { format = given }).total)
      if needs_name then
        local message = message_of(httpstatus.tally_text, "", { format = format })
        local wanted = "%(the log format '" .. format .. "' needs a name or a number; write " .. format .. ":NAME"
        assert.matches(wanted, message)
      end
    end
    for _, format in ipairs { "comon", "", "AUTO", "common\0" } do
      local message = message_of(httpstatus.tally_text, "", { format = format })
      assert.matches(
        format == "" and "^bad argument #2 to 'tally_text' %(unknown log format ''; known: auto, "
          or "^bad argument #2 to 'tally_text' %(unknown log format '.-'; did you mean '%l+'%?",
        message
      )
    end
  end)

  it("counts sub-statuses", function()
    local log = "#Fields: date time sc-status sc-substatus\n"
      .. "2026-11-20 10:00:00 404 13\n2026-11-20 10:00:00 404 0\n"
      .. "2026-11-20 10:00:01 404 13\n2026-11-20 10:00:01 500 19\n"
    local tally = assert(httpstatus.tally_text(log))
    assert.equal(3, tally[404])
    assert.equal(2, tally.substatuses["404.13"])
    assert.equal(1, tally.substatuses["500.19"])
    assert.equal("Content length too large", httpstatus.iis.substatus("404.13").title)
    local sum = tally + httpstatus.tally_text((log:gsub("500 19", "401 2"))) + httpstatus.tally { 404 }
    assert.equal(7, sum[404])
    assert.equal(4, sum.substatuses["404.13"])
    assert.equal(1, sum.substatuses["500.19"])
    assert.equal(1, sum.substatuses["401.2"])
    assert.is_true(tally == httpstatus.tally_text(log))
    assert.is_false(tally == httpstatus.tally_text((log:gsub(" 13\n", " 12\n"))))
  end)

  it("refuses what is no path and no file", function()
    for _, value in ipairs { 1, true, {}, print, httpstatus.tally {} } do
      assert.matches(
        "^bad argument #1 to 'tally_log' %(path or open file expected, got ",
        message_of(httpstatus.tally_log, value)
      )
    end
  end)

  it("leaves no file open", function()
    with_file("hello\n", function(path)
      for _ = 1, 3000 do
        assert.is_nil((httpstatus.tally_log(path)))
        assert.is_false(pcall(httpstatus.tally_log, path, { format = "x" }))
      end
    end)
  end)

  it("closes every file that was read from a path", function()
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

  it("takes no handle without a metatable", function()
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
end)

describe("gzip", function()
  --- What gzip makes of a text.
  local function zipped(text)
    local content
    with_file(text, function(path)
      local pipe = assert(io.popen(("gzip -c '%s'"):format(path)))
      content = pipe:read "*a"
      pipe:close()
    end)
    assert.equal("\31\139", content:sub(1, 2))
    return content
  end

  --- The tally of a content, or the message, which is the same for a path, an open file and a text.
  local function tally_of(content, options)
    local tally, message = httpstatus.tally_text(content, options)
    with_file(content, function(path)
      local file = assert(io.open(path, "rb"))
      for name, source in pairs { [path] = path, file = file } do
        local other, other_message = httpstatus.tally_log(source, options)
        assert.equal(tally, other)
        local expected = message
          and message:gsub("^text: ", name .. ": "):gsub("^(cannot read )text: ", "%1" .. name .. ": ")
        assert.equal(expected, other_message)
      end
      file:close()
    end)
    return tally, message
  end

  it("may have its last byte alone in what is read at once", function()
    local one, other = zipped "200\n", zipped "404\n"
    local tally = tally_of(one .. ("\0"):rep(16385 - #one - #other) .. other)
    assert.equal(1, tally[200])
    assert.equal(1, tally[404])
  end)

  local lines = {}
  for i = 1, 20000 do
    lines[i] = line(100 + i % 500)
  end
  local long = table.concat(lines)

  it("is undone", function()
    assert.equal("200: 1, 404: 1, total 2, skipped 0", tostring(tally_of(zipped(line(200) .. line(404)))))
    assert.equal("200: 1, 404: 1, total 2, skipped 0", tostring(tally_of(zipped "200\n404\n", { format = "plain" })))
    assert.equal(httpstatus.tally_text(long), tally_of(zipped(long)))
  end)

  it("may hold nothing", function()
    assert.equal(0, tally_of(zipped "").total)
  end)

  it("may have several members, with zeros behind them", function()
    local members = zipped(line(200)) .. zipped(line(404) .. line(200)) .. zipped ""
    assert.equal("200: 2, 404: 1, total 3, skipped 0", tostring(tally_of(members)))
    assert.equal("200: 2, 404: 1, total 3, skipped 0", tostring(tally_of(members .. ("\0"):rep(40000))))
    -- a line may begin in one member and end in the next
    local halves = zipped(line(200):sub(1, 50)) .. zipped(line(200):sub(51))
    assert.equal("200: 1, total 1, skipped 0", tostring(tally_of(halves)))
  end)

  it("is an error where it is cut off", function()
    local content = zipped(long)
    for _, length in ipairs { 2, 9, 10, 11, 20000, #content - 8, #content - 1 } do
      local tally, message = tally_of(content:sub(1, length))
      assert.is_nil(tally)
      assert.equal("text: the gzip data is truncated", message)
    end
  end)

  it("is an error where it is broken", function()
    local content = zipped(long)
    for _, broken in ipairs {
      content .. "what is this",
      content:sub(1, -9) .. "\1\2\3\4" .. content:sub(-4), -- another checksum
      content:sub(1, 2) .. "\255" .. content:sub(4), -- another method
      content:sub(1, 5000) .. ("\255"):rep(100) .. content:sub(5101),
    } do
      local tally, message = tally_of(broken)
      assert.is_nil(tally)
      assert.truthy(message:find "^text: the gzip data is corrupt: ")
    end
  end)

  it("of no log is an error that shows the first line", function()
    local _, message = tally_of(zipped "hello\n")
    assert.truthy(message:find "its first line is 'hello'; ")
  end)
end)
