-- replies.lua FILE...: what httpstatus.smtp.parse says of the reply in each file, in one line of cells.
local httpstatus = require "httpstatus"

for _, name in ipairs(arg) do
  local file = assert(io.open(name, "rb"))
  local reply = assert(httpstatus.smtp.parse(file:read "*a"))
  file:close()
  local meaning, detail = reply.reply, reply.detail
  local cells = {
    reply.code,
    reply.enhanced or "",
    (reply.text:gsub("\n", "\\n")),
    reply.severity,
    meaning and meaning.title or "",
    meaning and meaning.explanation or "",
    detail and detail.title or "",
    detail and detail.explanation or "",
  }
  print(table.concat(cells, "\t"))
end
