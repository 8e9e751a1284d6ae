"""Make the page that looks codes up: one HTML file with everything in it, and a file for each code beside it.

The pages are made from the registry and from docs/page; the core comes in as WebAssembly. `make page` builds them.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from .emit.pages import CONFIDENCE_TEXTS
from .emit.pages.markdown import section_url
from .emit.pages.systems import codes_of
from .load import Meaning, Registry, load

IMPORT = re.compile(r'^import (?:\{[^}]*\}|\w+) from "\./([\w.]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
MODULES = ("httpstatus.mjs", "query_words.mjs", "queries.mjs", "elements.mjs", "logs.mjs", "page.mjs")
TRAITS = {
    "cacheable": "heuristically cacheable",
    "no_content": "has no content",
    "redirect": "followed automatically",
    "preserves_method": "keeps the method when it is followed",
    "permanent": "links should be updated",
    "retry": "an idempotent request may be retried",
    "retry_any": "any request may be retried",
}
NOTE = "This page loads nothing from elsewhere and sends nothing anywhere; it sets no cookies."


def bundle(root: Path, names: Iterable[str]) -> str:
    """Modules as one: each imports only from those before it, with `import { a } from "./b.mjs"`."""
    before: set[str] = set()
    declared: dict[str, str] = {}
    parts = []
    for name in names:
        path = root / "bindings/web" / name
        text = (path if path.exists() else root / "docs/page" / name).read_text(encoding="utf-8")
        missing = set(IMPORT.findall(text)) - before
        if missing:
            raise ValueError(f"{name} imports {', '.join(sorted(missing))}, which does not come before it")
        text = EXPORT.sub("", IMPORT.sub("", text))
        if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
            raise ValueError(f"{name} imports or exports in another way than bundle() reads")
        for each in DECLARED.findall(text):
            if each in declared:
                raise ValueError(f"{name} and {declared[each]} both declare {each}")
            declared[each] = name
        before.add(name)
        parts.append(text)
    script = "\n".join(parts)
    if "</script" in script or "<!--" in script:
        raise ValueError("the program has a text that ends its element")
    return script


def hashed(text: str) -> str:
    """As a Content-Security-Policy names a script or a style sheet that it permits."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: list[str], css: str, more: str = "", workers: str = "'none'") -> str:
    allowed = " ".join(map(hashed, scripts)) + more
    return (
        f"default-src 'none'; script-src {allowed}; style-src {hashed(css)}; img-src data:; worker-src {workers}; "
        "base-uri 'none'; form-action 'none'"
    )


def filled(template: str, gaps: dict[str, str]) -> str:
    """A template with each @gap@ filled, all at once: what fills one gap is not looked at for others."""
    used = set(re.findall(r"@(\w+)@", template))
    if used != set(gaps):
        raise ValueError(f"the template and its gaps differ: {sorted(used ^ set(gaps))}")
    return re.sub(r"@(\w+)@", lambda found: gaps[found[1]], template)


def digit(code: int) -> int:
    return code // 100 if 100 <= code <= 599 else 0


