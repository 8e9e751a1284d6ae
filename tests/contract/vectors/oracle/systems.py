"""Related systems: their numbers taken apart with regular expressions, and looked up in the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import tsv
from .codes import FACTS

NUMBER = r"(0|[1-9][0-9]{0,2})"  # RFC 3463, section 2: no leading zeros
ENHANCED = re.compile(rf"([245])\.{NUMBER}\.{NUMBER}")
SUBSTATUS = re.compile(rf"([1-9][0-9][0-9])\.{NUMBER}")
SEVERITY = {2: "success", 3: "intermediate", 4: "transient", 5: "permanent"}

# What is no enhanced code, and where it stops being one.
BAD_ENHANCED = [
    ("", 0), ("5", 1), ("5.", 2), ("5.1", 3), ("5.1.", 4), ("5.1.1.", 5), ("5.1.1.1", 5), ("5.1.1 ", 5), (" 5.1.1", 0),
    ("5.1.1 User unknown", 5), ("5.1.1\n", 5), ("5.1.1\0", 5), ("1.1.1", 0), ("3.1.1", 0), ("0.1.1", 0), ("6.1.1", 0),
    ("55.1.1", 0), ("5.01.1", 2), ("5.1.01", 4), ("5.00.1", 2), ("5.1.00", 4), ("5.1000.1", 2), ("5.1.1000", 4),
    ("05.1.1", 0), ("X.1.1", 0), ("5.X.1", 2), ("5.1.X", 4), ("5,1,1", 1), ("5..1", 2), ("5.1..1", 4), ("-5.1.1", 0),
    ("5.-1.1", 2), ("5.1.1x", 5), ("550 5.1.1", 0), ("five", 0),
]  # fmt: skip

BAD_SUBSTATUS = [
    ("", 0), ("4", 0), ("40", 0), ("404", 3), ("404.", 4), ("404.x", 4), ("404.013", 4), ("404.00", 4),
    ("404.1000", 4), ("404.13 ", 6), ("404.13.1", 6), ("404.1x", 5), ("404 13", 3), ("404,13", 3), ("404-13", 3),
    ("4040.1", 3), ("040.1", 0), ("000.1", 0), ("099.1", 0), (" 404.13", 0), ("404.-1", 4), ("404. 13", 4),
    ("4xx.1", 0), ("404.13\0", 6), ("-04.1", 0),
]  # fmt: skip


def enhanced_rows() -> Iterator[list[object]]:
    known = {(int(r["subject"]), int(r["detail"])): r["basic"] for r in tsv.texts(FACTS / "smtp_enhanced.tsv")}
    # Well-formed, and in no registry.
    numbers = [*known, (0, 1), (1, 11), (2, 5), (7, 31), (8, 0), (9, 9), (999, 999), (100, 0), (0, 999)]
    for subject, detail in numbers:
        for first in (2, 4, 5):
            text = f"{first}.{subject}.{detail}"
            tsv.require(ENHANCED.fullmatch(text) is not None, text)
            found = (subject, detail) in known
            basic = known[subject, detail] if found else None  # in the order of IANA's registry
            yield [text, "ok", first, subject, detail, found, SEVERITY[first], basic, None]
    for text, at in BAD_ENHANCED:
        tsv.require(not ENHANCED.fullmatch(text), text)
        yield [text, "error", None, None, None, None, None, None, at]


def substatus_rows() -> Iterator[list[object]]:
    since: dict[tuple[int, int], list[str]] = {}
    for row in tsv.texts(FACTS / "iis.tsv"):
        since.setdefault((int(row["code"]), int(row["sub"])), []).append(row["since"])
    for code, sub in [*since, (404, 21), (404, 999), (200, 0), (401, 6), (999, 0), (100, 100)]:
        text = f"{code}.{sub}"
        tsv.require(SUBSTATUS.fullmatch(text) is not None, text)
        versions = since.get((code, sub), [])
        yield [text, "ok", code, sub, len(versions), ";".join(sorted(versions)), None]
    for text, at in BAD_SUBSTATUS:
        tsv.require(not SUBSTATUS.fullmatch(text), text)
        yield [text, "error", None, None, None, None, at]


def cloudflare_rows() -> Iterator[list[object]]:
    rows = tsv.texts(FACTS / "cloudflare.tsv")
    for row in rows:
        of = sum(other["code"] == row["code"] for other in rows)
        yield [
            row["code"],
            of,
            row["place"],
            row["http_status"],
            row["inferred"] == "1",
            row["retry_after"],
        ]
    for code in (0, -1, 404, 520, 999, 1017, 1026, 1201, 10000, 2**31 - 1):
        yield [code, 0, None, None, None, None]


def grpc_map_rows() -> Iterator[list[object]]:
    base = tsv.texts(FACTS / "grpc.tsv")
    numbers = {r["name"]: int(r["number"]) for r in base if r["direction"] == "to_http"}
    facts = {(r["map"], r["direction"], r["from"]): r["to"] for r in tsv.texts(FACTS / "rpc_maps.tsv")}
    for r in base:
        given, found = (r["name"], r["http"]) if r["direction"] == "to_http" else (r["http"], r["name"])
        facts["grpc", r["direction"], given if r["http"] != "*" else "*"] = found
    for each in sorted({name for name, _, _ in facts}):
        for name, number in numbers.items():
            yield ["map_to_http", each, number, facts[each, "to_http", name]]
        for number in (-(2**31), -1, 17, 404, 2**31 - 1):
            yield ["map_to_http", each, number, facts[each, "to_http", "UNKNOWN"]]
        codes = {
            int(code) for name, direction, code in facts if (name, direction) == (each, "from_http") and code != "*"
        }
        for code in sorted(codes | {-(2**31), -1, 0, 1, 99, 100, 226, 402, 430, 498, 600, 999, 1000, 1001, 2**31 - 1}):
            found = facts.get((each, "from_http", str(code)), facts[each, "from_http", "*"])
            yield ["map_from_http", each, code, numbers[found] if found else None]
    for name in ("Twirp", "twirp ", "twir", "twirp\0", "gRPC", "google_api_core", "0"):
        yield ["map_to_http", name, 5, "unknown"]
        yield ["map_from_http", name, 404, "unknown"]


def grpc_rows() -> Iterator[list[object]]:
    rows = tsv.texts(FACTS / "grpc.tsv")
    to_http = {int(r["number"]): r["http"] for r in rows if r["direction"] == "to_http"}
    from_http = {r["http"]: r["number"] for r in rows if r["direction"] == "from_http"}
    numbers = {r["name"]: r["number"] for r in rows if r["direction"] == "to_http"}
    unknown = int(numbers["UNKNOWN"])
    for number in [*range(-2, 30), 404, 999, 2**31 - 1, -(2**31)]:
        yield ["to_http", number, to_http.get(number, to_http[unknown])]
    for code in [-(2**31), -1, *range(1001), 2**31 - 1]:
        yield ["from_http", code, from_http.get(str(code), from_http["*"])]
    for name, number_text in numbers.items():
        yield ["number", name, number_text]
        yield ["number", name.lower(), number_text]
        yield ["number", name.capitalize(), number_text]
        camel = "".join(word.capitalize() for word in name.split("_"))
        styles = (name.lower().replace("_", "-"), name.replace("_", " "), camel, camel[0].lower() + camel[1:])
        for style in (*styles, f"StatusCode.{name}", f"codes.{camel}", f"Status.Code.{name}", f"code = {camel}"):
            yield ["number", style, number_text]
    for name in ("Canceled", "canceled", "CANCELED", "codes.Canceled", "NOT_FOUND "):
        yield ["number", name, numbers["CANCELLED" if "c" in name.lower() else "NOT_FOUND"]]
    for name in (
        "",
        " ",
        "CANCELE",
        "OKAY",
        "5",
        "OK\0",
        "GRPC_OK",
        "NOT.FOUND",
        "codes.",
        "404",
        "net found",
        "NOT_FOUN",
    ):
        yield ["number", name, None]
