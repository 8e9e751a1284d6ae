// The page: what is typed is answered by the core, in this document; a log is counted by the core in a worker, which
// runs this same program. Texts come from the registry and are only ever set as text.

import { load } from "./httpstatus.mjs";
import { json, queries } from "./queries.mjs";
import { byId, classOf, copy, facts, joined, make, padded, queryLink, snippet } from "./elements.mjs";
import { countInWorker, logs } from "./logs.mjs";

const RELATED_SHOWN = 25;
const ANSWERS_SHOWN = 8;
const PATIENCE = 120; // milliseconds without a key before hints are looked for, and before the address is changed
const PREFIX = /^[0-9]{1,2}$/;
const WORDS = /^(?!http\/|\d|x\.|!)[^:]*\p{L}{2}/iu; // neither a number nor a set, a line of HTTP or a query of a system

// ---- Answers ----

const PREDICATE_TEXTS = {
  is_registered: "registered by IANA",
  allows_content: "may have content",
  is_heuristically_cacheable: "heuristically cacheable",
  is_followable_redirect: "followed automatically",
  preserves_method: "keeps the method when followed",
  is_permanent_redirect: "links should be updated",
  is_retryable: "an idempotent request may be retried",
  is_retryable_any: "any request may be retried",
};

function sourceNames(httpstatus, source) {
  return source ? source.split("; ").map((tag) => httpstatus.source(tag) || tag).join("; ") : "";
}

function place(record) {
  const text = [record.spec, record.section].filter(Boolean).join(" ");
  return record.url ? make("a", { href: record.url, rel: "noreferrer" }, text || record.url) : text;
}

function meaningView(httpstatus, meaning) {
  const origin = httpstatus.origin(meaning.origin);
  const view = [
    make("h3", {}, meaning.phrase || meaning.name, make("span", { class: "soft" }, ` ${origin.name}, ${meaning.standing}`)),
    make("p", {}, meaning.explanation),
    make("p", {}, meaning.definition),
    facts([
      ["Defined in", place(meaning)],
      ["Before", meaning.other_specs.join(", ")],
      ["Owner", `${origin.name}: ${origin.about}`],
      ["Uses", meaning.uses.length ? make("ul", { class: "plain" }, meaning.uses.map((use) => make("li", {}, use))) : ""],
      ["Former phrases", meaning.former_phrases.join(", ")],
      ["Other names", [...meaning.former_names, ...meaning.aliases].join(", ")],
      ["Header fields", meaning.headers.length ? make("ul", { class: "plain" }, meaning.headers.map((each) =>
        make("li", {}, make("code", {}, each.name), ` in the ${each.message}: ${each.need}, ${each.when} (${each.reference})`))) : ""],
      ["Rules", meaning.rules.length ? make("ul", { class: "plain" }, meaning.rules.map((each) => make("li", {}, `${each.text} (${each.reference})`))) : ""],
      ["History", meaning.history],
      ["Note", meaning.note],
      ["Registered until", meaning.expires],
      ["See also", joined(meaning.see_also.map((code) => queryLink(padded(code), `${padded(code)} ${httpstatus.lookup(code).phrase}`)))],
      ["Sources", sourceNames(httpstatus, meaning.source)],
    ]),
  ];
  if (meaning.example?.length) view.push(make("h3", {}, "Example"), snippet(meaning.example.join("\n"), "Request and response"));
  return view;
}

function constants(code, meaning) {
  const own = meaning.origin === "iana" || meaning.origin === "htcpcp";
  const vendor = meaning.class_name;
  return [
    ["Python", own ? `HTTPStatus.${meaning.name}` : `httpstatus.vendors.${vendor}.${meaning.name}`],
    ["Lua", own ? `httpstatus.${meaning.name}` : `httpstatus.vendors.${meaning.origin.replaceAll("-", "_")}.${meaning.name}`],
    ["C", own ? `HTTPSTATUS_${meaning.name}` : `httpstatus_lookup(${code}, "${meaning.origin}", &meaning)`],
  ];
}

