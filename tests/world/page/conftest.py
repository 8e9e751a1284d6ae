"""Debian's Chromium, driven by Playwright: what the tests of the page share. `make test-page` builds the page first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "build/page"
KEPT = ROOT / "build/page-test"  # pictures and measurements
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY = "() => document.documentElement.dataset.ready"
ESCAPES = {"t": "\t", "r": "\r", "n": "\n", "\\": "\\"}


def address(name: str = "httpstatus.html", query: str = "") -> str:
    return (PAGES / name).as_uri() + query


def cli(*words: str) -> str:
    """What the command line prints."""
    command = [sys.executable, "-m", "httpstatus", *words]
    done = subprocess.run(command, cwd=ROOT / "build", capture_output=True, encoding="utf-8")
    assert done.stdout, f"httpstatus {' '.join(words)[:80]}: {done.stderr}"
    return done.stdout


def queries() -> list[str]:
    """The queries of tests/languages/web/queries.txt."""
    lines = (ROOT / "tests/languages/web/queries.txt").read_text(encoding="utf-8").splitlines()
    return [_plain(line) for line in lines if not line.startswith("#")]


def _plain(line: str) -> str:
    out, rest = "", line
    while "\\" in rest:
        before, _, rest = rest.partition("\\")
        length = 5 if rest[0] == "u" else 1
        out += before + (chr(int(rest[1:5], 16)) if length == 5 else ESCAPES[rest[0]])
        rest = rest[length:]
    return out + rest


@pytest.fixture(scope="session")
def browser():
    KEPT.mkdir(parents=True, exist_ok=True)
    assert Path(CHROMIUM).exists(), f"{CHROMIUM} is not there; install chromium, or set CHROMIUM"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser):
    """A function that opens a page, offline, and waits until it is ready.

    An error on the page fails the test in the end, and so does any request for anything but itself. A test that
    provokes errors empties page.wrong.
    """
    opened: list[Page] = []

    def visit(name: str = "httpstatus.html", query: str = "", **options) -> Page:
        context = browser.new_context(accept_downloads=True, **options)
        context.set_default_timeout(60_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_offline(True)
        page = context.new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda message: message.type == "error" and page.wrong.append(message.text))
        page.on("dialog", lambda dialog: page.wrong.append(f"a dialog: {dialog.message}"))
        page.on("request", lambda request: _is_own(request.url) or page.wrong.append(f"request for {request.url}"))
        opened.append(page)
        page.goto(address(name, query))
        if options.get("java_script_enabled", True) and name in ("httpstatus.html", "index.html"):
            page.wait_for_function(READY)
        return page

    yield visit
    for page in opened:
        page.context.close()
    assert [fault for page in opened for fault in page.wrong] == []


def _is_own(url: str) -> bool:
    return url.startswith((address(""), "data:", "blob:"))


@pytest.fixture(scope="session")
def registry() -> list[dict]:
    """Every meaning, as the command line lists them."""
    return json.loads(cli("list", "--json"))
