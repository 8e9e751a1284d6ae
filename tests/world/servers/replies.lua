-- replies.lua FILE...: what httpstatus.smtp.parse says of the reply in each file, in one line of cells.
local httpstatus = require "httpstatus"

for _, name in ipairs(arg) do
  local file = assert(io.open(name, "rb"))
  local reply = assert(httpstatus.smtp.parse(file:read "*a"))
  file:close()
  local meaning, detail = reply.meaning, reply.detail
  assert(#meaning.explanation > 0 and (not detail or #detail.explanation > 0), "a reply without an explanation")
  local cells = {
    reply.code,
    reply.enhanced or "",
    (reply.text:gsub("\n", "\\n")),
    reply.severity,
    meaning.title,
    detail and detail.title or "",
  }
  print(table.concat(cells, "\t"))
end