function statusView(httpstatus, found) {
  const { status, meanings } = found;
  const [first] = meanings;
  const { class_name } = httpstatus.origin(first.origin);
  const yes = Object.entries(PREDICATE_TEXTS).filter(([name]) => status.predicates[name]).map(([, text]) => text);
  return [
    make("h2", {}, make("span", { class: `code c${classOf(status.code)}` }, padded(status.code)), ` ${first.phrase || first.name}`),
    ...meanings.flatMap((meaning) => meaningView(httpstatus, meaning)),
    make("h3", {}, "In programs"),
    ...constants(status.code, { ...first, class_name }).map(([language, text]) => snippet(text, language)),
    facts([
      ["Handled as", status.effective === status.code ? "" : queryLink(String(status.effective))],
      ["It is", yes.join(", ")],
      ["Retried by", joined(status.retried_by.map((id) => queryLink(`retry:${id}`, id)))],
      ["gRPC", [`from HTTP ${status.grpc.from_http}`, ...status.grpc.to_http.map((name) => `to HTTP from ${name}`)].join(", ")],
      ["Elsewhere", joined(status.elsewhere.map((query) => queryLink(query)))],
    ]),
  ];
}

/** Any other record: its title, its explanation, and all other fields that say something. */
function recordView(httpstatus, title, record) {
  const { title: name, explanation, definition, ...rest } = record;
  const shown = (key, value) => {
    if (value === null || value === "" || value === undefined) return "";
    if (key === "source") return sourceNames(httpstatus, value);
    if (key === "url") return make("a", { href: value, rel: "noreferrer" }, value);
    if (key === "http_status" || key === "http") return queryLink(padded(value));
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value === "object") return value.title ?? "";
    return String(value);
  };
  return [
    make("h2", {}, [title, name].filter(Boolean).join(" ")),
    explanation ? make("p", {}, explanation) : null,
    definition ? make("p", {}, definition) : null,
    facts(Object.entries(rest).map(([key, value]) => [key.replaceAll("_", " "), shown(key, value)])),
  ];
}

function replyView(httpstatus, reply) {
  const parts = [reply.meaning, reply.detail, reply.situation].filter(Boolean);
  return [
    make("h2", {}, [reply.code, reply.enhanced].filter(Boolean).join(" "), ` ${reply.text}`),
    facts([
      ["severity", reply.severity],
      ["what to do", [reply.party, reply.action].filter(Boolean).join(": ")],
      ["command", reply.command],
      ["put right", reply.repaired.join(", ")],
    ]),
    ...parts.flatMap((part) => [make("h3", {}, `${part.code ?? ""} ${part.title}`), make("p", {}, part.explanation)]),
  ];
}

// ---- Related systems ----

/** Every row of every system but the status codes: where it is from, how it is written, and the query for it. */
function relatedRows(httpstatus) {
  const { iis, smtp, warning, cloudflare, grpc, retry, systems } = httpstatus;
  const rows = (system, records, shown, query) =>
    records.map((record) => ({ system, shown: shown(record), query: query(record), title: record.title ?? record.phrase ?? record.client, record }));
  const found = [
    ...rows("IIS sub-status", iis.substatuses(), (each) => `${each.code}.${each.sub}`, (each) => `${each.code}.${each.sub}`),
    ...rows("Cloudflare error", cloudflare.errors(), (each) => String(each.code), (each) => `cloudflare:${each.code}`),
    ...rows("SMTP reply", smtp.replies(), (each) => String(each.code), (each) => `smtp:${each.code}`),
    ...rows("Mail status", smtp.details(), (each) => each.code, (each) => each.code),
    ...rows("Warning", warning.codes(), (each) => String(each.code), (each) => `warning:${each.code}`),
    ...rows("gRPC", grpc.codes(), (each) => each.name, (each) => `grpc:${each.number}`),
    ...rows("Retries of a client", retry.policies(), (each) => each.id, (each) => `retry:${each.id}`),
    ...systems.systems().flatMap((system) =>
      rows(system.title, systems.entries(system.id), (each) => each.key, (each) => `${system.prefix}:${each.key}`),
    ),
  ];
  for (const row of found) {
    const { record } = row;
    const names = [row.shown, row.query, row.title, row.system, record.explanation, ...(record.names ?? [])];
    row.text = names.filter(Boolean).join(" ").toLowerCase();
  }
  return found;
}

