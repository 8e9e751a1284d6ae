"""Answers and listings as pages of text."""

from __future__ import annotations

import httpstatus

from .layout import Fields, Table, Title, visible
from .queries import RETRYABLE_ANY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from httpstatus import Meaning

    from .layout import Block
    from .queries import Answer

LISTED = 3  # records of one kind, beyond which a table shows them instead of a page
NO_RESPONSE = 0  # as the code in logs
NO_RESPONSE_TITLE = "No response"
NO_RESPONSE_TEXT = (
    "A log has 000 or 0 where no response was sent, in most cases because the client left first. It is not a status: "
    "nobody received it, so do not count it as a response. What each program means by it follows."
)


def page(answer: Answer) -> list[Block]:
    """Everything that was found for a query."""
    blocks: list[Block] = []
    reply_first = [key for key in answer if key in SECTIONS][:1] == ["smtp_reply"]  # it is likelier than HTTP
    for key in ["smtp_reply", *SECTIONS] if reply_first else SECTIONS:
        if answer.get(key) and not (reply_first and blocks and key == "smtp_reply"):
            made = SECTIONS[key](answer[key], answer)
            if made and blocks:
                blocks.append("")
            blocks += made
    return blocks


def short_lines(answers: Iterable[Answer]) -> list[Block]:
    """A line for each code: the code and what it is called."""
    lines: dict[str, None] = {}
    for answer in answers:
        if "error" in answer:
            continue
        if "meanings" in answer:
            codes = dict.fromkeys(meaning.code for meaning in answer["meanings"])
            named = [next(each for each in answer["meanings"] if each.code == code) for code in codes]
            alone = "status" in answer and answer["meanings"] == httpstatus.meanings(answer["status"]["code"])
            lines.update(
                (code_and_phrase(each.code) if alone else f"{each.code:03d} {called(each)}", None) for each in named
            )
        else:
            titles = [block.text for block in page(answer) if isinstance(block, Title)]
            tables = [block for block in page(answer) if isinstance(block, Table)]
            lines.update((title, None) for title in titles)
            lines.update((" ".join(row), None) for table in tables for row in table.rows)
    return list(lines)


def listing(meanings: Iterable[Meaning]) -> Table:
    """A line for each meaning."""
    table = Table((">code", "origin", "standing", "phrase"))
    for meaning in meanings:
        table.rows.append((f"{meaning.code:03d}", meaning.origin, meaning.standing, called(meaning)))
    return table


def called(meaning: Meaning) -> str:
    """The phrase; the name where the origin gives none."""
    return meaning.phrase or meaning.name


def code_and_phrase(code: int) -> str:
    """A code with the phrase that it is known by: the registered one, or else the one of its first origin."""
    if code == NO_RESPONSE:
        return f"{code:03d} {NO_RESPONSE_TITLE}"
    known = httpstatus.meanings(code)
    return f"{code:03d} {called(known[0])}" if known else f"{code:03d}"


def place(record: Any) -> str:
    """Where a record is defined."""
    return f"{record.spec}, section {record.section}" if record.spec and record.section else record.spec


# ---- Status codes ----


def _meanings(meanings: Iterable[Meaning], answer: Answer) -> list[Block]:
    if "status" not in answer:
        return [listing(meanings)]
    blocks: list[Block] = []
    if answer["status"]["code"] == NO_RESPONSE and len(answer["meanings"]) > 1:
        fields = Fields()
        fields.add("in logs", NO_RESPONSE_TEXT)
        blocks += [Title(code_and_phrase(NO_RESPONSE)), fields]
    for meaning in meanings:
        blocks += [""] if blocks else []
        blocks += _meaning(meaning)
    return blocks


def _meaning(meaning: Meaning) -> list[Block]:
    origin = httpstatus.origin(meaning.origin)
    fields = Fields()
    fields.add("standing", meaning.standing)
    if meaning.confidence != "documented":
        fields.add("confidence", meaning.confidence)
    fields.add("expires", meaning.expires)
    fields.add("origin", origin.name if origin.name == origin.id else f"{origin.name} ({origin.id})")
    fields.add("spec", place(meaning))
    fields.add("url", meaning.url)
    fields.add("name", meaning.name)
    fields.add("explanation", meaning.explanation)
    fields.add("definition", meaning.definition)
    fields.add_cited("header", _headers(meaning.headers))
    fields.add_cited("rule", [(f"{rule.topic}: {rule.text}", rule.reference) for rule in meaning.rules])
    fields.add("use", *meaning.uses)
    fields.add("see also", *(code_and_phrase(code) for code in meaning.see_also))
    fields.add("history", meaning.history)
    fields.add("note", meaning.note)
    fields.add("formerly", *meaning.former_phrases, *meaning.former_names)
    fields.add("also named", ", ".join(meaning.aliases))
    fields.add("also in", ", ".join(meaning.other_specs))
    fields.add("source", meaning.source)
    whose = "" if httpstatus.name(meaning.code) == meaning.name else f" ({origin.name})"
    return [Title(f"{meaning.code:03d} {called(meaning)}{whose}", httpstatus.status_class(meaning.code)), fields]


