"""The vectors that all languages run: tests/contract/vectors/README.md says what the columns mean."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from typing import Any

import httpstatus
import pytest
from httpstatus import (
    StatusSet,
    UnknownStatusError,
    cloudflare,
    grpc,
    iis,
    smtp,
    systems,
    warning,
)
from httpstatus._logs import _Log
from support import (
    VECTORS,
    Row,
    check_rows,
    counts,
    forms,
    number,
    numbers,
    place,
    place_in,
)

PREDICATES = [
    "is_informational", "is_success", "is_redirection", "is_client_error", "is_server_error", "is_error",
    "is_registered", "is_known", "allows_content", "is_heuristically_cacheable", "is_followable_redirect",
    "preserves_method", "is_permanent_redirect", "is_retryable",
]  # fmt: skip


def check_codes(row: Row) -> None:
    code = int(row["code"])
    assert httpstatus.phrase(code) == row["phrase"].decode()
    assert httpstatus.phrase(code, origin="any") == row["phrase_any"].decode()
    assert httpstatus.title(code) == row["title"].decode()
    assert httpstatus.name(code) == row["name"].decode()
    assert httpstatus.status_class(code) == number(row["status_class"])
    assert httpstatus.label(code) == row["label"].decode()
    assert httpstatus.effective(code) == int(row["effective"])
    for name in PREDICATES:
        assert getattr(httpstatus, name)(code) is (row[name] == b"1"), name
    assert httpstatus.is_retryable(code, idempotent=False) is (row["is_retryable_any"] == b"1")


def check_editions(row: Row) -> None:
    assert httpstatus.phrase(int(row["code"]), edition=row["edition"].decode()) == row["phrase"].decode()


def check_text_to_code(row: Row) -> None:
    result = row["result"].decode()
    for text in forms(row["text"]):
        if result.isdigit():
            assert httpstatus.code(text) == int(result)
            continue
        with pytest.raises(UnknownStatusError) as caught:
            httpstatus.code(text)
        kind, _, candidates = result.partition(":")
        found = re.search(r"it means (.*); use the number$", str(caught.value))
        assert (found is not None) == (kind == "ambiguous")
        if found:
            assert re.split(", | or ", found[1]) == candidates.split(",")


def parse_or_refuse(row: Row, given: str | bytes, parse: Callable[[Any], Any]) -> Any:
    """What parse gives; None where it refuses the text, as the row says, and where it says."""
    if row["result"] == b"ok":
        return parse(given)
    with pytest.raises(ValueError, match=r"(?s)^invalid |cannot write") as caught:
        parse(given)
    assert not isinstance(caught.value, UnknownStatusError)
    if row["at"] and " at position " in str(caught.value):
        assert place_in(caught.value) == place(given, int(row["at"]))
    return None


def encoding_of(given: str | bytes) -> str:
    """How the parts of a text are read: bytes as Latin-1, which takes any."""
    return "latin-1" if isinstance(given, bytes) else "utf-8"


def utf8_or_latin1(text: bytes) -> str:
    """How SMTP's replies are read: they may be in UTF-8 (RFC 6531), and what is not is Latin-1."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def check_methods(row: Row) -> None:
    idempotent = row["is_idempotent"] == b"1"
    for method in forms(row["method"]):
        assert httpstatus.is_idempotent(method) is idempotent
        for code in (500, 503, 529, 404):
            expected = httpstatus.is_retryable(code, idempotent=idempotent)
            assert httpstatus.is_retryable(code, method=method) is expected


def check_retry_after(row: Row) -> None:
    for value in forms(row["value"]):
        assert httpstatus.retry_after(value, now=int(row["now"])) == number(row["result"])


def check_problems(row: Row) -> None:
    extension = row["extension"].decode("utf-8", "surrogateescape")
    given = {name: row[name].decode("utf-8", "surrogateescape") for name in ("type", "title", "detail", "instance")}
    if extension in given:
        return  # is a keyword
    members: dict[str, Any] = {name: text for name, text in given.items() if text}
    if extension:
        members[extension] = number(row["number"]) if row["number"] else row["text"].decode("utf-8", "surrogateescape")
    if row["result"] == b"error":
        with pytest.raises(ValueError, match=r"^(cannot write|invalid extension 'status': )"):
            httpstatus.problem(int(row["code"]), **members)
        return
    written = json.dumps(httpstatus.problem(int(row["code"]), **members), ensure_ascii=False, separators=(",", ":"))
    assert written.encode("utf-8", "surrogateescape").decode("utf-8", "replace") == row["json"].decode()


