"""Read copies of IANA's registries.

These are HTTP status codes and enhanced mail status codes (CSV or XML), and as XML warn codes, proxy error types, close
codes of WebSocket, and error codes of HTTP/2 and HTTP/3.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from .compare import DATE, CodeCopy, CodeRow, EnhancedCopy, EnhancedRow, HttpCopy, Reference, Row

NAMESPACE = "{http://www.iana.org/assignments}"
HTTP_COLUMNS = ["Value", "Description", "Reference"]
ENHANCED_COLUMNS = ["Code", "Sample Text", "Associated basic status code", "Description", "Reference"]
UNASSIGNED = "Unassigned"


class UnreadableError(Exception):
    """The file is no copy of a registry that this module knows; the message says why."""


def _reference(text: str) -> Reference:
    """Read what stands between brackets: RFC9110, Section 15.5.2."""
    document, _, section = re.sub(r", Sections? ", "\0", " ".join(text.split())).partition("\0")
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


def _references(record: ElementTree.Element) -> list[Reference]:
    """Those of a record: the text of a link, or what it leads to. People are no references."""
    references = []
    for xref in record.findall(f"{NAMESPACE}xref"):
        if xref.get("type") != "person":
            reference = _reference((xref.text or "").strip() or xref.get("data", ""))
            references.append(Reference(reference.document, reference.section or xref.get("section", "")))
    return references


def _text(record: ElementTree.Element, tag: str) -> str:
    """All text below a tag, links too: "RFC 3463 (Standards Track)"."""
    found = record.find(f"{NAMESPACE}{tag}")
    if found is None:
        return ""
    parts = [found.text or ""]
    for inner in found.iter():
        if inner is not found:
            parts.append((inner.text or "").strip() or f"[{inner.get('data', '')}]")
            parts.append(inner.tail or "")
    return " ".join("".join(parts).split())


def _records(root: ElementTree.Element, registry: str) -> Iterator[ElementTree.Element]:
    found = next((each for each in root.iter(f"{NAMESPACE}registry") if each.get("id") == registry), None)
    if found is None:
        raise UnreadableError(f"it has no registry {registry}")
    return found.iter(f"{NAMESPACE}record")


def _mail_xml(root: ElementTree.Element) -> EnhancedCopy:
    lines = [
        [_text(record, tag) for tag in ("code", "sample", "basic_code", "description", "reference")]
        for record in _records(root, "smtp-enhanced-status-codes-3")
    ]
    copy = _enhanced_copy(lines)
    for number, titles in ((1, copy.classes), (2, copy.subjects)):
        for record in _records(root, f"smtp-enhanced-status-codes-{number}"):
            titles[_text(record, "code")] = _text(record, "summary")
    return copy


# By the id of the file: the system, the registry in it that is compared, and the tags of the key and of the title.
CODES = {
    "http-warn-codes": ("warning", "warn-codes", "value", "description"),
    "http-proxy-status": ("proxy_status", "http-proxy-error-types", "name", "name"),
    "websocket": ("websocket", "close-code-number", "value", "description"),
    "http2-parameters": ("http2", "error-code", "value", "name"),
    "http3-parameters": ("http3", "http3-parameters-error-codes", "value", "name"),
}
WITHOUT_ENTRY = {UNASSIGNED, "Reserved"}  # of a range of numbers


def _code_copy(root: ElementTree.Element) -> CodeCopy:
    system, registry, key_tag, title_tag = CODES[root.get("id", "")]
    rows: dict[str, CodeRow] = {}
    for record in _records(root, registry):
        key, title = _text(record, key_tag), _text(record, title_tag)
        if title == UNASSIGNED or (title in WITHOUT_ENTRY and re.search(r"[^0-9a-fA-Fx]", key)):
            continue
        if key.lower().startswith("0x"):
            try:
                key = hex(int(key, 16))
            except ValueError:
                raise UnreadableError(f"{key!r} is not a number") from None
        if not key or key in rows:
            raise UnreadableError(f"{key!r} stands there twice" if key else "a record has no code")
        status = _text(record, "code")
        rows[key] = CodeRow(title, tuple(_references(record)), int(status) if status.isdigit() else None)
    if not rows:
        raise UnreadableError("it has no entries")
    return CodeCopy(system, rows)


def _http_xml(root: ElementTree.Element) -> Iterator[tuple[str, str, list[Reference]]]:
    for record in root.iter(f"{NAMESPACE}record"):
        value = record.findtext(f"{NAMESPACE}value", "")
        yield value, record.findtext(f"{NAMESPACE}description", ""), _references(record)


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


def read(content: bytes) -> HttpCopy | EnhancedCopy | CodeCopy:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"it is not UTF-8: {error}") from None
    if text.lstrip().startswith("<"):
        try:
            root = ElementTree.fromstring(content)
        except ElementTree.ParseError as error:
            raise UnreadableError(f"it is not XML: {error}") from None
        copy: HttpCopy | EnhancedCopy | CodeCopy
        known = root.get("id", "") if root.tag == f"{NAMESPACE}registry" else ""
        if known == "http-status-codes":
            copy = _http_copy(_http_xml(root))
        elif known == "smtp-enhanced-status-codes":
            copy = _mail_xml(root)
        elif known in CODES:
            copy = _code_copy(root)
        else:
            names = ", ".join(sorted(["http-status-codes", "smtp-enhanced-status-codes", *CODES]))
            raise UnreadableError(
                f"it is no copy of a registry that is compared, but {root.tag} {root.get('id')}; known: {names}"
            )
        copy.updated = root.findtext(f"{NAMESPACE}updated", "").strip()
        return copy
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if any(line)]
    header = [cell.strip() for cell in lines[0]] if lines else []
    if header[:3] == HTTP_COLUMNS:
        return _http_copy(_http_csv(lines[1:]))
    if header[:5] == ENHANCED_COLUMNS:
        return _enhanced_copy(lines[1:])
    raise UnreadableError(f"its first line names none of the known columns: {header}")
