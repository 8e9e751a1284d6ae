// The module on the vectors that every language runs, and its answers beside the command line's.
//     node --test tests/languages/web/test_module.mjs     (PYTHON has the package; make test-web sets it)
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as vectors from "./vectors.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const WEB = new URL("../../../build/web/", import.meta.url);
const { load } = await import(new URL("httpstatus.mjs", WEB));
const { json, queries } = await import(new URL("queries.mjs", WEB));
const httpstatus = await load(readFileSync(new URL("httpstatus.wasm", WEB)));

/** Checks every row of a file; a file without rows fails. */
function each(name, check) {
  test(`${name}.tsv`, () => {
    const rows = vectors.rows(name);
    assert.ok(rows.length > 0, `${name}.tsv has no rows`);
    for (const row of rows) check(row, row.at);
  });
}

const flag = (text) => text === "1";
const list = (text, separator = ",") => (text === null ? [] : text.split(separator));
const number = (text) => (text === null ? null : Number(text));

/** What a call returns, or its error, which has to be one of the library's. */
function outcome(action) {
  try {
    return { value: action() };
  } catch (error) {
    assert.ok(error instanceof httpstatus.StatusError, error.stack);
    return { error };
  }
}

/** Where an error says that a text went wrong, in bytes: positions count characters. */
function position(error, bytes) {
  const at = Number(/ at position (\d+)$/.exec(error.message)?.[1]);
  let characters = -1;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] & 0xc0) !== 0x80 && ++characters === at) return i;
  }
  return bytes.length;
}

function refused(row, bytes, found) {
  assert.ok(found.error, `${row.at}: not refused`);
  if (row.position !== null) assert.equal(position(found.error, bytes), Number(row.position), `${row.at}: ${found.error.message}`);
}

const PREDICATES = Object.keys(vectors.rows("codes")[0]).filter((name) => /^(is_|allows_|preserves_)/.test(name) && name !== "is_retryable_any");

each("codes", (row, at) => {
  for (const code of Number.isSafeInteger(Number(row.code)) ? [BigInt(row.code), Number(row.code)] : [BigInt(row.code)]) {
    for (const name of ["phrase", "name", "label"]) assert.equal(httpstatus[name](code), row[name] ?? "", `${at}: ${name}`);
    assert.equal(httpstatus.effective(code), Number(row.effective), at);
    const digit = Number(row.status_class ?? 0);
    assert.equal(httpstatus.status_class(code) ?? "", httpstatus.name_of_class(digit), at);
    for (const name of PREDICATES) assert.equal(httpstatus[name](code), flag(row[name]), `${at}: ${name}`);
    assert.equal(httpstatus.is_retryable(code, { idempotent: false }), flag(row.is_retryable_any), at);
    assert.equal(httpstatus.meanings(code).length > 0, flag(row.is_known), at);
  }
});

each("editions", (row, at) => assert.equal(httpstatus.phrase(Number(row.code), row.edition), row.phrase ?? "", at));

each("methods", (row, at) => {
  const [method, idempotent] = [row.bytes.method ?? "", flag(row.is_idempotent)];
  assert.equal(httpstatus.is_idempotent(method), idempotent, at);
  for (const code of [200, 502, 503]) assert.equal(httpstatus.is_retryable(code, { method }), httpstatus.is_retryable(code, { idempotent }), at);
});

each("retry_after", (row, at) => {
  const found = httpstatus.retry_after(row.bytes.value ?? "", Number(row.now));
  assert.equal(found, number(row.result), at);
  const date = new Date(1000 * Number(row.now));
  if (!Number.isNaN(date.getTime())) assert.equal(httpstatus.retry_after(row.bytes.value ?? "", date), found, at);
});

