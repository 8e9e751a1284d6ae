"""Read copies of IANA's registries: the HTTP status codes (CSV or XML), enhanced mail status codes (CSV)."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from .compare import DATE, EnhancedCopy, EnhancedRow, HttpCopy, Reference, Row

NAMESPACE = "{http://www.iana.org/assignments}"
HTTP_COLUMNS = ["Value", "Description", "Reference"]
ENHANCED_COLUMNS = ["Code", "Sample Text", "Associated basic status code", "Description", "Reference"]
UNASSIGNED = "Unassigned"


class UnreadableError(Exception):
    """The file is no copy of a registry that this module knows; the message says why."""


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
