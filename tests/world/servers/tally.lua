-- tally.lua LOG...: for each log the counts of its codes, one "LOG CODE COUNT ORIGIN" a line, then its skipped lines;
-- ORIGIN is that of the code's first meaning.
local httpstatus = require "httpstatus"

for _, log in ipairs(arg) do
  local tally = assert(httpstatus.tally_log(log))
  for code, count in tally:each() do
    local meaning = assert(httpstatus.lookup(code))
    print(table.concat({ log, code, count, meaning.origin }, "\t"))
  end
  print(table.concat({ log, "skipped", tally.skipped, "" }, "\t"))
end