each("text_to_code", (row, at) => {
  const found = outcome(() => httpstatus.code(row.bytes.text ?? ""));
  if (/^\d+$/.test(row.result)) return assert.equal(found.value, Number(row.result), at);
  assert.ok(found.error instanceof httpstatus.UnknownStatusError, at);
  const codes = httpstatus.candidates(row.bytes.text ?? "").sort((a, b) => a - b);
  assert.equal(codes.length > 0 ? `ambiguous:${codes}` : "unknown", row.result, at);
});

each("nearest", (row, at) => {
  if (row.kind !== "code") return;
  const names = httpstatus.nearest(row.bytes.text ?? "").map((near) => `${near.name} ${near.code}`);
  if (row.name === null) assert.deepEqual(names, [], at);
  else assert.ok(names.slice(0, number(row.within) ?? 3).includes(`${row.name} ${row.code}`), `${at}: ${names}`);
});

each("status_lines", (row, at) => {
  const found = outcome(() => httpstatus.parse_status_line(row.bytes.line ?? ""));
  if (row.result !== "ok") return refused(row, row.bytes.line ?? [], found);
  assert.deepEqual({ ...found.value, reason: Buffer.from(found.value.reason).toString() }, { version: row.version, code: Number(row.code), reason: found.value.reason }, at);
  assert.ok([row.bytes.reason?.toString("latin1"), row.reason, ""].includes(found.value.reason), at);
});

each("sets", (row, at) => {
  const found = outcome(() => httpstatus.set(row.bytes.text ?? ""));
  if (row.result !== "ok") return refused(row, row.bytes.text ?? [], found);
  const set = found.value;
  assert.equal(String(set), row.canonical ?? "", at);
  assert.equal(set.size, Number(row.count), at);
  assert.equal([...set].length, set.size, at);
  for (const code of list(row.members)) assert.ok(set.has(BigInt(code)), `${at}: ${code}`);
  for (const code of list(row.absent)) assert.ok(!set.has(BigInt(code)), `${at}: ${code}`);
});

each("set_algebra", (row, at) => {
  const [a, b] = [httpstatus.set(row.a ?? ""), httpstatus.set(row.b ?? "")];
  for (const name of ["union", "intersection", "difference"]) assert.equal(String(a[name](b)), row[name] ?? "", `${at}: ${name}`);
  assert.equal(String(a.complement()), row.complement ?? "", at);
  assert.equal(a.equals(b), flag(row.equal), at);
});

each("search", (row, at) => {
  const codes = httpstatus.search(row.bytes.query ?? "").map((meaning) => meaning.code);
  if (row.code === null) return assert.deepEqual(codes, [], at);
  const [code, place] = [Number(row.code), row.place];
  assert.equal(place === "first" ? codes[0] === code : codes.includes(code), place !== "absent", `${at}: ${codes}`);
});

each("grpc_maps", (row, at) => {
  const call = () => httpstatus.grpc[row.function](row.map, BigInt(row.argument));
  if (row.result === "unknown") return assert.throws(call, { message: /^unknown gRPC map / }, at);
  assert.equal(call(), number(row.result), at);
});

each("grpc", (row, at) => {
  const { grpc } = httpstatus;
  if (row.function !== "number") return assert.equal(grpc[row.function](BigInt(row.argument)), Number(row.result), at);
  const found = outcome(() => grpc.lookup(row.argument ?? ""));
  assert.equal(found.value?.number ?? null, number(row.result), at);
});

each("cloudflare", (row, at) => {
  const found = httpstatus.cloudflare.errors(Number(row.code));
  assert.equal(found.length, Number(row.of), at);
  if (found.length === 0) return;
  const error = found[Number(row.place) - 1];
  assert.equal(error.http_status, number(row.http_status), at);
  assert.equal(error.status_inferred, flag(row.inferred), at);
  assert.equal(error.retry_after, number(row.retry_after), at);
});

