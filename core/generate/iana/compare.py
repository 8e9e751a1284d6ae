"""What a copy of one of IANA's registries says, and where ours differs.

What is compared is what IANA decides: which codes there are, their names, marks and references. The texts are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..load import Meaning, Registry

MARKS = {"obsolete": "OBSOLETED", "temporary": "TEMPORARY", "deprecated": "DEPRECATED"}  # by our standing
LONGEST_TITLE = 80
DATE = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class Reference:
    document: str  # RFC 9110, draft-name, or the title of a page
    section: str = ""  # 5.2, or several: 5.2 and 5.3

    def __str__(self) -> str:
        return f"{self.document} {self.section}".strip()

    def fits(self, document: str, section: str) -> bool:
        """Whether it names the document, and the section if it names any."""
        sections = re.findall(r"[0-9A-Z]+(?:\.[0-9]+)*", self.section)
        return self.document == document and (not sections or section in sections)


@dataclass(frozen=True)
class Row:
    """An entry of IANA's registry of HTTP status codes."""

    phrase: str
    mark: str  # OBSOLETED, TEMPORARY or nothing
    dates: tuple[str, ...]  # of a temporary registration
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class EnhancedRow:
    title: str
    basic: frozenset[int]
    basic_note: str
    documents: tuple[str, ...]
    deprecated: bool


def _told(values: Iterable[object]) -> str:
    return ", ".join(filter(None, map(str, values))) or "nothing"


def _changed(key: str, what: str, theirs: Iterable[object], ours: Iterable[object]) -> str:
    return f"changed: {key} {what}: IANA has {_told(theirs)}, the registry {_told(ours)}"


