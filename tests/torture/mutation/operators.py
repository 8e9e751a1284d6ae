"""Small faults that a programmer might make, in the text of a source: what mutate.py puts in, one at a time.

A mutation changes one line. Comments and texts are left alone, and so is what only the preprocessor or a type checker
reads.
"""

from __future__ import annotations

import hashlib
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mutation:
    path: str
    number: int  # of the line, from 1
    before: str
    after: str
    where: str  # the function, or the entry of the registry, that has the line

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names it as long as the line stays as it is, wherever it moves."""
        return self.path, self.where, " ".join(self.before.split()), " ".join(self.after.split())

    @property
    def rank(self) -> str:
        """An order that has nothing to do with that of the lines, and stays from run to run."""
        return hashlib.sha256("\t".join(self.key).encode()).hexdigest()

    def apply(self, text: str) -> str:
        lines = text.splitlines(keepends=True)
        assert lines[self.number - 1].rstrip("\n") == self.before, self
        lines[self.number - 1] = self.after + "\n"
        return "".join(lines)


Change = tuple[int, str, str]  # the number of a line, what it was, what it becomes


def pairs(text: str) -> dict[str, str]:
    """What is put in place of what."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


COMMON = pairs("== != != == < <= <= < > >= >= > + - - + break continue continue break")
SWAPS = {
    ".c": COMMON | pairs("true false false true && || || && / * % / | & & | += -= ++ --"),
    ".lua": COMMON | pairs("true false false true == ~= ~= == and or or and * / / * % *"),
    ".py": COMMON | pairs("True False False True and or or and // * % // * + | & & | += -=") | {"in": "not in"},
}
SWAPS[".h"] = SWAPS[".c"]

# A text, a comment, an operator between spaces, a word or a number.
TOKENS = {
    ".c": re.compile(
        r"""(?P<skip>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|/\*.*?\*/|//.*)"""
        r"""|(?<=[ ])(?P<operator>==|!=|<=|>=|<|>|&&|\|\||\+=|\+|-|/|%|\||&)(?=[ ])|(?P<step>\+\+)"""
        r"""|(?P<word>[A-Za-z_]\w*)|(?P<number>\b\d+\b)(?![xX.])"""
    ),
    ".lua": re.compile(
        r"""(?P<skip>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|--.*)"""
        r"""|(?<=[ ])(?P<operator>==|~=|<=|>=|<|>|\+|-|\*|/|%)(?=[ ])"""
        r"""|(?P<word>[A-Za-z_]\w*)|(?P<number>\b\d+\b)(?![xX.])"""
    ),
}
TOKENS[".h"] = TOKENS[".c"]

# Statements of one line, which may be left out.
STATEMENTS = {
    ".c": re.compile(
        r"^(\s+)(?:[\w.>\[\]()*-]+\s*(?:=|[-+|&^]=)\s.*|\w+\(.*\)|[\w.>\[\]-]+(?:\+\+|--)|(?:\+\+|--)\S+);$"
    ),
    ".lua": re.compile(r"^(\s+)(?:[\w.\[\]]+(?:, [\w.\[\]]+)* = .*[^{(,]|[\w.]+\(.*\))$"),
    ".py": re.compile(r"^(\s+)(?:[\w.\[\]]+ [-+|&]?= .*[^\[{(,]|[\w.]+\(.*\))$"),
}
STATEMENTS[".h"] = STATEMENTS[".c"]
EMPTY = {".c": ";", ".h": ";", ".lua": "do end", ".py": "pass"}

CONDITIONS = {
    ".c": (re.compile(r"^(.*\b(?:if|while) )\((.*)\)( \{.*)$"), r"\1(!(\2))\3"),
    ".lua": (re.compile(r"^(\s*(?:if|elseif|while) )(.*)( (?:then|do))$"), r"\1not (\2)\3"),
    ".py": (re.compile(r"^(\s*(?:if|elif|while) )(.*)(:)$"), r"\1not (\2)\3"),
}
CONDITIONS[".h"] = CONDITIONS[".c"]


