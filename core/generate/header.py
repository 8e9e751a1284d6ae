"""Read the public header: its groups, and in each the declarations with the comment that stands before them.

The header is laid out plainly (clang-format sees to it): a comment begins at the left margin and belongs to the
declarations below it, up to an empty line; one without any is a text by itself, unless it is about the preprocessor's
lines below it. "/* ---- Title ---- */" begins a group. A form that this does not know gives an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

COMMENT = re.compile(r"/\*(.*?)\*/\n", re.DOTALL)
TITLE = re.compile(r" ---- (.*?) -+ ")
PREPROCESSOR = re.compile(r"#(?:[^\n]*\\\n)*[^\n]*\n|extern \"C\" \{\n|\}\n")
INLINE = re.compile(r"static inline [^\n]*\{\n(?:  [^\n]*\n)*\}\n")  # what the macros are made of
DECLARATION = re.compile(r"HTTPSTATUS_API ([^;]*);(?: /\* (.*?) \*/)?\n")
BLOCK = re.compile(r"(typedef struct|struct|enum)(?: (\w+))? \{\n(.*?)\n\}[^;\n]*;\n", re.DOTALL)
MEMBER = re.compile(r"  (.*?)[,;]?(?:\s*/\* (.*?) \*/)?\n")


@dataclass
class Function:
    prototype: str  # on one line, without the mark of what is exported
    remark: str

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
    """What one comment is about."""

    comment: str
    declarations: list[Function | Block] = field(default_factory=list)


@dataclass
class Group:
    title: str
    entries: list[Entry] = field(default_factory=list)


@dataclass
class Header:
    introduction: str
    groups: list[Group]

    def functions(self) -> list[Function]:
        found = [each for group in self.groups for entry in group.entries for each in entry.declarations]
        return [each for each in found if isinstance(each, Function)]


def _text(comment: str) -> str:
    """A comment without its frame; the lines of a paragraph stay as they are."""
    return "\n".join(re.sub(r"^ ?\*? ?", "", line) for line in comment.strip("\n").split("\n")).strip()


def _declaration(source: str, at: int) -> tuple[Function | Block, int]:
    declared = DECLARATION.match(source, at)
    if declared:
        return Function(re.sub(r"\s+", " ", declared[1]), declared[2] or ""), declared.end()
    block = BLOCK.match(source, at)
    if not block:
        raise ValueError(f"no form of a declaration that is known: {source[at : at + 80]!r}")
    members = [(re.sub(r"\s+", " ", name), remark) for name, remark in MEMBER.findall(block[3] + "\n")]
    return Block(block[1].split()[-1], block[2] or "", members), block.end()


def read(path: Path) -> Header:
    source = path.read_text(encoding="utf-8")
    first = COMMENT.match(source)
    if not first:
        raise ValueError(f"{path} does not begin with a comment")
    groups = [Group("")]
    entry: Entry | None = None
    at = first.end()
    while at < len(source):
        comment = COMMENT.match(source, at)
        skipped = PREPROCESSOR.match(source, at) or INLINE.match(source, at)
        if source[at] == "\n":
            at += 1
            entry = None
        elif comment:
            at = comment.end()
            title = TITLE.fullmatch(comment[1])
            if title:
                groups.append(Group(title[1]))
            elif source[at] != "#":
                entry = Entry(_text(comment[1]))
                groups[-1].entries.append(entry)
        elif skipped:
            at = skipped.end()
        else:
            declaration, at = _declaration(source, at)
            if entry is None:
                entry = Entry("")
                groups[-1].entries.append(entry)
            entry.declarations.append(declaration)
    return Header(_text(first[1]), groups)
