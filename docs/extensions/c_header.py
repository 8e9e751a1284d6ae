"""The C reference: `.. c-header::` makes it from core/httpstatus.h and the constants beside it, whose comments are the
manual. Empty lines part the header into pieces: a comment, and what it is about. What is not understood is an error,
not a gap.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from rst import ROOT, Generated, escape, heading, indent, prose
from sphinx.application import Sphinx

SECTION = re.compile(r"/\* -{4} (.*?) -+ \*/")
COMMENT = re.compile(r"/\*(.*?)\*/\n?", re.DOTALL)
FUNCTION = re.compile(r"HTTPSTATUS_API\s+([^;]*\b(httpstatus_\w+)\([^;]*\));(?: /\* (.*?) \*/)?\n?")
BLOCK = re.compile(r"(typedef struct|enum) ?(\w*) \{\n(.*?)\n\}[^;\n]*;\n?", re.DOTALL)
MEMBER = re.compile(r" *([^;,/]*)[;,]?(?: */\* (.*?) \*/)?")
DEFINE = re.compile(r"#define (HTTPSTATUS_\w+)(\([^)]*\))?(?:[^\n]*\\\n)*[^\n]*\n?")
NAME = re.compile(r"\b(httpstatus_\w+|HTTPSTATUS_\w+)\b")


def text_of(comment: str) -> list[str]:
    """The lines of a comment without its stars."""
    lines = [re.sub(r"^ ?\*(?: |$)", "", line).rstrip() for line in comment.splitlines()]
    return "\n".join(lines).strip().splitlines()


class Reference:
    """The header as reStructuredText."""

    def __init__(self, header: str, constants: str) -> None:
        self.kinds = {name: "func" for _, name, _ in FUNCTION.findall(header)}
        self.kinds |= {name: "macro" for name, _ in DEFINE.findall(constants)}
        for word, name, body in BLOCK.findall(header + constants):
            self.kinds.setdefault(name, "struct" if word != "enum" else "enum")
            if word == "enum":
                self.kinds |= dict.fromkeys(re.findall(r"^ *(HTTPSTATUS_\w+)", body, re.MULTILINE), "enumerator")
        top = COMMENT.match(header)
        assert top is not None
        self.lines = self.prose(text_of(top[1]))
        first = header.index("\n\n", header.index("\n#endif", header.index("#define HTTPSTATUS_API")))
        self.pieces(header[first : header.rindex("#ifdef __cplusplus")])
        self.lines += heading("Constants")
        self.pieces(constants[constants.index("\n\n") : constants.rindex("#endif")])

    def link(self, text: str) -> str:
        """Names that are declared become links."""
        out = ""
        for number, part in enumerate(NAME.split(text)):
            kind = self.kinds.get(part) if number % 2 else None
            out += f"\\ :c:{kind}:`{part}`\\ " if kind else escape(part)
        return out

    def prose(self, lines: list[str]) -> list[str]:
        """The text of a comment; what is indented deep is code."""
        out: list[str] = []
        for is_code, part in groupby(lines, lambda line: line.startswith("      ")):
            text = "\n".join(part)
            out += ["", "  .. code-block:: c", "", text, ""] if is_code else prose(text, self.link).splitlines()
        return out

    def pieces(self, text: str) -> None:
        for piece in filter(None, (each.strip("\n") for each in re.split(r"\n\n(?=\S)", text))):
            section, comment = SECTION.fullmatch(piece), COMMENT.match(piece)
            if section:
                self.lines += heading(section[1])
                continue
            doc = self.prose(text_of(comment[1])) if comment else []
            rest = piece[comment.end() :] if comment else piece
            if not rest:
                self.lines += ["", *doc]
            elif block := BLOCK.fullmatch(rest):
                self.block(block[1], block[2], block[3], doc)
            elif functions := FUNCTION.findall(rest):
                self.functions(functions, doc)
                rest = FUNCTION.sub("", rest)
            else:
                for name, arguments in DEFINE.findall(rest):
                    self.lines += ["", f".. c:macro:: {name}{arguments}", "", *indent(doc)]
                rest = DEFINE.sub("", rest)
            if rest.strip() and not block:
                raise ValueError(f"the C header has a form that is not understood: {rest.strip()}")

    def functions(self, functions: list[tuple[str, str, str]], doc: list[str]) -> None:
        """Functions that share a comment, and what stands behind each."""
        signatures = [" ".join(signature.split()) for signature, _, _ in functions]
        self.lines += ["", *(f"{'.. c:function::' if not n else '':15} {each}" for n, each in enumerate(signatures))]
        self.lines += ["", *indent(doc)]
        for _, name, behind in functions:
            if behind:
                self.lines += indent(["", self.link(name) + ": " + prose(behind, self.link)])

    def block(self, word: str, name: str, body: str, doc: list[str]) -> None:
        """A struct or an enum, with what is in it."""
        directive, inner = ("c:enum", "c:enumerator") if word == "enum" else ("c:struct", "c:member")
        lines: list[str] = []
        for line in filter(None, body.splitlines()):
            member = MEMBER.fullmatch(line)
            if member is None:
                raise ValueError(f"the C header has a member that is not understood: {line}")
            text = prose(member[2] or "", self.link)
            lines += ["", f".. {inner}:: {member[1].strip()}", "", *indent([text])] if member[1].strip() else ["", text]
        if name and self.kinds[name] == "func":  # C keeps the names of enums apart from others, Sphinx does not
            self.lines += ["", f"``{word} {name}``", *indent([*doc, *lines])]
        elif name:
            self.lines += ["", f".. {directive}:: {name}", "", *indent([*doc, *lines])]
        else:
            self.lines += [*doc, *lines]


class CHeader(Generated):
    sources = ("core/httpstatus.h", "core/httpstatus_codes.h")

    def lines(self) -> list[str]:
        header, constants = ((ROOT / source).read_text(encoding="utf-8") for source in self.sources)
        return Reference(header, constants).lines


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("c-header", CHeader)
    return {"parallel_read_safe": True}