def check_status_lines(row: Row) -> None:
    for text in forms(row["line"]):
        line = parse_or_refuse(row, text, httpstatus.parse_status_line)
        if line is not None:
            encoding = encoding_of(text)
            assert (line.version, line.code) == (row["version"].decode(encoding), int(row["code"]))
            assert line.reason == row["reason"].decode(encoding)


def check_write_status_line(row: Row) -> None:
    def write(reason: bytes) -> bytes:
        return httpstatus.status_line(int(row["code"]), reason=reason, version=row["version"])

    line = parse_or_refuse(row, row["reason"], write)
    assert line is None or line == row["line"]


def check_sets(row: Row) -> None:
    given = row["text"].decode("utf-8", "surrogateescape")
    if "\udc80" <= max(given, default="") <= "\udcff":
        with pytest.raises(ValueError, match="invalid status set"):
            StatusSet(given)
        return
    found = parse_or_refuse(row, given, StatusSet)
    if found is not None:
        assert (str(found), len(found)) == (row["canonical"].decode(), int(row["count"]))
        assert all(code in found for code in numbers(row["members"]))
        assert not any(code in found for code in numbers(row["absent"]))


def check_set_grammars(row: Row) -> None:
    text = row["text"].decode()
    if row["result"] == b"ok":
        assert str(StatusSet(text)) == str(StatusSet([text])) == row["canonical"].decode()
        return
    for given in (text, [text]):
        with pytest.raises(ValueError, match="invalid status set"):
            StatusSet(given)


def check_set_algebra(row: Row) -> None:
    a, b = StatusSet(row["a"].decode()), StatusSet(row["b"].decode())
    found = {"union": a | b, "intersection": a & b, "difference": a - b, "complement": ~a}
    assert {name: str(value) for name, value in found.items()} == {name: row[name].decode() for name in found}
    assert (a == b) is (row["equal"] == b"1")
    assert (hash(a) == hash(b)) or a != b


def check_tally_integers(row: Row) -> None:
    values = numbers(row["values"])
    expected = counts(row["counts"]), int(row["skipped"])
    for given in (values, tuple(values), iter(values)):
        found = httpstatus.tally(given)
        assert (dict(found), found.skipped) == expected
    if row["width"] != b"list":
        width, signed = int(row["width"]), row["signed"] == b"1"
        packed = b"".join(value.to_bytes(width, sys.byteorder, signed=signed) for value in values)
        letter = {1: "b", 2: "h", 4: "i", 8: "q"}[width]
        found = httpstatus.tally(memoryview(packed).cast(letter if signed else letter.upper()))
        assert (dict(found), found.skipped) == expected


def check_logs(row: Row) -> None:
    log, asked = row["log"], row["format"].decode()
    detected, lines = row["detected"].decode(), int(row["lines"])
    reader = _Log(asked)
    left = log[reader.feed(log, False) :]
    assert len(left) < 1 << 20
    assert reader.feed(left, True) == len(left)
    assert (reader.format, reader.lines) == (detected, lines)
    if not reader.fitting and lines:
        assert not row["counts"]
        with pytest.raises(ValueError, match="no line fits"):
            httpstatus.tally_log(log, format=asked)
        return
    for found in (reader.tally(), httpstatus.tally_log(log, format=asked)):
        assert (dict(found), found.skipped) == (counts(row["counts"]), int(row["skipped"]))


