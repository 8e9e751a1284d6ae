--- The vectors that all languages run; tests/contract/vectors/README.md says what their columns mean.

local support = dofile "tests/languages/lua/support.lua"
local httpstatus = require "httpstatus"

local numbers, optional = support.numbers, support.optional

local predicates = {
  "is_informational",
  "is_success",
  "is_redirection",
  "is_client_error",
  "is_server_error",
  "is_error",
  "is_registered",
  "is_known",
  "allows_content",
  "is_heuristically_cacheable",
  "is_followable_redirect",
  "preserves_method",
  "is_permanent_redirect",
  "is_retryable",
}

-- Python's number of a class, as Lua's name of it.
local class_names = { "informational", "success", "redirection", "client_error", "server_error" }

--- An equality that names what is compared, much faster than busted's own.
local function same(expected, found, what)
  if expected ~= found then
    error(("%s: expected %s, found %s"):format(what, tostring(expected), tostring(found)), 2)
  end
end

--- What a parser gives, or nil where it refuses the text as the row says, at the place that the row says.
local function parse_or_refuse(row, parse, ...)
  local result, message, position = parse(...)
  if row.result == "ok" then
    if result == nil then
      error(message, 2)
    end
    return result
  end
  same(nil, result, "result")
  same("string", type(message), "message")
  if row.at ~= "" then
    same(tonumber(row.at) + 1, position, "position")
  end
end

local checks = {}

function checks.codes(row)
  local code = tonumber(row.code)
  same(optional(row.phrase), httpstatus.phrase(code), "phrase")
  same(optional(row.phrase_any), httpstatus.phrase(code, { origin = "any" }), "phrase_any")
  same(row.title, httpstatus.title(code), "title")
  same(optional(row.name), httpstatus.name(code), "name")
  same(class_names[tonumber(row.status_class)], httpstatus.status_class(code), "status_class")
  same(row.label, httpstatus.label(code), "label")
  same(tonumber(row.effective), httpstatus.effective(code), "effective")
  for _, name in ipairs(predicates) do
    same(row[name] == "1", httpstatus[name](code), name)
    same(row[name] == "1", httpstatus[name](code + 0.0), name .. " of a float")
  end
  same(row.is_retryable_any == "1", httpstatus.is_retryable(code, { idempotent = false }), "is_retryable_any")
end

function checks.editions(row)
  same(optional(row.phrase), httpstatus.phrase(tonumber(row.code), { edition = row.edition }), "phrase")
end

function checks.text_to_code(row)
  local code, message = httpstatus.code(row.text)
  same(tonumber(row.result), code, "code")
  if not code then
    local found = (message:match "': it means (.*); use the number$" or ""):gsub(" or ", ","):gsub(", ", ",")
    same(row.result:match "^ambiguous:(.*)" or "", found, "candidates")
  end
end

function checks.methods(row)
  local idempotent = row.is_idempotent == "1"
  same(idempotent, httpstatus.is_idempotent(row.method), "is_idempotent")
  for _, code in ipairs { 500, 503, 529, 404 } do
    local expected = httpstatus.is_retryable(code, { idempotent = idempotent })
    same(expected, httpstatus.is_retryable(code, { method = row.method }), "is_retryable of " .. code)
  end
end

function checks.retry_after(row)
  same(tonumber(row.result), httpstatus.retry_after(row.value, tonumber(row.now)), "retry_after")
end

function checks.problems(row)
  local members = {}
  for _, name in ipairs { "type", "title", "detail", "instance" } do
    if row.extension == name then
      return -- is a field of the table already
    end
    members[name] = optional(row[name])
  end
  if row.extension ~= "" then
    members[row.extension] = tonumber(row.number) or row.text
  end
  local found, message = httpstatus.problem(tonumber(row.code), members)
  same(row.result == "ok", found ~= nil, message or "the code and the members are taken")
  if found then
    same(tonumber(row.code), found.status, "status")
    same(members.title or row.shown_title, found.title, "title")
    members.status, members.title = found.status, found.title
    for name, value in pairs(found) do
      same(members[name], value, name)
      members[name] = nil
    end
    same(nil, next(members), "what is left out")
  end
end

function checks.status_lines(row)
  local line = parse_or_refuse(row, httpstatus.parse_status_line, row.line)
  if line then
    same(row.version, line.version, "version")
    same(tonumber(row.code), line.code, "code")
    same(row.reason, line.reason, "reason")
  end
end

function checks.write_status_line(row)
  local options = { reason = row.reason, version = row.version }
  local line = parse_or_refuse(row, httpstatus.status_line, tonumber(row.code), options)
  same(optional(row.line), line, "line")
end

function checks.sets(row)
  local set = parse_or_refuse(row, httpstatus.set, row.text)
  if set then
    same(row.canonical, tostring(set), "canonical text")
    same(tonumber(row.count), set:count(), "count")
    same(set, httpstatus.set(row.canonical), "the set of the canonical text")
    for _, code in ipairs(numbers(row.members)) do
      same(true, set[code], code)
    end
    for _, code in ipairs(numbers(row.absent)) do
      same(false, set:contains(code), code)
    end
  end