# What begins a function, and its name.
FUNCTIONS = {
    ".c": re.compile(r"^[a-zA-Z#][^;=]*?(\w+)\("),
    ".lua": re.compile(r"^(?:local )?function ([\w.]+)|^(?:local )?([\w.]+) ="),
    ".py": re.compile(r"^(?: {4})?(?:def|class) (\w+)"),
}
FUNCTIONS[".h"] = FUNCTIONS[".c"]


def function_of(lines: list[str], number: int, kind: str) -> str:
    for line in reversed(lines[:number]):
        found = FUNCTIONS[kind].match(line)
        if found:
            return next(name for name in found.groups() if name)
    return ""


def off_by_one(number: str) -> str:
    return str(int(number) + 1)


def changes_of_line(line: str, kind: str) -> Iterator[tuple[int, int, str]]:
    """Places in a line, and what to put there instead."""
    for token in TOKENS[kind].finditer(line):
        group, text = token.lastgroup, token.group()
        if group == "number":
            yield token.start(), token.end(), off_by_one(text)
        elif group != "skip" and text in SWAPS[kind]:
            yield token.start(), token.end(), SWAPS[kind][text]


def source_lines(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """The lines that are code, comments of several lines and the preprocessor's lines left out."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if kind in (".c", ".h"):
            if inside or stripped.startswith("/*"):
                inside = "*/" not in line
                continue
            # A text that goes on, a prototype, or a directive and what continues it.
            if stripped.startswith(("#", '"', "extern ", "static const char", "HTTPSTATUS_API")) or line.endswith("\\"):
                continue
        if stripped and not stripped.startswith("--"):
            yield number, line


def of_c_or_lua(text: str, kind: str) -> Iterator[Change]:
    for number, line in source_lines(text, kind):
        for first, last, instead in changes_of_line(line, kind):
            yield number, line, line[:first] + instead + line[last:]
        yield from of_whole_line(number, line, kind)


def of_whole_line(number: int, line: str, kind: str) -> Iterator[Change]:
    statement = STATEMENTS[kind].match(line)
    if statement:
        yield number, line, statement.group(1) + EMPTY[kind]
    pattern, negated = CONDITIONS[kind]
    if pattern.match(line):
        yield number, line, pattern.sub(negated, line)


def of_python(text: str) -> Iterator[Change]:
    lines = text.splitlines()
    code: set[int] = set()
    previous = ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        number, first = token.start
        if token.type in (tokenize.OP, tokenize.NAME, tokenize.NUMBER):
            code.add(number)
        line = lines[number - 1] if number <= len(lines) else ""
        instead = None
        if token.type == tokenize.NUMBER and token.string.isdigit():
            instead = off_by_one(token.string)
        elif token.type in (tokenize.OP, tokenize.NAME) and previous != "for":
            instead = SWAPS[".py"].get(token.string)
        if re.match(r"\s*(def |@|import |from |class |async def )", line) or (token.string in "|*&-" and ": " in line):
            instead = None  # annotations, and the bare star
        if token.string == "in" and (previous == "not" or re.search(r"\bfor\b", line[:first])):
            instead = None  # not an operator of its own
        if instead is not None:
            yield number, line, line[:first] + instead + line[token.end[1] :]
        previous = token.string
    for number in sorted(code):
        yield from of_whole_line(number, lines[number - 1], ".py")


def mutations(root: Path, path: str) -> list[Mutation]:
    text = (root / path).read_text(encoding="utf-8")
    kind = Path(path).suffix
    lines = text.splitlines()
    found: dict[tuple[str, ...], Mutation] = {}
    for number, before, after in of_python(text) if kind == ".py" else of_c_or_lua(text, kind):
        if before != after:
            mutation = Mutation(path, number, before, after, function_of(lines, number, kind))
            found.setdefault(mutation.key, mutation)
    return list(found.values())
