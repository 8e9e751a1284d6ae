-- mail_replies.lua FILE...: what httpstatus.smtp.parse says of the text in each file, in one line of cells.
local httpstatus = require "httpstatus"

for _, name in ipairs(arg) do
  local file = assert(io.open(name, "rb"))
  local reply = assert(httpstatus.smtp.parse(file:read "*a"))
  file:close()
  local cells = {
    reply.code or "", reply.enhanced or "", reply.severity, reply.command or "", reply.party or "", reply.action or "",
    table.concat(reply.repaired or {}, ","),
  }
  print(table.concat(cells, "\t"))
end
