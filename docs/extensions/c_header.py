"""The C reference: `.. c-header::` makes it from core/api, as the generator makes the header."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from rst import ROOT, Generated, escape, heading, indent, prose
from sphinx.application import Sphinx

from core.generate import api
from core.generate.declarations import Block, Entry, Function, Header, header

COMMENTED = re.compile(r"(?:/\*((?:(?!\*/).)*)\*/\n)?#define (HTTPSTATUS_\w+)(\([^)]*\))?(?=[ \n])", re.DOTALL)
CONSTANT = re.compile(r"^  (HTTPSTATUS_\w+) = (\d+)|^  /\* (.*) \*/", re.MULTILINE)
NAME = re.compile(r"\b(httpstatus_\w+|HTTPSTATUS_\w+)\b")
GUARD = "HTTPSTATUS_CODES_H"


def declarators(member: str) -> list[str]:
    """`int a, b[2]` as `int a` and `int b[2]`: Sphinx takes one declarator in a declaration."""
    first, *others = re.split(r",\s*(?![^()]*\))", member)
    base = re.match(r"(?:\w+\s+)*", first)
    assert base
    return [first, *(base[0] + each for each in others)]


class Reference:
    """The header as reStructuredText."""

    def __init__(self, parsed: Header, constants: str) -> None:
        self.constants = constants
        self.macros = [each for each in COMMENTED.findall(constants) if each[1] != GUARD]
        self.kinds = {each.name: "func" for each in parsed.functions()}
        declared = [each for group in parsed.groups for entry in group.entries for each in entry.declarations]
        for block in declared:
            if isinstance(block, Block):
                self.kinds.setdefault(block.name, block.kind)
                if block.kind == "enum":
                    self.kinds |= {member.split(" =")[0]: "enumerator" for member, _ in block.members}
        self.kinds |= {name: "macro" for _, name, _ in self.macros}
        self.kinds |= {name: "enumerator" for name, _, _ in CONSTANT.findall(constants) if name}
        self.lines = self.comment(parsed.introduction)
        for group in parsed.groups:
            self.lines += heading(group.title) if group.title else []
            for entry in group.entries:
                self.entry(entry)
        self.constant_lines()

    def link(self, text: str) -> str:
        """Names that are declared become links."""
        out = ""
        for number, part in enumerate(NAME.split(text)):
            kind = self.kinds.get(part) if number % 2 else None
            out += f"\\ :c:{kind}:`{part}`\\ " if kind else escape(part)
        return out

    def comment(self, text: str) -> list[str]:
        """The text of a comment; what is indented deep is code."""
        out: list[str] = []
        for is_code, part in groupby(text.split("\n"), lambda line: line.startswith("    ")):
            lines = "\n".join(part)
            out += ["", "  .. code-block:: c", "", lines, ""] if is_code else prose(lines, self.link).splitlines()
        return out

    def entry(self, entry: Entry) -> None:
        """The declarations that share a comment; the comment stands at the first of them."""
        doc = self.comment(entry.comment)
        if not entry.declarations:
            self.lines += ["", *doc]
        for is_function, run in groupby(entry.declarations, lambda each: isinstance(each, Function)):
            for block in [] if is_function else run:
                assert isinstance(block, Block)
                self.block(block, doc)
                doc = []
            functions = [each for each in run if isinstance(each, Function)]
            if functions:
                first, *others = (each.prototype for each in functions)
                self.lines += ["", f".. c:function:: {first}", *(f"{'':15} {each}" for each in others), ""]
                self.lines += indent(doc)
                doc = []

    def block(self, block: Block, doc: list[str]) -> None:
        """A struct or an enum, with what is in it."""
        inner = {"struct": "c:member", "enum": "c:enumerator"}[block.kind]
        lines = [*doc, ""]
        for member, remark in block.members:
            first, *others = declarators(member)
            lines += [f".. {inner}:: {first}", *(f"{'':{len(inner) + 5}} {each}" for each in others), ""]
            lines += [*indent([prose(remark, self.link)]), ""]
        if not block.name:
            self.lines += ["", *lines]
        elif self.kinds[block.name] == "func":  # C keeps the names of enums apart from others, Sphinx does not
            self.lines += ["", f"``{block.kind} {block.name}``", *indent(lines)]
        else:
            self.lines += ["", f".. c:{block.kind}:: {block.name}", "", *indent(lines)]

    def constant_lines(self) -> None:
        self.lines += heading("Constants")
        for comment, name, arguments in self.macros:
            text = re.sub(r"^ \* ?", "", comment, flags=re.MULTILINE).strip()
            self.lines += ["", f".. c:macro:: {name}{arguments}", "", *indent(self.comment(text))]
        for name, value, remark in CONSTANT.findall(self.constants):
            self.lines += ["", f".. c:enumerator:: {name} = {value}"] if name else ["", prose(remark)]


class CHeader(Generated):
    sources = ("core/httpstatus.h", "core/httpstatus_codes.h")

    def lines(self) -> list[str]:
        constants = (ROOT / "core/httpstatus_codes.h").read_text(encoding="utf-8")
        return Reference(header(api.load()), constants).lines


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("c-header", CHeader)
    return {"parallel_read_safe": True}
