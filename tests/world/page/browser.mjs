// Debian's Chromium, driven by Playwright: what the tests of the page share.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const PAGES = `${ROOT}build/page/`;
export const KEPT = `${ROOT}build/page-test/`; // screenshots and measurements
export const installed = createRequire(`${ROOT}build/page-node/`);

mkdirSync(KEPT, { recursive: true });
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there; install chromium, or set CHROMIUM`);

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"];
export const browser = await installed("playwright-core").chromium.launch({ executablePath: CHROMIUM, args: QUIET });
after(() => browser.close());

export const address = (name = "httpstatus.html") => pathToFileURL(PAGES + name).href;

/** A page that is ready; errors on it fail the test, and so does any request for anything but itself. */
export async function open(t, { name = "httpstatus.html", query = "", ...options } = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await context.setOffline(true);
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.stack));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(address("")) && !/^(?:data|blob):/.test(url)) wrong.push(`request for ${url}`);
  });
  t.after(async () => {
    await context.close();
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
  });
  await page.goto(address(name) + query);
  if (options.javaScriptEnabled !== false && /^(?:httpstatus|index)/.test(name)) {
    await page.waitForFunction(() => document.documentElement.dataset.ready);
  }
  page.wrong = wrong;
  return page;
}

/** What the command line prints as JSON. */
export function cli(...words) {
  const python = process.env.PYTHON ?? "python3";
  const done = spawnSync(python, ["-m", "httpstatus", ...words], { maxBuffer: 1 << 28, cwd: `${ROOT}build`, encoding: "utf8" });
  if (!done.stdout) throw new Error(`httpstatus ${words.slice(0, 3).join(" ")}: ${done.stderr || done.error}`);
  return done.stdout;
}
