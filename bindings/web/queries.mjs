// What a query asks for: the answer as data, equal to what `httpstatus --json QUERY` prints. It follows
// python/httpstatus/_cli/queries.py and systems.py, whose constants it has, and the tests compare the two; every fact
// comes from the core.

import { StatusError, quoted } from "./httpstatus.mjs";
import { COMMON_WORDS, COPIED, FROM_MAIL, LARGEST, LONGEST_NUMBER, LONGEST_RESPELLED, NOT_QUERIES, PREDICATES, RETRYABLE_ANY, SHORTEST_WORD, SIGNS } from "./query_words.mjs";

class Nothing extends StatusError {
  constructor(message, hints = []) {
    super(message);
    this.hints = hints; // or a function that returns them
  }
}

const hintsOf = ({ hints = [] }) => (typeof hints === "function" ? hints() : hints);

// ---- Text, as Python has it ----

const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const AROUND = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "gu");
const strip = (text) => text.replace(AROUND, "");
const wordsOf = (text) => strip(text).split(new RegExp(`[${BLANKS}]+`, "u")).filter(Boolean);

function without(text, characters) {
  let [from, to] = [0, text.length];
  while (from < to && characters.includes(text[from])) from++;
  while (from < to && characters.includes(text[to - 1])) to--;
  return text.slice(from, to);
}

const isDigits = (text) => /^[0-9]+$/.test(text);
const isDigit = (text) => text !== undefined && /^[\p{Nd}\p{No}]/u.test(text) && !/^[\u00bc-\u00be]/.test(text);
const isAlnum = (text) => /^[\p{L}\p{N}]+$/u.test(text);

function partition(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text, "", ""] : [text.slice(0, at), separator, text.slice(at + separator.length)];
}

const unique = (values) => [...new Set(values)];
const spelt = (name) => name.toLowerCase().replace(/[_-]/g, " ").replace(/'/g, "");

// ---- Names that are near: difflib.get_close_matches ----

// The longest block that is in both; the first of several.
function longestMatch(a, places, fromA, toA, fromB, toB) {
  let [bestA, bestB, best] = [fromA, fromB, 0];
  let lengths = new Map();
  for (let i = fromA; i < toA; i++) {
    const next = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j < fromB) continue;
      if (j >= toB) break;
      const length = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, length);
      if (length > best) [bestA, bestB, best] = [i - length + 1, j - length + 1, length];
    }
    lengths = next;
  }
  return [bestA, bestB, best];
}

function matching(a, b, places) {
  let total = 0;
  const rest = [[0, a.length, 0, b.length]];
  while (rest.length > 0) {
    const [fromA, toA, fromB, toB] = rest.pop();
    const [i, j, length] = longestMatch(a, places, fromA, toA, fromB, toB);
    if (length === 0) continue;
    total += length;
    if (fromA < i && fromB < j) rest.push([fromA, i, fromB, j]);
    if (i + length < toA && j + length < toB) rest.push([i + length, toA, j + length, toB]);
  }
  return total;
}

const CUTOFF = 0.6;
const NEAREST = 3;

export function near(text, names) {
  const word = [...text].slice(0, 64);
  const places = new Map();
  word.forEach((each, i) => (places.has(each) ? places.get(each).push(i) : places.set(each, [i])));
  const found = [];
  for (const name of names) {
    const a = [...name];
    const whole = a.length + word.length;
    if (whole > 0 && (2 * Math.min(a.length, word.length)) / whole < CUTOFF) continue;
    const left = new Map([...places].map(([each, at]) => [each, at.length]));
    let common = 0;
    for (const each of a) {
      const count = left.get(each) ?? 0;
      if (count > 0) common++;
      left.set(each, count - 1);
    }
    if (whole > 0 && (2 * common) / whole < CUTOFF) continue;
    const ratio = whole > 0 ? (2 * matching(a, word, places)) / whole : 1;
    if (ratio >= CUTOFF) found.push([ratio, name]);
  }
  // By ratio, and by name among equals, the last one first: as Python's heapq.nlargest has pairs.
  const compare = (a, b) => (a < b ? 1 : a > b ? -1 : 0);
  return found.sort((a, b) => b[0] - a[0] || compare(a[1], b[1])).slice(0, NEAREST).map(([, name]) => name);
}

// ---- Answers ----

/** An answer as JSON. JSON.stringify() refuses a bigint, which a few numbers of records are; here they are numbers. */
export function json(answer, indent = 0) {
  const mark = `bigint ${Math.random()} `;
  const text = JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? mark + value : value), indent);
  return text.replaceAll(new RegExp(`"${mark}(\\d+)"`, "g"), "$1");
}

