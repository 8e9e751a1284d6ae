--- check(line, printed, expected, values...): complain where an example gives something else than it says.

local function shown(value)
  return type(value) == "string" and ("%q"):format(value):gsub("\\\n", "\\n") or tostring(value)
end

function check(line, printed, expected, ...) -- luacheck: ignore 111
  local values = {}
  for i = 1, select("#", ...) do
    local value = select(i, ...)
    values[i] = printed and tostring(value) or shown(value)
  end
  local got = table.concat(values, printed and "\t" or ", ")
  local pattern = expected:gsub("%p", "%%%0"):gsub("%%%.%%%.%%%.", ".*")
  if not got:find("^" .. pattern .. "$") then
    print(("line %d: expected %s, got %s"):format(line, expected, got))
  end
end