def called(meaning: Meaning) -> str:
    return meaning.phrase or meaning.name


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=[A-Z0-9'\"])", text)


def _naming(text: str, code: int) -> str:
    """The first sentence of a text that names a code, or ""."""
    return next((each for each in _sentences(text) if re.search(rf"(?<![\d.]){code}(?![\d.]*\d)", each)), "")


class Pages:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.registry: Registry = load(root / "core" / "registry")
        self.folder = root / "docs/page"
        self.css = self._read("page.css")
        self.origins = {each["id"]: each for each in self.registry.origins}
        self.codes = list(dict.fromkeys(meaning.code for meaning in self.registry.meanings))
        self.listed = sorted(self.registry.meanings, key=lambda each: digit(each.code) == 0)
        self.titles = {each.code: called(each) for each in reversed(self.registry.meanings)}

    def _read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    # ---- The page with the field ----

    def main(self, wasm: bytes, with_pages: bool) -> str:
        early = self._read("early.js")
        script = bundle(self.root, MODULES)
        packed = base64.b64encode(gzip.compress(wasm, 9, mtime=0)).decode()
        registry = self.registry
        labels = [f"{each['digit']}xx" for each in registry.classes] + ["other"]
        classes = [("", "all"), *((label, label) for label in labels)]
        radios = [
            f'<label><input type="radio" name="class" value="{value}"{"" if value else " checked"}> {text}</label>'
            for value, text in classes
        ]
        standings = list(dict.fromkeys(each.standing for each in registry.meanings))
        return filled(
            self._read("template.html"),
            {
                "csp": policy([early, script], self.css, " 'wasm-unsafe-eval'", "blob:"),
                "early": early,
                "css": self.css,
                "script": script,
                "wasm": packed,
                "meanings": str(len(registry.meanings)),
                "codes": str(len(self.codes)),
                "origins": str(len(registry.origins)),
                "version": registry.version,
                "classes": "".join(radios),
                "owners": "".join(
                    f'<option value="{each["id"]}">{escape(each["name"])}</option>' for each in registry.origins
                ),
                "standings": "".join(f"<option>{each}</option>" for each in standings),
                "list": "\n".join(self._item(each, with_pages) for each in self.listed),
                "note": NOTE,
            },
        )

    def _item(self, meaning: Meaning, with_pages: bool) -> str:
        code = f"{meaning.code:03d}"
        where = f"{code}.html" if with_pages else f"#code-{code}"
        first = next(each for each in self.registry.meanings if each.code == meaning.code) is meaning
        anchor = f' id="code-{code}"' if first else ""
        query = code if first else f"{meaning.origin}:{code}"
        owner = escape(self.origins[meaning.origin]["name"])
        return (
            f'<li{anchor}><a class="code c{digit(meaning.code)}" href="{where}" data-query="{query}">{code}</a>'
            f'<h3>{escape(called(meaning))} <span class="soft">{owner}, {meaning.standing}</span></h3>'
            f'<p>{escape(meaning.explanation)}</p><p class="more">{escape(meaning.definition)}</p></li>'
        )

    # ---- A page for each code ----

    def code(self, code: int) -> str:
        meanings = self.registry.of_code(code)
        first = meanings[0]
        early = self._read("early.js")
        script = bundle(self.root, ("elements.mjs", "code.mjs"))
        at = self.codes.index(code)
        around = [self.link(each) for each in self.codes[max(0, at - 1) : at] + self.codes[at + 1 : at + 2]]
        return filled(
            self._read("code.html"),
            {
                "csp": policy([early, script], self.css),
                "early": early,
                "css": self.css,
                "script": script,
                "description": escape(first.explanation),
                "title": escape(f"{code:03d} {called(first)}: what the HTTP status code means"),
                "code": f"{code:03d}",
                "digit": str(digit(code)),
                "phrase": escape(called(first)),
                "body": "\n".join([*(self._meaning(each) for each in meanings), self._programs(code, first)]),
                "neighbors": "Codes before and after: " + ", ".join(around),
                "version": self.registry.version,
            },
        )

    def link(self, code: int) -> str:
        return f'<a href="{code:03d}.html">{code:03d} {escape(self.titles[code])}</a>'

    def _meaning(self, meaning: Meaning) -> str:
        owner = self.origins[meaning.origin]
        name = escape(owner["name"])
        link = f'<a href="{escape(owner["url"])}">{name}</a>' if owner["url"] else name
        facts: list[tuple[str, str]] = [
            ("Standing", meaning.standing),
            ("Owner", f"{link}: {escape(owner['about'])}"),
            ("Defined in", self._place(meaning)),
            ("Defined before in", escape(", ".join(meaning.other_specs))),
            ("Class", f"{meaning.code // 100}xx" if digit(meaning.code) else "outside the five classes"),
            ("It is", ", ".join(TRAITS[each] for each in meaning.traits)),
            ("Former phrases", escape(", ".join(meaning.former_phrases))),
            ("How it is known", CONFIDENCE_TEXTS.get(meaning.confidence, "")),
            ("Registered until", meaning.expires),
        ]
        parts = [
            f'<h2>{escape(called(meaning))} <span class="soft">{name}</span></h2>',
            f"<p>{escape(meaning.explanation)}</p>",
            f"<h3>For engineers</h3><p>{escape(meaning.definition)}</p>",
            self.facts(facts),
            self.section("Common uses", [escape(each) for each in meaning.uses]),
            self.section(
                "Header fields",
                [
                    f"<code>{escape(each.name)}</code> in the {each.message}: {each.need}, {escape(each.when)} "
                    f"({escape(each.ref)})"
                    for each in meaning.headers
                ],
            ),
            self.section("Rules", [f"{escape(each.text)} ({escape(each.ref)})" for each in meaning.rules]),
            self._example(meaning),
            self.section("Related codes", [self._related(meaning, each) for each in meaning.see_also]),
        ]
        for title, text in (("History", meaning.history), ("Note", meaning.note)):
            parts.append(f"<h3>{title}</h3><p>{escape(text)}</p>" if text else "")
        sources = "; ".join(self.registry.sources[tag] for tag in meaning.sources)
        return "\n".join(filter(None, [*parts, f'<p class="soft">Sources: {escape(sources)}.</p>']))

    def _place(self, meaning: Meaning) -> str:
        text = escape(f"{meaning.spec} {meaning.section}".strip())
        address = meaning.url or section_url(meaning.spec, meaning.section)
        return f'<a href="{escape(address)}">{text or escape(address)}</a>' if address else text

    def _example(self, meaning: Meaning) -> str:
        lines: list[str] = meaning.more.get("example", [])
        if not lines:
            return ""
        answer = next(at for at, line in enumerate(lines) if line.startswith("HTTP/"))
        request, response = "\n".join(lines[:answer]), "\n".join(lines[answer:])
        return "<h3>Example</h3>" + self.snippet("Request", request) + self.snippet("Response", response)

    def _related(self, meaning: Meaning, code: int) -> str:
        """A related code with a sentence on it: one that compares the two, or else the first one of its explanation."""
        others = self.registry.of_code(code)
        compared = [
            *(_naming(text, code) for text in (meaning.definition, meaning.explanation, meaning.note)),
            *(_naming(text, meaning.code) for each in others for text in (each.definition, each.note)),
        ]
        sentence = next(filter(None, compared), "") or _sentences(others[0].explanation)[0]
        return f"{self.link(code)}: {escape(sentence)}"

    def _programs(self, code: int, first: Meaning) -> str:
        if first.is_default:
            constants = [
                ("Python", f"httpstatus.HTTPStatus.{first.name}"),
                ("Lua", f"httpstatus.{first.name}"),
                ("C", f"HTTPSTATUS_{first.name}"),
            ]
        else:
            constants = [
                ("Python", f"httpstatus.vendors.{self.origins[first.origin]['class_name']}.{first.name}"),
                ("Lua", f"httpstatus.vendors.{first.origin.replace('-', '_')}.{first.name}"),
            ]
        constants.append(("Command line", f"httpstatus {code:03d}"))
        parts = ["<h2>In programs</h2>"]
        parts += [self.snippet(name, text) for name, text in constants]
        others = list(dict.fromkeys(each for meaning in self.registry.of_code(code) for each in meaning.aliases))
        if others:
            parts.append(self.facts([("Names elsewhere", escape(", ".join(others)))]))
        policies = self.registry.systems["retry"]["policy"]
        clients = [each["client"] for each in policies if code in codes_of(each["codes"])]
        if clients:
            parts.append(self.section("Clients that repeat a request after it", [escape(each) for each in clients]))
        return "\n".join(parts)

    @staticmethod
    def facts(rows: list[tuple[str, str]]) -> str:
        shown = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
        return f'<dl class="facts">{shown}</dl>'

    @staticmethod
    def section(title: str, items: list[str]) -> str:
        listed = "".join(f"<li>{item}</li>" for item in items)
        return f'<h3>{title}</h3><ul class="plain">{listed}</ul>' if items else ""

    @staticmethod
    def snippet(name: str, text: str) -> str:
        return (
            f'<div class="snippet"><span>{escape(name)}</span><pre><code>{escape(text)}</code></pre>'
            f'<button type="button" class="needs-js" data-copy aria-label="Copy: {escape(name)}">Copy</button></div>'
        )


def build(root: Path, wasm: Path, folder: Path) -> dict[Path, str]:
    pages = Pages(root)
    module: Any = wasm.read_bytes()
    files = {f"{code:03d}.html": pages.code(code) for code in pages.codes}
    files["httpstatus.html"] = pages.main(module, with_pages=False)
    files["index.html"] = pages.main(module, with_pages=True)
    return {folder / name: text for name, text in files.items()}