end

--- Some texts are lists in their system's configuration, but as text the terms are the same.
function checks.set_grammars(row)
  local set, message = httpstatus.set(row.text)
  same(row.result == "ok", set ~= nil, message or "the text is taken")
  same(row.canonical, tostring(set or ""), "canonical text")
end

function checks.set_algebra(row)
  local a, b = assert(httpstatus.set(row.a)), assert(httpstatus.set(row.b))
  same(row.union, tostring(a + b), "union")
  same(row.intersection, tostring(a * b), "intersection")
  same(row.difference, tostring(a - b), "difference")
  same(row.complement, tostring(-a), "complement")
  same(row.equal == "1", a == b, "equal")
end

local function same_tally(row, tally)
  local counts = {}
  for code, count in tally:each() do
    counts[#counts + 1] = ("%d:%d"):format(code, count)
  end
  same(row.counts, table.concat(counts, ","), "counts")
  same(tonumber(row.skipped), tally.skipped, "skipped")
end

function checks.tally_integers(row)
  same_tally(row, httpstatus.tally(numbers(row.values)))
end

function checks.logs(row)
  local options = { format = row.format }
  local path = support.new_file(row.log)
  local from_text, message = httpstatus.tally_text(row.log, options)
  local from_file = httpstatus.tally_log(path, options)
  os.remove(path)
  if from_text == nil then
    same("", row.counts, "counts")
    same(false, row.lines == "0", "an empty log")
    same(nil, from_file, "tally")
    same("string", type(message), "message")
  else
    same_tally(row, from_text)
    same(from_text, from_file, "tally")
  end
end

checks.logs_structured, checks.logs_formats = checks.logs, checks.logs

function checks.logs_times(row)
  local options = { format = row.format, since = optional(row.since), per = optional(row.per) }
  options["until"] = optional(row["until"])
  local intervals = nil
  local ok, tally, message = pcall(httpstatus.tally_text, row.log, options)
  if row.counts == "error" then
    same(false, ok and tally ~= nil, "an error")
    local said = ok and message or tally
    local known = said:find "invalid time '" or said:find "invalid period '" or said:find "no line of format"
    same(true, known ~= nil, said)
    return
  end
  if options.per then
    intervals = tally
    options.per = nil
    tally = httpstatus.tally_text(row.log, options)
  end
  if options.since or options["until"] then
    same_tally(row, tally)
  end
  if intervals then
    local found = {}
    for _, each in ipairs(intervals) do
      local function add(code, count)
        found[#found + 1] = ("%d:%d:%d"):format(each.time, code, count)
      end
      if each.tally.skipped > 0 then
        add(-1, each.tally.skipped)
      end
      for code, count in each.tally:each() do
        add(code, count)
      end
    end
    same(row.times, table.concat(found, ","), "times")
  end
end

function checks.logs_servers(row)
  local tally, message = httpstatus.tally_log("tests/contract/vectors/logs/" .. row.name .. ".log")
  same(row.refused == "1", tally == nil, "refused")
  if tally == nil then
    same("string", type(message), "message")
  else
    same_tally(row, tally)
  end
end

function checks.warning_fields(row)
  local values = parse_or_refuse(row, httpstatus.warning.parse, row.field)
  if values then
    same(tonumber(row.of), #values, "number of values")
    if row.number ~= "" then
      local value = values[tonumber(row.number) + 1]
      same(tonumber(row.code), value.code, "code")
      same(row.agent, value.agent, "agent")
      same(row.text, value.text, "text")
      same(optional(row.date), value.date, "date")
    end
  end
end

local function same_reply(row, reply)
  same(tonumber(row.code), reply.code, "code")
  same(optional(row.enhanced), reply.enhanced, "enhanced")
  same(row.severity, reply.severity, "severity")
  same(tonumber(row.lines), reply.lines, "lines")
  same(row.message, reply.text, "text")
  same(row.repaired, table.concat(reply.repaired or {}, ","), "repaired")
  same(optional(row.command), reply.command, "command")
end

function checks.smtp_replies(row)
  local reply = parse_or_refuse(row, httpstatus.smtp.parse, row.reply)
  if reply then
    same_reply(row, reply)
  end
  same(reply and reply.text, (httpstatus.smtp.find(row.reply) or {}).text, "find")
end

function checks.smtp_quotes(row)
  same_reply(row, assert(httpstatus.smtp.parse(row.reply)))
end

function checks.enhanced(row)
  if row.result == "ok" and row.known == "0" then
    local enhanced, message, position = httpstatus.smtp.enhanced(row.text)
    same(nil, enhanced, "enhanced")
    same(nil, position, "position")
    assert(message:find("unknown enhanced status code ", 1, true), message)
    return
  end
  local enhanced = parse_or_refuse(row, httpstatus.smtp.enhanced, row.text)
  if enhanced then
    same(row.text, enhanced.code, "code")
    same(tonumber(row.class), enhanced.status_class, "status_class")
    same(tonumber(row.subject), enhanced.subject, "subject")
    same(tonumber(row.detail), enhanced.detail, "detail")
    same(row.severity, enhanced.severity, "severity")
    same(row.basic, table.concat(enhanced.basic, ","), "basic")
  end
end

function checks.substatus(row)
  local rows = parse_or_refuse(row, httpstatus.iis.substatuses, row.text)
  if rows then
    local since = {}
    same(tonumber(row.meanings), #rows, "meanings")
    for i, substatus in ipairs(rows) do
      same(tonumber(row.code), substatus.code, "code")
      same(tonumber(row.sub), substatus.sub, "sub")
      since[i] = substatus.since or ""
    end
    table.sort(since) -- as in the vectors, where the order of the meanings is not laid down
    same(row.since, table.concat(since, ";"), "since")
    same(#rows, #httpstatus.iis.substatuses(tonumber(row.code), tonumber(row.sub)), "meanings of two integers")
  end
end

function checks.cloudflare(row)
  local errors = httpstatus.cloudflare.errors(tonumber(row.code))
  same(tonumber(row.of), #errors, "meanings")
  if errors[1] then
    local found = errors[tonumber(row.place)]
    same(tonumber(row.code), found.code, "code")
    same(tonumber(row.http_status), found.http_status, "http_status")
    same(row.inferred == "1", found.status_inferred, "status_inferred")
    same(tonumber(row.retry_after), found.retry_after, "retry_after")
  end
end

local function shown_entries(entries)
  local shown = {}
  for i, entry in ipairs(entries) do
    shown[i] = (entry.part and entry.part .. ":" or "") .. entry.key
  end
  return table.concat(shown, ";")
end

function checks.entries(row)
  local system = httpstatus.systems.find(row.system)
  local own = httpstatus[system.id]
  same(row.entries, shown_entries(own.explain(row.text)), "entries")
  same(row.entries, shown_entries(httpstatus.systems.explain(row.system, row.text)), "entries by name")
  local entry, message = own.lookup(row.text)
  local named = httpstatus.systems.lookup(row.system, row.text)
  same(row.entries:match "^[^;]*", shown_entries { entry }, "the first entry")
  same(shown_entries { entry }, shown_entries { named }, "the first entry by name")
  assert(entry or message:find("unknown " .. system.id .. " code '", 1, true) == 1, message)
end

function checks.matches(row)
  local ids = {}
  for i, system in ipairs(httpstatus.systems.matches(row.text)) do
    ids[i] = system.id
  end
  same(row.systems, table.concat(ids, ","), "systems")
end

function checks.spellings(row)
  local form, message = httpstatus.systems.spelling(row.system, row.text)
  same(row.form ~= "" and row.form or nil, form, "form")
  assert(form or message:find "^unknown ", message)
  local near = false
  for _, code in ipairs(httpstatus.systems.nearest(row.system, row.text) or {}) do
    near = near or code == row.nearest
  end
  same(row.nearest ~= "", near, "nearest")
end

function checks.grpc_maps(row)
  local found, message = httpstatus.grpc[row["function"]](row.map, tonumber(row.argument))
  same(row.result ~= "unknown" and tonumber(row.result) or nil, found, row["function"])
  same(found == nil, message ~= nil, "a message")
  same(row.result == "unknown", message ~= nil and message:match "^unknown gRPC map" ~= nil, "an unknown map")
end

function checks.grpc(row)
  local argument = row["function"] == "number" and row.argument or tonumber(row.argument)
  same(tonumber(row.result), (httpstatus.grpc[row["function"]](argument)), row["function"])
end

function checks.nearest(row)
  local _, message = httpstatus[row.kind](row.text)
  local hint = message:match "; did you mean (.*)%?$"
  if row.name == "" then
    same(nil, hint, "hint")
    return
  end
  local place, at = nil, 0
  for name in hint:gsub(" or ", ", "):gsub("'", ""):gmatch "[%w_-]+ ?%(?%d*%)?" do
    at = at + 1
    place = place or (name:match "^[%w_-]+" == row.name and at)
  end
  assert(place and place <= (tonumber(row.within) or at), message)
  assert(row.kind == "origin" or hint:find(("%s (%s)"):format(row.name, row.code), 1, true), message)
end

function checks.search(row)
  local found = httpstatus.search(row.query)
  local holds = false
  for _, meaning in ipairs(row.place == "first" and { found[1] } or found) do
    holds = holds or meaning.code == tonumber(row.code)
  end
  if row.place == "" then
    same(0, #found, "number of meanings")
  else
    same(row.place ~= "absent", holds, row.place)
  end
end

describe("the vectors", function()
  for name, check in pairs(checks) do
    it("of " .. name .. " hold in every row", function()
      support.each_row("tests/contract/vectors/" .. name .. ".tsv", check)
    end)
  end

  it("are all run", function()
    for line in io.lines "tests/contract/vectors/README.md" do
      for name in line:gmatch "^| `([%w_]+)%.tsv`" do
        assert.is_function(checks[name], name)
      end
    end
  end)
end)
