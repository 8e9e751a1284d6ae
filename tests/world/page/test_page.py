"""The page in a browser: every form of query, filters, the address, keys, copying, themes, printing, no JavaScript."""

from __future__ import annotations

import gzip
import json
import re
from urllib.parse import quote

import pytest
from conftest import KEPT, PAGES, READY, ROOT, address, cli, queries
from playwright.sync_api import Page, expect

LIMIT = 300_000  # bytes of the page, compressed
AXE = ROOT / "build/npm-page/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1280, 2560)  # the first is that of WCAG 1.4.10


def codes(page: Page) -> list[str]:
    return page.locator("#codes > li:visible .code").all_text_contents()


def answers(page: Page) -> list[str]:
    return page.locator("#answers h2").all_text_contents()


def test_answers_are_the_command_lines(visit):
    page = visit()
    asked = queries()
    assert len(asked) >= 150
    expected = json.loads(cli("--json", "--", *asked))
    found = page.evaluate("asked => asked.map(globalThis.httpstatusPage.json)", asked)
    for query, one, other in zip(asked, found, expected, strict=True):
        assert json.loads(one) == other, query


# A query, the title of the first answer, and codes of the list.
QUERIES = [
    ("404", "404 Not Found", ["404"]),
    ("40", "", [f"40{digit}" for digit in range(10)]),
    ("4xx", "4xx Client Error", ["400", "451", "499"]),
    ("500-504", "", ["500", "501", "502", "503", "504"]),
    ("50x", "", ["500", "505", "509"]),
    ("2xx,!204", "", ["200", "206"]),
    ("not found", "404 Not Found", ["404"]),
    ("Object Moved", "302 Found", ["302"]),
    ("CLIENT_CLOSED_REQUEST", "499 Client Closed Request", ["499"]),
    ("nginx", "nginx", ["444"]),
    ("nginx:499", "499 ", ["499"]),
    ("teapot", "", ["418"]),
    ("rate limit", "", ["429"]),
    ("404.13", "404.13 ", []),
    ("5.1.1", "5.1.1 ", []),
    ("550 5.7.1 Access denied", "550 5.7.1 Access denied", []),
    ("warning:110", "110 Response is Stale", []),
    ("cloudflare:1020", "Cloudflare 1020 ", []),
    ("1020", "Cloudflare 1020 ", []),
    ("H12", "H12 (heroku)", []),
    ("SH--", "SH (haproxy)", []),
    ("grpc:5", "gRPC 5 NOT_FOUND", []),
    ("retry:curl", "curl", []),
    ("ws:1006", "1006 (websocket)", []),
    ("h2:REFUSED_STREAM", "REFUSED_STREAM (http2)", []),
    ("HTTP/1.1 404 Not Found", "404 Not Found", ["404"]),
]


def test_every_form_of_query_is_answered(visit, registry):
    page = visit()
    for query, title, some in QUERIES:
        page.fill("#q", query)
        shown = codes(page)
        assert (answers(page) or [""])[0].startswith(title), query
        assert set(some) <= set(shown), query
        assert some or not shown, query
        count = page.text_content("#count")
        assert count.startswith(f"Showing {len(shown)} of {len(registry)} meanings"), query


def test_related_codes_are_found_by_words(visit):
    page = visit()
    page.fill("#q", "timeout")
    assert re.search(r", and (\d+) of \d+ related codes$", page.text_content("#count"))
    assert "504" in codes(page)
    shown = page.locator("#related li").all_text_contents()
    page.click("#more-related")
    every = page.locator("#related li").all_text_contents()
    assert len(every) > len(shown)
    assert any("H12" in each for each in every)
    assert not page.is_visible("#more-related")


def test_the_best_comes_first_and_all_come_back_in_order(visit, registry):
    page = visit()
    every = [f"{each['code']:03d}" for each in registry if 100 <= each["code"] < 600]
    every += [f"{each['code']:03d}" for each in registry if not 100 <= each["code"] < 600]
    assert codes(page) == every
    page.fill("#q", "gateway timeout")
    assert codes(page)[0] == "504"
    page.fill("#q", "")
    assert codes(page) == every


def test_filters_work_together_and_are_in_the_address(visit, registry):
    def of(keep):
        return [f"{each['code']:03d}" for each in registry if keep(each)]

    page = visit()
    page.check('input[name="class"][value="4xx"]')
    assert codes(page) == of(lambda each: 400 <= each["code"] < 500)
    page.select_option("#owner", "nginx")
    assert codes(page) == of(lambda each: 400 <= each["code"] < 500 and each["origin"] == "nginx")
    page.select_option("#owner", "")
    page.select_option("#standing", "draft")
    assert codes(page) == of(lambda each: 400 <= each["code"] < 500 and each["standing"] == "draft")
    page.select_option("#standing", "standard")
    page.fill("#q", "payload")
    shown = codes(page)
    assert shown
    page.wait_for_url("**?q=payload&class=4xx&standing=standard")
    again = visit(query="?" + page.url.partition("?")[2])
    assert codes(again) == shown
    assert again.input_value("#q") == "payload"
    assert again.input_value("#standing") == "standard"
    again.check('input[name="class"][value="other"]')
    again.select_option("#standing", "")
    again.fill("#q", "")
    assert codes(again) == of(lambda each: not 100 <= each["code"] <= 599)


