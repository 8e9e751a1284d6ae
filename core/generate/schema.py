"""The schema of the registry: its files, the keys of their tables, the kind of each value, and the closed lists."""

from __future__ import annotations

from pathlib import Path

from . import api, kinds
from .kinds import Kind, choice, integer, label, listing, prose, record, text

CLASS_FILES = ("1xx", "2xx", "3xx", "4xx", "5xx", "outside")
SYSTEM_FILES = tuple(
    sorted(f"systems/{path.stem}" for path in (Path(__file__).parents[1] / "registry/systems").glob("*.toml"))
)
LOG_FILES = tuple(sorted(f"logs/{path.stem}" for path in (Path(__file__).parents[1] / "registry/logs").glob("*.toml")))
SYSTEMS = ("warning", "smtp", "smtp_situations", "iis", "cloudflare", "grpc", "retry")
STANDINGS = ("standard", "temporary", "deprecated", "obsolete", "reserved", "draft", "unofficial")
# Who says so: the owner in a document, its program, or only others. The first is the default, and left out.
CONFIDENCES = ("documented", "source code", "reported")
EDITIONS = ("rfc2616", "rfc7231", "rfc9110")
TRAITS = tuple(api.load().traits)
NEEDS = ("must", "should", "may")
TOPICS = ("content", "cache", "redirect", "repeat")

# The lengths of texts, in characters. README.md states them too; a test compares.
EXPLANATION = (60, 320)
DEFINITION = (80, 640)
REMARK = (20, 400)  # history and note
USE = (8, 60)
RULE = (10, 160)
CONDITION = (3, 80)  # when a header field comes along
EXAMPLE_LINE = (3, 80)

DERIVED_TRAITS = ("known", "registered")  # the generator sets these itself

sources = listing(kinds.tag)
phrase = text(0, 80)
remark = prose(*REMARK)
title = label(2, 80)
map_id = text(2, 20)

header = record(
    {
        "name": kinds.token,
        "in": choice("request", "response"),
        "need": choice(*NEEDS),
        "when": label(*CONDITION),
        "ref": kinds.reference,
    }
)
# What a rule about repeating says of the same request, and the traits that a code with such a rule has.
RETRIES = {
    "any": ("retry", "retry_any"),  # it may be repeated later, whatever its method
    "idempotent": ("retry",),
    "depends": (),  # something in the response decides
    "changed": (),  # only another request, or another state, helps
    "no": (),
}
rule = record({"topic": choice(*TOPICS), "text": prose(*RULE), "ref": kinds.reference}, {"retry": choice(*RETRIES)})

meaning = record(
    {
        "code": integer(0, 999),
        "origin": kinds.tag,
        "name": kinds.name,
        "phrase": phrase,
        "standing": choice(*STANDINGS),
        "sources": sources,
        "explanation": prose(*EXPLANATION),
        "definition": prose(*DEFINITION),
    },
    {
        "former_phrases": listing(text(2, 80)),
        "former_names": listing(kinds.name),
        "aliases": listing(kinds.name),
        "editions": kinds.mapping(EDITIONS, text(2, 80)),
        "spec": kinds.specification,
        "section": kinds.section,
        "other_specs": listing(kinds.cited),
        "url": kinds.url,
        "traits": listing(choice(*(trait for trait in TRAITS if trait not in DERIVED_TRAITS))),
        "headers": listing(header),
        "rules": listing(rule),
        "uses": listing(label(*USE)),
        "see_also": listing(integer(0, 999)),
        "example": listing(text(*EXAMPLE_LINE), repeated=True),
        "history": remark,
        "note": remark,
        "confidence": choice(*CONFIDENCES[1:]),
        "expires": kinds.date,
    },
)

status_class = record(
    {
        "digit": integer(1, 5),
        "name": kinds.name,
        "title": title,
        "section": kinds.section,
        "explanation": prose(*EXPLANATION),
        "definition": prose(*DEFINITION),
    },
    {"traits": listing(choice(*TRAITS)), "rules": listing(rule)},
)
origin = record(
    {
        "id": kinds.tag,
        "name": text(2, 40),
        "class_name": kinds.class_name,
        "url": kinds.maybe(kinds.url),  # empty where nobody is known to own the codes
        "about": label(10, 80),
    }
)
source = record({"tag": kinds.tag, "title": label(5, 120)})