/**
 * A function that answers queries, for a library that was loaded. Its second argument says whether it looks for hints
 * where nothing is found, which takes several times as long.
 */
export function queries(httpstatus) {
  const { iis, smtp, warning, cloudflare, grpc, retry, systems } = httpstatus;

  function number(text) {
    return isDigits(text) && text.length <= LONGEST_NUMBER ? Number(text) : null;
  }

  function attempt(action) {
    try {
      return action();
    } catch (error) {
      if (error instanceof StatusError) return null;
      throw error;
    }
  }

  /** What is found, or the error. */
  function tried(text) {
    try {
      return [find(text), null];
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return [null, error];
    }
  }

  function answer(query, withHints = true) {
    const text = strip(query);
    const bare = without(text, COPIED);
    let [made, error] = tried(text);
    let hints = error && withHints ? hintsOf(error) : [];
    if (error && bare !== "" && bare !== text) {
      const [found, other] = tried(bare);
      if (found || (withHints && hints.length === 0)) [made, error, hints] = [found, other, other ? hintsOf(other) : []];
    }
    if (!error) return { query, ...made };
    if (withHints && hints.length === 0 && without(bare, SIGNS) === "") hints = ["--help"];
    return { query, error: error.message, hints };
  }

  function find(given) {
    let text = given;
    if (/^[1-5][xX*?]{0,2}$/.test(text)) text = `${text[0]}xx`;
    else if (/^[0-9]{2}[xX*?]$/.test(text)) text = `${text.slice(0, 2)}0-${text.slice(0, 2)}9`;
    if (!text) throw new Nothing("an empty query asks for nothing");
    const reply = smtp.find(text);
    if (reply && text.includes(" ") && FROM_MAIL.some((each) => reply.repaired.includes(each))) {
      return { smtp_reply: reply };
    }
    const [prefix, colon, rest] = partition(text, ":");
    if (colon && /^\p{L}/u.test(prefix) && isAlnum(prefix.replace(/[-_]/g, ""))) return ofSystem(prefix.toLowerCase(), strip(rest));
    if (text.slice(0, 5).toUpperCase() === "HTTP/") return ofStatusLine(partition(text, "\n")[0]);
    if (/^[0-9!xX]/.test(text)) {
      const found = ofNumber(text) || ofDotted(text) || ofSet(text) || ofReply(text);
      if (found) return found;
    }
    return ofWords(text);
  }

  // ---- Status codes ----

  function status(code) {
    const predicates = Object.fromEntries(PREDICATES.map((name) => [name, httpstatus[name](code)]));
    predicates[RETRYABLE_ANY] = httpstatus.is_retryable(code, { idempotent: false });
    return {
      code,
      class: httpstatus.status_class(code),
      label: httpstatus.label(code),
      effective: httpstatus.effective(code),
      predicates,
      retried_by: retry.clients(code),
      grpc: {
        from_http: grpc.lookup(grpc.from_http(code)).name,
        to_http: grpc.codes().filter((each) => each.http === code).map((each) => each.name),
      },
      elsewhere: elsewhere(code),
    };
  }

  function elsewhere(code) {
    const found = [];
    if (iis.substatuses().some((each) => each.code === code)) found.push(`iis:${code}`);
    if (smtp.replies(code).length > 0) found.push(`smtp:${code}`);
    if (warning.codes().some((each) => each.code === code)) found.push(`warning:${code}`);
    return [...found, ...inSystems(code)];
  }

  function inSystems(code) {
    if (code <= LARGEST) return [];
    const exact = systems.systems().map((each) => [each, systems.explain(each.id, code)]);
    return exact.filter(([, found]) => found.length > 0 && found[0].last === null).map(([each]) => `${each.prefix}:${code}`);
  }

  function ofCode(code) {
    const meanings = httpstatus.meanings(code);
    if (meanings.length > 0) return { status: status(code), meanings };
    const errors = cloudflare.errors(code);
    if (errors.length > 0) {
      const others = inSystems(code);
      return { cloudflare_errors: errors, ...(others.length > 0 ? { elsewhere: others } : {}) };
    }
    const treated = httpstatus.effective(code);
    const outside = httpstatus.status_class(code) ? "" : "it is outside the five classes, and ";
    throw new Nothing(
      `status code ${code} has no known meaning; ${outside}a recipient treats it as ${treated} ${httpstatus.phrase(treated)}`,
      elsewhere(code),
    );
  }

  function ofNumber(text) {
    const code = number(text);
    if (code === null && isDigits(text)) throw new Nothing(`a number of ${text.length} digits is not a status code`);
    return code === null ? null : ofCode(code);
  }

  function ofSet(text) {
    const codes = attempt(() => httpstatus.set(text));
    if (!codes) return null;
    const meanings = httpstatus.registry().filter((each) => codes.has(each.code));
    const own = httpstatus.classes().find((each) => each.label === text.toLowerCase());
    if (own) return { class: own, meanings };
    if (meanings.length === 0) throw new Nothing(`none of the codes ${quoted(text)} is known`);
    return { set: String(codes), meanings };
  }

  function ofStatusLine(text) {
    const line = httpstatus.parse_status_line(text);
    return { status_line: line, ...ofCode(line.code) };
  }

  function namesOf(meaning) {
    const names = [meaning.phrase, meaning.name, ...meaning.former_phrases, ...meaning.former_names, ...meaning.aliases];
    return new Set(names.filter(Boolean).map(spelt));
  }

  function ofWords(text) {
    for (const each of httpstatus.classes()) {
      if ([spelt(each.name), spelt(each.title)].includes(spelt(text))) return ofSet(each.label);
    }
    let unknown;
    try {
      return ofCode(httpstatus.code(text));
    } catch (error) {
      if (!(error instanceof httpstatus.UnknownStatusError)) throw error;
      unknown = error;
    }
    const found = ofSpelling(text);
    if (found) return found;
    const word = text.toLowerCase();
    if (SYSTEMS.has(word) || httpstatus.origins().includes(word) || named(word)) return ofSystem(word, "");
    throw new Nothing(unknown.message, NOT_QUERIES.has(word) ? [NOT_QUERIES.get(word)] : () => worthATry(text, word));
  }

  function worthATry(text, word) {
    const hints = grpc.codes().filter((each) => spelt(each.name) === spelt(text)).map((each) => `grpc:${each.name}`);
    if (retry.policies().some((each) => each.id === word)) hints.push(`retry:${word}`);
    hints.push(...systemHints(text));
    const names = [...httpstatus.origins(), ...SYSTEMS.keys(), ...systemNames()];
    const parts = names.filter((name) => name.split("-").includes(word));
    const long = [...text].length >= SHORTEST_WORD;
    const nearby = parts.length > 0 ? parts : long ? near(word, names) : [];
    hints.push(...unique(nearby).filter((name) => !hints.includes(name)));
    if (nearby.length === 0 && long && hints.length === 0) hints.push(...respelled(text));
    if (nearby.length === 0 && long && hints.length === 0) {
      hints.push(...httpstatus.search(text).slice(0, 3).map((meaning) => `${meaning.origin}:${meaning.code}`));
    }
    return hints;
  }

  function respelled(text) {
    if ([...text].length > LONGEST_RESPELLED || httpstatus.search(text).length > 0) return [];
    const words = new Set();
    for (const { phrase, name, origin, uses } of httpstatus.registry()) {
      for (const each of [phrase, name, origin, ...uses]) {
        for (const word of wordsOf(each.toLowerCase().replace(/[^\p{L}\p{N}]/gu, " "))) words.add(word);
      }
    }
    const nearby = wordsOf(spelt(text)).map((word) => (words.has(word) ? [word] : near(word, words)));
    const first = nearby.filter((each) => each.length > 0).map(([each]) => each);
    const hints = [];
    for (const right of nearby.length === 1 ? nearby[0] : [first.join(" ")]) {
      const found = httpstatus.search(right);
      if (new Set(found.map((each) => each.code)).size === 1) hints.push(`${found[0].origin}:${found[0].code}`);
      else if (found.length > 0) hints.push(`search ${right}`);
    }
    return unique(hints);
  }

  // ---- Origins and related systems: prefix:rest ----

  function ofSystem(prefix, rest) {
    const system = SYSTEMS.get(prefix);
    if (system) return system(rest);
    const id = named(prefix);
    if (id) return ofCodes(id, rest);
    try {
      return ofOrigin(prefix, rest);
    } catch (error) {
      if (!(error instanceof httpstatus.UnknownStatusError)) throw error;
      const nearby = near(prefix, [...httpstatus.origins(), ...SYSTEMS.keys(), ...systemNames()]);
      const queries = unique(nearby).map((name) => `${name}:${rest}`).filter((query) => tried(query)[0]);
      throw new Nothing(error.message, rest.startsWith("//") ? [] : queries.length > 0 ? queries : nearby.slice(0, 1));
    }
  }

  function ofCodes(id, rest) {
    const isOrigin = httpstatus.origins().includes(id);
    const found = rest ? explained(id, rest) : { system: systems.system(id), system_entries: systems.entries(id) };
    if (found) return isOrigin && !rest ? { ...ofOrigin(id, ""), ...found } : found;
    if (isOrigin && isDigit(rest)) return ofOrigin(id, rest);
    throw complaint(id, rest);
  }

  function ofOrigin(prefix, rest) {
    const origin = httpstatus.origin(prefix);
    const every = httpstatus.registry(origin.id);
    if (!rest) return { origin, meanings: every };
    const code = number(rest) ?? every.find((each) => namesOf(each).has(spelt(rest)))?.code ?? null;
    if (code !== null) {
      const own = httpstatus.meanings(code).filter((each) => each.origin === origin.id);
      if (own.length > 0) return { status: status(code), meanings: own };
    } else if (isDigit(rest) || rest[0] === "!") {
      const codes = httpstatus.set(rest);
      const some = every.filter((each) => codes.has(each.code));
      if (some.length > 0) return { origin, set: String(codes), meanings: some };
    }
    const hints = near(spelt(rest), unique(every.map((each) => spelt(each.name)))).map((name) => `${origin.id}:${name}`);
    throw new Nothing(`${origin.id} is not known to give ${quoted(rest)} a meaning`, hints.length > 0 ? hints : [origin.id]);
  }

  function ofWarning(rest) {
    if (!rest) return { warnings: warning.codes() };
    const code = number(rest);
    if (code !== null) return { warnings: [warning.lookup(code)] };
    const values = warning.parse(rest);
    const given = new Set(values.map((each) => each.code));
    return { warning_values: values, warnings: warning.codes().filter((each) => given.has(each.code)) };
  }

  function ofSmtp(rest) {
    if (!rest) return { smtp_replies: smtp.replies() };
    const code = number(rest);
    if (code !== null) {
      smtp.reply(code);
      return { smtp_replies: smtp.replies(code) };
    }
    return ofEnhanced(rest) || { smtp_reply: smtp.parse(rest) };
  }

  function ofEnhanced(text) {
    if (!/^[0-9A-Za-z]+\.[0-9A-Za-z]+\.[0-9A-Za-z]+$/.test(text)) return null;
    if (!/^x\./i.test(text)) return { smtp_enhanced: [smtp.enhanced(text)] };
    const found = smtp.details().filter((each) => each.code === text.toLowerCase());
    if (found.length === 0) throw new Nothing(`unknown enhanced status code ${quoted(text)}`);
    return { smtp_enhanced: found };
  }

  function ofDotted(text) {
    const [before, dot, after] = partition(text, ".");
    return dot && before.length === 3 && number(before) !== null && number(after) !== null ? ofIis(text) : ofEnhanced(text);
  }

  function ofReply(text) {
    const code = number(text.slice(0, 3));
    if (code === null || (text[3] !== " " && text[3] !== "-")) return null;
    let reply;
    try {
      reply = smtp.parse(text);
    } catch (error) {
      if (!(error instanceof StatusError) || text[3] === "-" || text.includes("\n")) throw error;
      return null;
    }
    const meanings = httpstatus.meanings(code);
    const reason = spelt(strip(text.slice(4)));
    if (meanings.some((each) => namesOf(each).has(reason))) return null;
    if (reply.enhanced || text[3] === "-" || text.includes("\n")) return { smtp_reply: reply };
    if (smtp.replies(code).length === 0) return null;
    const inHttp = meanings.length > 0 ? { status: status(code), meanings } : {};
    const inSmtp = { smtp_reply: reply };
    return resembles(reason, meanings) ? { ...inHttp, ...inSmtp } : { ...inSmtp, ...inHttp };
  }

  function resembles(text, meanings) {
    const words = new Set(wordsOf(text).map((word) => word.replace(/^[.,:;!()]+|[.,:;!()]+$/g, "")));
    return meanings.some((meaning) =>
      [...namesOf(meaning)].some((name) => {
        const own = new Set(wordsOf(name));
        const common = [...own].filter((word) => words.has(word) && !COMMON_WORDS.has(word));
        return own.size > 0 && common.length * 2 >= own.size;
      }),
    );
  }

  function ofIis(rest) {
    if (!rest) return { ...ofOrigin("iis", ""), iis_substatuses: iis.substatuses() };
    if (rest.includes(".")) {
      const found = iis.substatuses(rest);
      if (found.length === 0) throw new Nothing(`unknown IIS sub-status ${quoted(rest)}`, [`iis:${partition(rest, ".")[0]}`]);
      return { iis_substatuses: found };
    }
    const code = number(rest);
    const subs = iis.substatuses().filter((each) => each.code === code);
    if (code === null || subs.length === 0) return ofOrigin("iis", rest);
    const own = httpstatus.meanings(code).filter((each) => each.origin === "iis");
    return { ...(own.length > 0 ? { status: status(code), meanings: own } : {}), iis_substatuses: subs };
  }

  function ofCloudflare(rest) {
    if (!rest) return { ...ofOrigin("cloudflare", ""), cloudflare_errors: cloudflare.errors() };
    const code = number(rest);
    if (code === null || rest.length <= 3) return ofOrigin("cloudflare", rest);
    cloudflare.error(code);
    return { cloudflare_errors: cloudflare.errors(code) };
  }

  function ofGrpc(rest) {
    if (!rest) return { grpc_codes: grpc.codes() };
    try {
      return { grpc_codes: [grpc.lookup(number(rest) ?? rest)] };
    } catch (error) {
      if (!(error instanceof httpstatus.UnknownStatusError)) throw error;
      const nearby = near(rest.toUpperCase().replace(/[ -]/g, "_"), grpc.codes().map((each) => each.name));
      throw new Nothing(error.message, nearby.map((name) => `grpc:${name}`));
    }
  }

  function ofRetry(rest) {
    if (!rest) return { retry_policies: retry.policies() };
    if (isDigit(rest)) {
      const codes = httpstatus.set(rest);
      const found = retry.policies().filter((each) => httpstatus.set(each.codes).intersection(codes).size > 0);
      if (found.length === 0) throw new Nothing(`no client that is known here repeats ${rest}`);
      return { retry_policies: found };
    }
    try {
      return { retry_policies: [retry.policy(rest.toLowerCase())] };
    } catch (error) {
      if (!(error instanceof httpstatus.UnknownStatusError)) throw error;
      throw new Nothing(error.message, near(rest.toLowerCase(), retry.policies().map((each) => each.id)).map((name) => `retry:${name}`));
    }
  }

  const SYSTEMS = new Map([
    ["warning", ofWarning],
    ["smtp", ofSmtp],
    ["iis", ofIis],
    ["cloudflare", ofCloudflare],
    ["grpc", ofGrpc],
    ["retry", ofRetry],
  ]);

  // ---- Codes of other systems ----

  const named = (word) => attempt(() => systems.system(word))?.id ?? "";
  const systemNames = () => systems.systems().flatMap((each) => unique([each.prefix, each.id]));

  function explained(id, rest) {
    const found = systems.explain(id, rest);
    return found.length > 0 ? ofEntries(found, rest) : null;
  }

  function complaint(id, rest) {
    let message = "";
    try {
      systems.lookup(id, rest);
    } catch (error) {
      message = partition(error.message, ";")[0];
    }
    const { prefix } = systems.system(id);
    const spelling = systems.spelling(id, rest);
    const nearby = (spelling ? [spelling] : systems.nearest(id, rest)).map((code) => `${prefix}:${code}`);
    return new Nothing(message, nearby.length > 0 ? nearby : [prefix, ...statusQueries(rest)]);
  }

  function ofSpelling(text) {
    const found = systems.matches(text).flatMap((each) => systems.explain(each.id, text));
    return found.length > 0 ? ofEntries(found, text) : null;
  }

  function systemHints(text) {
    const found = systems.systems().map((each) => systems.spelling(each.id, text));
    if ([...text].length >= SHORTEST_WORD && !found.some((code) => systems.matches(code).length > 0)) {
      found.push(...systems.systems().flatMap((each) => systems.nearest(each.id, text).slice(0, 1)));
    }
    return unique(found.filter((code) => systems.matches(code).length > 0));
  }

  function ofEntries(entries, text) {
    const found = { system_entries: entries };
    const logged = text.slice(text.lastIndexOf("/") + 1);
    if (text.includes("/") && isDigits(logged)) found.logged_status = logged;
    const others = entries[0].last === null ? [] : statusQueries(text);
    if (others.length > 0) found.elsewhere = others;
    return found;
  }

  function statusQueries(text) {
    return /^[0-9]{3}$/.test(text) && httpstatus.meanings(Number(text)).length > 0 ? [text] : [];
  }

  return answer;
}
