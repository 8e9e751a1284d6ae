"""Wrong facts: mutations of core/registry that are good TOML, and mostly pass for a registry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from operators import Mutation

STANDINGS = {"standard": "obsolete", "obsolete": "standard", "unofficial": "draft", "draft": "unofficial"}
STANDINGS.update(temporary="standard", deprecated="standard", reserved="standard")
ORIGINS = {"iana": "ietf-draft", "nginx": "apache", "cloudflare": "shopify"}
NEEDS = {"must": "may", "should": "may", "may": "should"}

# What is a fact, by the key of its line: a pattern, and what is put in place of it.
FACTS = {
    "standing": (r'"(\w+)"', lambda m: f'"{STANDINGS[m[1]]}"'),
    "origin": (r'"([\w-]+)"', lambda m: f'"{ORIGINS.get(m[1], "squid")}"'),
    "phrase": (r'"(.)', lambda m: '"X' + m[1] if m[1] != '"' else '"X"'),
    "name": (r'"(\w)', lambda m: '"X' + m[1]),
    "title": (r'"(.)', lambda m: '"X' + m[1]),
    "since": (r"\d", lambda m: str((int(m[0]) + 1) % 10)),
    "spec": (r"(\d)\"", lambda m: f'{(int(m[1]) + 1) % 10}"'),
    "persistent": (r"true|false", lambda m: {"true": "false", "false": "true"}[m[0]]),
    "status_inferred": (r"true|false", lambda m: {"true": "false", "false": "true"}[m[0]]),
    "agrees": (r"true|false", lambda m: {"true": "false", "false": "true"}[m[0]]),
    "expires": (r"(\d)\"", lambda m: f'{(int(m[1]) + 1) % 10}"'),
    "confidence": (r"source code|reported", lambda m: {"source code": "reported", "reported": "source code"}[m[0]]),
    "codes": (r"(\d)(\d\d)", lambda m: m[1] + f"{(int(m[2]) + 1) % 100:02}"),
    "editions": (r"rfc2616|rfc7231", lambda m: {"rfc2616": "rfc7231", "rfc7231": "rfc2616"}[m[0]]),
}
NUMBERS = ("http", "http_status", "retry_after", "sub", "detail", "subject", "former_code", "code", "number", "digit")


def wrong_line(line: str, key: str) -> str:
    if key in NUMBERS:
        return re.sub(r"= (\d+)$", lambda m: f"= {int(m[1]) + 1}", line)
    if key == "section":
        return re.sub(r'(\d+)"$', lambda m: f'{int(m[1]) + 1}"', line)
    if key in ("traits", "former_phrases", "former_names", "aliases", "basic"):
        return re.sub(r'(\[)(?:"[^"]*"|\d+)(?:, )?', r"\1", line, count=1)
    if key in FACTS:
        head, equals, value = line.partition("= ")
        pattern, instead = FACTS[key]
        return head + equals + re.sub(pattern, instead, value, count=1)
    if line.startswith("  { name = "):
        return re.sub(r'need = "(\w+)"', lambda m: f'need = "{NEEDS[m[1]]}"', line)
    return line


def mutations(root: Path, path: str) -> list[Mutation]:
    return list(find(path, (root / path).read_text(encoding="utf-8")))


def find(path: str, text: str) -> Iterator[Mutation]:
    lines = text.splitlines()
    phrases = [(i, line) for i, line in enumerate(lines) if line.startswith("phrase = ")]
    where = ""
    for number, line in enumerate(lines, 1):
        key = line.partition(" =")[0]
        if line.startswith("[["):
            where = " ".join(lines[number : number + 2])
        wrong = line if line.startswith("#") or (key == "title" and "cloudflare" not in path) else wrong_line(line, key)
        # A list that is left empty is no list: the line goes.
        if wrong != line:
            yield Mutation(path, number, line, "" if wrong.endswith("= []") else wrong, where)
    for (_, first), (at, second) in itertools.pairwise(phrases):
        if first != second:
            yield Mutation(path, at + 1, second, first, "the phrase of the one before")
