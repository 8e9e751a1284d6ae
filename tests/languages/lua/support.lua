--- What the specs share: the vectors, files, and errors. They run from the top folder of the checkout.

local support = {}

local escapes = { t = "\t", n = "\n", r = "\r", ["0"] = "\0", ["\\"] = "\\" }

--- The bytes of a cell; "" for nothing. tests/contract/vectors/README.md has the rule.
local function unescape(cell)
  local parts, at = {}, 1
  if cell == "\\-" then
    return ""
  end
  while at <= #cell do
    local plain, kind = cell:match("^[^\\]+", at), cell:sub(at + 1, at + 1)
    if plain then
      parts[#parts + 1], at = plain, at + #plain
    elseif kind == "x" then
      parts[#parts + 1], at = string.char(tonumber(cell:sub(at + 2, at + 3), 16)), at + 4
    elseif kind == "{" then
      local count, text = cell:match("^\\{(%d+) ([^{}]*)}", at)
      parts[#parts + 1], at = text:rep(tonumber(count)), at + #count + #text + 4
    else
      parts[#parts + 1], at = assert(escapes[kind], cell), at + 2
    end
  end
  return table.concat(parts)
end

local function split(line, separator)
  local cells = {}
  for cell in (line .. separator):gmatch("(.-)" .. separator) do
    cells[#cells + 1] = cell
  end
  return cells
end

--- Calls check with every row of a file of tab-separated values, which has at least one.
-- A row has its cells by column, and `line`, which a failure names.
function support.each_row(path, check)
  local columns, count, number = nil, 0, 0
  for line in io.lines(path) do
    number = number + 1
    if not columns then
      columns = split(line, "\t")
    elseif line:sub(1, 1) ~= "#" then
      local cells, row = split(line, "\t"), {}
      assert(#cells == #columns, ("%s:%d: %d cells"):format(path, number, #cells))
      for i, column in ipairs(columns) do
        row[column] = unescape(cells[i])
      end
      local passed, message = pcall(check, row)
      if not passed then
        error(("%s:%d: %s\n%s"):format(path, number, line:sub(1, 200), tostring(message)), 0)
      end
      count = count + 1
    end
  end
  assert(count > 0, path .. " has no row")
end

--- The numbers of a cell with commas.
function support.numbers(cell)
  local numbers = {}
  for text in cell:gmatch "[^,]+" do
    numbers[#numbers + 1] = assert(tonumber(text), text)
  end
  return numbers
end

--- nil for an empty cell.
function support.optional(cell)
  if cell ~= "" then
    return cell
  end
end

--- A new file with some content; its path.
function support.new_file(content)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(content)
  file:close()
  return path
end

--- Whether a file can be read.
function support.exists(path)
  local file = io.open(path, "rb")
  if file then
    file:close()
  end
  return file ~= nil
end

--- The message of the error that a call raises, which has to be a string.
function support.message_of(call, ...)
  local passed, message = pcall(call, ...)
  assert(not passed, "no error was raised")
  assert(type(message) == "string", "the error is no string")
  return message
end

support.unpack = rawget(_G, "unpack") or rawget(table, "unpack")

--- The encoders of the JSON libraries that this Lua has, by name.
support.json = {}
for _, name in ipairs { "cjson", "dkjson" } do
  local found, library = pcall(require, name)
  if found then
    support.json[name] = library.encode
  end
end

--- Values that are no status code, and what an error says that they are.
support.no_codes = {
  { "4x4", "string '4x4'" },
  { "", "string ''" },
  { "0404", "string '0404'" },
  { " 404", "string ' 404'" },
  { "404 Not Found", "string '404 Not Found'" },
  { "404.5", "string '404.5'" },
  { "+04", "string '+04'" },
  { "0x4", "string '0x4'" },
  { "4e1", "string '4e1'" },
  { "40", "string '40'" },
  { "40\n", "string '40\\n'" },
  { 404.5, "number 404.5" },
  { 0 / 0, "number nan" },
  { -(0 / 0), "number nan" },
  { math.huge, "number inf" },
  { -math.huge, "number -inf" },
  { true, "boolean true" },
  { false, "boolean false" },
  { {}, "table" },
  { print, "function" },
  { coroutine.create(function() end), "thread" },
  { io.stdout, "userdata" },
}

--- Integers without a class, small and huge; floats of them, too.
support.far_codes = { 0, -1, 99, 600, 1000, 1e15, -1e15, 2 ^ 31, 2 ^ 32 + 404, 2 ^ 53, -2 ^ 53, 2 ^ 63, -2 ^ 63, 1e300 }
for _, name in ipairs { "mininteger", "maxinteger" } do
  support.far_codes[#support.far_codes + 1] = math[name] -- Lua 5.3 and later
end

return support
