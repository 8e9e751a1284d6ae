"""Logs that are dropped on the page: counts, downloads, charts, and files that are not logs."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest
from conftest import KEPT, ROOT, cli
from playwright.sync_api import Page

SERVERS = ROOT / "tests/contract/vectors/logs"
REAL = (SERVERS / "apache-combined.log").read_bytes()
BIG = 24_000_000  # bytes
FINISHED = """() => document.getElementById("log-progress").hidden
  && document.getElementById("log-result").childElementCount > 0"""


@pytest.fixture(scope="module")
def big(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("logs") / "big.log"
    path.write_bytes(REAL * (BIG // len(REAL) + 1))
    return path


def choose(page: Page, path: Path) -> str:
    page.set_input_files("#file", path)
    page.wait_for_function(FINISHED, timeout=240_000)
    return page.text_content("#log-result")


def saved(page: Page, kind: str) -> str:
    with page.expect_download() as waiting:
        page.click(f"[data-save={kind}]")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def counted(path: Path) -> dict:
    """What the command line says of the same file."""
    return json.loads(cli("tally", "--json", str(path)))["total"]


def test_a_log_of_24_mb_is_counted_drawn_and_saved(visit, big):
    page = visit(reduced_motion="reduce", viewport={"width": 1280, "height": 3200})
    text = choose(page, big)
    expected = counted(big)
    found = json.loads(saved(page, "json"))
    assert found["total"] == expected
    assert found["files"] == [{"path": "big.log", "format": "common", **expected}]
    assert saved(page, "csv") == cli("tally", "--csv", str(big))
    assert "Nothing has left this machine" in text
    svg = saved(page, "svg")
    assert svg.count("<rect") == len(expected["counts"])
    assert re.match(r'<svg [^>]*xmlns="http://www\.w3\.org/2000/svg"', svg)
    assert page.locator("#over-time svg").count() == 1
    page.locator("#log").screenshot(path=KEPT / "log.png")


def test_gzip_is_counted_alike(visit, big, tmp_path):
    path = tmp_path / "big.log.gz"
    path.write_bytes(gzip.compress(big.read_bytes(), 1))
    page = visit()
    choose(page, path)
    assert json.loads(saved(page, "json"))["total"] == counted(big)


DROP = """(texts) => {
  const data = new DataTransfer();
  for (const text of texts) data.items.add(new File([text], "dropped.log"));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""
DROP_FOLDER = """() => {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  const folder = { webkitGetAsEntry: () => ({ isDirectory: true, name: "logs" }) };
  event.dataTransfer = { types: ["Files"], items: [folder], files: [] };
  document.body.dispatchEvent(event);
}"""


def test_a_log_can_be_dropped(visit):
    page = visit()
    page.evaluate(DROP, ["200\n404\n404\n500\n" * 100])
    page.wait_for_function(FINISHED)
    assert page.text_content("#log-total").startswith("400 codes, 0 lines skipped, format plain")
    assert "no times" in page.text_content("#over-time")
    page.evaluate(DROP, ["200\n", "404\n"])
    assert page.text_content("#log-result") == "cannot count 2 files at once; drop one log file"
    assert page.evaluate(DROP_TEXT) == "left to the browser"


DROP_TEXT = """() => {
  const data = new DataTransfer();
  data.setData("text/plain", "404");
  const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  return document.getElementById("q").dispatchEvent(drop) ? "left to the browser" : "taken";
}"""


def test_logs_of_real_servers_are_counted_as_by_the_command_line(visit):
    page = visit()
    paths = sorted(SERVERS.glob("*.log"))
    assert paths
    for path in paths:
        text = choose(page, path)
        report = json.loads(cli("tally", "--json", str(path)))
        if report["files"] and "error" not in report["files"][0]:
            assert json.loads(saved(page, "json"))["total"] == report["total"], path.name
        else:
            assert re.match("cannot read .*: no line fits the known formats", text), path.name


def test_a_format_can_be_named(visit, tmp_path):
    path = tmp_path / "two.log"
    path.write_text('{"upstream_status":200,"response":404}\n' * 20)
    page = visit()
    assert choose(page, path).endswith("its number fields are upstream_status, response; name one with json:KEY")
    for given, text in (
        ("json:response", "20 codes, 0 lines skipped, format json, "),
        ("", "cannot read two.log: no line fits the known formats; "),
        ("common", "cannot read two.log: no line fits the format common; "),
        ("common lisp", "unknown log format 'common lisp'"),
    ):
        page.fill("#format", given)
        page.keyboard.press("Enter")
        page.wait_for_function(FINISHED)
        assert text in page.text_content("#log-result")
        if given.startswith("json"):
            assert json.loads(saved(page, "json"))["total"]["counts"] == {"404": 20}


def test_times_are_told_from_no_times(visit, tmp_path):
    path = tmp_path / "times.log"
    page = visit()
    for seconds, text in (("37", "All times of the log are in the same 1 second."), ("38", "at most 1 in 1 second")):
        line = '1.1.1.1 - - [30/Nov/2026:21:02:{} +0000] "GET / HTTP/1.1" 200 12\n'
        path.write_text(line.format("37") + line.format(seconds))
        choose(page, path)
        assert text in page.text_content("#over-time")
        assert "MB/s" not in page.text_content("#log-total")


def test_what_is_not_a_log_gets_a_sentence(visit, tmp_path):
    page = visit()
    packed = gzip.compress(REAL)
    damaged = "the gzip data is damaged, cut off or followed by other data; decompress it first"
    for name, data, words in (
        ("empty.log", b"", "the file is empty"),
        (
            "prose.txt",
            b"It was a dark night.\nNobody came.\n",
            'no line fits the known formats; its first line is "It was',
        ),
        ("noise.bin", bytes((i * 7919 + (i >> 3) * 31) & 255 for i in range(5000)), "no line fits the known formats"),
        ("markup.log", b"<img src=x onerror=alert(1)>\n" * 50, "no line fits the known formats"),
        ("a.zst", bytes.fromhex("28b52ffd00"), "it is compressed with zstd; decompress it first"),
        ("a.bz2", b"BZh91AY", "it is compressed with bzip2; decompress it first"),
        ("a.xz", b"\xfd7zXZ\0", "it is compressed with xz; decompress it first"),
        ("a.zip", b"PK\3\4aa", "it is compressed with ZIP; decompress it first"),
        ("cut.gz", packed[:-20], damaged),
        ("followed.gz", packed + b"other", damaged),
        ("not.gz", b"\x1f\x8bnot gzip", damaged),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert choose(page, path).startswith(f"cannot read {name}: {words}"), name
    assert page.locator("#log-result img").count() == 0
    page.evaluate(DROP_FOLDER)
    assert page.text_content("#log-result") == "cannot read logs: it is a folder; drop one log file"


def test_2_gb_are_read_and_can_be_stopped(visit, tmp_path):
    path = tmp_path / "huge.log"
    path.write_bytes(b"200\n404\n" * 1000)
    os.truncate(path, 1 << 31)  # zeros, which take no room on the disk
    page = visit()
    assert "2,000 codes, 1 line skipped, format plain" in choose(page, path)
    page.set_input_files("#file", path)
    page.wait_for_function("() => document.getElementById('bar').value > 0")
    page.click("#stop")
    assert page.text_content("#log-result").startswith("stopped")
