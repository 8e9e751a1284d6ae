// The page in a browser: every form of query, filters, the address, keys, copying, themes, printing, no JavaScript.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { KEPT, PAGES, address, browser, cli, installed, open } from "./browser.mjs";
import * as vectors from "./vectors.mjs";

const LIMIT = 300_000; // bytes of the page, compressed
const AXE = installed.resolve("axe-core/axe.min.js");

const registry = JSON.parse(cli("list", "--json"));
const titles = (page) => page.locator("#codes > li:visible .code").allTextContents();
const answers = (page) => page.locator("#answers h2").allTextContents();
const count = (page) => page.locator("#count").textContent();
const padded = (code) => String(code).padStart(3, "0");

test("the answers in the browser are the command line's", async (t) => {
  const page = await open(t);
  const asked = vectors.queries();
  const expected = JSON.parse(cli("--json", "--", ...asked));
  const found = await page.evaluate((each) => each.map((query) => JSON.stringify(globalThis.httpstatusPage.answer(query))), asked);
  asked.forEach((query, i) => assert.equal(found[i], JSON.stringify(expected[i]), JSON.stringify(query)));
});

test("every form of query shows something that fits", async (t) => {
  const page = await open(t);
  const cases = [
    // query, title of the first answer, codes of the list
    ["404", /^404 Not Found$/, ["404"]],
    ["40", null, registry.map((each) => padded(each.code)).filter((code) => code.startsWith("40"))],
    ["4xx", /^4xx Client Error$/, registry.map((each) => padded(each.code)).filter((code) => code.startsWith("4"))],
    ["500-504", null, ["500", "501", "502", "503", "504"]],
    ["not found", /^404 Not Found$/, ["404"]],
    ["Object Moved", null, ["302"]],
    ["CLIENT_CLOSED_REQUEST", /^499 Client Closed Request$/, ["499"]],
    ["nginx", /nginx/, ["444"]],
    ["nginx:499", /^499 /, ["499"]],
    ["teapot", null, ["418"]],
    ["404.13", /^404\.13 /, []],
    ["5.1.1", /^5\.1\.1 /, []],
    ["550 5.7.1 Access denied", /^550 5\.7\.1 Access denied$/, []],
    ["warning:110", /^110 Response is Stale/, []],
    ["cloudflare:1020", /^Cloudflare 1020 /, []],
    ["H12", /^H12 \(heroku\)/, []],
    ["grpc:5", /NOT_FOUND/, []],
    ["retry:curl", /curl/i, []],
    ["ws:1006", /^1006/, []],
    ["HTTP/1.1 404 Not Found", /^404 Not Found$/, ["404"]],
  ];
  for (const [query, title, codes] of cases) {
    await page.fill("#q", query);
    const shown = await titles(page);
    if (title) assert.match((await answers(page))[0] ?? "nothing", title, query);
    for (const code of codes) assert.ok(shown.includes(code), `${query}: ${shown} lacks ${code}`);
    if (codes.length === 0) assert.deepEqual(shown, [], query);
    assert.match(await count(page), new RegExp(`^Showing ${shown.length} of ${registry.length} meanings`), query);
  }
});

test("the best comes first, and all comes back in order", async (t) => {
  const page = await open(t);
  const all = await titles(page);
  assert.deepEqual(all, registry.map((each) => padded(each.code)));
  await page.fill("#q", "gateway timeout");
  assert.equal((await titles(page))[0], "504");
  await page.fill("#q", "");
  assert.deepEqual(await titles(page), all);
});

test("filters by class, owner and standing work together, and are in the address", async (t) => {
  const page = await open(t);
  await page.check('input[name="class"][value="4xx"]');
  const of = (keep) => registry.filter(keep).map((each) => padded(each.code));
  assert.deepEqual(await titles(page), of((each) => each.code >= 400 && each.code < 500));
  await page.selectOption("#owner", "nginx");
  assert.deepEqual(await titles(page), of((each) => each.code >= 400 && each.code < 500 && each.origin === "nginx"));
  await page.selectOption("#owner", "");
  await page.selectOption("#standing", "draft");
  assert.deepEqual(await titles(page), of((each) => each.code >= 400 && each.code < 500 && each.standing === "draft"));
  await page.selectOption("#standing", "standard");
  await page.fill("#q", "payload");
  const shown = await titles(page);
  const url = page.url();
  assert.match(url, /\?q=payload&class=4xx&standing=standard$/);
  const again = await open(t, { query: new URL(url).search });
  assert.deepEqual(await titles(again), shown);
  assert.equal(await again.inputValue("#q"), "payload");
  assert.equal(await again.inputValue("#standing"), "standard");
  await again.check('input[name="class"][value="other"]');
  await again.selectOption("#standing", "");
  await again.fill("#q", "");
  assert.deepEqual(await titles(again), of((each) => each.code < 100 || each.code > 599));
});

