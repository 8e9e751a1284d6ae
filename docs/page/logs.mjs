// Counting a log that was dropped on the page: the worker's side, and the page's.

import { load } from "./httpstatus.mjs";
import { byId, classOf, make, queryLink } from "./elements.mjs";

const STEP = 1 << 22; // bytes read at a time
const HINTED = 4096;
const NOTICE = 50; // milliseconds between two notices of progress
const LEAST_RATED = 1e6; // bytes; the time of less says nothing
const PACKED = [
  ["BZh", "bzip2"],
  ["\xfd7zXZ\0", "xz"],
  ["\x28\xb5\x2f\xfd", "zstd"],
  ["PK\x03\x04", "ZIP"],
];

// ---- The worker ----

/** The bytes of a file, decompressed if it is gzip, in pieces; read(bytes) is told how far the file itself is. */
async function* pieces(file, isGzip, advance) {
  let at = 0;
  const parts = new ReadableStream({
    async pull(controller) {
      if (at >= file.size) return controller.close();
      const bytes = new Uint8Array(await file.slice(at, at + STEP).arrayBuffer());
      at += bytes.length;
      advance(at);
      controller.enqueue(bytes);
    },
  });
  const reader = (isGzip ? parts.pipeThrough(new DecompressionStream("gzip")) : parts).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function countFile(httpstatus, { file, format }, overTime, advance) {
  const first = new Uint8Array(await file.slice(0, HINTED).arrayBuffer());
  const start = String.fromCharCode(...first.subarray(0, 6));
  const packed = PACKED.find(([magic]) => start.startsWith(magic));
  if (packed) throw new Error(`cannot read ${file.name}: it is compressed with ${packed[1]}; decompress it first`);
  if (file.size === 0) throw new Error(`cannot read ${file.name}: the file is empty`);
  const log = httpstatus.log(format, overTime);
  let beginning = new Uint8Array(0);
  const isGzip = start.startsWith("\x1f\x8b");
  try {
    for await (const piece of pieces(file, isGzip, advance)) {
      if (beginning.length < HINTED) beginning = new Uint8Array([...beginning, ...piece.subarray(0, HINTED)]);
      log.feed(piece);
    }
  } catch (error) {
    if (!isGzip || !(error instanceof TypeError)) throw error;
    throw new Error(`cannot read ${file.name}: the gzip data is damaged, cut off or followed by other data; decompress it first`);
  }
  const tally = log.finish();
  if (tally.lines > 0 && tally.fitting === 0) {
    const line = new TextDecoder().decode(beginning).trimStart().split("\n")[0].slice(0, 80);
    const hint = log.hint(beginning);
    throw new Error(`cannot read ${file.name}: no line fits ${format === "auto" ? "the known formats" : `the format ${format}`}; its first line is ${JSON.stringify(line)}${hint ? `; ${hint}` : ""}`);
  }
  return tally;
}

export function countInWorker() {
  addEventListener("message", async ({ data: { module, ...asked } }) => {
    const { file } = asked;
    let told = 0;
    const advance = (phase) => (bytes) => {
      const now = performance.now();
      if (now - told < NOTICE) return;
      told = now;
      postMessage({ progress: file.size ? bytes / file.size : 1, phase });
    };
    try {
      const httpstatus = await load(module);
      const began = performance.now();
      const tally = await countFile(httpstatus, asked, false, advance("counting"));
      postMessage({ tally, took: performance.now() - began });
      const { times } = await countFile(httpstatus, asked, true, advance("over time"));
      postMessage({ times, done: true });
    } catch (error) {
      const gone = error.name === "NotReadableError" || error.name === "NotFoundError";
      postMessage({ problem: gone ? `cannot read ${file.name}: it is a folder, or it has changed or gone` : error.message });
    }
  });
}

// ---- The page ----

const SVG = "http://www.w3.org/2000/svg";
const LABELS = ["other", "1xx", "2xx", "3xx", "4xx", "5xx"];
// The colors of page.css for light pages: a picture that is saved has no style sheet.
const SAVED = ["#5b6470", "#0b6e8a", "#1a7f37", "#6f42c1", "#a15c00", "#b3261e"];

function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function picture(title, width, height, ...children) {
  return draw("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title, "font-family": "sans-serif", "font-size": 14 }, ...children);
}

/** A bar for each code, in the color of its class. */
function codesChart(tally) {
  const rows = Object.entries(tally.counts);
  const most = Math.max(1, ...rows.map(([, count]) => count));
  const [width, step, left, right] = [720, 24, 48, 110];
  return picture("Counts by code", width, rows.length * step + 8, ...rows.flatMap(([code, count], i) => {
    const digit = classOf(Number(code));
    const length = Math.max(1, (count / most) * (width - left - right));
    const at = { y: i * step + 4, height: step - 6 };
    const text = { y: i * step + step - 7, fill: "currentColor" };
    return [
      draw("text", { x: 4, ...text }, code),
      draw("rect", { x: left, width: length.toFixed(1), ...at, fill: "currentColor", class: `c${digit}`, "data-class": digit }),
      draw("text", { x: (left + length + 6).toFixed(1), ...text }, count.toLocaleString("en")),
    ];
  }));
}

const counted = (count, name) => `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
const stamp = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");

/** A column for each span of time, its classes on top of each other. */
function timesChart(times) {
  const [width, height, bottom] = [720, 240, 24];
  const most = Math.max(1, ...times.bins.map((bin) => bin.counts.reduce((a, b) => a + b)));
  const step = width / times.bins.length;
  const columns = times.bins.flatMap((bin, i) => {
    let top = height - bottom;
    return bin.counts.flatMap((count, digit) => {
      if (count === 0) return [];
      const high = (count / most) * (height - bottom - 20);
      top -= high;
      return [draw("rect", { x: (i * step).toFixed(2), y: top.toFixed(2), width: Math.max(0.5, step - 0.5).toFixed(2), height: high.toFixed(2), fill: "currentColor", class: `c${digit}`, "data-class": digit })];
    });
  });
  const end = times.bins.at(-1).time + times.width;
  return picture("Counts over time by class", width, height, ...columns,
    draw("text", { x: 2, y: 14, fill: "currentColor" }, `at most ${most.toLocaleString("en")} in ${counted(times.width, "second")}`),
    draw("text", { x: 2, y: height - 6, fill: "currentColor" }, `${stamp(times.bins[0].time)} UTC`),
    draw("text", { x: width - 2, y: height - 6, "text-anchor": "end", fill: "currentColor" }, `${stamp(end)} UTC`));
}

function saved(svg) {
  const copyOf = svg.cloneNode(true);
  copyOf.setAttribute("xmlns", SVG);
  for (const each of copyOf.querySelectorAll("[data-class]")) each.setAttribute("fill", SAVED[each.dataset.class]);
  for (const each of copyOf.querySelectorAll("text")) each.setAttribute("fill", "#1b1f24");
  return new XMLSerializer().serializeToString(copyOf);
}

function csvOf(tally) {
  return ["code,count", ...Object.entries(tally.counts).map(([code, count]) => `${code},${count}`), ""].join("\n");
}

/** As `httpstatus tally --json` prints it. */
function jsonOf(name, tally) {
  const { format, counts, substatuses, total, skipped, classes } = tally;
  const numbers = { counts, substatuses, total, skipped, classes };
  return `${JSON.stringify({ files: [{ path: name, format, ...numbers }], total: numbers }, null, 2)}\n`;
}

function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

function tallyTable(httpstatus, tally) {
  const share = (count) => `${((100 * count) / tally.total).toFixed(2)}%`;
  const number = (text) => make("td", { class: "number" }, text);
  const row = (name, count, text) => make("tr", {}, make("th", { scope: "row" }, name), number(count.toLocaleString("en")), number(share(count)), make("td", {}, text));
  const head = ["Code", "Count", "Share", "Meaning"].map((name, i) => make("th", { scope: "col", class: i === 1 || i === 2 ? "number" : null }, name));
  const codes = Object.entries(tally.counts).flatMap(([code, count]) => {
    const [first] = httpstatus.meanings(Number(code));
    const phrase = httpstatus.phrase(Number(code)) || (first ? `${first.phrase || first.name} (${first.origin})` : "");
    const own = Object.entries(tally.substatuses).filter(([text]) => text.startsWith(`${code}.`) && !text.endsWith(".0"));
    return [row(queryLink(code), count, phrase), ...own.map(([text, times]) => row(text, times, ""))];
  });
  const titles = Object.fromEntries(httpstatus.classes().map((each) => [each.label, each.title]));
  const classes = Object.entries(tally.classes).filter(([, count]) => count > 0).map(([label, count]) => row(label, count, titles[label] ?? "outside the five classes"));
  return make("table", {}, make("thead", {}, make("tr", {}, head)), make("tbody", {}, codes), make("tbody", {}, classes));
}

function showTally(httpstatus, file, tally, took) {
  const name = file.name.replace(/\.(gz|log)$/gi, "");
  const rate = file.size < LEAST_RATED ? "" : ` (${(file.size / 1e6 / (took / 1000)).toFixed(0)} MB/s)`;
  const chart = codesChart(tally);
  const examples = tally.examples.map(({ number, text }) => make("li", {}, `line ${number}: `, make("code", {}, text)));
  byId("log-result").replaceChildren(
    make("h3", {}, file.name),
    make("p", { id: "log-total" }, `${counted(tally.total, "code")}, ${counted(tally.skipped, "line")} skipped, format ${tally.format}, ${(took / 1000).toFixed(2)} s${rate}. Nothing has left this machine.`),
    make("p", {},
      make("button", { type: "button", "data-save": "csv", onclick: () => download(`${name}.csv`, csvOf(tally), "text/csv") }, "Download CSV"), " ",
      make("button", { type: "button", "data-save": "json", onclick: () => download(`${name}.json`, jsonOf(file.name, tally), "application/json") }, "Download JSON"), " ",
      make("button", { type: "button", "data-save": "svg", onclick: () => download(`${name}.svg`, saved(chart), "image/svg+xml") }, "Download SVG")),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Counts" }, tallyTable(httpstatus, tally)),
    chart,
    ...(examples.length > 0 ? [make("p", {}, "The first lines that were skipped:"), make("ul", { class: "plain" }, examples)] : []),
    make("div", { id: "over-time" }),
  );
}

function showTimes(times) {
  if (times.bins.length < 2) {
    const why = times.bins.length === 0 ? "The log has no times to draw the counts by." : `All times of the log are in the same ${counted(times.width, "second")}.`;
    return byId("over-time")?.append(make("p", { class: "soft" }, why));
  }
  const legend = LABELS.map((label, digit) => make("span", { class: `c${digit}` }, `\u25a0 ${label} `));
  const left = times.without > 0 ? make("p", { class: "soft" }, `${counted(times.without, "code")} without a time that was understood.`) : null;
  byId("over-time")?.append(...[make("h3", {}, "Over time"), make("p", {}, legend), timesChart(times), left].filter(Boolean));
}

export function logs(httpstatus) {
  let worker = null;
  let last = null; // the file that was counted, for another format
  const end = () => {
    worker?.terminate();
    worker = null;
    byId("log-progress").hidden = true;
  };
  const problem = (text) => {
    end();
    byId("log-result").replaceChildren(make("p", { class: "problem" }, text));
  };
  const program = URL.createObjectURL(new Blob([byId("program").textContent], { type: "text/javascript" }));

  function count(file) {
    end();
    last = file;
    byId("log-result").replaceChildren();
    byId("log-progress").hidden = false;
    byId("log-name").textContent = `Counting ${file.name}`;
    byId("bar").value = 0;
    worker = new Worker(program);
    worker.onerror = (event) => console.error(event.message) ?? problem(`cannot count ${file.name}: this browser does not run workers here`);
    worker.onmessage = ({ data }) => {
      if (data.progress !== undefined) byId("bar").value = data.progress;
      if (data.phase === "over time") byId("log-name").textContent = `Drawing ${file.name} over time`;
      if (data.problem) problem(data.problem);
      if (data.tally) showTally(httpstatus, file, data.tally, data.took);
      if (data.done) {
        end();
        showTimes(data.times);
      }
    };
    worker.postMessage({ module: httpstatus.module, file, format: byId("format").value.trim() || "auto" });
  }

  byId("file").addEventListener("change", ({ target }) => {
    if (target.files[0]) count(target.files[0]);
    target.value = ""; // so that the same file can be chosen again
  });
  byId("format").addEventListener("change", () => last && count(last));
  byId("stop").addEventListener("click", () => problem("stopped: the log was not counted to its end"));
  let depth = 0;
  const dragging = (by) => document.body.classList.toggle("dragging", (depth = Math.max(0, depth + by)) > 0);
  // Text that is dragged is left to the browser: it can be dropped on the field.
  const onFiles = (type, act) => addEventListener(type, (event) => event.dataTransfer?.types.includes("Files") && act(event));
  onFiles("dragenter", () => dragging(1));
  onFiles("dragleave", () => dragging(-1));
  onFiles("dragover", (event) => event.preventDefault());
  onFiles("drop", (event) => {
    event.preventDefault();
    dragging(-depth);
    byId("log").scrollIntoView();
    const { items, files } = event.dataTransfer;
    const entry = items[0]?.webkitGetAsEntry?.();
    if (files.length > 1) return problem(`cannot count ${files.length} files at once; drop one log file`);
    if (entry?.isDirectory) return problem(`cannot read ${entry.name}: it is a folder; drop one log file`);
    if (files[0]) count(files[0]);
  });
}
