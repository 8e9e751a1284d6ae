"""Systems of codes: what explains a code, by the facts and the rules that each owner states for its codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from . import tsv
from .codes import FACTS

Row = dict[str, str]

ROWS: dict[str, list[Row]] = {}
for _row in tsv.texts(FACTS / "systems.tsv"):
    ROWS.setdefault(_row["system"], []).append(_row)

PREFIXES = {
    "websocket": "ws", "http2": "h2", "http3": "h3", "proxy_status": "proxy-status", "envoy": "envoy",
    "haproxy": "haproxy", "squid": "squid", "heroku": "heroku", "aws_alb": "alb",
}  # fmt: skip
CASE_MATTERS = {"envoy", "haproxy", "proxy_status"}
NUMBERED = {"websocket", "http2", "http3"}
STEP = 0x1F  # of HTTP/3's reserved codes (RFC 9114, section 8.1)
# What is looked up without a system being named. Numbers are not, nor are letters and tags by themselves.
BARE = {
    "http2": r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*",
    "http3": r"(H3|QPACK|WT)_[A-Z0-9_]+",
    "proxy_status": r"[a-z][a-z0-9]*(_[a-z0-9]+)+",
    "envoy": r"[A-Z]{2,5}([ \t]*,[ \t]*[A-Z]{2,5})*",
    "haproxy": r".{2}|.{4}",
    "squid": r"(TCP|UDP|NONE)_[A-Z_]+(/[0-9]{3})?",
    "heroku": r"[HRL][0-9]{2}",
    "aws_alb": r"(Auth|AWSALB|Weighted|Lambda|WAF|JWT|JWKS)[A-Za-z0-9]+"
    r"|(Ambiguous|Bad|Both|Duplicate|Empty|GetHead|Multiple|NonCompliant|SpaceIn|Suspicious|Undefined)[A-Z][A-Za-z]+",
}


def _names(row: Row) -> list[str]:
    return [row["key"], *filter(None, row["names"].split(";"))]


def _same(system: str, one: str, other: str) -> bool:
    return one == other if system in CASE_MATTERS else one.lower() == other.lower()


def _by_text(system: str, text: str, parts: tuple[str, ...] = ()) -> list[Row]:
    return [
        row
        for row in ROWS[system]
        if (not parts or row["part"] in parts) and any(_same(system, text, name) for name in _names(row))
    ]


def _by_number(system: str, text: str) -> list[Row]:
    if system not in NUMBERED or not re.fullmatch(r"[0-9]+|0[xX][0-9a-fA-F]+", text):
        return []
    number = int(text, 16 if text[:2].lower() == "0x" else 10)
    exact = [row for row in ROWS[system] if row["number"] == str(number) and not row["last"]]
    within = [
        row
        for row in ROWS[system]
        if row["last"]
        and int(row["number"]) <= number <= int(row["last"])
        and (f"{STEP:#x}*" not in row["key"] or (number - int(row["number"])) % STEP == 0)
    ]
    return (exact or within)[:1]


def _haproxy(text: str) -> list[Row]:
    if len(text) not in (2, 4):
        return []
    letters = [
        _by_text("haproxy", letter, (part,))
        for letter, part in zip(text, ("first", "second", "third", "fourth"), strict=False)
    ]
    return _by_text("haproxy", text[:2], ("pair",)) + [row for rows in letters for row in rows] if all(letters) else []


def _squid(text: str) -> list[Row]:
    code = re.sub(r"(?<=.)/[0-9]{3}$", "", text)
    parts = ["transport", "cause", "object", "result", "error"]
    whole, found, known = _by_text("squid", code, ("code",)), [], True
    for tag in code.split("_"):
        here = [part for part in parts if _by_text("squid", tag, (part,))]
        known = known and bool(here)
        if here:
            found += [row for row in _by_text("squid", tag, (here[0],)) if row not in found]
            parts = parts[parts.index(here[0]) :]
    return whole + found if whole or known else []


def explained(system: str, text: str) -> list[Row]:
    text = text.strip(" \t\r\n")
    if system == "envoy":
        flags = [_by_text(system, flag.strip(" \t\r\n")) for flag in text.split(",")]
        found: list[Row] = []
        for row in [row for rows in flags for row in rows] if all(flags) else []:
            found += [row] if row not in found else []
        return found
    if system == "squid":
        return _squid(text)
    if system == "haproxy" and _haproxy(text):
        return _haproxy(text)
    return _by_text(system, text) or _by_number(system, text)


def matches(text: str) -> list[str]:
    """The systems that know a text without being named, in the order of their ids."""
    text = text.strip(" \t\r\n")
    return [
        system
        for system in sorted(BARE)
        if re.fullmatch(BARE[system], text, 0 if system in CASE_MATTERS else re.IGNORECASE) and explained(system, text)
    ]


# ---- Texts to ask for ----

HAPROXY_MORE = [
    "SH--",
    "SHNI",
    "CD--",
    "cD--",
    "----",
    "--",
    "LR--",
    "SH-",
    "S",
    "-",
    "SHXX",
    "SH---",
    "sh--",
    "XX",
    "SX",
]
MORE = {
    "websocket": ["5000", "65535", "-1", "0", "999", "01006", "1006.0", "0x3ee", "0X3EE", "0x", "ws", " 1006 "],
    "http2": ["0xffffffff", "0x100000000", "CANCLE", "0x0d", "9223372036854775807", "9223372036854775808", "cancel"],
    "http3": ["0x21", "0x40", "0x41", "0x10b", "0x10B", "267", "0x3ffffffffffffffe", "0x3fffffffffffffff", "9" * 40],
    "proxy_status": ["DNS_TIMEOUT", "dns-timeout", "dns timeout", "504"],
    "envoy": ["UF,URX", "UH,URX", "UH, URX", "UH,UH", "UH,", ",", "UH,XX", "uh", "UHURX", "UpstreamOverflow,DC", "-"],
    "haproxy": HAPROXY_MORE,
    "squid": [
        "TCP_MISS_ABORTED/000", "TCP_MISS/200", "TCP_MISS/20", "TCP_MISS/", "TCP", "MISS", "TCP_HIT_TCP", "MISS_TCP",
        "/200",
        "TCP_REFRESH_MODIFIED_ABORTED", "UDP_DENIED", "TCP_CF_HIT", "TCP__MISS", "_", "TCP_FOO", "NONE_NONE/400",
    ],
    "heroku": ["h12", "H98", "H1", "H123", "12"],
    "aws_alb": ["authinvalidcookie", "AuthInvalid", "4XX"],
}  # fmt: skip
NOTHING = ["", " ", "x" * 300, "\0", "\u00e9", "1006\0", "NOT FOUND", "404"]


def _texts(system: str) -> Iterator[str]:
    for row in ROWS[system]:
        yield row["key"]
        for name in _names(row):
            yield from (name, name.lower(), name.upper(), f"{name}x")
        if row["number"]:
            first, last = int(row["number"]), int(row["last"] or row["number"])
            for number in (first, last, first + 1, last + 1, max(first - 1, 0)):
                yield from (str(number), hex(number), f"0x{number:04X}")
    if system == "haproxy":
        first, second = ([row["key"] for row in ROWS[system] if row["part"] == part] for part in ("first", "second"))
        for cause, state in product(first, second):
            yield from (cause + state, f"{cause}{state}--")
    if system == "squid":
        for row in ROWS[system]:
            if row["part"] == "code":
                yield f"{row['key']}/200"
    yield from MORE[system]
    yield from NOTHING


def entry_rows() -> Iterator[list[object]]:
    for system in ROWS:
        for text in dict.fromkeys(_texts(system)):
            found = explained(system, text)
            yield [system, text, ";".join(f"{row['part']}:{row['key']}".lstrip(":") for row in found)]
        yield [PREFIXES[system].upper(), ROWS[system][0]["key"], entry_key(ROWS[system][0], system)]


def entry_key(row: Row, system: str) -> str:
    found = explained(system, row["key"])
    return ";".join(f"{each['part']}:{each['key']}".lstrip(":") for each in found)


def match_rows() -> Iterator[list[object]]:
    texts = (text for system in ROWS for text in _texts(system))
    for text in dict.fromkeys(texts):
        yield [text, ",".join(matches(text))]