test("links with a query open it", async (t) => {
  const page = await open(t, { query: `?q=${encodeURIComponent("550 5.1.1 User unknown")}` });
  assert.match((await answers(page))[0], /^550 5\.1\.1 User unknown$/);
  await page.fill("#q", "401");
  await page.locator("#answers a", { hasText: "403" }).first().click();
  assert.equal(await page.inputValue("#q"), "403");
  assert.match(page.url(), /\?q=403$/);
});

test("keys go everywhere", async (t) => {
  const page = await open(t);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.keyboard.press("/");
  assert.equal(await focused(), "q");
  await page.keyboard.type("50x");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "500");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "502");
  assert.equal(await page.locator("[aria-current=true] .code").textContent(), "502");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  assert.match((await answers(page))[0], /^501 /);
  assert.equal(await page.inputValue("#q"), "501");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#q"), "");
  assert.equal(await focused(), "q");
  await page.keyboard.type("gateway tim");
  await page.keyboard.press("Enter");
  assert.match((await answers(page))[0], /^504 /);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "q");
});

test("boxes are copied", async (t) => {
  const page = await open(t, { query: "?q=404" });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy: Python" }).click();
  assert.equal(await copied(), "HTTPStatus.NOT_FOUND");
  await page.getByRole("button", { name: "Copy as JSON" }).click();
  await page.waitForFunction(() => document.getElementById("copy-json").textContent === "Copied");
  assert.deepEqual(JSON.parse(await copied()), JSON.parse(cli("--json", "404"))[0]);
});

test("what is misspelled gets hints", async (t) => {
  const page = await open(t);
  await page.fill("#q", "ngnix");
  assert.match(await page.locator(".problem").textContent(), /unknown status 'ngnix'/);
  await page.locator("#hints a", { hasText: "nginx" }).click();
  assert.ok((await titles(page)).includes("499"));
});

test("markup and long texts are shown and never run", async (t) => {
  const page = await open(t);
  for (const query of ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "550 5.1.1 <b id=evil>x</b>", 'warning:110 a "<i id=evil>"', "javascript:alert(1)"]) {
    page.on("dialog", () => page.wrong.push(`a dialog for ${query}`));
    await page.fill("#q", query);
    assert.equal(await page.locator("#answers img, #answers script, #evil").count(), 0, query);
    assert.equal(await page.inputValue("#q"), query);
  }
  await page.fill("#q", "550 5.1.1 <b id=evil>x</b>");
  assert.match((await answers(page))[0], /<b id=evil>x<\/b>/);
  for (const part of ["x", "404 ", "<b>", "5.1.1 "]) {
    await page.fill("#q", part.repeat(100_000 / part.length));
    assert.match(await count(page), /^Showing \d+ of /);
  }
  await page.fill("#q", "404");
  assert.deepEqual(await titles(page), ["404"]);
});

test("the theme can be chosen", async (t) => {
  const page = await open(t, { colorScheme: "light" });
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await back();
  await page.click("#theme");
  const dark = await back();
  assert.notEqual(light, dark);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await back(), dark);
  await page.click("#theme");
  assert.equal(await back(), light);
});

test("nothing can be sent anywhere", async (t) => {
  const page = await open(t);
  const tried = await page.evaluate(async () => {
    const forbidden = [];
    document.addEventListener("securitypolicyviolation", (event) => forbidden.push(event.effectiveDirective));
    const failed = await fetch("https://example.org/").then(() => "sent", () => "failed");
    const socket = (() => { try { new WebSocket("wss://example.org/"); return "opened"; } catch { return "failed"; } })();
    const beacon = navigator.sendBeacon("https://example.org/", "x");
    const image = new Image();
    image.src = "https://example.org/a.png";
    const script = document.createElement("script");
    script.textContent = "globalThis.evil = true";
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { failed, socket, beacon, evil: globalThis.evil === true, forbidden };
  });
  assert.equal(tried.failed, "failed");
  assert.equal(tried.evil, false);
  for (const directive of ["connect-src", "img-src", "script-src-elem"]) assert.ok(tried.forbidden.includes(directive), `${directive}: ${tried.forbidden}`);
  page.wrong.length = 0; // the browser reports each of these
  assert.equal(await page.evaluate(() => document.cookie + localStorage.length), "0");
});

