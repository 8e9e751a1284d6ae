-- count.lua LOG: the status codes of a log, counted from Lua; one "CODE COUNT" a line, then total and skipped.
local httpstatus = require "httpstatus"

local tally = assert(httpstatus.tally_log(arg[1]))
for code, count in tally:each() do
  print(("%03d %d"):format(code, count))
end
print(("total %d"):format(tally.total))
print(("skipped %d"):format(tally.skipped))