def check_logs_times(row: Row) -> None:
    log, asked = row["log"], row["format"].decode()
    chosen = {name: row[name].decode() or None for name in ("since", "until", "per")}
    if row["counts"] == b"error":
        with pytest.raises(ValueError, match=r"^(invalid (time|period) '|cannot tell the times of the log: no line)"):
            httpstatus.tally_log(log, format=asked, **chosen)
        return
    tally = httpstatus.tally_log(log, format=asked, since=chosen["since"], until=chosen["until"])
    if chosen["since"] or chosen["until"]:
        assert (dict(tally), tally.skipped) == (counts(row["counts"]), int(row["skipped"]))
    if chosen["per"]:
        intervals = httpstatus.tally_log(log, format=asked, **chosen)
        assert list(intervals) == sorted(intervals)
        found = []
        for begin, each in intervals.items():
            found += [f"{begin.timestamp():.0f}:-1:{each.skipped}"] if each.skipped else []
            found += [f"{begin.timestamp():.0f}:{code}:{count}" for code, count in each.items()]
        assert ",".join(found) == row["times"].decode()


def check_logs_servers(row: Row) -> None:
    path = VECTORS / "logs" / f"{row['name'].decode()}.log"
    if row["refused"] == b"1":
        with pytest.raises(ValueError, match="no line fits"):
            httpstatus.tally_log(path)
        return
    found = httpstatus.tally_log(path)
    assert (dict(found), found.skipped) == (counts(row["counts"]), int(row["skipped"]))


def check_warning_fields(row: Row) -> None:
    for field in forms(row["field"]):
        values = parse_or_refuse(row, field, warning.parse)
        if values is None:
            continue
        assert len(values) == int(row["of"])
        if row["number"]:
            value = values[int(row["number"])]
            encoding = encoding_of(field)
            expected = [row[name].decode(encoding) for name in ("agent", "text")] + [row["date"].decode() or None]
            assert [value.code, value.agent, value.text, value.date] == [int(row["code"]), *expected]


def check_smtp_replies(row: Row) -> None:
    for text in forms(row["reply"]):
        reply = parse_or_refuse(row, text, smtp.parse)
        if reply is not None:
            assert_reply(row, reply)
            assert smtp.find(text) == reply
        else:
            assert smtp.find(text) is None


def assert_reply(row: Row, reply: Any) -> None:
    assert reply.code == (int(row["code"]) if row["code"] else None)
    assert reply.enhanced == (row["enhanced"].decode() or None)
    assert reply.severity == row["severity"].decode()
    assert reply.text == utf8_or_latin1(row["message"])
    assert ",".join(reply.repaired) == row["repaired"].decode()
    assert reply.command == (row["command"].decode() or None)


def check_smtp_quotes(row: Row) -> None:
    for text in forms(row["reply"]):
        assert_reply(row, smtp.parse(text))
        assert smtp.find(text) == smtp.parse(text)


def check_enhanced(row: Row) -> None:
    for text in forms(row["text"]):
        if row["result"] == b"ok" and row["known"] == b"0":
            with pytest.raises(UnknownStatusError, match=r"^unknown enhanced status code "):
                smtp.enhanced(text)
            continue
        found = parse_or_refuse(row, text, smtp.enhanced)
        if found is not None:
            assert found.code.encode() == row["text"]
            parts = (found.status_class, found.subject, found.detail)
            assert parts == tuple(int(row[name]) for name in ("class", "subject", "detail"))
            assert found.severity == row["severity"].decode()
            assert list(found.basic) == numbers(row["basic"])


def check_substatus(row: Row) -> None:
    for text in forms(row["text"]):
        found = parse_or_refuse(row, text, iis.substatuses)
        if found is not None:
            assert len(found) == int(row["meanings"])
            assert sorted(each.since for each in found) == sorted(filter(None, row["since"].decode().split(";")))
            assert all((each.code, each.sub) == (int(row["code"]), int(row["sub"])) for each in found)
            assert iis.substatuses(int(row["code"]), int(row["sub"])) == found


def check_cloudflare(row: Row) -> None:
    found = cloudflare.errors(int(row["code"]))
    assert len(found) == int(row["of"])
    if found:
        error = found[int(row["place"]) - 1]
        assert error.code == int(row["code"])
        assert error.http_status == number(row["http_status"])
        assert error.status_inferred is (row["inferred"] == b"1")
        assert error.retry_after == number(row["retry_after"])


