"""What a copy of one of IANA's registries says, and where ours differs.

What is compared is what IANA decides: which codes there are, their names, marks and references. The texts are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..load import Meaning, Registry

MARKS = {"obsolete": "OBSOLETED", "temporary": "TEMPORARY", "deprecated": "DEPRECATED"}  # by our standing
DATE = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class Reference:
    document: str  # RFC 9110, draft-name, or the title of a page
    section: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.section}".strip()


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


@dataclass
class HttpCopy:
    rows: dict[str, Row]

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
        ours = Reference(meaning.spec, meaning.section)
        known = {meaning.spec, *(re.sub(r"^(RFC \d+).*", r"\1", spec) for spec in meaning.other_specs)}
        changes = [r for r in row.references if re.match(r"status.change", r.document, re.IGNORECASE)]
        documents = [r for r in row.references if r not in changes]
        first_fits = bool(documents) and documents[0].document == ours.document
        sections_fit = all(r.section in ("", ours.section) for r in documents if r.document == ours.document)
        others_known = all(r.document in known for r in documents)
        if not (first_fits and sections_fit and others_known) or (changes and mark != "OBSOLETED"):
            yield _changed(key, "reference", row.references, [ours])


@dataclass
class EnhancedCopy:
    rows: dict[str, EnhancedRow]

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