def _headers(headers: Iterable[Any]) -> list[tuple[str, str]]:
    """The header fields, with their first words under each other."""
    heads = [(header, f"{header.name} ({header.message}, {header.need}):") for header in headers]
    width = max((len(head) for _, head in heads), default=0)
    return [(f"{head.ljust(width)} {header.when}".rstrip(), header.reference) for header, head in heads]


def _status(status: Answer, answer: Answer) -> list[Block]:
    """What holds for the number in all its meanings."""
    code = status["code"]
    status_class = httpstatus.status_class(code)
    fields = Fields()
    if status_class:
        fields.add("class", f"{status_class.label} {status_class.title}", cite=f"RFC 9110 {status_class.section}")
    else:
        fields.add("class", "none: codes are 1xx to 5xx")
    if status["effective"] != code:
        fields.add("treated as", code_and_phrase(status["effective"]), cite="RFC 9110 15")
    fields.add("label", status["label"])
    fields.add("predicates", _predicates(status["predicates"]))
    fields.add("repeated by", ", ".join(status["retried_by"]))
    fields.add("gRPC", f"{status['grpc']['from_http']} to a client that gets it without grpc-status")
    fields.add("gRPC", *(f"{name} is turned into it by a gateway" for name in status["grpc"]["to_http"]))
    fields.add("elsewhere", *(f"httpstatus {query}" for query in status["elsewhere"]))
    return [Title(f"{code:03d} in general"), fields]


def _predicates(predicates: Answer) -> str:
    """Those that hold, separated by commas; one of them may depend on the request."""
    names = [name for name, holds in predicates.items() if holds and name != RETRYABLE_ANY]
    if predicates["is_retryable"] and not predicates[RETRYABLE_ANY]:
        names[names.index("is_retryable")] += " (if idempotent)"
    return ", ".join(names)


