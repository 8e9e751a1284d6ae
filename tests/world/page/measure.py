"""How large and how fast the page is: measured, printed and kept in build/page-test/measured.json, and never asserted.

build/venv-page/bin/python tests/world/page/measure.py     (LOG=path for a log of yours)
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from conftest import CHROMIUM, KEPT, PAGES, QUIET, READY, ROOT, address
from playwright.sync_api import Page, sync_playwright

SLOWED = 4  # times
KEYS = 200
PAUSE = 40  # milliseconds between two keys
LOG = Path(os.environ.get("LOG", ROOT / "tests/contract/vectors/logs/apache-combined.log"))
LOG_SIZE = 24_000_000
ROUNDS = 5
WORDS = [
    "not found", "gateway timeout", "nginx:499", "404.13", "550 5.7.1 access denied", "cloudflare", "too many requests",
    "500-504", "retry:curl", "zzzzqq", "permanent redirect", "payload too large", "teapot",
]  # fmt: skip

# From a key to the end of the frame that shows the answer.
WATCH = """() => {
  globalThis.taken = [];
  document.getElementById("q").addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.taken.push(performance.now() - began);
      port2.postMessage(0);
    });
  }, true);
}"""
# The answer and its layout, without waiting for the next frame.
WORK = """(words) => {
  const field = document.getElementById("q");
  const found = [];
  for (const word of words) {
    for (let i = 1; i <= word.length; i++) {
      field.value = word.slice(0, i);
      const began = performance.now();
      field.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect();
      found.push(performance.now() - began);
    }
  }
  return found;
}"""
STARTED = """() => {
  const [load] = performance.getEntriesByType("navigation");
  const ready = Number(document.documentElement.dataset.ready);
  return [ready - load.loadEventEnd, ready];
}"""
NATIVE = f"""
import sys, time, httpstatus
data = open(sys.argv[1], "rb").read()
for _ in range({ROUNDS}):
    began = time.perf_counter()
    httpstatus.tally_log(data, threads=1)
    print(len(data) / 1e6 / (time.perf_counter() - began))
"""


def start_times(browser) -> dict[str, float]:
    context, found = browser.new_context(), []
    for _ in range(7):
        page = context.new_page()
        page.goto(address())
        page.wait_for_function(READY)
        found.append(page.evaluate(STARTED))
        page.close()
    return {
        "field ready after the load event, ms": median(after for after, _ in found),
        "field ready after navigation, ms": median(whole for _, whole in found),
    }


def key_times(page: Page) -> dict[str, float]:
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.evaluate(WATCH)
    typed = 0
    while typed < KEYS:
        for word in WORDS:
            page.fill("#q", "")
            for key in word[: KEYS - typed]:
                page.keyboard.press("Space" if key == " " else key)
                page.wait_for_timeout(PAUSE)
            typed = min(KEYS, typed + len(word))
            page.wait_for_timeout(5 * PAUSE)
    taken = page.evaluate("() => globalThis.taken")
    work = page.evaluate(WORK, WORDS)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    slowed = f"processor slowed {SLOWED} times, ms"
    return {
        f"key to painted answer, {slowed}: median of {len(taken)}": median(taken),
        f"key to painted answer, {slowed}: worst": max(taken),
        f"answer and layout alone, {slowed}: median of {len(work)}": median(work),
        f"answer and layout alone, {slowed}: worst": max(work),
    }


def log_rates(page: Page, log: Path) -> dict[str, float]:
    browsers = []
    for _ in range(ROUNDS):
        page.set_input_files("#file", log)
        page.wait_for_selector("#over-time > *", timeout=120_000)
        browsers.append(float(re.search(r"\((\d+) MB/s\)", page.text_content("#log-total"))[1]))
    command = [sys.executable, "-c", NATIVE, str(log)]
    native = [float(rate) for rate in subprocess.check_output(command, cwd=ROOT / "build").split()]
    return {
        "log in the browser, MB/s": median(browsers),
        "log by the native core, one thread, in memory, MB/s": median(native),
        "browser beside native": median(browsers) / median(native),
    }


def sizes() -> dict[str, float]:
    found: dict[str, float] = {}
    for path in (PAGES / "httpstatus.html", ROOT / "build/web/httpstatus.wasm", PAGES / "404.html"):
        found[f"{path.name}, bytes"] = path.stat().st_size
        found[f"{path.name}, bytes compressed by gzip"] = len(gzip.compress(path.read_bytes(), 9))
    return found


def main() -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    result: dict[str, float] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        result |= start_times(browser)
        page = browser.new_context().new_page()
        page.goto(address())
        page.wait_for_function(READY)
        result |= key_times(page)
        log = Path(folder) / "measured.log"
        data = LOG.read_bytes()
        log.write_bytes(data * (LOG_SIZE // len(data) + 1))
        result |= log_rates(page, log)
        browser.close()
    result |= sizes()
    result = {name: round(value, 2) for name, value in result.items()}
    result["load of the machine"] = os.getloadavg()[0]
    for name, value in result.items():
        print(f"{name}: {value:,}")
    (KEPT / "measured.json").write_text(json.dumps({"time": time.strftime("%F %T"), **result}, indent=2) + "\n")


if __name__ == "__main__":
    main()