test("without JavaScript all codes can be read", async (t) => {
  const page = await open(t, { javaScriptEnabled: false });
  assert.equal(await page.locator("#codes > li:visible").count(), registry.length);
  assert.equal(await page.locator("#codes .more:visible").count(), registry.length);
  assert.equal(await page.locator("#ask:visible, #log:visible").count(), 0);
  const text = await page.locator("#codes").textContent();
  for (const meaning of registry) assert.ok(text.includes(meaning.explanation) && text.includes(meaning.definition), meaning.name);
});

test("printed, the list has every text and no field", async (t) => {
  const page = await open(t);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#codes .more:visible").count(), registry.length);
  assert.equal(await page.locator("#ask:visible, #log:visible").count(), 0);
});

test("every code has a page whose links are there", async (t) => {
  const files = new Set(readdirSync(PAGES));
  const codes = [...new Set(registry.map((each) => padded(each.code)))];
  for (const name of ["index.html", ...codes.map((code) => `${code}.html`)]) {
    assert.ok(files.has(name), name);
    const text = readFileSync(PAGES + name, "utf8");
    for (const [, link] of text.matchAll(/href="([^"#:]+?)(?:\?[^"]*)?"/g)) assert.ok(files.has(link), `${name}: ${link}`);
    assert.match(text, /<title>[^<]+<\/title>/);
    assert.equal([...text.matchAll(/<h1>/g)].length, 1, name);
  }
  const page = await open(t, { name: "404.html" });
  assert.match(await page.locator("h1").textContent(), /404 Not Found/);
  await page.getByRole("button", { name: "Copy: C", exact: true }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "HTTPSTATUS_NOT_FOUND");
  await page.goto(address("index.html"));
  await page.locator("#codes a", { hasText: "502" }).first().click();
  assert.match(page.url(), /\?q=502$/);
});

test("axe finds nothing, whatever is shown", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, query] of [["httpstatus.html", ""], ["httpstatus.html", "?q=401"], ["httpstatus.html", "?q=timeout"], ["httpstatus.html", "?q=zzzz"], ["404.html", ""], ["418.html", ""]]) {
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(address(name) + query);
      if (name.startsWith("http")) await page.waitForFunction(() => document.documentElement.dataset.ready);
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).slice(0, 3).join("; ")}`);
      assert.deepEqual(found, [], `${name}${query} ${colorScheme}`);
      await context.close();
    }
  }
});

test("nothing is wider than the window, from 390 to 2560 pixels", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(t, { colorScheme });
    for (const width of [390, 1280, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      for (const query of ["", "404", "timeout", "550 5.7.1 Access denied", "x".repeat(300)]) {
        await page.fill("#q", query);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${width}: ${query}: ${over} pixels too wide`);
        if (width < 2560 && ["", "404"].includes(query)) await page.screenshot({ path: `${KEPT}${width}-${colorScheme}-${query || "all"}.png` });
      }
    }
  }
});

test("the layout does not shift while the page starts", async (t) => {
  for (const query of ["", "?q=404", "?q=timeout&class=5xx"]) {
    const page = await open(t, { query });
    const shift = await page.evaluate(() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => resolve(sum), 300);
    }));
    assert.equal(shift, 0, query);
  }
});

test("the page is small", () => {
  const sizes = {};
  for (const name of ["httpstatus.html", "index.html", "404.html"]) sizes[name] = gzipSync(readFileSync(PAGES + name), { level: 9 }).length;
  writeFileSync(`${KEPT}sizes.json`, `${JSON.stringify(sizes, null, 2)}\n`);
  assert.ok(sizes["httpstatus.html"] <= LIMIT, `${sizes["httpstatus.html"]} bytes compressed`);
  assert.ok(existsSync(`${PAGES}404.html`));
});
