# The Ruby module on the vectors that all languages run: ruby -I build/swig/ruby tests/languages/swig/smoke.rb
require "httpstatus"

PREDICATES = %w[
  is_informational is_success is_redirection is_client_error is_server_error is_error is_registered is_known
  allows_content is_heuristically_cacheable is_followable_redirect preserves_method is_permanent_redirect is_retryable
].freeze
ESCAPES = { "t" => "\t", "n" => "\n", "r" => "\r", "0" => "\0", "\\" => "\\" }.freeze

$failures = 0

def same(what, expected, found)
  return if expected == found
  warn "#{what}: expected #{expected.inspect}, found #{found.inspect}"
  $failures += 1
end

# The error that a block raises, or nil.
def refused
  yield
  nil
rescue StandardError => error
  error
end

# "\-" is nil; the other escapes are those of tests/contract/vectors/README.md.
def cell(text)
  return nil if text == "\\-"
  text.b.gsub(/\\(?:\{(\d+) ([^}]*)\}|x(..)|(.))/n) { $1 ? $2 * $1.to_i : $3 ? $3.hex.chr : ESCAPES.fetch($4) }
end

def each_row(name)
  rows = 0
  lines = File.binread("#{__dir__}/../../contract/vectors/#{name}.tsv").split("\n")
  columns = lines.shift.split("\t")
  lines.each_with_index do |line, at|
    next if line.start_with?("#")
    rows += 1
    yield columns.zip(line.split("\t").map { |each| cell(each) }).to_h, "#{name}.tsv:#{at + 2}"
  end
  same("rows of #{name}.tsv", true, rows.positive?)
  puts "smoke.rb: #{name}.tsv: #{rows} rows"
end

each_row("codes") do |row, at|
  code = row["code"].to_i
  same("#{at}: phrase", row["phrase"], Httpstatus.phrase(code))
  same("#{at}: title", row["title"], Httpstatus.title(code))
  same("#{at}: name", row["name"], Httpstatus.name(code))
  same("#{at}: status_class", row["status_class"]&.to_i, Httpstatus.status_class(code))
  same("#{at}: label", row["label"], Httpstatus.label(code))
  same("#{at}: effective", row["effective"].to_i, Httpstatus.effective(code))
  PREDICATES.each do |name|
    same("#{at}: #{name}", row[name] == "1", Httpstatus.public_send(name, code))
    same("#{at}: #{name}?", row[name] == "1", Httpstatus.public_send("#{name.delete_prefix("is_")}?", code))
  end
  same("#{at}: is_retryable_any", row["is_retryable_any"] == "1", Httpstatus.retryable?(code, false))
  same("#{at}: meanings", row["is_known"] == "1", Httpstatus.meanings(code).any?)
  meaning = Httpstatus.lookup(code)
  same("#{at}: lookup", Httpstatus.meanings(code).first, meaning)
  same("#{at}: lookup", [code, row["phrase"]], meaning.values_at(:code, :phrase)) if row["phrase"]
end

each_row("editions") do |row, at|
  same("#{at}: phrase", row["phrase"], Httpstatus.phrase(row["code"].to_i, row["edition"]))
end

each_row("text_to_code") do |row, at|
  text = row["text"].to_s
  error = refused { same("#{at}: code", row["result"].to_i, Httpstatus.code(text)) }
  next if error.nil?
  candidates = error.message[/it means (.*); use the number/, 1]
  same("#{at}: code", row["result"], candidates ? "ambiguous:#{candidates.scan(/\d+/).join(",")}" : "unknown")
  same("#{at}: error", Httpstatus::UnknownStatusError, error.class)
end

each_row("nearest") do |row, at|
  text = row["text"].to_s
  error = refused { row["kind"] == "code" ? Httpstatus.code(text) : Httpstatus.lookup(404, text) }
  hints = error.message[/; did you mean (.*)\?\z/, 1].to_s.split(/, | or /)
  name = row["code"] ? "#{row["name"]} (#{row["code"]})" : row["name"] && "'#{row["name"]}'"
  same("#{at}: #{error.message}", true, name ? hints.first((row["within"] || 3).to_i).include?(name) : hints.empty?)
