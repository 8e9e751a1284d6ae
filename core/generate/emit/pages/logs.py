"""Write the reference's page on log formats, from core/registry/logs.toml and core/registry/logs/."""

from __future__ import annotations

from typing import Any

from ...load import Registry
from .markdown import Page, escape, table

Entry = dict[str, Any]

INTRODUCTION = """`httpstatus tally` and `tally_log` find out the format of a log, and what is around each of its lines,
by its first lines. `--format` and `format=` name one instead. A line counts if a code from 0 to 999 is where its format
says, and is skipped otherwise."""
PATTERNS = """In a pattern, `%s`, `%3` or `%H` is the status, `%S` is what is counted beside it, and `%*` is anything;
"How a log format is written down" names the other tokens. *Read* is the software, with its version, whose logs or
documentation were read. Other versions work too if they write the same lines."""
ENVELOPES = """Other programs put these around a line, up to three within each other. The line inside is read by its
format."""
KEYS = """Where the status is in JSON and in `key=value`, with dots between the keys of nested objects or in a key. The
key that holds a status on most lines of the first block is used for the whole log; among equals, the first of this
list."""
OTHERS = """For any other log, say where its status is: `--format column:9` or `column:sc-status`, `--format key:code`,
or `--format json:result.http.code`. The error for an unknown format shows which of these would work."""


def folded(text: str) -> str:
    return " ".join(text.split())


def code(text: str) -> str:
    """Text as code in a cell of a table, where a bar needs a backslash even in code."""
    shown = text.replace("\t", "\\t").replace("|", "\\|")
    return f"``{shown}``" if "`" in shown else f"`{shown}`"


def codes(texts: list[str]) -> str:
    return ", ".join(map(code, texts))


def _marks(each: Entry) -> str:
    return "<br>".join(map(code, each["patterns"])) if each["shape"] == "pattern" else str(each["marks"])


def _format(each: Entry) -> list[str]:
    title = escape(each["title"])
    place = "where the pattern has it" if each["shape"] == "pattern" else each["status"]
    return [
        codes(each["names"]),
        f"[{title}]({each['url']})" if "url" in each else title,
        _marks(each),
        place,
        each.get("also", ""),
        escape(each.get("read", "")),
    ]


def _envelope(each: Entry) -> list[str]:
    if "key" in each:
        mark = f"a JSON object that holds the line under {code(each['key'])}"
    else:
        mark = "<br>".join(map(code, each["patterns"]))
    return [escape(each["name"]), escape(each["by"]), mark]


def emit_page(registry: Registry, banner: str) -> str:
    page = Page("Log formats", banner)
    page.text(folded(INTRODUCTION))
    page.heading("Formats", 2)
    page.text(folded(PATTERNS))
    columns = ["Name", "Format", "What marks a line", "Where the status is", "Counted beside it", "Read"]
    page.lines(table(columns, map(_format, registry.formats)))
    page.text(folded(OTHERS))
    page.heading("Envelopes", 2)
    page.text(folded(ENVELOPES))
    page.lines(table(["Name", "Written by", "What marks a line"], map(_envelope, registry.logs["envelope"])))
    page.heading("Keys", 2)
    page.text(folded(KEYS))
    rows = [[code(each["key"]), escape(each.get("by", "others, by custom"))] for each in registry.logs["key"]]
    page.lines(table(["Key", "Written by"], rows))
    page.text("Times are read from: " + codes(registry.logs["times"]["keys"]) + ".")
    return page.done()
