"""What a function of a code answers, from the facts and the sentences of RFC 9110."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import tsv

FACTS = Path(__file__).resolve().parents[2] / "facts"
MEANINGS = tsv.texts(FACTS / "registry_keys.tsv")

# IANA's entries count as registered unless the registry calls them "(Unused)" (306 and 418).
REGISTERED = {int(m["code"]): m for m in MEANINGS if m["origin"] == "iana" and m["phrase"] != "(Unused)"}
# I'm a Teapot has a phrase and a name without being registered.
NAMED = REGISTERED | {int(m["code"]): m for m in MEANINGS if m["origin"] == "htcpcp"}
KNOWN = {int(m["code"]) for m in MEANINGS}

# The lists of the documents, written down here on their own: check_facts compares them with the facts.
CACHEABLE = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501, 451}  # RFC 9110 15.1; RFC 7725 3
FOLLOWED = {301, 302, 303, 307, 308}  # RFC 9110 15.4; WHATWG Fetch, redirect status
KEEPING_METHOD = {307, 308}  # RFC 9110 15.4.8, 15.4.9
PERMANENT = {301, 308}  # RFC 9110 15.4.2, 15.4.9
RETRY_ANY = {408, 421, 425, 429, 503}  # RFC 9110 15.5.9, 15.5.20, 15.6.4; RFC 8470 5.2; RFC 6585 4
RETRY_IDEMPOTENT = RETRY_ANY | {500, 502, 504} | set(range(520, 525))

# Who is first to give a code a meaning, where several do, not IANA among them, and their phrases differ.
FIRST = {
    306: "ietf-draft", 419: "laravel", 420: "twitter", 494: "nginx", 497: "nginx", 498: "esri", 499: "nginx",
    529: "qualys", 530: "cloudflare", 540: "shopify", 544: "supabase", 546: "supabase", 562: "aws-elb", 599: "unknown",
}  # fmt: skip
CLASS_TITLES = {1: "Informational", 2: "Successful", 3: "Redirection", 4: "Client Error", 5: "Server Error"}

CODES = [
    *range(-10, 1101),
    2**31 - 1, -(2**31), 2**31, -(2**31) - 1, 2**32 + 404, 2**32 - 1, 2**63 - 1, -(2**63), 2**64, 2**64 + 200, 10**30,
    -(10**30),
]  # fmt: skip

COLUMNS = (
    "code", "width", "phrase", "phrase_any", "title", "name", "status_class", "label", "effective",
    "is_informational", "is_success", "is_redirection", "is_client_error", "is_server_error", "is_error",
    "is_registered", "is_known", "allows_content", "is_heuristically_cacheable", "is_followable_redirect",
    "preserves_method", "is_permanent_redirect", "is_retryable", "is_retryable_any",
)  # fmt: skip


# The first meaning of each code.
MEANING_OF = {
    code: NAMED.get(code)
    or next(m for m in MEANINGS if int(m["code"]) == code and m["origin"] == FIRST.get(code, m["origin"]))
    for code in KNOWN
}


def check_facts() -> None:
    """Two ways to the same lists: the numbers above, and what the facts say of each code."""
    tsv.require(len(MEANINGS) == 182, f"{len(MEANINGS)} meanings")
    tsv.require(len(REGISTERED) == 62, f"{len(REGISTERED)} registered codes")
    for code in KNOWN - set(NAMED) - set(FIRST):
        phrases = {
            m["phrase"] for m in MEANINGS if int(m["code"]) == code and m["origin"] != MEANING_OF[code]["origin"]
        }
        tsv.require(phrases <= {MEANING_OF[code]["phrase"]}, f"FIRST does not say whose phrase {code} has")
    rows = tsv.texts(FACTS / "properties.tsv")
    iana = [m["code"] for m in MEANINGS if m["origin"] == "iana"]
    tsv.require([row["code"] for row in rows] == iana, "properties.tsv has not just the codes of IANA")
    for row in rows:
        code = int(row["code"])
        followed = row["redirect"] in ("permanent", "temporary", "see-other")
        for what, fact, rule in (
            ("cacheable", row["cacheable"] == "1", code in CACHEABLE),
            ("content", row["content"] == "1", allows_content(code)),
            ("interim", row["interim"] == "1", code < 200),
            ("redirect", followed, code in FOLLOWED),
            ("redirect", row["redirect"] == "permanent", code in PERMANENT),
            ("method", row["method"] == "kept", code in KEEPING_METHOD),
        ):
            tsv.require(fact == rule, f"properties.tsv: {what} of {code} is not what the rules say")


def status_class(code: int) -> int | None:
    for first_digit in (1, 2, 3, 4, 5):
        if first_digit * 100 <= code <= first_digit * 100 + 99:
            return first_digit
    return None


def first_phrase(code: int) -> str | None:
    """The phrase of the first meaning, whoever gives it."""
    return MEANING_OF[code]["phrase"] or None if code in MEANING_OF else None


def title(code: int) -> str:
    """RFC 9457, section 3.1.3, wants the phrase; a code without one has the title of its class (RFC 9110, 15)."""
    return first_phrase(code) or CLASS_TITLES.get(status_class(code) or 0, "Unknown Status")


def label(code: int) -> str:
    return "other" if status_class(code) is None else f"{status_class(code)}xx"


def effective(code: int) -> int:
    if code in REGISTERED:
        return code
    return {1: 100, 2: 200, 3: 300, 4: 400, 5: 500, None: 500}[status_class(code)]


def allows_content(code: int) -> bool:
    return status_class(code) != 1 and code not in (204, 205, 304)


def width(code: int) -> int:
    return next(bits for bits in (32, 64, 128) if -(1 << bits - 1) <= code < 1 << bits - 1)


def code_rows() -> Iterator[list[object]]:
    for code in CODES:
        of_class = [status_class(code) == digit for digit in (1, 2, 3, 4, 5)]
        yield [
            code,
            width(code),
            NAMED[code]["phrase"] if code in NAMED else None,
            first_phrase(code),
            title(code),
            NAMED[code]["name"] if code in NAMED else None,
            status_class(code),
            label(code),
            effective(code),
            *of_class,
            of_class[3] or of_class[4],
            code in REGISTERED,
            code in KNOWN,
            allows_content(code),
            code in CACHEABLE,
            code in FOLLOWED,
            code in KEEPING_METHOD,
            code in PERMANENT,
            code in RETRY_IDEMPOTENT,
            code in RETRY_ANY,
        ]


# Which phrases the older documents had. RFC 2616 takes its own from the headings of section 10; the status code table
# of its section 6.1.1 spells 408 and 504 "Time-out" and 414 "Too Large". 422 comes from RFC 2518 and RFC 4918.
OLD_PHRASES = {
    "rfc2616": {
        413: "Request Entity Too Large",
        414: "Request-URI Too Long",
        416: "Requested Range Not Satisfiable",
        422: "Unprocessable Entity",
    },
    "rfc7231": {413: "Payload Too Large", 422: "Unprocessable Entity"},
    "rfc9110": {},
}


def edition_rows() -> Iterator[list[object]]:
    for code in [*sorted(NAMED), -1, 0, 99, 299, 306, 499, 520, 600, 999, 1000, 2**31 - 1]:
        for edition, phrases in OLD_PHRASES.items():
            yield [code, edition, phrases.get(code, NAMED[code]["phrase"] if code in NAMED else None)]
    yield [413, "RFC2616", "Request Entity Too Large"]  # in any case
    yield [413, "Rfc7231", "Payload Too Large"]