/** Whether a text has each word as the beginning of a word. */
function hasWords(text, words) {
  return words.every((word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[a-z0-9]/.test(text[at - 1])) return true;
    }
    return false;
  });
}

// ---- The document ----

const state = { q: "", class: "", owner: "", standing: "" };
const KEYS = Object.keys(state);

/** What the address asks for; a filter that the page does not have filters nothing. */
function readAddress() {
  const given = new URLSearchParams(location.search || location.hash.replace(/^#(?=\?)/, ""));
  const choices = {
    class: [...byId("classes").querySelectorAll("input")],
    owner: [...byId("owner").options],
    standing: [...byId("standing").options],
  };
  for (const key of KEYS) {
    const value = given.get(key) ?? "";
    state[key] = key === "q" || choices[key].some((choice) => choice.value === value) ? value : "";
  }
}

function writeAddress(change = "replaceState") {
  const given = new URLSearchParams(KEYS.filter((key) => state[key]).map((key) => [key, state[key]]));
  const text = given.size > 0 ? `?${given}` : "";
  if (text.length > 2000) return; // no browser takes addresses of any length
  try {
    history[change](null, "", location.pathname + text);
  } catch {
    history[change](null, "", `#${text}`);
  }
}

class Page {
  constructor() {
    this.items = [...byId("codes").children];
    this.order = this.items;
    this.httpstatus = null;
    this.current = -1;
    this.timer = 0;
  }

  start(httpstatus) {
    this.httpstatus = httpstatus;
    this.answer = queries(httpstatus);
    // The list has the codes of the five classes first, as core/generate/page.py puts them; the others follow.
    const listed = (inside) => httpstatus.registry().filter((meaning) => (classOf(meaning.code) > 0) === inside);
    this.registry = [...listed(true), ...listed(false)];
    this.places = new Map(this.registry.map((meaning, i) => [meaning, i]));
    this.update();
    setTimeout(() => this.findRelated()); // the first key need not wait for it
  }

  /** The meanings for a query, best first, and the answer that the command line would give. */
  find(query) {
    const answer = this.answer(query, false);
    if (!query.trim()) return { answer: null, meanings: this.registry };
    const found = new Set(answer.meanings ?? []);
    const text = query.trim();
    if (PREFIX.test(text)) {
      for (const meaning of this.registry) if (padded(meaning.code).startsWith(text)) found.add(meaning);
    }
    if (WORDS.test(text) && !answer.system_entries) {
      for (const meaning of this.httpstatus.search(text.slice(0, 1000))) found.add(meaning);
    }
    return { answer, meanings: [...found] };
  }

  keeps(meaning) {
    return (
      (!state.class || this.httpstatus.label(meaning.code) === state.class) &&
      (!state.owner || meaning.origin === state.owner) &&
      (!state.standing || meaning.standing === state.standing)
    );
  }

  update() {
    if (!this.httpstatus) return;
    const { answer, meanings } = this.find(state.q);
    const shown = meanings.filter((meaning) => this.keeps(meaning));
    this.showList(shown);
    const related = this.findRelated();
    this.showRelated(related);
    const isHidden = answer?.status && !answer.meanings.some((meaning) => this.keeps(meaning));
    this.showAnswers(isHidden ? null : answer, shown, related);
    this.showHidden(meanings.length - shown.length);
    const of = this.registry.length;
    const also = state.q.trim() && related.length > 0 ? `, and ${related.length} of ${this.related.length} related codes` : "";
    byId("count").textContent = `Showing ${shown.length} of ${of} meanings${also}`;
    this.current = -1;
    this.marked?.removeAttribute("aria-current");
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => writeAddress(), PATIENCE); // browsers limit how often it may change
  }

  showList(shown) {
    const items = shown.map((meaning) => this.items[this.places.get(meaning)]);
    const visible = new Set(items);
    for (const item of this.items) item.hidden = !visible.has(item);
    const list = byId("codes");
    let before = list.firstElementChild;
    for (const item of items) {
      if (before === item) before = item.nextElementSibling;
      else list.insertBefore(item, before);
    }
    this.shown = items;
    byId("codes-title").hidden = items.length === 0;
  }

  /** Filters that hide all that was found are easily forgotten. */
  showHidden(count) {
    if (this.shown.length > 0 || count === 0) return;
    const clear = () => {
      for (const key of KEYS) if (key !== "q") state[key] = "";
      fillIn();
      this.update();
      byId("q").focus();
    };
    const text = count === 1 ? "The filters hide the meaning that was found. " : `The filters hide all ${count} meanings that were found. `;
    byId("answers").append(make("p", { id: "hidden" }, text, make("button", { type: "button", onclick: clear }, "Clear the filters")));
  }

  findRelated() {
    const words = state.q.toLowerCase().slice(0, 200).split(/[^a-z0-9._-]+/).filter(Boolean);
    this.related ??= relatedRows(this.httpstatus);
    if (words.length === 0 || state.class || state.owner || state.standing) return [];
    return this.related.filter((row) => hasWords(row.text, words));
  }

  showRelated(rows, all = false) {
    byId("related-part").hidden = rows.length === 0;
    byId("more-related").hidden = all || rows.length <= RELATED_SHOWN;
    byId("more-related").textContent = `Show all ${rows.length}`;
    this.foundRelated = rows;
    byId("related").replaceChildren(
      ...rows.slice(0, all ? rows.length : RELATED_SHOWN).map((row) =>
        make("li", {}, make("a", { class: "code", href: `?q=${encodeURIComponent(row.query)}`, "data-query": row.query }, row.shown),
          make("span", {}, row.title, make("span", { class: "soft" }, ` ${row.system}`))),
      ),
    );
  }

  showAnswers(answer, shown, related) {
    clearTimeout(this.timer);
    const views = answer ? this.views(answer) : [];
    const place = byId("answers");
    const articles = views.slice(0, ANSWERS_SHOWN).map((view) => make("article", { class: "answer" }, view));
    if (views.length > ANSWERS_SHOWN) articles.push(make("p", { class: "soft" }, `and ${views.length - ANSWERS_SHOWN} more`));
    if (articles.length > 0) articles[0].append(make("button", { type: "button", id: "copy-json" }, "Copy as JSON"));
    place.replaceChildren(...articles);
    if (answer?.error && shown.length === 0 && related.length === 0) {
      place.append(make("p", { class: "problem", role: "alert" }, answer.error));
      this.timer = setTimeout(() => this.showHints(), PATIENCE);
    }
  }

  views(answer) {
    const { httpstatus } = this;
    const views = [];
    if (answer.status) views.push(statusView(httpstatus, answer));
    if (answer.class) views.push(recordView(httpstatus, answer.class.label, answer.class));
    if (answer.origin) views.push(recordView(httpstatus, answer.origin.name, answer.origin));
    if (answer.system) views.push(recordView(httpstatus, "", answer.system));
    if (answer.smtp_reply) views.push(replyView(httpstatus, answer.smtp_reply));
    for (const value of answer.warning_values ?? []) views.push(recordView(httpstatus, String(value.code), value));
    const lists = {
      warnings: (each) => `${each.code} ${each.phrase}`,
      smtp_replies: (each) => String(each.code),
      smtp_enhanced: (each) => each.code,
      iis_substatuses: (each) => `${each.code}.${each.sub}`,
      cloudflare_errors: (each) => `Cloudflare ${each.code}`,
      grpc_codes: (each) => `gRPC ${each.number} ${each.name}`,
      retry_policies: (each) => each.client,
      system_entries: (each) => `${each.key} (${each.system})`,
    };
    if (!answer.system) {
      for (const [key, title] of Object.entries(lists)) {
        for (const each of answer[key] ?? []) views.push(recordView(httpstatus, title(each), each));
      }
    }
    return views;
  }

  /** What else to try, once nobody has typed for a moment: finding it takes longer than the answer. */
  showHints() {
    const { error, hints = [] } = this.answer(state.q);
    if (error) byId("answers").querySelector(".problem").textContent = error;
    const queriesOnly = hints.filter((hint) => !hint.startsWith("--")).map((hint) => hint.replace(/^search /, ""));
    if (queriesOnly.length > 0) byId("answers").append(make("p", { id: "hints" }, "Try ", joined(queriesOnly.map((hint) => queryLink(hint)))));
  }

  /** Ask for something else; the browser's back button returns to what was asked before. */
  ask(query) {
    if (query !== state.q) {
      writeAddress(); // what was typed a moment ago
      state.q = query;
      writeAddress("pushState");
    }
    byId("q").value = query;
    this.update();
    scrollTo({ top: 0 });
  }

  /** Go through the list by the arrow keys. */
  step(by) {
    const links = [...this.shown.map((item) => item.querySelector(".code")), ...byId("related").querySelectorAll(".code")];
    if (links.length === 0) return;
    this.current = Math.max(-1, Math.min(links.length - 1, this.current + by));
    this.marked?.removeAttribute("aria-current");
    if (this.current < 0) return byId("q").focus();
    this.marked = links[this.current].closest("li");
    this.marked.setAttribute("aria-current", "true");
    links[this.current].focus();
  }
}

function listen(page) {
  const field = byId("q");
  const changed = () => {
    state.q = field.value;
    page.update();
  };
  field.addEventListener("input", changed);
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    if (page.answer && page.shown?.length > 0 && !page.answer(state.q, false).status) page.shown[0].querySelector(".code").click();
  });
  for (const [id, key] of [["owner", "owner"], ["standing", "standing"]]) {
    byId(id).addEventListener("change", (event) => {
      state[key] = event.target.value;
      page.update();
    });
  }
  byId("classes").addEventListener("change", (event) => {
    state.class = event.target.value;
    page.update();
  });
  byId("theme").addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
    document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  });
  byId("more-related").addEventListener("click", () => page.showRelated(page.foundRelated, true));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-query]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && page.answer) {
      event.preventDefault();
      page.ask(link.dataset.query);
    } else if (event.target.matches("[data-copy]")) {
      copy(event.target);
    } else if (event.target.id === "copy-json") {
      const holder = make("div", { class: "snippet" }, make("pre", {}, json(page.answer(state.q), 2)));
      event.target.replaceWith(holder);
      holder.append(event.target);
      copy(event.target);
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape") {
      page.ask("");
      field.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === field || event.target.closest("#codes, #related"))) {
      event.preventDefault();
      page.step(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  addEventListener("popstate", () => {
    readAddress();
    fillIn();
    page.update();
  });
}

function fillIn() {
  byId("q").value = state.q;
  byId("owner").value = state.owner;
  byId("standing").value = state.standing;
  for (const radio of byId("classes").querySelectorAll("input")) radio.checked = radio.value === state.class;
}

async function embeddedModule() {
  const text = atob(byId("core").textContent);
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(plain).arrayBuffer());
}

async function start() {
  readAddress();
  fillIn();
  const page = new Page();
  listen(page);
  let httpstatus;
  try {
    httpstatus = await load(await embeddedModule());
  } catch (error) {
    byId("count").textContent = `This browser cannot search here (${error.message}); all codes are listed below`;
    return;
  } finally {
    document.documentElement.classList.remove("asked");
  }
  page.start(httpstatus);
  logs(httpstatus);
  globalThis.httpstatusPage = { json: (query) => json(page.answer(query)), find: (query) => page.find(query), httpstatus };
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

if (typeof document === "undefined") countInWorker();
else start();
