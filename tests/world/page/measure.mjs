// How large and how fast the page is, measured and never asserted: node tests/world/page/measure.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { KEPT, PAGES, ROOT, address, browser } from "./browser.mjs";

const SLOWED = 4;
const WORDS = ["not found", "gateway timeout", "nginx:499", "404.13", "550 5.7.1 access denied", "cloudflare", "too many requests", "500-504", "retry:curl", "zzzzqq", "permanent redirect", "payload too large", "teapot"];
const KEYS = 200;

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value) => Math.round(value * 10) / 10;
const result = {};

const context = await browser.newContext();
const starts = [];
for (let i = 0; i < 7; i++) {
  const page = await context.newPage();
  await page.goto(address());
  await page.waitForFunction(() => document.documentElement.dataset.ready);
  starts.push(await page.evaluate(() => {
    const [load] = performance.getEntriesByType("navigation");
    return [Number(document.documentElement.dataset.ready) - load.loadEventEnd, Number(document.documentElement.dataset.ready)];
  }));
  await page.close();
}
result["field ready after load, ms (median of 7)"] = rounded(median(starts.map(([after]) => after)));
result["field ready after navigation, ms (median of 7)"] = rounded(median(starts.map(([, whole]) => whole)));

const page = await context.newPage();
await page.goto(address());
await page.waitForFunction(() => document.documentElement.dataset.ready);
const client = await context.newCDPSession(page);
await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
await page.evaluate(() => {
  globalThis.taken = [];
  document.getElementById("q").addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.taken.push(performance.now() - began);
      port2.postMessage(0); // behind the painting of this frame
    });
  }, true);
});
await page.focus("#q");
let typed = 0;
while (typed < KEYS) {
  for (const word of WORDS) {
    await page.fill("#q", "");
    for (const key of word) {
      if (typed++ >= KEYS) break;
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.waitForTimeout(30);
    }
    await page.waitForTimeout(200);
  }
}
const taken = await page.evaluate(() => globalThis.taken);
result[`key to painted answer, processor slowed ${SLOWED} times, ms: keys`] = taken.length;
result[`key to painted answer, processor slowed ${SLOWED} times, ms: median`] = rounded(median(taken));
result[`key to painted answer, processor slowed ${SLOWED} times, ms: worst`] = rounded(Math.max(...taken));
// The work alone, without waiting for the next frame of the screen.
const work = await page.evaluate((words) => {
  const field = document.getElementById("q");
  const found = [];
  for (const word of words) {
    for (let i = 1; i <= word.length; i++) {
      field.value = word.slice(0, i);
      const began = performance.now();
      field.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect(); // lays it out
      found.push(performance.now() - began);
    }
  }
  return found;
}, WORDS);
result[`answer and layout alone, slowed ${SLOWED} times, ms: median`] = rounded(median(work));
result[`answer and layout alone, slowed ${SLOWED} times, ms: worst`] = rounded(Math.max(...work));
await client.send("Emulation.setCPUThrottlingRate", { rate: 1 });

const log = `${KEPT}measured.log`;
const real = process.env.LOG ? readFileSync(process.env.LOG) : readFileSync(new URL("../../contract/vectors/logs/apache-combined.log", import.meta.url));
writeFileSync(log, Buffer.concat(Array(Math.ceil(24e6 / real.length)).fill(real)));
const rates = [];
for (let i = 0; i < 5; i++) {
  await page.setInputFiles("#file", log);
  await page.waitForSelector("#over-time svg", { timeout: 60_000 });
  rates.push(Number(/\((\d+) MB\/s\)/.exec(await page.textContent("#log-total"))[1]));
}
result["log in the browser, MB/s (median of 5)"] = median(rates);
const python = process.env.PYTHON ?? "python3";
const native = spawnSync(python, ["-c", `
import time, httpstatus, sys
data = open(sys.argv[1], "rb").read()
best = []
for _ in range(5):
    t = time.perf_counter(); httpstatus.tally_log(data, threads=1); best.append(len(data) / 1e6 / (time.perf_counter() - t))
print(sorted(best)[2])`, log], { cwd: `${ROOT}build`, encoding: "utf8" });
result["log by the native core, one thread, in memory, MB/s (median of 5)"] = Math.round(Number(native.stdout));
result["browser beside native"] = rounded((100 * result["log in the browser, MB/s (median of 5)"]) / Number(native.stdout)) / 100;

const wasm = readFileSync(`${ROOT}build/web/httpstatus.wasm`);
result["httpstatus.html, bytes"] = readFileSync(`${PAGES}httpstatus.html`).length;
result["httpstatus.html, bytes compressed"] = gzipSync(readFileSync(`${PAGES}httpstatus.html`), { level: 9 }).length;
result["httpstatus.wasm, bytes"] = wasm.length;
result["httpstatus.wasm, bytes compressed"] = gzipSync(wasm, { level: 9 }).length;
result["404.html, bytes compressed"] = gzipSync(readFileSync(`${PAGES}404.html`), { level: 9 }).length;
writeFileSync(`${KEPT}measured.json`, `${JSON.stringify(result, null, 2)}\n`);
for (const [name, value] of Object.entries(result)) console.log(`${name}: ${value}`);
await browser.close();