end

each_row("sets") do |row, at|
  text = row["text"].to_s
  if row["result"] != "ok"
    error = refused { Httpstatus::Set.new(text) }
    same("#{at}: error", Httpstatus::UnknownStatusError, error.class)
    same("#{at}: at", row["at"], error.message[/ at position (\d+)/, 1]) if row["at"]
    next
  end
  set = Httpstatus::Set.new(text)
  same("#{at}: text", row["canonical"].to_s, set.to_s)
  same("#{at}: size", row["count"].to_i, set.size)
  same("#{at}: codes", set.size, set.to_a.size)
  row["members"].to_s.split(",").each { |code| same("#{at}: #{code}", true, set.include?(code.to_i)) }
  row["absent"].to_s.split(",").each { |code| same("#{at}: #{code}", false, set.include?(code.to_i)) }
end

each_row("set_algebra") do |row, at|
  a, b = Httpstatus::Set.new(row["a"].to_s), Httpstatus::Set.new(row["b"].to_s)
  same("#{at}: union", row["union"].to_s, (a | b).to_s)
  same("#{at}: intersection", row["intersection"].to_s, (a & b).to_s)
  same("#{at}: difference", row["difference"].to_s, (a - b).to_s)
  same("#{at}: complement", row["complement"].to_s, (~a).to_s)
  same("#{at}: equal", row["equal"] == "1", a == b)
  same("#{at}: equal", row["equal"] == "1", { a => true }.key?(b))
end

each_row("grpc") do |row, at|
  argument = row["function"] == "number" ? row["argument"].to_s : row["argument"].to_i
  same("#{at}: #{row["function"]}", row["result"]&.to_i, Httpstatus.public_send("grpc_#{row["function"]}", argument))
end

each_row("grpc_maps") do |row, at|
  expected = row["result"] == "unknown" ? -2 : (row["result"] || -1).to_i
  found = Httpstatus.public_send("grpc_#{row["function"]}", row["map"].to_s, row["argument"].to_i)
  same("#{at}: #{row["function"]}", expected, found)
end

each_row("methods") do |row, at|
  same("#{at}: is_idempotent", row["is_idempotent"] == "1", Httpstatus.is_idempotent(row["method"].to_s))
end

each_row("retry_after") do |row, at|
  same("#{at}: retry_after", row["result"]&.to_i, Httpstatus.retry_after(row["value"].to_s, row["now"].to_i))
end
same("retry_after by the clock", 0, Httpstatus.retry_after("Sun, 06 Nov 1994 08:49:37 GMT"))

each_row("entries") do |row, at|
  found = Httpstatus.system_lookup(row["system"], row["text"].to_s)
  same("#{at}: entries", row["entries"].to_s, found.map { |each| each.values_at(:part, :key).compact.join(":") }.join(";"))
end

each_row("matches") do |row, at|
  same("#{at}: systems", row["systems"].to_s, Httpstatus.system_matches(row["text"].to_s).map { |each| each[:id] }.join(","))
end
same("spelling", "SH--", Httpstatus.system_spelling("haproxy", "SH-"))
same("last", 2**62 - 2, Httpstatus.system_lookup("h3", "0x21").first[:last])
same("entries", Httpstatus.system_entries("websocket"), Httpstatus.system_entries("ws"))
same("systems", true, Httpstatus.systems.any? { |each| each[:id] == "websocket" && each[:prefix] == "ws" })
same("unknown system", true, refused { Httpstatus.system_entries("x") }&.message.to_s.start_with?("unknown system 'x'; known: "))