each("substatus", (row, at) => {
  const found = outcome(() => httpstatus.iis.substatuses(row.bytes.text?.toString("latin1") ?? ""));
  if (row.result !== "ok") return refused(row, row.bytes.text ?? [], found);
  assert.equal(found.value.length, Number(row.meanings), at);
  assert.deepEqual(found.value.map((each) => each.since).filter(Boolean).sort(), list(row.since, ";").sort(), at);
});

each("warning_fields", (row, at) => {
  const found = outcome(() => httpstatus.warning.parse(row.bytes.field ?? ""));
  if (row.result !== "ok") return refused(row, row.bytes.field ?? [], found);
  assert.equal(found.value.length, Number(row.of), at);
  if (row.number === null) return;
  const value = found.value[Number(row.number)];
  assert.deepEqual([value.code, value.agent, value.date], [Number(row.code), row.agent, row.date], at);
  assert.ok([row.text ?? "", row.bytes.text?.toString("latin1")].includes(value.text), at);
});

for (const name of ["smtp_replies", "smtp_quotes"]) {
  each(name, (row, at) => {
    const found = outcome(() => httpstatus.smtp.parse(row.bytes.reply ?? ""));
    if ((row.result ?? "ok") !== "ok") return refused(row, row.bytes.reply ?? [], found);
    const reply = found.value;
    assert.ok(reply, `${at}: ${found.error?.message}`);
    assert.deepEqual([reply.code, reply.enhanced, reply.severity], [number(row.code), row.enhanced, row.severity ?? ""], at);
    assert.ok([row.message ?? "", row.bytes.message?.toString("latin1")].includes(reply.text), at);
    assert.deepEqual([reply.repaired.join(","), reply.command], [row.repaired ?? "", row.command], at);
  });
}

each("enhanced", (row, at) => {
  const found = outcome(() => httpstatus.smtp.enhanced(row.bytes.text ?? ""));
  if (row.result !== "ok") return refused(row, row.bytes.text ?? [], found);
  assert.equal(found.value !== undefined, flag(row.known), at);
  if (!found.value) return;
  const { status_class, subject, detail, severity, basic } = found.value;
  assert.deepEqual([status_class, subject, detail, severity], [Number(row.class), Number(row.subject), Number(row.detail), row.severity], at);
  assert.equal(basic.join(","), row.basic ?? "", at);
});

each("entries", (row, at) => {
  const found = httpstatus.systems.explain(row.system, row.bytes.text?.toString() ?? "");
  assert.equal(found.map((entry) => (entry.part ? `${entry.part}:${entry.key}` : entry.key)).join(";"), row.entries ?? "", at);
});

each("matches", (row, at) => {
  const found = httpstatus.systems.matches(row.bytes.text ?? "").map((system) => system.id);
  assert.deepEqual(found.sort(), list(row.systems).sort(), at);
});

each("spellings", (row, at) => {
  const known = httpstatus.systems.systems().some((system) => [system.id, system.prefix].includes(row.system));
  if (!known) return assert.throws(() => httpstatus.systems.spelling(row.system, "x"), httpstatus.UnknownStatusError, at);
  assert.equal(httpstatus.systems.spelling(row.system, row.bytes.text ?? ""), row.form ?? "", at);
  if (row.nearest !== null) assert.ok(httpstatus.systems.nearest(row.system, row.bytes.text ?? "").includes(row.nearest), at);
});

/** The counts as a row of the vectors has them. */
const counted = (counts) => Object.entries(counts).map(([code, count]) => `${/^\d+$/.test(code) ? Number(code) : code}:${count}`).sort().join(",");
const sorted = (text) => list(text).sort().join(",");

function readInPieces(bytes, format, size) {
  const log = httpstatus.log(format);
  for (let at = 0; at < bytes.length; at += size) log.feed(bytes.subarray(at, at + size));
  return log.finish();
}

