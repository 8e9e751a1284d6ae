"""The comparison with IANA's registries: a true copy differs in nothing, and every change of one entry is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Generate
from iana_copies import (
    ENHANCED_COLUMNS,
    Rows,
    code_rows,
    code_xml,
    enhanced_csv,
    enhanced_rows,
    http_csv,
    http_rows,
    http_xml,
    mail_xml,
    to_csv,
)

from core.generate.iana import copies
from core.generate.iana.compare import CodeCopy, EnhancedCopy, HttpCopy
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


# ---- The smaller registries ----

SYSTEMS = {"websocket": 20, "http2": 14, "http3": 21, "proxy_status": 33, "warning": 7}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_true_copy_of_a_smaller_registry(registry: Registry, system: str) -> None:
    copy = copies.read(code_xml(system, code_rows(system)))
    assert isinstance(copy, CodeCopy)
    assert (len(copy.rows), copy.updated) == (SYSTEMS[system], "2026-09-01")
    assert list(copy.differences(registry)) == []


def alter(rows: Rows, key: str, column: int, text: str) -> Rows:
    return [[*row[:column], text, *row[column + 1 :]] if row[0] == key else row for row in rows]


@pytest.mark.parametrize(
    ("system", "key", "column", "text", "expected"),
    [
        ("websocket", "1006", 1, "Gone", "changed: 1006 title: IANA has 'Gone', the registry 'Abnormal Closure'"),
        ("websocket", "1006", 0, "1016", "added: 1016 'Abnormal Closure'; dropped: 1006 'Abnormal Closure'"),
        ("websocket", "1006", 2, "RFC9999", "changed: 1006 reference: IANA has RFC 9999, the registry RFC 6455 7.4.1"),
        ("websocket", "1006", 1, "Unassigned", "dropped: 1006 'Abnormal Closure'"),
        ("http2", "0x07", 1, "REFUSED", "changed: 0x7 title: IANA has 'REFUSED', the registry 'REFUSED_STREAM'"),
        ("http2", "0x07", 2, "RFC9113, Section 8",
         "changed: 0x7 reference: IANA has RFC 9113 8, the registry RFC 9113 7"),
        ("http2", "0x07", 2, "RFC9113, Sections 6.9 and 7", ""),
        ("http2", "0x07", 2, "RFC9113, Sections 6.9 and 8",
         "changed: 0x7 reference: IANA has RFC 9113 6.9 and 8, the registry RFC 9113 7"),
        ("http3", "0x010b", 0, "0x01f0", "added: 0x1f0 'H3_REQUEST_REJECTED'"),
        ("proxy_status", "dns_timeout", 3, "503", "changed: dns_timeout status: IANA has 503, the registry 504"),
        ("proxy_status", "dns_timeout", 0, "dns_late", "added: dns_late 'dns_late'; dropped: dns_timeout "),
        ("warning", "110", 1, "Stale", "changed: 110 title: IANA has 'Stale', the registry 'Response is Stale'"),
        ("warning", "110", 2, "RFC7234, Section 5.5.2",
         "changed: 110 reference: IANA has RFC 7234 5.5.2, the registry RFC 7234 5.5.1"),
    ],
)  # fmt: skip
def test_a_change_in_a_smaller_registry(
    registry: Registry, system: str, key: str, column: int, text: str, expected: str
) -> None:
    found = differences(registry, code_xml(system, alter(code_rows(system), key, column, text)))
    assert "; ".join(found).startswith(expected)
    assert bool(found) is bool(expected)


def test_a_long_description_is_not_a_title(registry: Registry) -> None:
    """IANA has a sentence for 1014 of WebSocket."""
    rows = alter(code_rows("websocket"), "1014", 1, "The server was acting as a gateway " + "and so on " * 6 + "here.")
    assert differences(registry, code_xml("websocket", rows)) == []


def mail_parts() -> tuple[Rows, Rows]:
    classes = [
        ["2.XXX.YYY", "Success"],
        ["4.XXX.YYY", "Persistent Transient Failure"],
        ["5.XXX.YYY", "Permanent Failure"],
    ]
    subjects = ["Other or Undefined Status", "Addressing Status", "Mailbox Status", "Mail System Status",
                "Network and Routing Status", "Mail Delivery Protocol Status", "Message Content or Media Status",
                "Security or Policy Status"]  # fmt: skip
    return classes, [[f"X.{number}.YYY", title] for number, title in enumerate(subjects)]


def test_the_mail_codes_as_xml(registry: Registry) -> None:
    classes, subjects = mail_parts()
    copy = copies.read(mail_xml(enhanced_rows(registry), classes, subjects))
    assert isinstance(copy, EnhancedCopy)
    assert (len(copy.rows), copy.updated) == (81, "2026-09-01")
    assert list(copy.differences(registry)) == []

    rows = put_enhanced(enhanced_rows(registry), "X.2.2", "Associated basic status code", "452, 552")
    assert differences(registry, mail_xml(rows, classes, subjects)) == [
        "changed: X.2.2 basic codes: IANA has 452, 552, the registry 552"
    ]
    found = differences(
        registry, mail_xml(enhanced_rows(registry), classes[1:], [*subjects[:-1], ["X.7.YYY", "Policy"]])
    )
    assert found[0] == "dropped: 2.XXX.YYY 'Success'"
    assert len(found) == 2
    assert found[1].startswith("changed: X.7.YYY title: IANA has 'Policy', the registry ")


def test_several_sections_are_one_reference(registry: Registry) -> None:
    for write in (http_csv, http_xml):
        rows = put(http_rows(), "404", None, "[RFC9110, Sections 5.2 and 15.5.5]")
        assert differences(registry, write(rows)) == []
        rows = put(http_rows(), "404", None, "[RFC9110, Sections 5.2 and 5.3]")
        assert differences(registry, write(rows)) == [
            "changed: 404 reference: IANA has RFC 9110 5.2 and 5.3, the registry RFC 9110 15.5.5"
        ]


def test_an_old_copy_is_not_compared(registry: Registry, generate: Generate, tmp_path: Path) -> None:
    """It would differ in everything that IANA has changed since."""
    old = tmp_path / "old.xml"
    old.write_bytes(http_xml(put(http_rows(), "425", "Unassigned", "")).replace(b"2025-09-15", b"2019-01-01"))
    result = generate("iana", old)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == (
        f"{old}: 63 entries of 2019-01-01, older than our registry, which follows IANA's of 2025-09-15; "
        "get a newer copy\n"
    )


OTHER_XML = b'<registry xmlns="http://www.iana.org/assignments" id="uri-schemes"><title>Schemes</title></registry>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "its first line names none of the known columns: []"),
        (b"Status,Meaning\n404,Not Found\n", "its first line names none of the known columns: ['Status', 'Meaning']"),
        (b"\xff\xfe4\x004\x00", "it is not UTF-8"),
        (b"<registry", "it is not XML"),
        (b"<html><body>404 Not Found</body></html>",
         "it is no copy of a registry that is compared, but html None; known: http-"),
        (OTHER_XML,
         "it is no copy of a registry that is compared, but {http://www.iana.org/assignments}registry uri-schemes; "),
        (code_xml("websocket", []), "it has no entries"),
        (code_xml("websocket", [["1000", "A", "RFC6455"]] * 2), "'1000' stands there twice"),
        (code_xml("websocket", [["", "A", "RFC6455"]]), "a record has no code"),
        (code_xml("http2", [["0xg", "A", "RFC9113"]]), "'0xg' is not a number"),
        (code_xml("http2", []).replace(b"error-code", b"settings"), "it has no registry error-code"),
        (mail_xml([], [], []), "it has no entries"),
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
    assert result.stdout == f"{same}: 64 entries of 2025-09-15, no differences\n{mail}: 81 entries, no differences\n"
    result = generate("iana", other, same)
    assert result.returncode == 1
    assert result.stdout.startswith(f"{other}: dropped: 425 'Too Early'\n{other}: 63 entries, 1 difference\n")
    result = generate("iana", bad, other)
    assert result.returncode == 2
    assert result.stderr == f"{bad}: its first line names none of the known columns: ['404 Not Found']\n"
    result = generate("iana", tmp_path / "missing.csv")
    assert result.returncode == 2
    assert "No such file" in result.stderr
