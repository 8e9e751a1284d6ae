"""The neighbouring systems: warning, smtp, iis, cloudflare, grpc, retry; every fact, and what they refuse."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from collections.abc import Callable
from typing import Any

import httpstatus
import pytest
from httpstatus import StatusSet, UnknownStatusError, cloudflare, grpc, iis, retry, smtp, systems, warning
from hypothesis import given
from hypothesis import strategies as st
from support import CHECKOUT, EDGES, SUBMODULES, SYSTEMS, facts, number, place_in, shown

TABLES: dict[str, tuple[Any, ...]] = {
    "warning": warning.codes(),
    "smtp replies": smtp.replies(),
    "smtp details": smtp.details(),
    "smtp pairings": smtp.pairings(),
    "smtp situations": smtp.situations(),
    "iis": iis.substatuses(),
    "cloudflare": cloudflare.errors(),
    "grpc": grpc.codes(),
    "retry": retry.policies(),
    "systems": systems.systems(),
    "entries": tuple(entry for each in systems.systems() for entry in systems.entries(each.id)),
}
PARSED: list[Any] = [
    *warning.parse('110 cache "Response is Stale", 299 - "x" "Sat, 25 Aug 2012 23:34:45 GMT"'),
    smtp.parse("550 5.1.1 User unknown"),
    smtp.parse("250 fine"),
    smtp.enhanced("4.2.2"),
]

# ---- Facts ----


def test_warnings() -> None:
    rows = facts("warning")
    assert [each.code for each in warning.codes()] == [int(row["code"]) for row in rows]
    for row in rows:
        found = warning.lookup(int(row["code"]))
        assert (found.name, found.phrase, found.section) == (row["name"], row["phrase"], row["section"])
        assert found.persistent is (row["persistent"] == "1")
        assert found.former_code == number(row["former_code"].encode())
        assert found.persistent is (found.code // 100 == 2)  # RFC 7234, section 5.5
    assert "RFC 9111" in warning.status()


def test_smtp_replies() -> None:
    rows = facts("smtp_reply")
    assert len(smtp.replies()) == len(rows)
    for row in rows:
        found = smtp.replies(int(row["code"]))
        reply = found[int(row["place"]) - 1]
        assert (reply.standing, reply.spec) == (row["standing"], row["spec"])
        assert smtp.reply(int(row["code"])) is found[0]
        assert all(each.severity == smtp.severity(each.code) for each in found)


def test_smtp_replies_seen() -> None:
    """Replies that servers really gave, as they came, were logged, or stood in a bounce."""
    rows = facts("smtp_replies_seen")
    assert {row["seen_in"] for row in rows} == {"wire", "log", "dsn"}
    for row in rows:
        for text in (row["text"], row["text"].encode()):
            if row["refused"]:
                assert smtp.find(text) is None
                with pytest.raises(ValueError, match=re.escape(row["refused"])):
                    smtp.parse(text)
                continue
            reply = smtp.parse(text)
            assert (reply.code, reply.enhanced) == (number(row["code"].encode()), row["enhanced"] or None), row
            assert smtp.find(text) == reply
            if row["seen_in"] == "wire":
                assert reply.repaired == ()


def test_smtp_situations() -> None:
    rows = facts("smtp_situations")
    for row in rows:
        reply = smtp.parse(row["reply"], row["command"] or None)
        assert (reply.party, reply.action) == (row["party"] or None, row["action"] or None), row
        if reply.situation is None:
            assert reply.party is None
        else:
            assert (reply.situation.party, reply.situation.action) == (reply.party, reply.action)
            assert reply.situation in smtp.situations()
    assert {each.party for each in smtp.situations()} == {row["party"] for row in rows if row["party"]}
    assert {each.action for each in smtp.situations()} == {row["action"] for row in rows if row["action"]}


def test_situations_in_the_guide() -> None:
    """The table of the guide says what was judged."""
    page = (CHECKOUT / "docs/tasks/smtp-bounces.md").read_text(encoding="utf-8")
    told = [line for line in page.splitlines() if re.fullmatch(r"\| `.*` \|.*\|.*\|.*\|.*\|", line)]
    rows = facts("smtp_situations")
    judged = [
        f"| `{row['reply']}` | {row['command'] or 'not known'} | {row['party'] or 'nobody'} | "
        f"{row['action'] or 'nothing'} | {row['basis']} |"
        for row in rows
    ]
    assert told[-len(judged) :] == judged


def test_every_refusal_has_a_situation() -> None:
    """Whatever the codes are; and every situation but those that depend on words is the one of some reply."""
    found = set()
    details = [None, *(each.code.removeprefix("x.") for each in smtp.details())]
    codes = [*(each.code for each in smtp.replies() if each.code >= 200), 299, 399, 499, 599]
    commands = [None, "CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "END-OF-MESSAGE"]
    for code in codes:
        for detail in details:
            for command in commands:
                text = f"{code} {code // 100}.{detail} x" if detail else f"{code} x"
                reply = smtp.parse(text, command)
                assert (reply.situation is not None) is (code >= 400 or text == "221 2.7.0 x"), text
                found.add(reply.situation)
    assert [each for each in smtp.situations() if not each.says and each not in found] == []


def test_smtp_command() -> None:
    reply = smtp.parse("550 5.1.1 no", "rcpt to:<a@b.example>")
    assert reply.command == "RCPT"
    assert smtp.parse("550 5.1.1 no", command=b"RCPT") == reply
    assert smtp.parse("550 5.1.1 no", command=None).command is None
    line = "host mx said: 550 5.1.1 no (in reply to RCPT TO command)"
    assert smtp.find(line).command == "RCPT"
    assert smtp.find(line, "end of DATA").command == "END-OF-MESSAGE"
    for function in (smtp.parse, smtp.find):
        with pytest.raises(ValueError, match=r"unknown command 'FROB'; pass a verb such as RCPT"):
            function("550 5.1.1 no", "FROB")
        with pytest.raises(TypeError, match=r"^a command is str or bytes"):
            function("550 5.1.1 no", 550)


def test_smtp_severity() -> None:
    words = {2: "success", 3: "intermediate", 4: "transient", 5: "permanent"}
    for code in [*range(-10, 1100), *EDGES]:
        assert smtp.severity(code) == (words[code // 100] if 200 <= code <= 599 else "")


def test_smtp_enhanced() -> None:
    rows = facts("smtp_enhanced")
    assert [each.code for each in smtp.details()] == [f"x.{row['subject']}.{row['detail']}" for row in rows]
    for row in rows:
        for status_class in (2, 4, 5):
            code = f"{status_class}.{row['subject']}.{row['detail']}"
            found = smtp.enhanced(code)
            assert found == smtp.enhanced(code.encode())
            assert (found.code, found.status_class) == (code, status_class)
            assert (found.subject, found.detail) == (int(row["subject"]), int(row["detail"]))
            assert (found.standing, ";".join(found.specs)) == (row["standing"], row["spec"])
            assert found.title
            assert list(found.basic) == [int(code) for code in row["basic"].split(",") if code.isdigit()]
            assert found.severity == smtp.severity(status_class * 100)
    assert {each.status_class for each in smtp.details()} == {None}


def test_smtp_pairings() -> None:
    rows = facts("smtp_pairing")
    assert len(smtp.pairings()) == len(rows)
    for row in rows:
        (found,) = [p for p in smtp.pairings() if (p.enhanced, p.code) == (row["enhanced"], int(row["code"]))]
        assert found.agrees is (row["agrees"] == "1")
        if found.agrees:
            detail = smtp.enhanced(found.enhanced)
            assert found.code in detail.basic or detail.basic_note
        assert smtp.parse(f"{found.code} {found.enhanced} {found.text}").enhanced == found.enhanced


def test_iis() -> None:
    rows = facts("iis")
    assert len(iis.substatuses()) == len(rows)
    for row in rows:
        code, sub = int(row["code"]), int(row["sub"])
        found = iis.substatuses(code, sub)
        assert found == iis.substatuses(f"{code}.{sub}") == iis.substatuses(f"{code}.{sub}".encode())
        assert row["since"] in [each.since for each in found]
        assert iis.substatus(code, sub) is iis.substatus(f"{code}.{sub}") is found[0]
    assert iis.substatus("404.13").sub == 13


def test_cloudflare() -> None:
    rows = facts("cloudflare")
    assert len(cloudflare.errors()) == len(rows)
    for row in rows:
        found = cloudflare.errors(int(row["code"]))
        each = found[int(row["place"]) - 1]
        assert (each.title, each.http_status) == (row["title"], number(row["http_status"].encode()))
        assert each.status_inferred is (row["inferred"] == "1")
        assert each.retry_after == number(row["retry_after"].encode())
        assert cloudflare.error(int(row["code"])) is found[0]
    assert len(cloudflare.errors(1002)) == 2


def test_systems_know_every_fact() -> None:
    known = {
        system: {(each.part, each.key): each for each in getattr(httpstatus, system).entries()} for system in SYSTEMS
    }
    assert [each.id for each in systems.systems()] == sorted(SYSTEMS)
    rows = facts("systems")
    assert len(rows) == len(rows_of := [entry for entries in known.values() for entry in entries.values()])
    assert all(each.title and len(each.explanation) >= 60 and each.source and each.standing for each in rows_of)
    for row in rows:
        own = getattr(httpstatus, row["system"])
        entry = known[row["system"]][row["part"], row["key"]]
        assert (entry.number, entry.last) == (number(row["number"].encode()), number(row["last"].encode()))
        assert entry.http_status == number(row["http_status"].encode())
        assert entry.retry == row["retry"]
        assert entry.evidence == ("third-party" if row["third_party"] == "1" else "")
        assert set(entry.names) == set(filter(None, row["names"].split(";")))
        for name in entry.names:
            assert entry in own.explain(name)
        if entry.number is not None:
            assert own.lookup(entry.number) is own.lookup(str(entry.number)) is own.lookup(hex(entry.number))
            assert own.lookup(entry.number).number == entry.number


def test_modules_of_systems() -> None:
    for system in systems.systems():
        own = getattr(httpstatus, system.id)
        assert own.system() is system is systems.system(system.prefix.upper()) is systems.system(system.id.encode())
        assert own.entries() == systems.entries(system.prefix)
        assert {entry.system for entry in own.entries()} == {system.id}
        assert own.__doc__.startswith(f"{system.title}.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: systems.system("foo"), "unknown system 'foo'; known: "),
        (lambda: systems.system("webocket"), "unknown system 'webocket'; did you mean 'websocket'?"),
        (lambda: systems.lookup("foo", 1), "unknown system 'foo'; known: "),
        (lambda: httpstatus.websocket.lookup(99999), "unknown websocket code 99999; httpstatus.websocket.entries()"),
        (lambda: httpstatus.haproxy.lookup("SH-"), "unknown haproxy code 'SH-'; did you mean 'SH--'?"),
        (lambda: httpstatus.envoy.lookup("uh"), "unknown envoy code 'uh'; did you mean 'UH'?"),
        (lambda: httpstatus.http2.lookup("CANCLE"), "unknown http2 code 'CANCLE'; did you mean 'CANCEL'?"),
        (lambda: httpstatus.heroku.lookup("x\n"), "unknown heroku code 'x\\n'; httpstatus.heroku.entries() lists them"),
    ],
)
def test_unknown_codes_of_systems(call: Callable[[], object], message: str) -> None:
    with pytest.raises(UnknownStatusError) as caught:
        call()
    assert str(caught.value).startswith(message)


def test_what_no_system_takes() -> None:
    for wrong in (None, 1.5, [], object()):
        with pytest.raises(TypeError, match="a system is a str or bytes, not"):
            systems.system(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="a code is an int, str or bytes, not"):
            httpstatus.websocket.lookup(wrong)  # type: ignore[arg-type]


def test_grpc() -> None:
    known: dict[str, dict[int, int]] = {"to_http": {}, "from_http": {}}
    defaults = {}
    for row in facts("grpc"):
        left, right = ("number", "http") if row["direction"] == "to_http" else ("http", "number")
        if row[left] == "*":
            defaults[row["direction"]] = int(row[right])
        else:
            known[row["direction"]][int(row[left])] = int(row[right])
        if row["name"] and row["number"] != "*" and row["direction"] == "to_http":
            assert grpc.lookup(row["name"]) is grpc.lookup(int(row["number"])) is grpc.lookup(row["name"].lower())
            assert grpc.lookup(row["name"].encode()).number == int(row["number"])
    for code in [*range(-10, 1100), *EDGES]:
        assert grpc.to_http(code) == known["to_http"].get(code, known["to_http"][2])
        assert grpc.from_http(code) == known["from_http"].get(code, defaults.get("from_http", 2))
    assert [each.number for each in grpc.codes()] == list(range(17))
    assert grpc.to_http("UNAVAILABLE") == grpc.to_http("StatusCode.Unavailable") == grpc.to_http(b"unavailable") == 503
    with pytest.raises(UnknownStatusError, match=r"^unknown gRPC status 'UNAVALIABLE'"):
        grpc.to_http("UNAVALIABLE")
    assert any(grpc.from_http(grpc.to_http(each.number)) != each.number for each in grpc.codes())
    assert "not inverse" in grpc.note()


def test_retry() -> None:
    rows = facts("retry")
    assert [each.id for each in retry.policies()] == [row["id"] for row in rows]
    for row in rows:
        found = retry.policy(row["id"])
        assert found.codes == StatusSet(row["codes"])
        assert type(found.codes) is StatusSet
    for code in [*range(-10, 1100), *EDGES]:
        assert retry.clients(code) == tuple(each.id for each in retry.policies() if code in each.codes)
    for wrong in ("nope", "", "CURL ", None, 5):
        with pytest.raises((UnknownStatusError, TypeError)):
            retry.policy(wrong)  # type: ignore[arg-type]


# ---- Records ----


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    rows = TABLES[name]
    assert type(rows) is tuple
    assert len(set(rows)) == len(rows) > 5
    for row in (*rows, *PARSED):
        kind = type(row)
        assert list(row._asdict()) == list(row._fields)
        assert [getattr(row, field) for field in row._fields] == list(row)
        assert pickle.loads(pickle.dumps(row)) == copy.deepcopy(row) == row
        assert hash(pickle.loads(pickle.dumps(row))) == hash(row)
        assert repr(row).startswith(f"{kind.__name__}(")
        with pytest.raises(AttributeError):
            setattr(row, kind._fields[0], 1)
        with pytest.raises(TypeError):
            kind()
        assert row != tuple(row)
        for field in kind._fields:
            assert inspect.getdoc(getattr(kind, field))
    texts = [row.explanation for row in rows if hasattr(row, "explanation")]
    assert all(texts)


@pytest.mark.parametrize("name", SUBMODULES)
def test_types_are_where_they_say(name: str) -> None:
    module = getattr(httpstatus, name)
    for each in module.__all__:
        value = getattr(module, each)
        if isinstance(value, type):
            assert value.__module__ == f"httpstatus.{name}"
            assert value.__qualname__ == each
            assert pickle.loads(pickle.dumps(value)) is value
        assert inspect.getdoc(value)
    assert inspect.getdoc(module)


def test_the_first_call_makes_the_records() -> None:
    assert warning.lookup(110) == warning.codes()[0]
    assert smtp.replies()[0] is smtp.replies()[0]


# ---- What is not there ----

UNKNOWN: dict[str, Callable[[int], Any]] = {
    "warn code": warning.lookup,
    "SMTP reply code": smtp.reply,
    "Cloudflare error": cloudflare.error,
    "gRPC status": grpc.lookup,
    "sub-status": lambda sub: iis.substatus(404, sub),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_unknown_numbers(what: str) -> None:
    for code in (-1, 999, 10**30, -(10**30), *EDGES):
        if what == "gRPC status" and 0 <= code <= 16:
            continue
        try:
            UNKNOWN[what](code)
        except UnknownStatusError as error:
            text = str(error)
        else:
            continue
        assert text.startswith(f"unknown {what} ")
        assert str(code) in text
    with pytest.raises(UnknownStatusError):
        UNKNOWN[what](10**30)


def test_no_number_is_cut() -> None:
    for bits in (16, 32, 64):
        shift = 1 << bits
        assert smtp.replies(shift + 550) == cloudflare.errors(shift + 1020) == iis.substatuses(shift + 404, 13) == ()
        assert iis.substatuses(404, shift + 13) == ()
        assert grpc.to_http(shift + 5) == grpc.to_http(2)
        assert grpc.from_http(shift + 404) == 2


def test_unknown_enhanced_codes() -> None:
    with pytest.raises(UnknownStatusError, match=r"its subject alone is 5\.1\.0"):
        smtp.enhanced("5.1.99")
    with pytest.raises(
        UnknownStatusError,
        match=r"^unknown enhanced status code '5\.99\.99'; httpstatus\.smtp\.details\(\) lists them$",
    ):
        smtp.enhanced("5.99.99")


@pytest.mark.parametrize("wrong", [404, 4.04, None, ["404.13"], object()], ids=shown)
def test_texts_of_other_types(wrong: Any) -> None:
    for function in (smtp.enhanced, smtp.parse, warning.parse, iis.substatus):
        with pytest.raises(TypeError, match="is str or bytes, not "):
            function(wrong)


def test_substatus_needs_both_or_a_text() -> None:
    for call in (
        lambda: iis.substatus("404", 13),
        lambda: iis.substatus(None, 13),
        lambda: iis.substatuses(None, 13),
        lambda: iis.substatus(404, "13"),
        lambda: iis.substatus(404, 1.5),
        lambda: iis.substatus(),
    ):
        with pytest.raises(TypeError):
            call()


def test_idempotent_is_any_truth() -> None:
    class Undecided:
        def __bool__(self) -> bool:
            raise RuntimeError("neither")

    assert httpstatus.is_retryable(500, idempotent=[0])  # type: ignore[arg-type]
    assert not httpstatus.is_retryable(500, idempotent=[])  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="neither"):
        httpstatus.is_retryable(500, idempotent=Undecided())  # type: ignore[arg-type]


# ---- Parsers ----

PARSERS: list[Callable[[Any], Any]] = [smtp.parse, smtp.enhanced, warning.parse, iis.substatuses]


@given(st.text() | st.binary() | st.text('0123456789.- \r\n"\\,axX:'))
def test_anything_is_parsed_or_refused(text: str | bytes) -> None:
    for parse in PARSERS:
        try:
            parse(text)
        except UnknownStatusError:
            assert parse is smtp.enhanced
        except ValueError as error:
            assert 0 <= place_in(error) <= len(text)  # noqa: PT017 - it may also pass


@given(st.lists(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])), min_size=1), st.integers(200, 559))
def test_smtp_round_trip(lines: list[str], code: int) -> None:
    """A reply of any lines comes back as they are, unless the first one looks like an enhanced code."""
    wire = "".join(f"{code}-{line}\r\n" for line in lines[:-1]) + f"{code} {lines[-1]}\r\n"
    for form in (wire, wire.encode(), wire.replace("\r\n", "\n"), wire[:-2]):
        found = smtp.parse(form)
        assert found.code == code
        assert found.severity == smtp.severity(code)
        if found.enhanced is None:
            assert found.text == "\n".join(lines)


def test_smtp_reply() -> None:
    reply = smtp.parse("550-5.1.1 The account does not exist.\r\n550 5.1.1 Try another.\r\n")
    assert (reply.code, reply.enhanced, reply.severity) == (550, "5.1.1", "permanent")
    assert reply.text == "The account does not exist.\nTry another."
    assert reply.meaning is smtp.reply(550)
    assert reply.detail == smtp.enhanced("5.1.1")
    assert smtp.parse("599 x").meaning is None
    assert smtp.parse("550 5.99.99 x").enhanced == "5.99.99"
    assert smtp.parse("550 5.99.99 x").detail is None
    assert smtp.parse("250 fine").enhanced is smtp.parse("250 fine").detail is None
    assert smtp.parse("250 5.1.1 is of another class").enhanced is None
    assert smtp.parse("550 5.1.1 caf\udce9").text == "caf\udce9"
    assert smtp.parse("550 caf\xe9".encode()).text == smtp.parse("550 caf\xe9".encode("latin-1")).text == "caf\xe9"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 999),
            st.from_regex(r"[a-z][a-z0-9.\-]{0,20}", fullmatch=True) | st.just("-"),
            st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])),
            st.sampled_from(["", "Sat, 25 Aug 2012 23:34:45 GMT"]),
        ),
        min_size=1,
    )
)
def test_warning_round_trip(values: list[tuple[int, str, str, str]]) -> None:
    def write(code: int, agent: str, text: str, date: str) -> str:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'{code:03d} {agent} "{quoted}"' + (f' "{date}"' if date else "")

    field = ", ".join(write(*value) for value in values)
    for form in (field, field.encode("latin-1")):
        found = warning.parse(form)
        assert [(each.code, each.agent, each.text, each.date or "") for each in found] == values


LONG_SHAPES = ["250-x\r\n", "250 x\r\n", "250", "5.", "5.1.1", '110 a "x",', '110 a "\\', ",", '"', "404.1", "\0", " "]


@pytest.mark.parametrize("shape", LONG_SHAPES, ids=ascii)
def test_ten_megabytes(shape: str) -> None:
    """Linear in the length. No clock is read: anything quadratic would not end while somebody waits."""
    text = shape * (10_000_000 // len(shape))
    for parse in PARSERS:
        if parse is warning.parse and shape == '110 a "x",':
            assert len(parse(text[:1_000_000])) == 100_000
            continue
        for form in (text, text.encode()):
            try:
                parse(form)
            except ValueError as error:
                assert len(str(error)) < 1000  # noqa: PT017 - it may also pass


# ---- What people write ----


def test_a_status_code_alone_has_all_of_its_sub_statuses() -> None:
    found = iis.substatuses(404)
    assert found == tuple(each for each in iis.substatuses() if each.code == 404)
    assert len(found) > 10
    assert iis.substatuses(418) == ()


def test_the_digits_of_an_error_of_cloudflare() -> None:
    assert cloudflare.error("1020") is cloudflare.error(b"1020") is cloudflare.error(1020)
    assert cloudflare.errors("1002") == cloudflare.errors(1002)
    assert cloudflare.errors("\u0661\u0660\u0662\u0660") == cloudflare.errors("1020x") == ()
    with pytest.raises(UnknownStatusError, match=r"^unknown Cloudflare error '1O20'; httpstatus\.cloudflare\.errors"):
        cloudflare.error("1O20")


def test_all_clients_that_retry() -> None:
    assert retry.clients() == tuple(each.id for each in retry.policies())
    assert "curl" in retry.clients(503)


def test_an_origin_by_its_id() -> None:
    assert httpstatus.vendors.nginx is httpstatus.vendors.Nginx  # type: ignore[attr-defined]
    assert httpstatus.vendors.aws_elb is httpstatus.vendors.AwsElb  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=r"^unknown origin 'ngnix'; did you mean 'nginx'\?$"):
        _ = httpstatus.vendors.ngnix  # type: ignore[attr-defined]
    assert not hasattr(httpstatus.vendors, "__wrapped__")


def test_a_tab_behind_an_enhanced_code_is_told() -> None:
    for text in ("550 5.1.1\tUnknown", "550-5.1.1\tUnknown\r\n550 5.1.1 user"):
        reply = smtp.parse(text)
        assert (reply.enhanced, reply.repaired, reply.text.partition("\n")[0]) == ("5.1.1", ("notation",), "Unknown")
    assert smtp.parse("550 5.1.1 Unknown").repaired == ()