digit = {"digit": integer(0, 9), "title": title}
explained_digit = {**digit, "explanation": prose(*EXPLANATION)}
explained = {"title": title, "explanation": prose(*EXPLANATION), "sources": sources}
warning = record(
    {
        "code": integer(100, 299),
        "name": kinds.name,
        "phrase": text(2, 80),
        "persistent": kinds.flag,
        "spec": kinds.specification,
        "section": kinds.section,
        "other_specs": listing(kinds.cited),
        "obsoleted_by": kinds.cited,
        "explanation": prose(*EXPLANATION),
        "definition": prose(*DEFINITION),
        "sources": sources,
    },
    {"former_code": integer(10, 99), "note": remark},
)
enhanced = record(
    {
        **explained,
        "subject": integer(0, 999),
        "detail": integer(0, 999),
        "basic": listing(integer(200, 599), empty=True),
        "standing": choice(*STANDINGS),
        "spec": listing(kinds.cited),
    },
    {"registered": text(0, 120), "basic_note": label(2, 60), "note": remark},
)
pairing = record(
    {
        "class": integer(2, 5),
        "subject": integer(0, 999),
        "detail": integer(0, 999),
        "code": integer(200, 599),
        "text": label(2, 80),
        "agrees": kinds.flag,
    },
    {"note": remark},
)
PARTIES = ("recipient", "sender", "content", "policy", "system", "network")
ACTIONS = ("drop-address", "fix-sender", "retry", "ask-postmaster", "authenticate", "split")
# What a reply answers: the verbs of SMTP, the opening of the connection, and the end of the message. "" is not known.
COMMANDS = (
    "", "CONNECT", "HELO", "EHLO", "LHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "END-OF-MESSAGE",
    "VRFY", "EXPN", "HELP", "NOOP", "ETRN", "ATRN", "TURN", "QUIT",
)  # fmt: skip
situation = record(
    {"title": title, "party": choice(*PARTIES), "action": choice(*ACTIONS), "explanation": prose(*EXPLANATION)},
    {
        "replies": listing(text(3, 3, pattern=r"[2-5](?:yz|\d\d)", what="reply code or class, such as 4yz")),
        "enhanced": listing(
            text(4, 9, pattern=r"none|[245x]\.\d{1,3}\.(?:\d{1,3}|x)", what="enhanced code, such as x.1.1, or none")
        ),
        "commands": listing(choice(*COMMANDS[1:])),
        "says": listing(text(3, 40, pattern=r"[a-z][^A-Z]+", what="words in small letters")),
        "spec": kinds.cited_list,
        "servers": listing(text(2, 40)),
    },
)
policy = record(
    {
        "id": kinds.tag,
        "client": text(2, 60),
        "version": kinds.month,
        "codes": kinds.codes,
        "methods": listing(kinds.token, empty=True),
        "sources": sources,
    },
    {"rule": remark},
)

# A neighboring system of codes, one file each in systems/; its README says what the values mean.
number = integer(0, 2**62 - 1)
system = record(
    {
        "id": text(2, 40, pattern=r"[a-z][a-z0-9_]*", what="name of a module", breaks=True),
        "title": title,
        "about": prose(*EXPLANATION),
        "prefix": kinds.tag,
        "key": choice("number", "name", "both"),
        "case": kinds.flag,
        "pattern": text(0, 240),
        "url": kinds.url,
        "sources": sources,
    },
    {
        "compose": choice("letters", "tags", "list"),
        "separator": choice("_", ","),
        "spec": kinds.specification,
        "section": kinds.section,
        "note": remark,
    },
)
entry = record(
    {
        "key": text(1, 60, pattern="[!-~]+", what="code without white space", breaks=True),
        "title": text(2, 80),
        "explanation": prose(*EXPLANATION),
        "standing": choice(
            "standard", "registered", "reserved", "unassigned", "private", "draft", "current", "retired"
        ),
        "sources": sources,
    },
    {
        "part": text(2, 40, pattern="[a-z]+(?:_[a-z]+)*", what="part of a code", breaks=True),
        "number": number,
        "last": number,
        "step": number,
        "names": listing(text(2, 60, pattern="[A-Za-z][A-Za-z0-9_]*", what="name of a code", breaks=True)),
        "definition": prose(10, DEFINITION[1]),
        "http_status": integer(100, 599),
        "http_status_note": remark,
        "retry": choice("yes", "no", "idempotent", "pause", "http1", "depends"),
        "retry_note": remark,
        "spec": kinds.specification,
        "section": kinds.section,
        "url": kinds.url,
        "since": text(4, 40),
        "note": remark,
        "evidence": choice("third-party"),
    },
)