each_row("search") do |row, at|
  codes = Httpstatus.search(row["query"].to_s).map { |meaning| meaning[:code] }
  if row["place"].nil?
    same("#{at}: search", [], codes)
  else
    codes = codes.first(1) if row["place"] == "first"
    same("#{at}: search", row["place"] != "absent", codes.include?(row["code"].to_i))
  end
end

seen = Hash.new(0)
each_row("../facts/registry_keys") do |row, at|
  code = row["code"].to_i
  meaning = Httpstatus.meanings(code).find { |each| row.values_at("origin", "name") == each.values_at(:origin, :name) }
  next same("#{at}: meaning", true, false) if meaning.nil?
  seen[code] += 1
  %w[phrase standing].each { |key| same("#{at}: #{key}", row[key], meaning[key.to_sym]) }
  %w[spec section].each { |key| same("#{at}: #{key}", row[key], meaning[key.to_sym]) if row[key] }
  same("#{at}: former_phrases", [], row["former_phrases"].to_s.split(";") - meaning[:former_phrases])
  same("#{at}: lookup", row["origin"], Httpstatus.lookup(code, row["origin"])[:origin])
end
seen.each { |code, count| same("meanings(#{code})", count, Httpstatus.meanings(code).size) }

each_row("../facts/headers") do |row, at|
  headers = Httpstatus.lookup(row["code"].to_i, row["origin"])[:headers].map { |each| each.values_at(:name, :message, :need) }
  same("#{at}: headers", true, headers.include?(row.values_at("header", "message", "need")))
end

# What is no integer is an error that names it; whatever is one is none.
functions = PREDICATES + %w[phrase title name status_class label effective meanings lookup smtp_severity grpc_to_http]
functions.each do |name|
  ["404", 404.0, 404.5, nil, :not_found, [404], Float::NAN].each do |value|
    error = refused { Httpstatus.public_send(name, value) }
    same("#{name}(#{value.inspect})", [TypeError, true], [error.class, error&.message.to_s.end_with?(value.inspect)])
  end
  [2**31, -2**31 - 1, 2**32 + 404, 2**64 + 404, -2**64 + 404, 10**40, -10**40].each do |code|
    same("#{name}(#{code})", Httpstatus.public_send(name, -1), Httpstatus.public_send(name, code))
  end
end
[404, nil, 4.0, ["404"]].each { |value| same("code(#{value.inspect})", TypeError, refused { Httpstatus.code(value) }.class) }
same("phrase(413, :rfc)", true, refused { Httpstatus.phrase(413, "rfc") }.message.include?("unknown edition 'rfc'"))
same("lookup(499, nil)", Httpstatus.lookup(499), Httpstatus.lookup(499, nil))
same("lookup(499, :esri)", "esri", Httpstatus.lookup(499, :esri)[:origin])
same("Symbol", 404, Httpstatus.code(:not_found))
same("encoding", Encoding::UTF_8, Httpstatus.lookup(404)[:explanation].encoding)
same("constants", [404, 499], [Httpstatus::NOT_FOUND, Httpstatus::NGINX_CLIENT_CLOSED_REQUEST])
same("version", File.read("#{__dir__}/../../../core/VERSION").strip, Httpstatus.version)

# Sets: Enumerable, in case, and with what is none.
set = Httpstatus::Set.new("2xx,!204")
same("when", :yes, case 200 when set then :yes end)
same("count", 49, set.count(&:even?))
same("== 5", [false, false], [set == 5, set == nil])
[nil, 404, Object.new].each { |value| same("|", TypeError, refused { set | value }.class) }
same("allocate", true, !refused { Httpstatus::Set.allocate.size }.nil?)

# Nothing that is still in use is collected.
GC.stress = true
same("GC", [404, 401], [Httpstatus.lookup(404), Httpstatus.meanings(401).first].map { |each| each[:code] })
same("GC", "5xx", (set & "5xx" | "5xx").to_s)
GC.stress = false

abort "smoke.rb: #{$failures} failures" if $failures.positive?