for (const name of ["logs", "logs_structured", "logs_formats"]) {
  each(name, (row, at) => {
    const bytes = row.bytes.log ?? Buffer.alloc(0);
    for (const size of [bytes.length + 1, 7]) {
      const tally = readInPieces(bytes, row.format, size);
      assert.equal(counted(tally.counts), sorted(row.counts), at);
      assert.equal(tally.skipped, Number(row.skipped), at);
      assert.equal(tally.lines, Number(row.lines), at);
      if (row.substatuses) assert.equal(counted(tally.substatuses), sorted(row.substatuses), at);
      if (row.detected !== null) assert.equal(tally.format, row.detected, at);
    }
  });
}

each("logs_servers", (row, at) => {
  const bytes = readFileSync(new URL(`../../contract/vectors/logs/${row.name}.log`, import.meta.url));
  const plain = readInPieces(bytes, "auto", 1 << 16);
  assert.equal(plain.lines > 0 && plain.fitting === 0, flag(row.refused), at);
  if (flag(row.refused)) return;
  assert.equal(counted(plain.counts), sorted(row.counts), at);
  assert.equal(plain.skipped, Number(row.skipped), at);
  const log = httpstatus.log("auto", true);
  log.feed(bytes);
  const { times, ...tally } = log.finish();
  assert.equal(counted(tally.counts), sorted(row.counts), `${at}: over time`);
  const inBins = times.bins.reduce((sum, bin) => sum + bin.counts.reduce((a, b) => a + b), 0);
  assert.equal(inBins + times.without, tally.total, at);
});

test("every file of vectors is run, or named here with a reason", () => {
  const source = readFileSync(fileURLToPath(import.meta.url)).toString();
  const without = {
    write_status_line: "nothing in a browser writes status lines",
    problems: "nothing in a browser answers with problem documents",
    tally_integers: "JavaScript counts arrays itself",
    logs_times: "a page counts whole logs, in intervals that fit their length",
    set_grammars: "its rows are those of sets.tsv for other readers",
  };
  const files = readdirSync(new URL("../../contract/vectors/", import.meta.url)).filter((file) => file.endsWith(".tsv"));
  for (const file of files) assert.ok(source.includes(`"${file.slice(0, -4)}"`) || file.slice(0, -4) in without, file);
});

test("skipped lines are shown up to their end, or cut", () => {
  const log = httpstatus.log("common");
  const long = "x".repeat(200);
  log.feed(Buffer.from(`short\n127.0.0.1 - - [x] "GET / HTTP/1.1" 200 1\n${long}\n`));
  const { examples } = log.finish();
  assert.deepEqual(examples.map(({ number, text }) => [number, text]), [[1, "short"], [3, long.slice(0, 80)]]);
});

test("a log of times that are far apart loses nothing", () => {
  const log = httpstatus.log("auto", true);
  const line = (when) => `1.2.3.4 - - [${when}] "GET / HTTP/1.1" 200 5\n`;
  const times = ["01/Jan/2020:00:00:00 +0000", "01/Jan/1999:00:00:00 +0000", "31/Dec/2026:23:59:59 +0000", "01/Jan/2020:00:00:01 +0000"];
  for (let i = 0; i < 100; i++) log.feed(Buffer.from(times.map(line).join("")));
  const { times: found, total } = log.finish();
  assert.equal(total, 400);
  assert.equal(found.without, 0);
  assert.ok(found.bins.length <= 240);
  assert.deepEqual(found.bins.map((bin) => bin.counts[2]).filter(Boolean), [100, 200, 100]);
});