def test_a_filter_that_is_unknown_filters_nothing(visit, registry):
    page = visit(query="?q=&class=9xx&owner=nobody&standing=usual&more=1")
    assert len(codes(page)) == len(registry)
    assert page.is_checked('input[name="class"][value=""]')
    assert page.input_value("#owner") == page.input_value("#standing") == ""
    page.wait_for_url(lambda url: "?" not in url)


def test_answers_obey_the_filters_and_say_so(visit):
    page = visit(query="?q=404&class=5xx&owner=nginx")
    assert codes(page) == answers(page) == []
    assert page.text_content("#hidden").startswith("The filters hide the meaning that was found.")
    page.click("#hidden button")
    assert answers(page)[0].startswith("404 ")
    assert page.locator("#hidden").count() == 0
    page.wait_for_url(lambda url: url.endswith("?q=404"))
    page.select_option("#owner", "nginx")
    page.fill("#q", "499")
    assert answers(page)[0].startswith("499 ")
    page.select_option("#owner", "iana")
    page.select_option("#standing", "unofficial")
    page.fill("#q", "")
    assert re.match("The filters hide all [0-9]+ meanings", page.text_content("#hidden"))
    page.fill("#q", "zzzz")
    assert page.locator("#hidden").count() == 0
    assert page.locator(".problem").count() == 1


def test_the_back_button_returns_to_what_was_asked(visit):
    page = visit(query="?q=401&class=4xx")
    page.locator("#answers a", has_text="403").first.click()
    page.fill("#q", "502")
    page.check('input[name="class"][value="5xx"]')
    page.locator("#codes a").first.click()
    page.keyboard.press("Escape")
    for query, digit in (("502", "5xx"), ("401", "4xx")):
        page.go_back()
        assert page.input_value("#q") == query
        assert page.is_checked(f'input[name="class"][value="{digit}"]')
        assert answers(page)[0].startswith(query)
    page.go_forward()
    assert page.input_value("#q") == "502"


def test_a_search_can_be_sent_to_somebody(visit):
    page = visit(query=f"?q={quote('550 5.1.1 User unknown')}")
    assert answers(page)[0] == "550 5.1.1 User unknown"
    page.fill("#q", "401")
    page.locator("#answers a", has_text="403").first.click()
    assert page.input_value("#q") == "403"
    page.wait_for_url("**?q=403")


def test_keys_reach_everything(visit):
    page = visit()
    focused = "() => document.activeElement.id || document.activeElement.textContent"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "q"
    page.keyboard.type("50x")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "500"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "502"
    assert page.text_content("[aria-current=true] .code") == "502"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert answers(page)[0].startswith("501 ")
    assert page.input_value("#q") == "501"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    assert page.evaluate(focused) == "q"
    page.keyboard.type("gateway tim")
    page.keyboard.press("Enter")
    assert answers(page)[0].startswith("504 ")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "q"


def test_boxes_are_copied(visit):
    page = visit(query="?q=404")
    copied = "() => navigator.clipboard.readText()"
    page.get_by_role("button", name="Copy: Python").click()
    assert page.evaluate(copied) == "HTTPStatus.NOT_FOUND"
    page.get_by_role("button", name="Copy as JSON").click()
    expect(page.locator("#copy-json")).to_have_text("Copied")
    assert json.loads(page.evaluate(copied)) == json.loads(cli("--json", "404"))[0]


def test_what_is_misspelled_gets_hints(visit):
    page = visit()
    page.fill("#q", "ngnix")
    assert "unknown status 'ngnix'" in page.text_content(".problem")
    page.locator("#hints a", has_text="nginx").click()
    assert "499" in codes(page)


