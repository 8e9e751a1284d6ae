"""Queries for codes of other systems, such as ws:1006 and SH--, and their pages of text."""

from __future__ import annotations

import httpstatus
from httpstatus import UnknownStatusError

from .layout import Fields, Table, Title
from .queries import SHORTEST_WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .layout import Block
    from .queries import Answer

RETRIES = {
    "yes": "yes, whatever the method",
    "idempotent": "only an idempotent request",
    "pause": "only an idempotent request, after a pause",
    "http1": "over HTTP/1.1",
    "depends": "it depends",
}
PARTED = ("letters", "tags")  # the compositions whose parts are less than codes
THIRD_PARTY = "third-party: only others than the owner say so"


def named(word: str) -> str:
    """The id of a system that has this id or prefix, or ""."""
    try:
        return str(httpstatus.systems.system(word).id)
    except UnknownStatusError:
        return ""


def names() -> list[str]:
    return [name for each in httpstatus.systems.systems() for name in dict.fromkeys((each.prefix, each.id))]


def of_system(id: str, rest: str) -> Answer | None:
    """The entries that explain a code, or the whole system without a code; None if the code is unknown."""
    systems = httpstatus.systems
    if not rest:
        return {"system": systems.system(id), "system_entries": systems.entries(id)}
    found = systems.explain(id, rest)
    return _answer(found, rest) if found else None


def complaint(id: str, rest: str) -> tuple[str, list[str]]:
    """Why a system does not know a code, and queries that are worth a try."""
    systems = httpstatus.systems
    message = ""
    try:
        systems.lookup(id, rest)
    except UnknownStatusError as error:
        message = str(error).partition(";")[0]
    prefix = systems.system(id).prefix
    near = [systems.spelling(id, rest)] if systems.spelling(id, rest) else systems.nearest(id, rest)
    return message, [f"{prefix}:{code}" for code in near] or [prefix, *_status_queries(rest)]


def of_spelling(text: str) -> Answer | None:
    """What every system says that knows a code without being asked by name."""
    found = [entry for each in httpstatus.systems.matches(text) for entry in httpstatus.systems.explain(each.id, text)]
    return _answer(tuple(found), text) if found else None


def hints(text: str) -> list[str]:
    """Codes that a misspelled text may be meant for."""
    systems = httpstatus.systems
    found = [systems.spelling(each.id, text) for each in systems.systems()]
    if len(text) >= SHORTEST_WORD and not any(map(systems.matches, found)):
        found += [code for each in systems.systems() for code in systems.nearest(each.id, text)[:1]]
    return list(dict.fromkeys(code for code in found if systems.matches(code)))


def elsewhere(number: int) -> list[str]:
    """The queries for a number that no status code is."""
    exact = [(each, httpstatus.systems.explain(each.id, number)) for each in httpstatus.systems.systems()]
    return [f"{each.prefix}:{number}" for each, found in exact if found and found[0].last is None]


def _answer(entries: tuple[Any, ...], text: str) -> Answer:
    answer: Answer = {"system_entries": entries}
    status = text.rpartition("/")[2]
    if "/" in text and status.isdigit():
        answer["logged_status"] = status
    others = _status_queries(text) if entries[0].last is not None else []
    if others:
        answer["elsewhere"] = others
    return answer


def _status_queries(text: str) -> list[str]:
    """A number that is also a status code."""
    is_status = text.isascii() and text.isdigit() and len(text) == 3 and bool(httpstatus.meanings(int(text)))
    return [text] if is_status else []


# ---- Pages ----


def heading(system: Any, answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("about", system.about)
    fields.add("query", f"{system.prefix}:CODE")
    fields.add("spec", f"{system.spec}, section {system.section}" if system.spec else "")
    fields.add("url", system.url)
    fields.add("note", system.note)
    fields.add("source", system.source)
    return [Title(system.title), fields]


def entries(found: Iterable[Any], answer: Answer) -> list[Block]:
    """A table of a whole system; else a page for each code, and a line for each part that it is made of."""
    if "system" in answer:
        return [_table(found)]
    blocks: list[Block] = []
    of, parts = "", None
    for entry in found:
        system = httpstatus.systems.system(entry.system)
        if entry.system == of and system.compose in PARTED:
            if parts is None:
                parts = Fields()
                blocks += ["", parts]
            parts.add(entry.part, f"{entry.key}: {entry.title}. {entry.explanation}")
            continue
        of, parts = entry.system, None
        blocks += ["", *_page(entry, system)] if blocks else _page(entry, system)
    return blocks


def _table(found: Iterable[Any]) -> Table:
    table = Table(("code", ">status", "title"))
    part = ""
    for entry in found:
        if entry.part != part and table.rows:
            table.rows.append(())
        part = entry.part
        status = "" if entry.http_status is None else str(entry.http_status)
        table.rows.append((entry.key, status, entry.title))
    return table


def _page(entry: Any, system: Any) -> list[Block]:
    from .text import code_and_phrase, place

    fields = Fields()
    fields.add("standing", entry.standing)
    fields.add("evidence", THIRD_PARTY if entry.evidence else "")
    fields.add("spec", place(entry))
    fields.add("url", entry.url)
    fields.add("part", entry.part)
    if entry.number is not None and entry.key != str(entry.number):
        last = "" if entry.last is None else f" to {entry.last} ({entry.last:#x})"
        step = "" if entry.step is None else f", every {entry.step:#x}"
        fields.add("number", f"{entry.number} ({entry.number:#x}){last}{step}")
    fields.add("also named", ", ".join(entry.names))
    if entry.http_status is not None:
        fields.add("status", code_and_phrase(entry.http_status))
    fields.add("status", entry.http_status_note)
    fields.add("explanation", entry.explanation)
    fields.add("definition", entry.definition)
    fields.add("repeat", RETRIES.get(entry.retry or "", entry.retry or ""), entry.retry_note)
    fields.add("since", entry.since)
    fields.add("note", entry.note)
    fields.add("source", entry.source)
    digit = httpstatus.status_class(entry.http_status or 0)
    return [Title(f"{entry.key} {entry.title} ({system.title})", digit), fields]


def logged_status(digits: str, answer: Answer) -> list[Block]:
    from .text import code_and_phrase

    fields = Fields()
    fields.add("logged", code_and_phrase(int(digits)))
    return [fields]


def other_queries(queries: list[str], answer: Answer) -> list[Block]:
    fields = Fields()
    fields.add("elsewhere", *(f"httpstatus {query}" for query in queries))
    return [fields]
