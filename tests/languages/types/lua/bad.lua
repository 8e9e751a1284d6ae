-- Mistakes that a checker of LuaCATS annotations has to find: every line that ends with "-- wrong", and no other.

local httpstatus = require "httpstatus"

print(httpstatus.phrase(true)) -- wrong
print(httpstatus.phrase()) -- wrong
print(httpstatus.phrase(404, { edition = "rfc9111" })) -- wrong
print(httpstatus.phrase(404, "none", "more")) -- wrong
print(httpstatus.nope(404)) -- wrong
print(httpstatus.NOT_FUOND) -- wrong
print(httpstatus.vendors.nginx.NOPE) -- wrong
print(httpstatus.vendors.ngnix) -- wrong
print(httpstatus.lookup(404).explanation) -- wrong
print(assert(httpstatus.lookup(404)).nope) -- wrong
print(httpstatus.lookup(404, "ngnix")) -- wrong
print(httpstatus.code(404)) -- wrong
print(httpstatus.set(true)) -- wrong
print(httpstatus.tally("404")) -- wrong
print(httpstatus.smtp.reply {}) -- wrong
print(assert(httpstatus.set "4xx"):add(404)) -- wrong
---@type string
local text = httpstatus.effective(404) -- wrong
---@type integer
local class = httpstatus.status_class(404) -- wrong
print(text, class)