def test_markup_and_long_texts_are_shown_and_never_run(visit):
    page = visit()
    for query in (
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "550 5.1.1 <b id=evil>x</b>",
        'warning:110 a "<i id=evil>"',
        "javascript:alert(1)",
    ):
        page.fill("#q", query)
        assert page.locator("#answers img, #answers script, #evil").count() == 0, query
        assert page.input_value("#q") == query
        again = visit(query=f"?q={quote(query)}")
        assert again.input_value("#q") == query
        assert again.locator("#answers img, #answers script, #evil").count() == 0, query
    page.fill("#q", "550 5.1.1 <b id=evil>x</b>")
    assert answers(page)[0] == "550 5.1.1 <b id=evil>x</b>"
    for part in ("x", "404 ", "<b>", "5.1.1 "):
        page.fill("#q", part * (100_000 // len(part)))
        assert page.text_content("#count").startswith("Showing ")
    page.fill("#q", "404")
    assert codes(page) == ["404"]


def test_the_theme_can_be_chosen(visit):
    page = visit(color_scheme="light")
    back = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(back)
    page.click("#theme")
    dark = page.evaluate(back)
    assert light != dark
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(back) == dark
    page.click("#theme")
    assert page.evaluate(back) == light


SEND = """async () => {
  const forbidden = [];
  document.addEventListener("securitypolicyviolation", (event) => forbidden.push(event.effectiveDirective));
  const fetched = await fetch("https://example.org/").then(() => "sent", () => "failed");
  try { new WebSocket("wss://example.org/"); } catch {}
  navigator.sendBeacon("https://example.org/", "x");
  new Image().src = "https://example.org/a.png";
  const script = document.createElement("script");
  script.textContent = "globalThis.evil = true";
  document.body.append(script);
  const form = document.createElement("form");
  form.action = "https://example.org/";
  document.body.append(form);
  form.submit();
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { fetched, evil: globalThis.evil === true, forbidden, kept: document.cookie + localStorage.length };
}"""


def test_nothing_can_be_sent_anywhere(visit):
    page = visit()
    tried = page.evaluate(SEND)
    assert tried["fetched"] == "failed"
    assert tried["evil"] is False
    assert {"connect-src", "img-src", "script-src-elem", "form-action"} <= set(tried["forbidden"])
    assert tried["kept"] == "0"
    page.wrong.clear()  # the browser reports each of these


def test_without_javascript_all_codes_can_be_read(visit, registry):
    page = visit(java_script_enabled=False)
    assert page.locator("#codes > li:visible").count() == len(registry)
    assert page.locator("#codes .more:visible").count() == len(registry)
    assert page.locator("#ask:visible, #log:visible").count() == 0
    text = page.text_content("#codes")
    for meaning in registry:
        assert meaning["explanation"] in text, meaning["name"]
        assert meaning["definition"] in text, meaning["name"]


def test_printed_the_list_has_every_text_and_no_field(visit, registry):
    page = visit()
    page.emulate_media(media="print")
    assert page.locator("#codes .more:visible").count() == len(registry)
    assert page.locator("#ask:visible, #log:visible").count() == 0


def test_every_code_has_a_page_whose_links_are_there(visit, registry):
    files = {path.name for path in PAGES.iterdir()}
    names = dict.fromkeys(f"{each['code']:03d}.html" for each in registry)
    for name in ["index.html", *names]:
        text = (PAGES / name).read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"#:]+?)(?:\?[^"]*)?"', text):
            assert link in files, f"{name}: {link}"
        assert text.count("<h1>") == 1, name
        assert re.search("<title>[^<]+</title>", text), name
        assert re.search('<meta name="description" content="[^"]+">', text), name
    page = visit("404.html")
    assert "404 Not Found" in page.text_content("h1")
    page.get_by_role("button", name="Copy: C", exact=True).click()
    assert page.evaluate("() => navigator.clipboard.readText()") == "HTTPSTATUS_NOT_FOUND"
    page.goto(address("index.html"))
    page.wait_for_function(READY)
    page.locator("#codes a", has_text="502").first.click()
    page.wait_for_url("**?q=502")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_whatever_is_shown(browser, theme):
    for name, query in (
        ("httpstatus.html", ""),
        ("httpstatus.html", "?q=401"),
        ("httpstatus.html", "?q=timeout"),
        ("httpstatus.html", "?q=zzzz"),
        ("404.html", ""),
        ("418.html", ""),
    ):
        context = browser.new_context(color_scheme=theme, bypass_csp=True)
        page = context.new_page()
        page.goto(address(name, query))
        if name == "httpstatus.html":
            page.wait_for_function(READY)
        page.add_script_tag(path=AXE)
        found = page.evaluate("rules => globalThis.axe.run(document, { runOnly: rules })", RULES)["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], name + query
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(visit, theme):
    page = visit(color_scheme=theme)
    over = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for query in ("", "404", "timeout", "550 5.7.1 Access denied", "x" * 300):
            page.fill("#q", query)
            assert page.evaluate(over) <= 0, f"{width}: {query}"
            if width in (390, 1280) and query in ("", "404"):
                page.screenshot(path=KEPT / f"{width}-{theme}-{query or 'all'}.png")
    of_code = visit("404.html", color_scheme=theme)
    for width in WIDTHS:
        of_code.set_viewport_size({"width": width, "height": 900})
        assert of_code.evaluate(over) <= 0, width
        of_code.screenshot(path=KEPT / f"{width}-{theme}-page-of-404.png", full_page=True)


SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)));
  watch.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.mark.parametrize("query", ["", "?q=404", "?q=timeout&class=5xx"])
def test_the_layout_does_not_shift_while_the_page_starts(visit, query):
    assert visit(query=query).evaluate(SHIFT) == 0


def test_the_page_is_small():
    for name in ("httpstatus.html", "index.html"):
        assert len(gzip.compress((PAGES / name).read_bytes(), 9)) <= LIMIT, name