# Logs: what logs/README.md states.
log_pattern = text(
    1, 160, pattern=r"[\t -~]+", what="pattern of printable characters and tabs", breaks=True, folds=False
)
log_word = text(1, 60, pattern="[!-~]+", what="word without blanks", breaks=True)
log_key = record({"key": log_word}, {"by": label(2, 80), "sub_key": log_word})
log_envelope = record(
    {"name": kinds.tag, "by": label(2, 80)},
    {"patterns": listing(log_pattern), "key": log_word, "time_key": log_word},
)
log_format = record(
    {
        "rank": integer(1, 999),
        "names": listing(text(1, 30, pattern="[a-z0-9]+(?:[-_][a-z0-9]+)*", what="name of a format", breaks=True)),
        "title": label(2, 80),
        "shape": choice("pattern", "common", "json", "pairs", "fields", "header", "column"),
    },
    {
        "read": text(4, 160, pattern=r".*\d.*", what="software with its version"),
        "url": kinds.url,
        "marks": label(2, 120),
        "status": label(2, 120),
        "also": label(2, 120),
        "patterns": listing(log_pattern),
        "separator": choice("=", ":"),
        "key": log_word,
        "sub_key": log_word,
        "bare": kinds.flag,
        "asked": kinds.flag,
        "fallback": kinds.flag,
    },
)

# By file: what its tables are called, the keys that name an entry in a message, and the kind of an entry.
# A table without naming keys is a single one, not an array of them.
Tables = dict[str, tuple[tuple[str, ...], Kind]]

FILES: dict[str, Tables] = {
    **{stem: {"meaning": (("code", "origin", "name"), meaning)} for stem in CLASS_FILES},
    "classes": {"class": (("digit",), status_class)},
    "origins": {"origin": (("id",), origin)},
    "sources": {"source": (("tag",), source)},
    "warning": {
        "warning": (("code",), warning),
        "warning_rules": ((), record(dict.fromkeys(("transient", "persistent", "status"), prose(80, 400)))),
    },
    "smtp": {
        "reply_class": (("digit",), record(explained_digit, {"sources": sources})),
        "reply_category": (("digit",), record(digit, {"sources": sources})),
        "reply": (
            ("code", "title"),
            record(
                {**explained, "code": integer(100, 599), "standing": choice(*STANDINGS)},
                {"spec": kinds.cited_list, "note": remark},
            ),
        ),
        "enhanced_class": (("digit",), record({**explained_digit, "sources": sources})),
        "enhanced_subject": (("number",), record({**explained, "number": integer(0, 999)})),
        "enhanced": (("subject", "detail"), enhanced),
        "pairing": (("class", "subject", "detail", "code"), pairing),
    },
    "smtp_situations": {"situation": (("title",), situation)},
    "iis": {
        "substatus": (
            ("code", "sub", "title"),
            record(
                {**explained, "code": integer(100, 599), "sub": integer(0, 999), "since": text(4, 40)},
                {"note": remark},
            ),
        )
    },
    "cloudflare": {
        "error": (
            ("code", "title"),
            record(
                {**explained, "code": integer(1000, 9999), "status_inferred": kinds.flag},
                {"http_status": integer(100, 599), "retry_after": integer(1, 32767), "note": remark},
            ),
        )
    },
    "grpc": {
        "grpc": (
            ("number", "name"),
            record(
                {
                    "number": integer(0, 16),
                    "name": kinds.name,
                    "http": integer(100, 599),
                    "title": title,
                    "sources": sources,
                },
                {"note": remark},
            ),
        ),
        "http_to_grpc": (
            ("http",),
            record(
                {"http": integer(100, 599), "grpc": integer(0, 16), "sources": sources},
                {"note": remark},
            ),
        ),
        "http_to_grpc_default": ((), record({"grpc": integer(0, 16), "note": remark})),
        "grpc_map": (
            ("id",),
            record(
                {"id": map_id, "title": title, "version": kinds.month, "others": integer(-1, 16), "sources": sources},
                {"note": remark},
            ),
        ),
        "grpc_map_to": (
            ("map", "grpc"),
            record({"map": map_id, "grpc": integer(0, 16), "http": integer(0, 599)}),
        ),
        "grpc_map_from": (
            ("map", "first"),
            record(
                {
                    "map": map_id,
                    "first": integer(100, 599),
                    "last": integer(100, 599),
                    "grpc": integer(-1, 16),
                }
            ),
        ),
        "grpc_rules": ((), record({"note": remark})),
    },
    "retry": {"policy": (("id",), policy)},
    **{stem: {"system": ((), system), "entry": (("key",), entry)} for stem in SYSTEM_FILES},
    "logs": {
        "key": (("key",), log_key),
        "times": ((), record({"keys": listing(log_word)})),
        "envelope": (("name",), log_envelope),
    },
    **{stem: {"format": ((), log_format)} for stem in LOG_FILES},
}