test("a wrong argument is named", () => {
  for (const value of ["404", 404.5, null, undefined, NaN]) assert.throws(() => httpstatus.phrase(value), TypeError);
  assert.throws(() => httpstatus.phrase("404"), /'404'/);
  assert.throws(() => httpstatus.search(404), TypeError);
  const both = { name: "TypeError", message: "is_retryable() takes idempotent or method, not both" };
  for (const idempotent of [true, false]) assert.throws(() => httpstatus.is_retryable(503, { method: "GET", idempotent }), both);
  for (const options of [null, {}, { method: null, idempotent: null }, { method: "GET", idempotent: undefined }]) {
    assert.equal(httpstatus.is_retryable(503, options), true);
  }
  for (const value of ["false", 0, [true]]) {
    assert.throws(() => httpstatus.is_retryable(503, { idempotent: value }), { name: "TypeError", message: /^idempotent is a boolean, not / });
  }
  assert.throws(() => httpstatus.retry_after("1", NaN), TypeError);
  assert.equal(httpstatus.retry_after(null), null);
  assert.equal(httpstatus.retry_after("Mon, 30 Nov 2026 12:02:00 GMT", 1e300), 0);
  assert.throws(() => httpstatus.lookup(404, "ngnix"), /did you mean 'nginx'/);
  assert.throws(() => httpstatus.lookup(1), /status code 1 has no known meaning/);
});

test("the examples of docs/browser.md say what is so", async () => {
  const page = readFileSync(new URL("../../../docs/browser.md", import.meta.url)).toString();
  const blocks = [...page.matchAll(/^```js\n(.*?)^```$/gms)].map(([, block]) => block);
  assert.equal(blocks.length, 4);
  let checked = 0;
  for (const block of blocks.slice(1)) {
    const program = block.replace(/^import .*$/gm, "").replace(/^(?!const )(.*); \/\/ (.*)$/gm, (_, call, expected) => {
      checked++;
      return `same(${call}, ${expected}, ${JSON.stringify(call)});`;
    });
    new Function("httpstatus", "queries", "same", `"use strict";\n${program}`)(httpstatus, queries, assert.deepEqual);
  }
  assert.ok(checked > 10);
});

test("answers are the command line's", () => {
  const asked = vectors.queries();
  assert.ok(asked.length >= 150, `only ${asked.length} queries`);
  const python = process.env.PYTHON ?? "python3";
  const done = spawnSync(python, ["-m", "httpstatus", "--json", "--", ...asked], { maxBuffer: 1 << 28, cwd: `${ROOT}/build`, encoding: "utf8" });
  assert.ok(done.stdout, done.stderr);
  const expected = JSON.parse(done.stdout);
  const answer = queries(httpstatus);
  const read = (text) => JSON.stringify(JSON.parse(text)); // which rounds the largest numbers of both
  asked.forEach((query, i) => assert.equal(read(json(answer(query))), JSON.stringify(expected[i]), JSON.stringify(query)));
});

test("numbers that JavaScript has to round are exact", () => {
  const [range] = httpstatus.systems.entries("h3");
  assert.equal(range.key, "0x1f*N+0x21");
  assert.equal(range.last, 4611686018427387902n);
  assert.equal(json({ a: range.last, b: 7, c: "bigint 1 2" }), '{"a":4611686018427387902,"b":7,"c":"bigint 1 2"}');
});

test("long queries are answered soon", () => {
  const answer = queries(httpstatus);
  for (const part of ["4", "x", "404 ", "5.1.1 ", "a:", "\n", "<b>", "!4,", "'", "é"]) {
    const found = answer(part.repeat(100_000 / part.length));
    assert.ok((found.error ?? "").length < 1000, `${part}: ${JSON.stringify(found).slice(0, 200)}`);
    assert.ok(Object.keys(found).length > 1, part);
  }
});

test("a log of any length, and lines of any length, take a bounded memory", () => {
  const before = process.memoryUsage().external;
  for (const piece of [Buffer.from('1.2.3.4 - - [01/Jan/2020:00:00:00 +0000] "GET / HTTP/1.1" 200 5\n'.repeat(15_000)), Buffer.alloc(1 << 20)]) {
    const log = httpstatus.log();
    for (let i = 0; i < 200; i++) log.feed(piece);
    assert.ok(log.finish().lines > 0);
  }
  assert.ok(process.memoryUsage().external - before < 32 << 20);
});
