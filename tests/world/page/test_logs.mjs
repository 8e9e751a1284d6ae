// Logs that are dropped on the page: counts, downloads, charts, and files that are no logs.
import assert from "node:assert/strict";
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync, writeSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { KEPT, cli, open } from "./browser.mjs";

const WORK = `${KEPT}logs/`;
mkdirSync(WORK, { recursive: true });
const REAL = readFileSync(new URL("../../contract/vectors/logs/apache-combined.log", import.meta.url));
const BIG = `${WORK}big.log`; // 24 MB
writeFileSync(BIG, Buffer.concat(Array(Math.ceil(24e6 / REAL.length)).fill(REAL)));
const SERVERS = new URL("../../contract/vectors/logs/", import.meta.url);

async function choose(page, path) {
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => document.getElementById("log-progress").hidden && document.getElementById("log-result").childElementCount > 0, null, { timeout: 120_000 });
  return page.locator("#log-result").textContent();
}

async function saved(page, kind) {
  const waiting = page.waitForEvent("download");
  await page.click(`[data-save=${kind}]`);
  return readFileSync(await (await waiting).path(), "utf8");
}

/** What the command line says of the same file. */
const counted = (path) => JSON.parse(cli("tally", "--json", path)).total;

test("a log of 24 MB is counted, drawn and saved", async (t) => {
  const page = await open(t);
  const text = await choose(page, BIG);
  const expected = counted(BIG);
  const found = JSON.parse(await saved(page, "json"));
  assert.deepEqual(found.total, expected);
  assert.deepEqual(found.files, [{ path: "big.log", format: "common", ...expected }]);
  assert.equal(await saved(page, "csv"), cli("tally", "--csv", BIG));
  assert.match(text, /Nothing has left this machine/);
  const svg = await saved(page, "svg");
  assert.equal([...svg.matchAll(/<rect/g)].length, Object.keys(expected.counts).length);
  assert.match(svg, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.equal(await page.locator("#over-time svg").count(), 1);
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.locator("#log").scrollIntoViewIfNeeded();
  await page.locator("#log").screenshot({ path: `${KEPT}log.png` });
});

test("gzip is counted alike", async (t) => {
  const path = `${WORK}big.log.gz`;
  writeFileSync(path, gzipSync(readFileSync(BIG), { level: 1 }));
  const page = await open(t);
  await choose(page, path);
  assert.deepEqual(JSON.parse(await saved(page, "json")).total, counted(BIG));
});

test("a log can be dropped", async (t) => {
  const page = await open(t);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.log"));
    for (const type of ["dragenter", "dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, "200\n404\n404\n500\n".repeat(100));
  await page.waitForSelector("#log-total");
  assert.match(await page.locator("#log-total").textContent(), /^400 codes, 0 lines skipped, format plain/);
  assert.match(await page.locator("#over-time").textContent({ timeout: 5000 }), /no times/);
});

test("the logs of real servers are counted as their truth says", async (t) => {
  const page = await open(t);
  for (const name of readdirSync(SERVERS).filter((file) => file.endsWith(".log"))) {
    const path = new URL(name, SERVERS).pathname;
    const text = await choose(page, path);
    let expected = null;
    try {
      expected = counted(path);
    } catch {
      // the command line refuses it
    }
    if (expected?.total === undefined || (expected.total === 0 && /^cannot read/.test(text))) assert.match(text, /^cannot read .*: no line fits the known formats/, name);
    else assert.deepEqual(JSON.parse(await saved(page, "json")).total, expected, name);
  }
});

test("what is no log gets a sentence", async (t) => {
  const page = await open(t);
  const file = (name, bytes) => {
    writeFileSync(WORK + name, bytes);
    return WORK + name;
  };
  const cut = gzipSync(REAL).subarray(0, -20);
  const cases = [
    [file("empty.log", ""), /^cannot read empty\.log: the file is empty$/],
    [file("prose.txt", "It was a dark night.\nNobody logged anything.\n"), /^cannot read prose\.txt: no line fits the known formats; its first line is "It was a dark night\."/],
    [file("noise.bin", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 31) & 255))), /^cannot read noise\.bin: no line fits/],
    [file("markup.log", "<img src=x onerror=alert(1)>\n".repeat(50)), /^cannot read markup\.log: .*<img src=x onerror=alert\(1\)>/],
    [file("a.zst", Buffer.from("28b52ffd00", "hex")), /^cannot read a\.zst: it is compressed with zstd; decompress it first$/],
    [file("a.bz2", "BZh91AY"), /compressed with bzip2/],
    [file("a.zip", "PK\x03\x04aa"), /compressed with ZIP/],
    [file("cut.gz", cut), /^cannot read cut\.gz: the gzip data is damaged, cut off or followed by other data; decompress it first$/],
    [file("two.gz", Buffer.concat([gzipSync(REAL), gzipSync(REAL)])), /^cannot read two\.gz: the gzip data is damaged, cut off or followed by other data/],
  ];
  for (const [path, words] of cases) assert.match(await choose(page, path), words, path);
  assert.equal(await page.locator("#log-result img").count(), 0);
  await page.evaluate(() => {
    const event = new Event("drop", { bubbles: true, cancelable: true });
    event.dataTransfer = { items: [{ webkitGetAsEntry: () => ({ isDirectory: true, name: "logs" }) }], files: [] };
    document.body.dispatchEvent(event);
  });
  assert.equal(await page.locator("#log-result").textContent(), "cannot read logs: it is a folder; drop one log file");
});

test("2 GB are read, and can be stopped", async (t) => {
  const path = `${WORK}huge.log`;
  const file = openSync(path, "w");
  writeSync(file, "200\n404\n".repeat(1000));
  ftruncateSync(file, 2 ** 31); // zeros, which take no room on the disk
  closeSync(file);
  const page = await open(t);
  const text = await choose(page, path);
  assert.match(text, /^huge\.log2,000 codes, 1 lines skipped, format plain/);
  await page.setInputFiles("#file", path);
  await page.waitForFunction(() => document.getElementById("bar").value > 0);
  await page.click("#stop");
  assert.match(await page.locator("#log-result").textContent(), /^stopped/);
  writeFileSync(path, "");
});
