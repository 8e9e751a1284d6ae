"""A real nginx: what it sends and what it logs is understood, phrase by phrase and code by code."""

from __future__ import annotations

import re

import httpstatus
import pytest
from exchanges import BY_SERVER, EXCHANGES, LOGS, OWN, Exchange, Traffic, expected
from httpstatus import StatusSet, tally_log
from httpstatus.vendors import Nginx as NginxCode
from programs import run_lua

# nginx's codes that this version can be made to log; its 498 has no use in its own sources.
OWN_CODES = {444, 494, 495, 496, 497, 499}

# Wordings that no edition of HTTP has, or no longer has.
WORDINGS = {
    302: "Moved Temporarily",
    405: "Not Allowed",
    408: "Request Time-out",
    413: "Request Entity Too Large",
    414: "Request-URI Too Large",
    416: "Requested Range Not Satisfiable",
    503: "Service Temporarily Unavailable",
    504: "Gateway Time-out",
}


def each_exchange() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.name)


def first_line(answer: bytes) -> bytes:
    return answer[: answer.index(b"\n") + 1]


# ---- What it sends ----


def test_exchanges_have_different_names() -> None:
    assert len({each.name for each in EXCHANGES}) == len(EXCHANGES)


@each_exchange()
def test_status_line(exchange: Exchange, traffic: Traffic) -> None:
    for answer in traffic.answers[exchange.name]:
        if exchange.phrase is None:
            assert not answer.startswith(b"HTTP/")
            continue
        line = httpstatus.parse_status_line(first_line(answer))
        assert tuple(line) == ("HTTP/1.1", exchange.logged, exchange.phrase)
        if exchange.phrase:
            assert httpstatus.code(line.reason) == exchange.logged
            assert httpstatus.code(line.reason.encode()) == exchange.logged


@each_exchange()
def test_page(exchange: Exchange, traffic: Traffic) -> None:
    """The title of nginx's own pages names the code too, in words that may differ from those of the status line."""
    for answer in traffic.answers[exchange.name]:
        title = re.search(rb"<title>(\d{3}) (.*)</title>", answer)
        assert bool(title) is has_own_page(exchange)
        if title:
            assert title[1].decode() == str(exchange.logged)
            assert title[2].decode() == (exchange.title or exchange.phrase)
            # Of 494 to 497 the page names the one that it is, also where 400 is sent.
            meant = exchange.own if exchange.own and exchange.logged == 400 else exchange.logged
            assert httpstatus.code(title[2]) == meant


def has_own_page(exchange: Exchange) -> bool:
    """Whether nginx makes up a page: for an error that is answered, where the configuration has none."""
    answered = exchange.phrase is not None and exchange.logged >= 300 and httpstatus.allows_content(exchange.logged)
    return answered and not (exchange.own and exchange.server in ("page", "equals", "named"))


def test_every_phrase(traffic: Traffic) -> None:
    """nginx answers with any code it is told to: each of its phrases means the code that it came with."""
    phrases = {}
    for code, answer in traffic.said.items():
        line = httpstatus.parse_status_line(first_line(answer))
        assert line.code == code
        if line.reason:
            phrases[code] = line.reason
    wrong = {phrase: code for code, phrase in phrases.items() if httpstatus.code(phrase) != code}
    assert not wrong
    assert {code: phrases[code] for code in WORDINGS} == WORDINGS
    assert len(phrases) >= 36  # as many has nginx 1.22
    assert not OWN_CODES & phrases.keys()


# ---- What it logs ----


@each_exchange()
def test_logged(exchange: Exchange, traffic: Traffic) -> None:
    assert traffic.logged[exchange.name] == [str(exchange.logged)] * exchange.times


@pytest.mark.parametrize("own", OWN)
def test_own_codes_by_error_page(own: int, traffic: Traffic) -> None:
    """Of its own codes nginx sends and logs those that error_page maps to themselves, and 400 for others."""
    found = {}
    for each in EXCHANGES:
        if each.own == own:
            (sent,) = {httpstatus.parse_status_line(first_line(answer)).code for answer in traffic.answers[each.name]}
            (logged,) = set(traffic.logged[each.name])
            assert str(sent) == logged
            found[each.server] = sent
    assert found == {server: row[own - 494] for server, row in BY_SERVER.items()}


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("automatic", [True, False], ids=["auto", "named"])
def test_counts(log: str, automatic: bool, traffic: Traffic) -> None:
    tally = tally_log(traffic.folder / log, format="auto" if automatic else LOGS[log])
    assert dict(tally) == expected()
    assert tally.total == sum(expected().values())
    assert tally.skipped == 0
    assert sum(tally.classes.values()) == tally.total


def test_counts_of_all_logs_together(traffic: Traffic) -> None:
    tally = tally_log([traffic.folder / log for log in LOGS])
    assert dict(tally) == {code: count * len(LOGS) for code, count in expected().items()}


def test_counts_in_lua(traffic: Traffic) -> None:
    logs = [log for log in LOGS if not log.endswith(".gz")]  # decompressing is Python's
    rows = run_lua("tally.lua", *(traffic.folder / log for log in logs))
    for log in logs:
        found = {code: int(count) for name, code, count, _ in rows if name == str(traffic.folder / log)}
        assert found.pop("skipped") == 0
        assert {int(code): count for code, count in found.items()} == expected()
    assert {int(code) for _, code, _, origin in rows if origin == "nginx"} == OWN_CODES


def test_every_logged_code_has_a_meaning(traffic: Traffic) -> None:
    for code in tally_log(traffic.folder / "combined.log"):
        found = httpstatus.meanings(code)
        assert found
        assert found[0] == httpstatus.lookup(code)
        assert all(each.code == code and each.explanation and each.definition for each in found)


def test_own_codes_are_nginx_s(traffic: Traffic) -> None:
    tally = tally_log(traffic.folder / "combined.log")
    assert {code for code in tally if httpstatus.lookup(code).origin == "nginx"} == OWN_CODES
    for code in OWN_CODES:
        assert tally[code] == expected()[code] > 0
        meaning = httpstatus.lookup(code)
        assert meaning == httpstatus.lookup(code, "nginx")
        assert meaning.name == NginxCode(code).name
        assert not httpstatus.is_registered(code)
        assert httpstatus.effective(code) == 400
    assert tally.rate(StatusSet(OWN_CODES)) == sum(expected()[code] for code in OWN_CODES) / tally.total