def _status_line(line: Any, answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("version", visible(line.version))
    fields.add("code", f"{line.code:03d}")
    fields.add("reason", visible(line.reason) or "(none)")
    return [Title("Status line"), fields]


def _class(info: Answer, answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("name", info["name"])
    fields.add("spec", f"RFC 9110, section {info['section']}")
    fields.add("explanation", info["explanation"])
    fields.add("definition", info["definition"])
    return [Title(f"{info['label']} {info['title']}", info["digit"]), fields]


def _origin(origin: Any, answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("origin", origin.id)
    fields.add("about", origin.about)
    fields.add("url", origin.url)
    fields.add("enum", f"httpstatus.vendors.{origin.class_name}")
    return [Title(origin.name), fields]


# ---- Related systems ----


def _records(make: Any, columns: tuple[str, ...], row: Any) -> Any:
    """A page for each of a few records, and a table for many."""

    def blocks(records: Any, answer: Answer) -> list[Block]:
        if len(records) > LISTED:
            table = Table(columns)
            table.rows += [row(record) for record in records]
            return [table]
        made: list[Block] = []
        for record in records:
            made += ["", *make(record)] if made else make(record)
        return made

    return blocks


def _warning_values(values: Iterable[Any], answer: Answer) -> list[Block]:
    fields = Fields()
    for value in values:
        fields.add("value", visible(f'{value.code:03d} {value.agent} "{value.text}" {value.date or ""}'.rstrip()))
    return [Title("Warning field"), fields]


def _warning(warning: Any) -> list[Block]:
    fields = Fields()
    fields.add("status", httpstatus.warning.status())
    fields.add("spec", place(warning))
    fields.add("name", warning.name)
    fields.add("explanation", warning.explanation)
    fields.add("definition", warning.definition)
    fields.add("rule", warning.persistence)
    fields.add("formerly", "" if warning.former_code is None else f"{warning.former_code} (RFC 2068)")
    fields.add("note", warning.note)
    fields.add("also in", ", ".join(warning.other_specs))
    fields.add("source", warning.source)
    return [Title(f"Warning {warning.code} {warning.phrase}"), fields]


def _smtp_reply(reply: Any, answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("code", str(reply.code or ""))
    fields.add("enhanced", reply.enhanced or "")
    fields.add("text", *(visible(line) for line in reply.text.split("\n")))
    fields.add("severity", reply.severity)
    fields.add("command", reply.command or "")
    fields.add("repaired", ", ".join(reply.repaired))
    if reply.situation:
        fields.add("party", reply.party)
        fields.add("action", reply.action)
        fields.add("situation", f"{reply.situation.title}. {reply.situation.explanation}")
    blocks: list[Block] = [Title("Reply of a mail server (SMTP)"), fields]
    blocks += ["", *_reply_code(reply.meaning)] if reply.meaning else []
    blocks += ["", *_enhanced(reply.detail)] if reply.detail else []
    return blocks


def _reply_code(reply: Any) -> list[Block]:
    fields = Fields()
    fields.add("standing", reply.standing)
    fields.add("spec", reply.spec)
    fields.add("severity", reply.severity)
    fields.add("explanation", reply.explanation)
    fields.add("class", f"{reply.class_title}: {reply.class_explanation}")
    fields.add("category", reply.category)
    fields.add("note", reply.note)
    fields.add("source", reply.source)
    return [Title(f"SMTP {reply.code} {reply.title}"), fields]


def _enhanced(code: Any) -> list[Block]:
    fields = Fields()
    fields.add("standing", code.standing)
    fields.add("spec", ", ".join(code.specs))
    fields.add("severity", code.severity)
    fields.add("explanation", code.explanation)
    fields.add("class", f"{code.class_title}: {code.class_explanation}" if code.class_title else "")
    fields.add("subject", f"{code.subject_title}: {code.subject_explanation}")
    fields.add("goes with", *(f"{each} {_reply_title(each)}".rstrip() for each in code.basic), code.basic_note)
    fields.add("note", code.note)
    fields.add("source", code.source)
    return [Title(f"Enhanced status code {code.code} {code.title}"), fields]


def _reply_title(code: int) -> str:
    known = httpstatus.smtp.replies(code)
    return known[0].title if known else ""


def _substatus(record: Any) -> list[Block]:
    fields = Fields()
    fields.add("since", record.since)
    fields.add("explanation", record.explanation)
    fields.add("of", code_and_phrase(record.code))
    fields.add("note", record.note)
    fields.add("source", record.source)
    return [Title(f"IIS {record.code}.{record.sub} {record.title}", httpstatus.status_class(record.code)), fields]


def _cloudflare(record: Any) -> list[Block]:
    fields = Fields()
    if record.http_status is not None:
        fields.add("status", code_and_phrase(record.http_status) + (" (inferred)" if record.status_inferred else ""))
    fields.add("explanation", record.explanation)
    fields.add("wait", "" if record.retry_after is None else f"{record.retry_after} seconds")
    fields.add("note", record.note)
    fields.add("source", record.source)
    return [Title(f"Cloudflare {record.code} {record.title}", httpstatus.status_class(record.http_status or 0)), fields]


def _grpc(record: Any) -> list[Block]:
    fields = Fields()
    fields.add("explanation", record.title)
    fields.add("to HTTP", code_and_phrase(record.http))
    fields.add("note", record.note, httpstatus.grpc.note())
    fields.add("source", record.source)
    return [Title(f"gRPC {record.number} {record.name}"), fields]


def _policy(record: Any) -> list[Block]:
    fields = Fields()
    fields.add("repeats", str(record.codes))
    fields.add("methods", ", ".join(record.methods))
    fields.add("rule", record.rule)
    fields.add("read", record.version)
    fields.add("source", record.source)
    return [Title(f"{record.client} ({record.id})"), fields]


def _in_systems(name: str) -> Any:
    """What the file on other systems does, which is loaded when there is something of them to show."""

    def blocks(found: Any, answer: Answer) -> list[Block]:
        from . import systems

        made: list[Block] = getattr(systems, name)(found, answer)
        return made

    return blocks


# In the order in which they are shown.
SECTIONS = {
    "status_line": _status_line,
    "class": _class,
    "origin": _origin,
    "meanings": _meanings,
    "status": _status,
    "warning_values": _warning_values,
    "warnings": _records(_warning, (">code", "phrase"), lambda each: (str(each.code), each.phrase)),
    "smtp_reply": _smtp_reply,
    "smtp_replies": _records(
        _reply_code, (">code", "severity", "title"), lambda each: (str(each.code), each.severity, each.title)
    ),
    "smtp_enhanced": _records(_enhanced, ("code", "title"), lambda each: (each.code, each.title)),
    "iis_substatuses": _records(_substatus, ("code", "title"), lambda each: (f"{each.code}.{each.sub}", each.title)),
    "cloudflare_errors": _records(_cloudflare, (">code", "title"), lambda each: (str(each.code), each.title)),
    "grpc_codes": _records(
        _grpc, (">code", ">HTTP", "name"), lambda each: (str(each.number), str(each.http), each.name)
    ),
    "system": _in_systems("heading"),
    "system_entries": _in_systems("entries"),
    "logged_status": _in_systems("logged_status"),
    "elsewhere": _in_systems("other_queries"),
    "retry_policies": _records(_policy, ("client", "repeats"), lambda each: (each.id, str(each.codes))),
}
