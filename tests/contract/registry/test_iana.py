"""The comparison with IANA's registries: a true copy differs in nothing, and every change of one entry is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Generate
from iana_copies import ENHANCED_COLUMNS, Rows, enhanced_csv, enhanced_rows, http_csv, http_rows, http_xml, to_csv

from core.generate.iana import copies
from core.generate.iana.compare import EnhancedCopy, HttpCopy
from core.generate.load import Registry

Format = Callable[[Rows], bytes]
both_formats = pytest.mark.parametrize("write", [http_csv, http_xml])


def differences(registry: Registry, content: bytes) -> list[str]:
    return list(copies.read(content).differences(registry))


def put(rows: Rows, code: str, description: str | None = None, reference: str | None = None) -> Rows:
    """The rows with another description or reference of one code."""
    changed = [list(row) for row in rows]
    row = next(row for row in changed if row[0] == code)
    row[1] = row[1] if description is None else description
    row[2] = row[2] if reference is None else reference
    return changed


@both_formats
def test_a_true_copy_of_the_http_codes(registry: Registry, write: Format) -> None:
    copy = copies.read(write(http_rows()))
    assert isinstance(copy, HttpCopy)
    assert len(copy.rows) == 64
    assert list(copy.differences(registry)) == []


HTTP_CHANGES = {
    "a phrase": (put, "413", "Payload Too Large", None,
        ["changed: 413 phrase: IANA has 'Payload Too Large', the registry 'Content Too Large'"]),
    "a new use of an unused code": (put, "418", "I'm a Teapot", None,
        ["changed: 418 phrase: IANA has \"I'm a Teapot\", the registry '(Unused)'"]),
    "an added code": (put, "509", "Bandwidth Limit Exceeded", "[RFC9999]", ["added: 509 'Bandwidth Limit Exceeded'"]),
    "a dropped code": (put, "425", "Unassigned", "", ["dropped: 425 'Too Early'"]),
    "a newer RFC": (put, "425", None, "[RFC9999]",
        ["changed: 425 reference: IANA has RFC 9999, the registry RFC 8470 5.2"]),
    "another section": (put, "404", None, "[RFC9110, Section 15.5.6]",
        ["changed: 404 reference: IANA has RFC 9110 15.5.6, the registry RFC 9110 15.5.5"]),
    "one more reference": (put, "425", None, "[RFC8470][RFC9999]",
        ["changed: 425 reference: IANA has RFC 8470, RFC 9999, the registry RFC 8470 5.2"]),
    "no reference": (put, "425", None, "", ["changed: 425 reference: IANA has nothing, the registry RFC 8470 5.2"]),
    "a draft's next version": (put, "104", None, "[draft-ietf-httpbis-resumable-upload-09]",
        ["changed: 104 reference: IANA has draft-ietf-httpbis-resumable-upload-09, "
         "the registry draft-ietf-httpbis-resumable-upload-05"]),
    "a code that became obsolete": (put, "508", "Loop Detected (OBSOLETED)", None,
        ["changed: 508 mark: IANA has OBSOLETED, the registry nothing"]),
    "a code that is no longer obsolete": (put, "510", "Not Extended", "[RFC2774]",
        ["changed: 510 mark: IANA has nothing, the registry OBSOLETED"]),
    "a status change without the mark": (put, "508", None, "[RFC5842][status-change-http-experiments-to-historic]",
        ["changed: 508 reference: IANA has RFC 5842, status-change-http-experiments-to-historic, "
         "the registry RFC 5842 7.2"]),
    "an extended temporary code": (
        put, "104", "Upload Resumption Supported (TEMPORARY - registered 2024-11-13, extension registered 2025-09-15, "
        "expires 2027-11-13)", None,
        ["changed: 104 dates: IANA has 2024-11-13, 2025-09-15, 2027-11-13, "
         "the registry 2024-11-13, 2025-09-15, 2026-11-13"]),
    "a temporary code that became permanent": (put, "104", "Upload Resumption Supported", None,
        ["changed: 104 mark: IANA has nothing, the registry TEMPORARY",
         "changed: 104 dates: IANA has nothing, the registry 2024-11-13, 2025-09-15, 2026-11-13"]),
    "a new mark": (put, "305", "Use Proxy (DEPRECATED)", None, []),  # which the registry says already
    "a mark of another kind": (put, "305", "Use Proxy (WITHDRAWN)", None,
        ["changed: 305 phrase: IANA has 'Use Proxy (WITHDRAWN)', the registry 'Use Proxy'"]),
}  # fmt: skip


@both_formats
@pytest.mark.parametrize("change", HTTP_CHANGES)
def test_a_change_of_an_http_code(registry: Registry, write: Format, change: str) -> None:
    alter, code, description, reference, expected = HTTP_CHANGES[change]
    assert differences(registry, write(alter(http_rows(), code, description, reference))) == expected


@both_formats
def test_a_row_that_is_gone(registry: Registry, write: Format) -> None:
    rows = [row for row in http_rows() if row[0] != "226"]
    assert differences(registry, write(rows)) == ["dropped: 226 'IM Used'"]


@both_formats
def test_a_range_that_is_taken(registry: Registry, write: Format) -> None:
    rows = put(http_rows(), "419-420", "Reserved", "[RFC9999]")
    assert differences(registry, write(rows)) == ["added: 419 'Reserved'", "added: 420 'Reserved'"]


def put_enhanced(rows: Rows, code: str, column: str, text: str) -> Rows:
    changed = [list(row) for row in rows]
    next(row for row in changed if row[0] == code)[ENHANCED_COLUMNS.index(column)] = text
    return changed


def test_a_true_copy_of_the_enhanced_codes(registry: Registry) -> None:
    copy = copies.read(enhanced_csv(enhanced_rows(registry)))
    assert isinstance(copy, EnhancedCopy)
    assert len(copy.rows) == 81
    assert list(copy.differences(registry)) == []


REPLIES = "Associated basic status code"


@pytest.mark.parametrize(
    ("code", "column", "text", "expected"),
    [
        ("X.2.2", "Sample Text", "Mailbox overflow",
         "changed: X.2.2 sample text: IANA has 'Mailbox overflow', the registry 'Mailbox full'"),
        ("X.2.3", "Sample Text", "Message too long for the mailbox",
         "changed: X.2.3 sample text: IANA has 'Message too long for the mailbox', "
         "the registry 'Message length exceeds administrative limit'"),
        ("X.2.2", REPLIES, "452, 552", "changed: X.2.2 basic codes: IANA has 452, 552, the registry 552"),
        ("X.2.2", REPLIES, "Not given", "changed: X.2.2 basic codes: IANA has nothing, the registry 552"),
        ("X.7.17", REPLIES, "4XX", "changed: X.7.17 basic codes: IANA has 4XX, the registry 5XX"),
        ("X.7.16", REPLIES, "552", "changed: X.7.16 basic codes: IANA has 552, the registry 552, "
         "other 4XX or 5XX codes are allowed"),
        ("X.2.2", "Reference", "[RFC3463] (Standards Track); [RFC9999]",
         "changed: X.2.2 reference: IANA has RFC 3463, RFC 9999, the registry RFC 3463"),
        ("X.2.2", "Description", "No longer used and thus deprecated.",
         "changed: X.2.2 mark: IANA has deprecated, the registry standard"),
        ("X.6.10", "Description", "In use again.", "changed: X.6.10 mark: IANA has nothing, the registry deprecated"),
    ],
)  # fmt: skip
def test_a_change_of_an_enhanced_code(registry: Registry, code: str, column: str, text: str, expected: str) -> None:
    content = enhanced_csv(put_enhanced(enhanced_rows(registry), code, column, text))
    assert differences(registry, content) == [expected]


def test_enhanced_codes_that_come_and_go(registry: Registry) -> None:
    rows = put_enhanced(enhanced_rows(registry), "X.7.30", "Code", "X.7.31")
    assert differences(registry, enhanced_csv(rows)) == [
        "added: X.7.31 'REQUIRETLS support required'",
        "dropped: X.7.30 'REQUIRETLS support required'",
    ]


OTHER_XML = b'<registry xmlns="http://www.iana.org/assignments" id="uri-schemes"><title>Schemes</title></registry>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "its first line names none of the known columns: []"),
        (b"Status,Meaning\n404,Not Found\n", "its first line names none of the known columns: ['Status', 'Meaning']"),
        (b"\xff\xfe4\x004\x00", "it is not UTF-8"),
        (b"<registry", "it is not XML"),
        (b"<html><body>404 Not Found</body></html>", "it is no copy of http-status-codes.xml, but html None"),
        (OTHER_XML,
         "it is no copy of http-status-codes.xml, but {http://www.iana.org/assignments}registry uri-schemes"),
        (http_xml([]), "it has no entries"),
        (http_csv([]), "it has no entries"),
        (http_csv([["404", "Not Found"]]), "a line has 2 columns, not 3: ['404', 'Not Found']"),
        (http_csv([["40x", "Not Found", ""]]), "'40x' is neither a status code nor a range of them"),
        (http_csv([["199-105", "Unassigned", ""]]), "'199-105' is neither a status code nor a range of them"),
        (http_csv([["600", "Too Far", ""]]), "'600' is neither a status code nor a range of them"),
        (http_csv([["404", "Not Found", ""], ["404", "Gone", ""]]), "404 stands there twice"),
        (enhanced_csv([]), "it has no entries"),
        (enhanced_csv([["X.1", "", "", "", ""]]), "'X.1' does not begin an entry such as X.1.1 with five columns"),
        (enhanced_csv([["X.1.1"]]), "'X.1.1' does not begin an entry such as X.1.1 with five columns"),
        (enhanced_csv([["X.1.1", "", "", "", ""]] * 2), "X.1.1 stands there twice"),
        # The tables of classes and subjects stand in files of their own, which are not compared.
        (to_csv(["Code", "Sample Text", "Description", "Reference"], [["X.1.X", "", "", ""]]),
         "its first line names none of the known columns"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_copy(content: bytes, message: str) -> None:
    with pytest.raises(copies.UnreadableError) as error:
        copies.read(content)
    assert str(error.value).startswith(message)


def test_a_byte_order_mark_does_no_harm(registry: Registry) -> None:
    assert differences(registry, b"\xef\xbb\xbf" + http_csv(http_rows())) == []


def test_the_command(registry: Registry, generate: Generate, tmp_path: Path) -> None:
    """The name of a file says nothing; the exit status is that of the worst file."""
    same, mail, other, bad = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "d.txt"))
    same.write_bytes(http_xml(http_rows()))
    mail.write_bytes(enhanced_csv(enhanced_rows(registry)))
    other.write_bytes(http_csv(put(http_rows(), "425", "Unassigned", "")))
    bad.write_bytes(b"404 Not Found\n")

    result = generate("iana", same, mail)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{same}: 64 entries, no differences\n{mail}: 81 entries, no differences\n"
    result = generate("iana", other, same)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{other}: dropped: 425 'Too Early'\n{other}: 63 entries, 1 difference\n")
    result = generate("iana", bad, other)
    assert result.returncode == 2
    assert result.stderr == f"{bad}: its first line names none of the known columns: ['404 Not Found']\n"
    result = generate("iana", tmp_path / "missing.csv")
    assert result.returncode == 2
    assert "No such file" in result.stderr