def _membership(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """What IANA added and dropped; both sides have names by code."""
    yield from (f"added: {key} {title!r}" for key, title in theirs.items() if key not in ours)
    yield from (f"dropped: {key} {title!r}" for key, title in ours.items() if key not in theirs)


class Copy:
    """What all copies have in common."""

    source = ""  # the tag of the source that tells the date of IANA's registry when ours was compared with it
    updated = ""  # the date that the copy states

    def known_date(self, registry: Registry) -> str:
        found = re.search(DATE, registry.sources.get(self.source, ""))
        return found[0] if found else ""

    def is_older(self, registry: Registry) -> bool:
        return bool(self.updated) and self.updated < self.known_date(registry)


def _is_sentence(title: str) -> bool:
    """Whether IANA has a description instead of a title, as for 1014 of WebSocket."""
    return len(title) > LONGEST_TITLE and title.endswith(".")


def _titles(ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    """Titles by code, where the copy has any."""
    if theirs:
        yield from _membership(ours, theirs)
    for key, title in theirs.items():
        if key in ours and title.casefold() != ours[key].casefold():
            yield _changed(key, "title", [repr(title)], [repr(ours[key])])


@dataclass
class HttpCopy(Copy):
    rows: dict[str, Row]
    updated: str = ""
    source = "iana-http"

    def differences(self, registry: Registry) -> Iterator[str]:
        ours = {str(m.code): m for m in registry.meanings if m.origin == "iana"}
        yield from _membership(
            {key: meaning.phrase for key, meaning in ours.items()},
            {key: row.phrase for key, row in self.rows.items()},
        )
        for key, meaning in ours.items():
            if key in self.rows:
                yield from self._entry(key, meaning, self.rows[key])

    def _entry(self, key: str, meaning: Meaning, row: Row) -> Iterator[str]:
        if row.phrase != meaning.phrase:
            yield _changed(key, "phrase", [repr(row.phrase)], [repr(meaning.phrase)])
        mark = MARKS.get(meaning.standing, "")
        if row.mark != mark and (row.mark, mark) != ("", "DEPRECATED"):  # IANA marks no code so; we follow the RFCs
            yield _changed(key, "mark", [row.mark], [mark])
        dates = sorted(set(re.findall(DATE, meaning.history))) if mark == "TEMPORARY" else []
        if sorted(set(row.dates)) != dates:
            yield _changed(key, "dates", sorted(set(row.dates)), dates)

        # IANA names sections of RFC 9110 only; a status change comes along with the mark that it causes.
        ours_parts = (meaning.spec, meaning.section)
        ours = Reference(*ours_parts)
        known = {meaning.spec, *(re.sub(r"^(RFC \d+).*", r"\1", spec) for spec in meaning.other_specs)}
        changes = [r for r in row.references if re.match(r"status.change", r.document, re.IGNORECASE)]
        documents = [r for r in row.references if r not in changes]
        first_fits = bool(documents) and documents[0].document == ours.document
        sections_fit = all(r.fits(*ours_parts) for r in documents if r.document == ours.document)
        others_known = all(r.document in known for r in documents)
        if not (first_fits and sections_fit and others_known) or (changes and mark != "OBSOLETED"):
            yield _changed(key, "reference", row.references, [ours])


@dataclass
class EnhancedCopy(Copy):
    rows: dict[str, EnhancedRow]
    classes: dict[str, str] = field(default_factory=dict)  # titles by 2.XXX.YYY; only the XML has them
    subjects: dict[str, str] = field(default_factory=dict)  # titles by X.1.YYY
    updated: str = ""
    source = "iana-esc"

    def differences(self, registry: Registry) -> Iterator[str]:
        ours = {
            f"X.{entry['subject']}.{entry['detail']}": entry
            for entry in registry.systems["smtp"]["enhanced"]
            if entry["standing"] not in ("draft", "unofficial")
        }
        yield from _membership(
            {key: entry["title"] for key, entry in ours.items()},
            {key: row.title for key, row in self.rows.items()},
        )
        for key, entry in ours.items():
            if key in self.rows:
                yield from self._entry(key, entry, self.rows[key])
        smtp = registry.systems["smtp"]
        yield from _titles({f"{e['digit']}.XXX.YYY": e["title"] for e in smtp["enhanced_class"]}, self.classes)
        yield from _titles({f"X.{e['number']}.YYY": e["title"] for e in smtp["enhanced_subject"]}, self.subjects)

    def _entry(self, key: str, entry: dict[str, Any], row: EnhancedRow) -> Iterator[str]:
        title = entry.get("registered", entry["title"])
        if row.title.casefold() != title.casefold():  # the registry writes titles like sentences
            yield _changed(key, "sample text", [repr(row.title)], [repr(title)])
        note = entry.get("basic_note", "")
        if row.basic != set(entry["basic"]) or row.basic_note.casefold() != note.casefold():
            yield _changed(key, "basic codes", [*sorted(row.basic), row.basic_note], [*sorted(entry["basic"]), note])
        if set(row.documents) != set(entry["spec"]):
            yield _changed(key, "reference", row.documents, entry["spec"])
        if row.deprecated != (entry["standing"] == "deprecated"):
            yield _changed(key, "mark", ["deprecated"] * row.deprecated, [entry["standing"]])


@dataclass(frozen=True)
class CodeRow:
    """An entry of one of the smaller registries."""

    title: str  # the name of the code, or the words that IANA has for it
    references: tuple[Reference, ...]
    http_status: int | None = None  # of a proxy error type


@dataclass
class CodeCopy(Copy):
    """A copy of a registry whose entries are those of a file in core/registry/systems, or warn codes."""

    system: str
    rows: dict[str, CodeRow]
    updated: str = ""

    @property
    def source(self) -> str:  # type: ignore[override]
        return {"websocket": "iana-ws", "http2": "iana-h2", "http3": "iana-h3", "proxy_status": "iana-proxy"}.get(
            self.system, ""
        )

    def _ours(self, registry: Registry) -> dict[str, tuple[str, dict[str, Any]]]:
        """Titles and entries by the key that IANA has: a number, hexadecimal where IANA's is, a range, or a name."""
        if self.system == "warning":
            return {str(e["code"]): (e["phrase"], e) for e in registry.systems["warning"]["warning"]}
        head = next(head for head in registry.heads if head["id"] == self.system)
        found = {}
        for entry in head["entries"]:
            if entry["standing"] in ("draft", "unassigned") or "step" in entry:
                continue
            if head["key"] == "name":
                found[entry["key"]] = (entry["key"], entry)
            elif self.system == "websocket":
                found[entry["key"]] = (entry["title"], entry)
            else:
                found[hex(entry["number"])] = (entry["key"], entry)
        return found

    def differences(self, registry: Registry) -> Iterator[str]:
        ours = self._ours(registry)
        # A range of ours may be what IANA says of numbers without an entry.
        alone = {key: value for key, value in ours.items() if "last" not in value[1] or key in self.rows}
        yield from _membership(
            {key: title for key, (title, _) in alone.items()}, {key: row.title for key, row in self.rows.items()}
        )
        for key, (title, entry) in alone.items():
            if key in self.rows:
                yield from self._entry(key, title, entry, self.rows[key])

    def _entry(self, key: str, title: str, entry: dict[str, Any], row: CodeRow) -> Iterator[str]:
        if row.title.casefold() != title.casefold() and not _is_sentence(row.title):
            yield _changed(key, "title", [repr(row.title)], [repr(title)])
        if row.http_status != entry.get("http_status") and self.system == "proxy_status":
            yield _changed(key, "status", [row.http_status], [entry.get("http_status")])
        place = (entry.get("spec", ""), entry.get("section", ""))
        documents = [r for r in row.references if r.document.startswith("RFC ")]
        if documents and not any(r.fits(*place) for r in documents):
            yield _changed(key, "reference", row.references, [Reference(*place)])
