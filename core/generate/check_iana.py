"""Compare the registry with copies of IANA's: the HTTP status codes (CSV or XML), enhanced mail status codes (CSV).

A copy is told by its content, not its name. What is compared is what IANA decides: which codes there are, their names,
marks and references. The texts are our own.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from load import Meaning, Registry, load

NAMESPACE = "{http://www.iana.org/assignments}"
HTTP_COLUMNS = ["Value", "Description", "Reference"]
ENHANCED_COLUMNS = ["Code", "Sample Text", "Associated basic status code", "Description", "Reference"]
UNASSIGNED = "Unassigned"
MARKS = {"obsolete": "OBSOLETED", "temporary": "TEMPORARY", "deprecated": "DEPRECATED"}  # by our standing
DATE = r"\d{4}-\d\d-\d\d"


class UnreadableError(Exception):
    """The file is no copy of a registry that this module knows; the message says why."""


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


def _reference(text: str) -> Reference:
    """Read what stands between brackets: RFC9110, Section 15.5.2."""
    document, _, section = text.partition(", Section ")
    document = re.sub(r"^RFC ?(\d+)$", r"RFC \1", document.strip(), flags=re.IGNORECASE)
    return Reference(document, section.strip())


def _row(description: str, references: list[Reference]) -> Row:
    found = re.fullmatch(r"(.*?)(?: \(((?:OBSOLETED|TEMPORARY|DEPRECATED)\b.*)\))?", " ".join(description.split()))
    assert found  # the pattern matches every text on one line
    mark = found[2] or ""
    return Row(found[1], mark.partition(" ")[0], tuple(re.findall(DATE, mark)), tuple(references))


def _codes(value: str) -> range:
    found = re.fullmatch(r"(\d{3})(?:-(\d{3}))?", value.strip())
    if not found or not 100 <= int(found[1]) <= int(found[2] or found[1]) <= 599:
        raise UnreadableError(f"{value!r} is neither a status code nor a range of them")
    return range(int(found[1]), int(found[2] or found[1]) + 1)


def _http_copy(entries: Iterator[tuple[str, str, list[Reference]]]) -> HttpCopy:
    rows: dict[str, Row] = {}
    for value, description, references in entries:
        for code in map(str, _codes(value)):
            if code in rows:
                raise UnreadableError(f"{code} stands there twice")
            if description.strip() != UNASSIGNED:
                rows[code] = _row(description, references)
    if not rows:
        raise UnreadableError("it has no entries")
    return HttpCopy(rows)


def _http_csv(lines: list[list[str]]) -> Iterator[tuple[str, str, list[Reference]]]:
    for line in lines:
        if len(line) < 3:
            raise UnreadableError(f"a line has {len(line)} columns, not 3: {line}")
        yield line[0], line[1], [_reference(found) for found in re.findall(r"\[([^\]]+)\]", line[2])]


def _http_xml(root: ElementTree.Element) -> Iterator[tuple[str, str, list[Reference]]]:
    for record in root.iter(f"{NAMESPACE}record"):
        references = []
        for xref in record.findall(f"{NAMESPACE}xref"):
            reference = _reference((xref.text or "").strip() or xref.get("data", ""))
            references.append(Reference(reference.document, reference.section or xref.get("section", "")))
        value = record.findtext(f"{NAMESPACE}value", "")
        yield value, record.findtext(f"{NAMESPACE}description", ""), references


def _enhanced_copy(lines: list[list[str]]) -> EnhancedCopy:
    rows: dict[str, EnhancedRow] = {}
    for line in lines:
        key = line[0].strip()
        if not re.fullmatch(r"X\.\d{1,3}\.\d{1,3}", key) or len(line) < 5:
            raise UnreadableError(f"{key!r} does not begin an entry such as X.1.1 with five columns or more")
        if key in rows:
            raise UnreadableError(f"{key} stands there twice")
        title, basic, description, references = (" ".join(cell.split()) for cell in line[1:5])
        # What is left of "450, 550 (other 4XX or 5XX codes are allowed)" or "Any" once the codes are gone.
        note = re.sub(r"\b\d{3}\b(?:\s*(?:,|/|or)\s*)?", "", basic).strip(" .,()")
        rows[key] = EnhancedRow(
            title,
            frozenset(map(int, re.findall(r"\b\d{3}\b", basic))),
            "" if note.lower() == "not given" else note,
            tuple(_reference(text).document for text in re.findall(r"\[([^\]]+)\]", references)),
            bool(re.search(r"\bdeprecated\b", description, re.IGNORECASE)),
        )
    if not rows:
        raise UnreadableError("it has no entries")
    return EnhancedCopy(rows)


def read(content: bytes) -> HttpCopy | EnhancedCopy:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"it is not UTF-8: {error}") from None
    if text.lstrip().startswith("<"):
        try:
            root = ElementTree.fromstring(content)
        except ElementTree.ParseError as error:
            raise UnreadableError(f"it is not XML: {error}") from None
        if root.tag != f"{NAMESPACE}registry" or root.get("id") != "http-status-codes":
            raise UnreadableError(f"it is no copy of http-status-codes.xml, but {root.tag} {root.get('id')}")
        return _http_copy(_http_xml(root))
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if any(line)]
    header = [cell.strip() for cell in lines[0]] if lines else []
    if header[:3] == HTTP_COLUMNS:
        return _http_copy(_http_csv(lines[1:]))
    if header[:5] == ENHANCED_COLUMNS:
        return _enhanced_copy(lines[1:])
    raise UnreadableError(f"its first line names none of the known columns: {header}")


def check(files: list[Path], directory: Path) -> int:
    """Print what differs; 0 where nothing does, 1 where something does, 2 where a file cannot be read."""
    registry, status = load(directory), 0
    for file in files:
        try:
            copy = read(file.read_bytes())
        except (OSError, UnreadableError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            status = 2
            continue
        found = list(copy.differences(registry))
        for line in found:
            print(f"{file}: {line}")
        print(f"{file}: {len(copy.rows)} entries, {len(found) or 'no'} difference{'s' * (len(found) != 1)}")
        status = max(status, int(bool(found)))
    return status
