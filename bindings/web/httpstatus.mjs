// The registry of HTTP status codes for browsers and Node: the C core, compiled to WebAssembly.
//
//     import { load } from "./httpstatus.mjs";
//     const httpstatus = await load(bytesOfTheModule);
//     httpstatus.phrase(404); // "Not Found"
//
// The verbs are those of Python, C and Lua, with the same names; records have the fields of docs/httpstatus.schema.json.
// This file holds no facts: it reads the core's structs by the tables that the module itself has (web.c, records.c).

const encoder = new TextEncoder();
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const INT_MAX = 2147483647;
const SHOWN = 100;
const FAR = 9e18; // seconds; what is beyond fits no int64_t, and the core bounds the time anyway

export class StatusError extends Error {}
export class UnknownStatusError extends StatusError {}

// ---- Values ----

// As Python's repr() of a str, which the core's sentences about numbers and the command line show.
export function quoted(text) {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = "";
  for (const each of text) {
    const code = each.codePointAt(0);
    if (each === quote || each === "\\") out += `\\${each}`;
    else if (each === "\n") out += "\\n";
    else if (each === "\r") out += "\\r";
    else if (each === "\t") out += "\\t";
    else if (each === " " || !/^[\p{C}\p{Z}]$/u.test(each)) out += each;
    else if (code < 0x100) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, "0")}`;
    else out += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return quote + out + quote;
}

function shown(value) {
  if (typeof value !== "string") return String(value);
  const characters = [...value.slice(0, 2 * SHOWN)];
  return [...quoted(characters.slice(0, SHOWN).join(""))].slice(0, SHOWN).join("");
}

function integer(value, name = "a status code") {
  if (typeof value === "bigint") return value > INT_MAX ? INT_MAX : value < -INT_MAX ? -INT_MAX - 1 : Number(value);
  if (!Number.isInteger(value)) throw new TypeError(`${name} is an integer, not ${typeof value}: ${shown(value)}`);
  return Math.max(-INT_MAX - 1, Math.min(INT_MAX, value));
}

function bytesOf(value, name = "a text") {
  if (typeof value === "string") return encoder.encode(value);
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`${name} is a string or Uint8Array, not ${typeof value}: ${shown(value)}`);
}

// A number of 64 bits that may be absent; a bigint if no number of JavaScript is that exact.
function long(value) {
  if (value < 0n) return null;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

// ---- The module's memory ----

class Machine {
  constructor(module) {
    this.exports = new WebAssembly.Instance(module, {}).exports;
    this.top = this.exports.__heap_base.value;
    this.texts = new Map(); // static ones, by address
    this.records = new Map();
    this.refresh();
    for (const own of [0, 1]) this.#learn(this.exports.httpstatus__web_table(own));
    this.limits = Object.fromEntries(this.#fields(this.exports.httpstatus__web_limits()).map(({ name, offset }) => [name, offset]));
    this.sizeOfSet = this.records.get("set").size;
  }

  refresh() {
    this.memory = this.exports.memory.buffer;
    this.view = new DataView(this.memory);
    this.bytes = new Uint8Array(this.memory);
  }

  word(at) {
    return this.view.getUint32(at, true);
  }

  #fields(at, count = Infinity) {
    const found = [];
    for (; found.length < count && this.word(at) !== 0; at += 12) {
      found.push({ name: this.text(this.word(at)), kind: String.fromCharCode(this.word(at + 4)), offset: this.word(at + 8) });
    }
    return found;
  }

  #learn(at) {
    for (; this.word(at) !== 0; at += 20) {
      const [name, functions] = [this.text(this.word(at)), this.text(this.word(at + 4))];
      const fields = this.#fields(this.word(at + 8), this.word(at + 12));
      this.records.set(name, { name, functions, fields, size: this.word(at + 16), rows: null });
    }
  }

  ofCode() {
    return this.#fields(this.exports.httpstatus__web_of_code());
  }

  // Whatever is allocated in a scratch is free after it.
  scratch(use) {
    const mark = this.top;
    try {
      return use();
    } finally {
      this.top = mark;
    }
  }

  alloc(size) {
    const at = (this.top + 15) & ~15;
    this.top = at + size;
    const missing = this.top - this.bytes.length;
    if (missing > 0) this.exports.memory.grow(Math.ceil(missing / 65536));
    if (this.memory !== this.exports.memory.buffer) this.refresh();
    this.bytes.fill(0, at, at + size);
    return at;
  }

  put(bytes) {
    const at = this.alloc(bytes.length + 1);
    this.bytes.set(bytes, at);
    return at;
  }

  string(text) {
    return this.put(encoder.encode(text));
  }

  end(at) {
    return this.bytes.indexOf(0, at);
  }

  text(at) {
    let found = this.texts.get(at);
    if (found === undefined) {
      found = utf8.decode(this.bytes.subarray(at, this.end(at)));
      this.texts.set(at, found);
    }
    return found;
  }

  // A piece of a text that was given: bytes that are not UTF-8 are read as Latin-1.
  piece(at, length) {
    const bytes = this.bytes.slice(at, at + length);
    try {
      return strict.decode(bytes);
    } catch {
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    }
  }

  list(at) {
    const found = [];
    for (; this.bytes[at] !== 0; at = this.end(at) + 1) found.push(this.text(at));
    return found;
  }

  // What the core writes as snprintf does.
  written(write, size = this.limits.message) {
    return this.scratch(() => {
      const buffer = this.alloc(size);
      const length = write(buffer, size);
      return utf8.decode(this.bytes.slice(buffer, buffer + Math.min(length, size - 1)));
    });
  }

  say(sentence, ...values) {
    return this.written((buffer, size) => this.exports[`httpstatus__say_${sentence}`](...values, buffer, size));
  }

  value({ kind, offset }, at) {
    const place = at + offset;
    const { view } = this;
    switch (kind) {
      case "t":
        return this.text(this.word(place));
      case "s":
        return this.canonical(this.word(place));
      case "l":
        return this.list(this.word(place));
      case "i":
        return view.getInt32(place, true);
      case "o":
        return view.getInt32(place, true) < 0 ? null : view.getInt32(place, true);
      case "L":
        return long(view.getBigInt64(place, true));
      case "q":
        return Number(view.getBigUint64(place, true));
      case "h":
        return view.getInt16(place, true);
      case "b":
        return this.bytes[place] !== 0;
      case "c":
        return Array.from({ length: this.word(place + 4) }, (_, i) => view.getInt16(this.word(place) + 2 * i, true));
      case "d": {
        const [first, ...rest] = [0, 4, 8].map((step) => view.getInt32(place + step, true));
        return [first < 0 ? "x" : first, ...rest].join(".");
      }
      case "x":
        return this.piece(this.word(place), this.word(place + 4));
      case "z":
        return utf8.decode(this.bytes.slice(place, this.end(place)));
      case "H":
        return this.#parts("header", at, offset);
      case "R":
        return this.#parts("rule", at, offset);
      default:
        return place;
    }
  }

  // The canonical text of a set.
  canonical(text) {
    return this.scratch(() => {
      const set = this.alloc(this.sizeOfSet);
      this.exports.httpstatus_set_parse(text, this.end(text) - text, set, 0);
      return this.written((buffer, size) => this.exports.httpstatus_set_text(set, buffer, size), this.limits.set_text);
    });
  }

  // The header fields or rules of a meaning.
  #parts(name, meaning, offset) {
    return this.scratch(() => {
      const at = this.alloc(this.records.get(name).size);
      return Array.from({ length: this.word(meaning + offset) }, (_, i) => {
        this.exports[`httpstatus_meaning_${name}`](meaning, i, at);
        return this.read(name, at);
      });
    });
  }

  read(name, at) {
    const found = {};
    for (const field of this.records.get(name).fields) found[field.name] = this.value(field, at);
    return found;
  }

  offset(record, name) {
    return this.records.get(record).fields.find((field) => field.name === name).offset;
  }

  // A record that a function fills in, or null.
  filled(name, fill) {
    return this.scratch(() => {
      const at = this.alloc(this.records.get(name).size);
      return fill(at) ? Object.freeze(this.read(name, at)) : null;
    });
  }

  // The whole table of a record.
  rows(name) {
    const record = this.records.get(name);
    record.rows ??= Object.freeze(
      Array.from({ length: this.exports[`httpstatus_${record.functions}_count`]() }, (_, i) =>
        this.filled(name, (at) => this.exports[`httpstatus_${record.functions}_at`](i, at)),
      ),
    );
    return record.rows;
  }

  // The rows that a function finds: how many, and the index of the first one.
  some(name, count) {
    return this.scratch(() => {
      const first = this.alloc(4);
      const found = count(first);
      return found === 0 ? [] : this.rows(name).slice(this.word(first), this.word(first) + found);
    });
  }

  // The indexes that a function writes, up to max.
  indexes(max, write) {
    return this.scratch(() => {
      const at = this.alloc(4 * max);
      const count = write(at, max);
      return Array.from({ length: Math.min(count, max) }, (_, i) => this.word(at + 4 * i));
    });
  }

  withText(value, use, name) {
    const bytes = bytesOf(value, name);
    return this.scratch(() => use(this.put(bytes), bytes.length));
  }
}

// ---- Sets ----

const machines = new WeakMap(); // of sets and logs, so that nothing of it is seen

/** A set of codes 0..999. */
export class StatusSet {
  #bits;

  constructor(machine, bits) {
    machines.set(this, machine);
    this.#bits = bits;
  }

  static #place(set) {
    return machines.get(set).put(set.#bits);
  }

  #made(operation, ...others) {
    const machine = machines.get(this);
    return machine.scratch(() => {
      const result = machine.alloc(machine.sizeOfSet);
      machine.exports[`httpstatus_set_${operation}`](result, StatusSet.#place(this), ...others.map(StatusSet.#place));
      return new StatusSet(machine, machine.bytes.slice(result, result + machine.sizeOfSet));
    });
  }

  has(code) {
    const machine = machines.get(this);
    return machine.scratch(() => machine.exports.httpstatus_set_contains(StatusSet.#place(this), integer(code)) !== 0);
  }

  get size() {
    const machine = machines.get(this);
    return machine.scratch(() => machine.exports.httpstatus_set_count(StatusSet.#place(this)));
  }

  *[Symbol.iterator]() {
    for (let code = 0; code < 8 * this.#bits.length; code++) {
      if ((this.#bits[code >> 3] >> (code & 7)) & 1) yield code;
    }
  }

  union(other) {
    return this.#made("union", other);
  }

  intersection(other) {
    return this.#made("intersection", other);
  }

  difference(other) {
    return this.#made("difference", other);
  }

  complement() {
    return this.#made("complement");
  }

  equals(other) {
    return this.#bits.every((byte, i) => byte === other.#bits[i]);
  }

  toString() {
    const machine = machines.get(this);
    return machine.written((buffer, size) => machine.exports.httpstatus_set_text(StatusSet.#place(this), buffer, size), machine.limits.set_text);
  }
}

// ---- Logs ----

const PIECE = 1 << 18;

/**
 * A log that is being counted. feed() takes bytes in pieces of any size; finish() says that there are no more. Each log
 * has a memory of its own, which is freed with it.
 */
export class Log {
  #machine;
  #at;
  #buffer;
  #room = PIECE;
  #filled = 0;
  #times;

  constructor(module, format = "auto", overTime = false) {
    const machine = new Machine(module);
    this.#machine = machine;
    this.#at = machine.alloc(machine.records.get("log").size);
    const known = machine.withText(format, (text, length) => machine.exports.httpstatus_log_begin(this.#at, text, length));
    if (!known) throw new StatusError(`unknown log format ${shown(format)}`);
    this.#times = overTime ? machine.alloc(machine.records.get("times").size) : 0;
    this.#buffer = machine.alloc(this.#room);
  }

  #use(last) {
    const { exports } = this.#machine;
    const used = this.#times
      ? exports.httpstatus__web_log_times(this.#at, this.#buffer, this.#filled, last, this.#times)
      : exports.httpstatus_log_feed(this.#at, this.#buffer, this.#filled, last);
    this.#machine.bytes.copyWithin(this.#buffer, this.#buffer + used, this.#buffer + this.#filled);
    this.#filled -= used;
  }

  feed(bytes) {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === this.#room) this.#grow();
      const piece = bytes.subarray(at, at + this.#room - this.#filled);
      this.#machine.bytes.set(piece, this.#buffer + this.#filled);
      this.#filled += piece.length;
      at += piece.length;
      if (this.#filled === this.#room) this.#use(false);
    }
  }

  // For a line that does not fit; the core takes any line of a megabyte. The buffer is the last thing in the memory.
  #grow() {
    this.#machine.alloc(this.#room);
    this.#room *= 2;
  }

  finish() {
    this.#use(true);
    return this.result();
  }

  /** What has been counted so far. */
  result() {
    const machine = this.#machine;
    const log = machine.read("log", this.#at);
    const counts = {};
    for (let code = 0; code < 1000; code++) {
      const count = machine.view.getBigUint64(log.tally + 8 * code, true);
      if (count > 0n) counts[String(code).padStart(3, "0")] = Number(count);
    }
    const classes = {};
    for (const digit of [1, 2, 3, 4, 5, 0]) {
      const label = machine.text(machine.exports.httpstatus_label(100 * digit));
      classes[label] = Number(machine.exports.httpstatus_tally_class(log.tally, digit));
    }
    return {
      format: machine.text(machine.exports.httpstatus_log_format_name(log.format)),
      lines: log.lines,
      fitting: log.fitting,
      counts,
      substatuses: this.#substatuses(log),
      total: Number(machine.exports.httpstatus_tally_total(log.tally)),
      skipped: Number(machine.view.getBigUint64(log.tally + machine.offset("tally", "skipped"), true)),
      classes,
      examples: this.#examples(log),
      times: this.#times ? this.#overTime() : null,
    };
  }

  #substatuses(log) {
    const machine = this.#machine;
    const { size } = machine.records.get("substatus_count");
    const found = [];
    const end = this.#at + machine.records.get("log").size; // they are the last member
    for (let at = log.substatuses; at + size <= end; at += size) {
      const each = machine.read("substatus_count", at);
      if (each.count > 0) found.push([at, each]);
    }
    found.sort((a, b) => machine.exports.httpstatus_substatus_order(a[0], b[0]));
    return Object.fromEntries(found.map(([, each]) => [`${String(each.code).padStart(3, "0")}.${each.sub}`, each.count]));
  }

  #examples(log) {
    const machine = this.#machine;
    const { size } = machine.records.get("log_line");
    return Array.from({ length: log.examples }, (_, i) => {
      const line = machine.read("log_line", log.skipped + i * size);
      return { number: line.number, text: machine.piece(line.text, Math.min(line.length, machine.limits.line_shown)) };
    });
  }

  #overTime() {
    const machine = this.#machine;
    const times = machine.read("times", this.#times);
    const columns = machine.limits.time_counts;
    return {
      width: times.width,
      without: times.without,
      bins: Array.from({ length: times.used }, (_, bin) => ({
        time: (times.first + bin) * times.width,
        counts: Array.from({ length: columns }, (__, i) => machine.word(times.counts + 4 * (bin * columns + i))),
      })),
    };
  }

  /** What to try for a log whose format was not found, by its beginning. */
  hint(beginning) {
    const machine = this.#machine;
    return machine.withText(beginning, (text, length) =>
      machine.written((buffer, size) => machine.exports.httpstatus_log_hint(text, length, buffer, size)),
    );
  }
}

// ---- The library ----

const SUGGESTIONS = 3;

function library(module) {
  const machine = new Machine(module);
  const core = machine.exports;
  const call = (name, ...values) => core[`httpstatus_${name}`](...values);
  const decode = { b: (value) => value !== 0, i: (value) => value, t: (value) => machine.text(value) };
  const unknown = (message) => new UnknownStatusError(message);

  const notListed = (what, value, lists, hint) =>
    machine.scratch(() =>
      unknown(
        machine.say("not_listed", machine.string(what), machine.string(shown(value)), machine.string(lists), hint ? machine.string(hint) : 0),
      ),
    );

  // The result of a map by name: null where it has none (-1), and an error for an unknown name (-2).
  const mapped = (name, map, number) => {
    const found = machine.withText(map, (text, length) => call(name, text, length, integer(number)));
    if (found === -2) throw notListed("gRPC map", map, "httpstatus.grpc.maps()");
    return found === -1 ? null : found;
  };

  // Runs a parser of the core, which fills in an error where it refuses.
  const parsed = (what, value, parse) =>
    machine.withText(value, (text, length) => {
      const error = machine.alloc(8);
      const found = parse(text, length, error);
      if (found !== undefined) return found;
      const before = machine.bytes.slice(text, text + machine.read("error", error).at);
      const position = before.reduce((count, byte) => count + ((byte & 0xc0) !== 0x80), 0);
      throw new StatusError(machine.say("invalid", machine.string(what), text, length, error, position));
    });

  const near = (write) =>
    machine.scratch(() => {
      const { size } = machine.records.get("near");
      const at = machine.alloc(size * SUGGESTIONS);
      return Array.from({ length: write(at, SUGGESTIONS) }, (_, i) => machine.read("near", at + i * size));
    });

  const meaningsOf = (code) => machine.some("meaning", (first) => call("meanings", integer(code), first));
  const rows = (name) => machine.rows(name);

  const httpstatus = {
    module,
    version: machine.text(call("version")),
    StatusError,
    UnknownStatusError,

    name_of_class: (digit) => machine.text(call("class_name", digit)),
    status_class: (code) => machine.text(call("class_name", call("status_class", integer(code)))) || null,
    is_idempotent: (method) => machine.withText(method, (at, length) => call("is_idempotent", at, length) !== 0),

    is_retryable(code, options) {
      const { method, idempotent } = options ?? {};
      const [hasMethod, hasIdempotent] = [method, idempotent].map((each) => each !== undefined && each !== null);
      if (hasMethod && hasIdempotent) throw new TypeError("is_retryable() takes idempotent or method, not both");
      if (hasIdempotent && typeof idempotent !== "boolean") {
        throw new TypeError(`idempotent is a boolean, not ${typeof idempotent}: ${shown(idempotent)}`);
      }
      const repeats = hasMethod ? httpstatus.is_idempotent(method) : idempotent ?? true;
      return call("is_retryable", integer(code), repeats) !== 0;
    },

    code(text) {
      return machine.withText(text, (at, length) => {
        const code = call("code", at, length);
        if (code < 0) throw unknown(machine.say("unknown_status", at, length));
        return code;
      });
    },

    candidates: (text) => machine.withText(text, (at, length) => machine.indexes(16, (codes, max) => call("candidates", at, length, codes, max))),
    nearest: (text) => machine.withText(text, (at, length) => near((found, max) => call("nearest", at, length, found, max))),

    parse_status_line(line) {
      return parsed("status line", line, (text, length, error) => machine.filled("line", (at) => call("parse_status_line", text, length, at, error)) ?? undefined);
    },

    meanings: meaningsOf,

    lookup(code, origin) {
      if (origin === undefined || origin === null) {
        const [first] = meaningsOf(code);
        if (first) return first;
        throw unknown(machine.scratch(() => machine.say("no_meaning", integer(code), machine.string(String(code)), 0)));
      }
      const { id } = httpstatus.origin(origin);
      const found = meaningsOf(code).find((each) => each.origin === id);
      if (found) return found;
      throw unknown(
        machine.withText(id, (text, length) => {
          const at = machine.alloc(machine.records.get("origin").size);
          call("find_origin", text, length, at);
          return machine.say("no_meaning", integer(code), machine.string(String(code)), at);
        }),
      );
    },

    registry(origin, standing) {
      const id = origin === undefined || origin === null ? null : httpstatus.origin(origin).id;
      if (standing !== undefined && standing !== null && !httpstatus.standings().includes(standing)) {
        throw unknown(machine.withText(standing, (text, length) => machine.say("unknown_standing", text, length)));
      }
      return rows("meaning").filter((each) => (!id || each.origin === id) && (!standing || each.standing === standing));
    },

    retry_after(value, now = Date.now() / 1000) {
      if (value === undefined || value === null) return null;
      const seconds = now instanceof Date ? now.getTime() / 1000 : now;
      if (!Number.isFinite(seconds)) throw new TypeError(`now is seconds since 1970 or a Date, not ${shown(now)}`);
      return machine.withText(value, (text, length) => long(call("retry_after", text, length, BigInt(Math.floor(Math.max(-FAR, Math.min(FAR, seconds)))))));
    },

    search: (words) =>
      machine.withText(words, (text, length) => machine.indexes(rows("meaning").length, (at, max) => call("search", text, length, at, max))).map((i) => rows("meaning")[i]),

    origins: () => rows("origin").map((each) => each.id),

    origin(id) {
      return machine.withText(id, (text, length) => {
        const found = machine.filled("origin", (at) => call("find_origin", text, length, at));
        if (!found) throw unknown(machine.say("unknown_origin", text, length));
        return found;
      });
    },

    standings() {
      const found = [];
      for (let i = 0; machine.text(call("standing_at", i)) !== ""; i++) found.push(machine.text(call("standing_at", i)));
      return found;
    },

    classes: () => [1, 2, 3, 4, 5].map((digit) => machine.filled("class_info", (at) => call("class_at", digit, at))),
    source: (tag) => machine.withText(tag, (text, length) => machine.text(call("source", text, length))),

    set(text) {
      return parsed("status set", text, (at, length, error) => {
        const set = machine.alloc(machine.sizeOfSet);
        return call("set_parse", at, length, set, error) ? new StatusSet(machine, machine.bytes.slice(set, set + machine.sizeOfSet)) : undefined;
      });
    },

    /** Begin to count a log; overTime counts by time, too. */
    log: (format = "auto", overTime = false) => new Log(module, format, overTime),

    log_formats() {
      const found = [];
      for (let i = 0; machine.text(call("log_format_name", i)) !== ""; i++) found.push(machine.text(call("log_format_name", i)));
      return found;
    },

    warning: {
      codes: () => rows("warning"),
      lookup(code) {
        const found = rows("warning").find((each) => each.code === integer(code));
        if (found) return found;
        throw notListed("warn code", code, "", `known: ${rows("warning").map((each) => each.code).join(", ")}`);
      },
      parse(field) {
        return parsed("Warning field", field, (text, length, error) => {
          const [place, at] = [machine.alloc(4), machine.alloc(machine.records.get("warning_value").size)];
          const values = [];
          for (;;) {
            const more = call("warning_next", text, length, place, at, error);
            if (more < 0) return undefined;
            if (more === 0) return values;
            const { code, agent, ...rest } = machine.read("warning_value", at);
            const [words, date] = [rest.text, rest.date].map((each) =>
              machine.withText(each, (start, size) => machine.written((buffer, room) => call("unquote", start, size, buffer, room), size + 1)),
            );
            values.push({ code, agent, text: words, date: date || null });
          }
        });
      },
      status: () => machine.text(call("warning_status")),
    },

    smtp: {
      severity: (code) => machine.text(call("smtp_severity", integer(code))),
      replies: (code) => (code === undefined ? rows("smtp_reply") : machine.some("smtp_reply", (first) => call("smtp_replies", integer(code), first))),
      reply(code) {
        const [found] = httpstatus.smtp.replies(code);
        if (found) return found;
        const severity = httpstatus.smtp.severity(code);
        throw notListed("SMTP reply code", code, "httpstatus.smtp.replies()", severity && `by its first digit it is ${severity}`);
      },
      details: () => rows("smtp_enhanced"),
      pairings: () => rows("smtp_pairing"),
      situations: () => rows("smtp_situation"),
      enhanced(code) {
        const look = (...numbers) => machine.filled("smtp_enhanced", (at) => call("smtp_enhanced_lookup", ...numbers, at));
        const numbers = parsed("enhanced status code", code, (text, length, error) => {
          const at = machine.alloc(12);
          if (!call("smtp_parse_enhanced", text, length, at, at + 4, at + 8, error)) return undefined;
          return [0, 4, 8].map((step) => machine.word(at + step));
        });
        const found = look(...numbers);
        if (found) return found;
        const subject = look(numbers[0], numbers[1], 0);
        throw notListed("enhanced status code", code, "httpstatus.smtp.details()", subject && `its subject alone is ${subject.code}, ${subject.title}`);
      },
      parse: (text, command) => reading(text, command, true),
      find: (text, command) => reading(text, command, false),
    },

    iis: {
      substatuses(text) {
        if (text === undefined) return rows("iis_substatus");
        const [code, sub] = parsed("sub-status", text, (at, length, error) => {
          const numbers = machine.alloc(8);
          return call("iis_parse", at, length, numbers, numbers + 4, error) ? [machine.word(numbers), machine.word(numbers + 4)] : undefined;
        });
        return machine.some("iis_substatus", (first) => call("iis_substatuses", code, sub, first));
      },
      substatus(text) {
        const [found] = httpstatus.iis.substatuses(text);
        if (found) return found;
        throw notListed("sub-status", text, "httpstatus.iis.substatuses()");
      },
    },

    cloudflare: {
      errors: (code) => (code === undefined ? rows("cloudflare_error") : machine.some("cloudflare_error", (first) => call("cloudflare_errors", integer(code), first))),
      error(code) {
        const [found] = httpstatus.cloudflare.errors(code);
        if (found) return found;
        throw notListed("Cloudflare error", code, "httpstatus.cloudflare.errors()");
      },
    },

    grpc: {
      codes: () => rows("grpc_status"),
      to_http: (number) => call("grpc_to_http", integer(number)),
      from_http: (code) => call("grpc_from_http", integer(code)),
      note: () => machine.text(call("grpc_note")),
      maps: () => rows("grpc_map"),
      map_to_http: (map, number) => mapped("grpc_map_to_http", map, typeof number === "string" ? httpstatus.grpc.lookup(number).number : number),
      map_from_http: (map, code) => mapped("grpc_map_from_http", map, code),
      lookup(code) {
        const number = typeof code === "string" ? machine.withText(code, (text, length) => call("grpc_number", text, length)) : integer(code);
        const found = rows("grpc_status").find((each) => each.number === number);
        if (found) return found;
        throw notListed("gRPC status", code, "httpstatus.grpc.codes()");
      },
    },

    retry: {
      policies: () => rows("retry_policy"),
      clients: (code) => rows("retry_policy").filter((each) => httpstatus.set(each.codes).has(code)).map((each) => each.id),
      policy(id) {
        const found = rows("retry_policy").find((each) => each.id === id);
        if (found) return found;
        throw notListed("retry policy", id, "httpstatus.retry.policies()");
      },
    },

    systems: {
      systems: () => rows("system"),
      system(name) {
        return machine.withText(name, (text, length) => {
          const found = machine.filled("system", (at) => call("system_find", text, length, at));
          if (!found) throw unknown(machine.say("unknown_system", text, length));
          return found;
        });
      },
      entries(name) {
        const { id } = httpstatus.systems.system(name);
        return rows("system_entry").filter((each) => each.system === id);
      },
      explain: (name, code) => {
        const { id } = httpstatus.systems.system(name);
        return machine
          .withText(String(code), (text, length) => machine.indexes(machine.limits.entries, (at, max) => call("system_lookup", machine.string(id), text, length, at, max)))
          .map((i) => rows("system_entry")[i]);
      },
      lookup(name, code) {
        const [found] = httpstatus.systems.explain(name, code);
        if (found) return found;
        const { id } = httpstatus.systems.system(name);
        if (typeof code !== "string") throw notListed(`${id} code`, code, `httpstatus.${id}.entries()`);
        throw unknown(machine.withText(code, (text, length) => machine.say("unknown_code", machine.string(id), text, length)));
      },
      matches: (code) => machine.withText(code, (text, length) => machine.indexes(rows("system").length, (at, max) => call("system_matches", text, length, at, max))).map((i) => rows("system")[i]),
      spelling(name, code) {
        const { id } = httpstatus.systems.system(name);
        return machine.withText(code, (text, length) =>
          machine.written((buffer, size) => call("system_spelling", machine.string(id), text, length, buffer, size), machine.limits.spelling),
        );
      },
      nearest(name, code) {
        const { id } = httpstatus.systems.system(name);
        return machine.withText(code, (text, length) => near((at, max) => call("system_nearest", machine.string(id), text, length, at, max))).map((each) => each.name);
      },
    },
  };

  // A reply of a mail server; where there is none, null or an error.
  function reading(value, command, required) {
    const answered = command === undefined || command === null ? 0 : machine.withText(command, (text, length) => call("smtp_command", text, length));
    if (answered !== 0 && machine.text(answered) === "") {
      throw new StatusError(`unknown command ${shown(command)}; pass a verb such as RCPT, CONNECT for the greeting, or END-OF-MESSAGE`);
    }
    const read = (text, length, error) => {
      const at = machine.alloc(machine.records.get("smtp_reading").size);
      if (!call("smtp_read", text, length, at, error)) return undefined;
      if (answered !== 0) machine.view.setUint32(at + machine.offset("smtp_reading", "command"), answered, true);
      const { code, status_class, subject, detail, repaired, command: said, quote_length } = machine.read("smtp_reading", at);
      const words = machine.written((buffer, size) => call("smtp_text", text, length, buffer, size), quote_length + 1);
      const [meaning] = httpstatus.smtp.replies(code);
      const known = status_class < 0 ? null : machine.filled("smtp_enhanced", (to) => call("smtp_enhanced_lookup", status_class, subject, detail, to));
      const [situation] = machine.some("smtp_situation", (index) => call("smtp_situation_of", at, index));
      const repairs = [];
      for (let i = 0; repaired !== 0 && machine.text(call("smtp_repair_name", repaired, i)) !== ""; i++) {
        repairs.push(machine.text(call("smtp_repair_name", repaired, i)));
      }
      return {
        code: code < 0 ? null : code,
        enhanced: status_class < 0 ? null : `${status_class}.${subject}.${detail}`,
        text: words,
        severity: httpstatus.smtp.severity(code < 0 ? status_class * 100 : code),
        meaning: meaning ?? null,
        detail: known,
        command: said || null,
        repaired: repairs,
        party: situation?.party ?? null,
        action: situation?.action ?? null,
        situation: situation ?? null,
      };
    };
    if (required) return parsed("SMTP reply", value, read);
    return machine.withText(value, (text, length) => read(text, length, 0) ?? null);
  }

  for (const { name, kind } of machine.ofCode()) {
    httpstatus[name] = (code) => decode[kind](call(name, integer(code)));
  }
  httpstatus.phrase = (code, edition) => {
    if (edition === undefined) return machine.text(call("phrase", integer(code)));
    return machine.withText(edition, (text, length) => {
      const number = call("edition", text, length);
      if (number < 0) throw new StatusError(machine.say("unknown_edition", text, length));
      return machine.text(call("phrase_edition", integer(code), number));
    });
  };
  for (const { id } of rows("system")) {
    const { systems } = httpstatus;
    httpstatus[id] = {
      system: () => systems.system(id),
      entries: () => systems.entries(id),
      explain: (code) => systems.explain(id, code),
      lookup: (code) => systems.lookup(id, code),
    };
  }
  return Object.freeze(httpstatus);
}

/** Start the library from the module's bytes, or from a module that is compiled. */
export async function load(source) {
  return library(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
}