def shown_entries(found: tuple[systems.Entry, ...]) -> str:
    return ";".join(f"{entry.part}:{entry.key}".lstrip(":") for entry in found)


def check_entries(row: Row) -> None:
    system = row["system"].decode()
    id = systems.system(system).id
    module = getattr(httpstatus, id)
    for text in forms(row["text"]):
        found = module.explain(text)
        assert shown_entries(found) == row["entries"].decode()
        assert systems.explain(system, text) == found
        if found:
            assert module.lookup(text) is systems.lookup(system, text) is found[0]
            assert {entry.system for entry in found} == {id}
        else:
            with pytest.raises(UnknownStatusError, match=f"^unknown {id} code '"):
                module.lookup(text)


def check_matches(row: Row) -> None:
    for text in forms(row["text"]):
        assert ",".join(each.id for each in systems.matches(text)) == row["systems"].decode()


def check_spellings(row: Row) -> None:
    system = row["system"].decode()
    for text in forms(row["text"]):
        if system == "nobody":
            with pytest.raises(UnknownStatusError, match=r"^unknown system 'nobody'; known: "):
                systems.spelling(system, text)
            continue
        form, near = systems.spelling(system, text), systems.nearest(system, text)
        assert form == row["form"].decode()
        assert not row["nearest"] or row["nearest"].decode() in near
        assert not form or systems.explain(system, form)
        if form and not systems.explain(system, text):
            with pytest.raises(UnknownStatusError, match=re.escape(f"; did you mean '{form}'?")):
                systems.lookup(system, text)


def check_grpc(row: Row) -> None:
    result = number(row["result"])
    if row["function"] == b"number":
        for name in forms(row["argument"]):
            if result is None:
                with pytest.raises(UnknownStatusError, match="unknown gRPC status"):
                    grpc.lookup(name)
            else:
                assert grpc.lookup(name).number == result
    else:
        function = {b"to_http": grpc.to_http, b"from_http": grpc.from_http}[row["function"]]
        assert function(int(row["argument"])) == result


def check_grpc_maps(row: Row) -> None:
    function = {b"map_to_http": grpc.map_to_http, b"map_from_http": grpc.map_from_http}[row["function"]]
    for name in forms(row["map"]):
        if row["result"] == b"unknown":
            with pytest.raises(UnknownStatusError, match=r"^unknown gRPC map "):
                function(name, int(row["argument"]))
        else:
            assert function(name, int(row["argument"])) == number(row["result"])


def check_nearest(row: Row) -> None:
    for text in forms(row["text"]):
        with pytest.raises(UnknownStatusError) as caught:
            (httpstatus.code if row["kind"] == b"code" else httpstatus.origin)(text)
        hint = str(caught.value).partition("; did you mean ")[2].rstrip("?")
        found = [re.sub(r" \(\d+\)$|'", "", name) for name in re.split(", | or ", hint) if name]
        if not row["name"]:
            assert found == []
            continue
        assert row["name"].decode() in found[: int(row["within"] or len(found))]
        assert row["kind"] == b"origin" or f"{row['name'].decode()} ({row['code'].decode()})" in hint


def check_search(row: Row) -> None:
    for query in forms(row["query"]):
        found = [meaning.code for meaning in httpstatus.search(query)]
        where = row["place"].decode()
        assert where or not found
        if where:
            assert (number(row["code"]) in (found[:1] if where == "first" else found)) is (where != "absent")


CHECKS = {name.removeprefix("check_"): check for name, check in globals().items() if name.startswith("check_")}
del CHECKS["rows"]
CHECKS["logs_structured"] = CHECKS["logs_formats"] = check_logs


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_row(name: str) -> None:
    check_rows(name, CHECKS[name])


def test_every_file_has_a_check() -> None:
    assert {path.stem for path in VECTORS.glob("*.tsv")} == set(CHECKS)


def test_every_column_of_codes_is_checked() -> None:
    columns = (VECTORS / "codes.tsv").read_text().partition("\n")[0].split("\t")
    scalars = ["code", "width", "phrase", "phrase_any", "title", "name", "status_class", "label", "effective"]
    assert columns == [*scalars, *PREDICATES, "is_retryable_any"]
