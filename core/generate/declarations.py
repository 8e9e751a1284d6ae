"""The public header as data: its groups, and in each the declarations with their comments.

The header, httpstatus(3) and the C reference are all written from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import api


@dataclass
class Function:
    prototype: str  # on one line, without the mark of what is exported

    @property
    def name(self) -> str:
        return self.prototype.partition("(")[0].split()[-1].lstrip("*")


@dataclass
class Block:
    """A struct or an enum."""

    kind: str  # "struct" or "enum"
    name: str  # may be empty
    members: list[tuple[str, str]]  # as declared, and what is said about it


@dataclass
class Entry:
    """What one comment is about; no declaration for a text by itself."""

    comment: str
    declarations: list[Function | Block] = field(default_factory=list)


@dataclass
class Group:
    title: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Header:
    title: str
    introduction: str
    groups: list[Group]

    def functions(self) -> list[Function]:
        found = [each for group in self.groups for entry in group.entries for each in entry.declarations]
        return [each for each in found if isinstance(each, Function)]


def _record(record: api.Record) -> Entry:
    members = []
    for each in record.fields:
        text = each.text_in("c")
        for declared in each.declarations():
            members.append((declared, text))
            text = ""
    return Entry(record.text_in("c"), [Block("struct", record.struct, members)])


def _enum(enum: api.Enum) -> Entry:
    members = [
        (f"{name} = {spec['value']}" if "value" in spec else name, spec.get("text", ""))
        for name, spec in enum.values.items()
    ]
    return Entry(enum.text, [Block("enum", enum.name and api.PREFIX + enum.name, members)])


def _entries(group: api.Group) -> Iterator[Entry]:
    if group.text:
        yield Entry(group.text)
    yield from map(_enum, group.enums)
    yield from (_record(each) for each in group.records if each.in_c)
    for each in group.functions:
        if each.c:
            yield Entry(each.text_in("c"), [Function(each.prototype())])


def header(described: api.Api) -> Header:
    groups = [Group(group.title, list(_entries(group))) for group in described.groups]
    return Header(described.title, described.introduction, groups)
