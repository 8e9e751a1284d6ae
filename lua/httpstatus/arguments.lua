--- What counts as a status code, for the functions that are written in Lua. bindings/lua/arguments.c has the same rule.

local byte, type = string.byte, type

local arguments = {}

--- The integer that a value stands for as a status code; nil if it does not.
-- 404 and 404.0 do, and so does text of three digits; 404.5, NaN and the infinities leave a remainder.
function arguments.code_of(value)
  if type(value) == "number" then
    return value % 1 == 0 and value or nil
  end
  if type(value) == "string" and #value == 3 then
    local hundreds, tens, ones = byte(value, 1, 3)
    if hundreds >= 48 and hundreds <= 57 and tens >= 48 and tens <= 57 and ones >= 48 and ones <= 57 then
      return hundreds * 100 + tens * 10 + ones - 5328
    end
  end
end

--- What an error calls a status code, and what follows the last argument.
arguments.A_CODE = "integer or text of three digits"
arguments.NOTHING = "no further argument"

return arguments
