"""Read core/api: the public functions, records and enums, each described once, and how each language says it.

A text is kept in parts (summary, text, arguments, errors, cost, source), and a language puts together the parts that it
needs; `[function.python]`, `[function.lua]` and `c` hold what is said in one language only.
"""

from __future__ import annotations

import re
import sys
import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).resolve().parent.parent / "api"
PYTHON_ONLY = "python"  # the file that is not a group of the header
PREFIX = "httpstatus_"

Table = dict[str, Any]

# What the result of a function of a code is in C, Python and Lua.
RESULTS = {
    "bool": ("bool", "bool", "boolean"),
    "int": ("int", "int", "integer"),
    "text": ("const char *", "str", "string?"),
    "label": ("const char *", "_Label", "httpstatus.Label"),
}
CODE = {"code": "any integer"}

# By the type of a field: in C, in Python and in Lua.
FIELD_TYPES = {
    "text": ("const char *", "str", "string"),
    "tags": ("const char *", "str", "string"),
    "list": ("const char *", "tuple[str, ...]", "string[]"),
    "int": ("int ", "int", "integer"),
    "optional": ("int ", "int | None", "integer"),
    "long": ("int64_t ", "int | None", "integer"),
    "bool": ("bool ", "bool", "boolean"),
    "codes": ("const int16_t *", "tuple[int, ...]", "integer[]"),
    "count": ("size_t ", "", ""),
    "origin": ("const char *", "_OriginId", "httpstatus.OriginId"),
    "standing": ("const char *", "_Standing", "httpstatus.Standing"),
    "need": ("const char *", "_Need", "httpstatus.Need"),
    "topic": ("const char *", "_Topic", "httpstatus.Topic"),
    "severity": ("const char *", "_Severity", "httpstatus.Severity"),
    "dotted": ("", "str", "string"),
    "object": ("", "", ""),
}
CHOICES = ("standing", "need", "topic")  # texts that a row keeps as an index into a table of their own


def sentence(text: str) -> str:
    return text if not text or text.endswith((".", ":", "?")) else f"{text}."


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def folded(text: str) -> str:
    """Paragraphs without their line ends."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


@dataclass
class Field:
    name: str
    spec: Table

    @property
    def type(self) -> str:
        return str(self.spec.get("type", ""))

    @property
    def key(self) -> str:
        """Its key in the registry's files."""
        return str(self.spec.get("key", self.shown_name if self.type == "count" else self.name))

    @property
    def shown_name(self) -> str:
        """Its name in Python and Lua."""
        return str(self.spec.get("field", self.name))

    @property
    def in_row(self) -> bool:
        return bool(self.type) and self.type not in ("dotted", "object") and not self.spec.get("by_hand")

    def declarations(self) -> list[str]:
        """Its members in C."""
        if "c" in self.spec:
            return [self.spec["c"]]
        if self.type in ("dotted", "object") or self.spec.get("row_only"):
            return []
        own = [FIELD_TYPES[self.type][0] + self.name]
        return [*own, f"size_t {self.name}_count"] if self.type == "codes" else own

    def type_in(self, language: str) -> str:
        """Its type in Python or Lua; "" if it has none there."""
        given = self.spec.get(language, True)
        if given is False or not self.type or self.spec.get("row_only"):
            return ""
        if given is not True:
            return str(given)
        python = str(self.spec.get("python", ""))
        if language == "lua" and self.type == "object":
            return {"str": "string", "int": "integer"}.get(python.partition(" |")[0], "")
        return FIELD_TYPES[self.type][1 if language == "python" else 2]

    def text_in(self, language: str) -> str:
        text = str(self.spec.get(f"{language}_text", self.spec.get("text", "")))
        if not text or (f"{language}_text" in self.spec and language == "c"):
            return text
        if language == "c" and self.type == "list":
            text = f"{text.removesuffix('.')} (a list)."
        if "none" in self.spec and self.type != "list":
            numeric = self.type in ("optional", "long")
            absent = {
                "c": "-1" if numeric else '""',
                "python": "None" if numeric or "None" in self.type_in("python") else '""',
                "lua": "nil",
            }[language]
            text = f"{text.removesuffix('.')}, or {absent} if {self.spec['none']}."
        return text.replace("httpstatus_", "httpstatus.") if language == "lua" else text


@dataclass
class Record:
    name: str
    spec: Table
    fields: list[Field]

    @property
    def struct(self) -> str:
        return PREFIX + self.name

    @property
    def has_rows(self) -> bool:
        return "entries" in self.spec

    @property
    def in_c(self) -> bool:
        return any(each.declarations() for each in self.fields)

    def text_in(self, language: str) -> str:
        return str(self.spec.get(f"{language}_text", self.spec.get("text", "")))

    def fields_in(self, language: str) -> list[Field]:
        """Its fields in Python or Lua, in their order there: those that the record names first, then the others."""
        order: list[str] = self.spec.get("order", {}).get(language, [])
        found = [each for each in self.fields if each.type_in(language)]
        known = {each.shown_name for each in found}
        if not known.issuperset(order):
            raise ValueError(f"core/api: the order of {self.name} has fields that it lacks: {set(order) - known}")
        return sorted(found, key=lambda each: order.index(each.shown_name) if each.shown_name in order else len(order))


@dataclass
class Enum:
    name: str
    text: str
    values: dict[str, Table]


@dataclass
class Function:
    name: str
    spec: Table
    c: Table = field(default_factory=dict)
    python: Table = field(default_factory=dict)
    lua: Table = field(default_factory=dict)

    @property
    def c_name(self) -> str:
        return PREFIX + self.name

    @property
    def python_name(self) -> str:
        """With its module or class: "smtp.reply", "StatusSet.isdisjoint"."""
        return str(self.python.get("name", self.name))

    @property
    def lua_name(self) -> str:
        return str(self.lua.get("name", self.name))

    @property
    def signatures(self) -> list[str]:
        """In Python, with types: one for each overload."""
        given = self.python.get("signature", [])
        return [given] if isinstance(given, str) else list(given)

    def prototype(self) -> str:
        result = self.c["result"]
        arguments = ", ".join(self.c.get("arguments", ())) or "void"
        return f"{result}{'' if result.endswith('*') else ' '}{self.c_name}({arguments})"

    def _parts(self, language: str) -> tuple[str, str]:
        """The summary, and the text that goes on."""
        own: Table = getattr(self, language)
        texts = [folded(self.spec.get("text", "")), folded(own.get("text", ""))]
        if "none" in self.spec:
            absent = {"c": 'Returns ""', "python": 'Returns ""', "lua": "Returns nil"}[language]
            texts.insert(0, f"{absent} if {self.spec['none']}.")
        return str(own.get("summary", self.spec.get("summary", ""))), joined(*texts)

    def text_in(self, language: str) -> str:
        """All that is said about it, in paragraphs, but for what a language says elsewhere."""
        own: Table = getattr(self, language)
        summary, text = self._parts(language)
        source = str(self.spec.get("source", ""))
        cost = str(self.spec.get("cost", own.get("cost", "")))
        arguments, details = "", []
        if language == "python":
            about: Table = own.get("arguments", {})
            arguments = "\n".join(f"{name}: {sentence(each)}" for name, each in about.items())
            if about == CODE and "raises" not in own:
                details.append("Raises TypeError if code is not an integer.")
            details.append(own.get("raises", ""))
        if cost and (language == "python" or (language == "c" and cost != "constant time")):
            details.append(f"Takes {cost}." if "time" in cost else f"Takes time {cost}.")
        if language == "lua":
            text = text.replace("httpstatus_", "httpstatus.")
        elif source and not text and "(" not in summary and ";" not in source:
            summary = f"{summary[:-1]} ({source})."
        elif source:
            details.append(f"Source: {source}.")
        if "\n" not in arguments:
            arguments, details = "", [arguments, *details]
        if language == "c" and text:
            text, details = joined(text, *details), []
        verbatim = own.get("verbatim", "").strip("\n")
        found = [summary, verbatim, text, arguments, joined(*details), own.get("more", "")]
        return linked("\n\n".join(part for part in found if part), language)

    def text_signature(self) -> str:
        """What CPython shows: the first signature without types."""
        if "text_signature" in self.python:
            return str(self.python["text_signature"])
        return untyped(self.signatures[0])


def untyped(signature: str) -> str:
    """(code: SupportsIndex, /, *, idempotent: bool = True) -> bool becomes ($module, code, /, *, idempotent=True)."""
    import ast

    node = ast.parse(f"def f{signature}: ...").body[0]
    assert isinstance(node, ast.FunctionDef)
    rest = [each for each in (node.args.vararg, node.args.kwarg) if each]
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, *rest):
        argument.annotation = None
    inner = ast.unparse(node.args)
    return f"($module, {inner})" if inner else "($module, /)"


@dataclass
class Group:
    name: str
    title: str
    text: str
    module: str
    enums: list[Enum]
    records: list[Record]
    functions: list[Function]
    traits: list[Table]


@dataclass
class Api:
    title: str
    introduction: str
    groups: list[Group]  # of the header
    python: Group  # what only Python has

    @property
    def records(self) -> list[Record]:
        return [each for group in self.groups for each in group.records]

    @property
    def functions(self) -> list[Function]:
        return [each for group in (*self.groups, self.python) for each in group.functions]

    @property
    def traits(self) -> dict[str, str]:
        """The traits that codes may have, in the order of their bits, and what the reference says about each."""
        found = {each.spec["trait"]: each.spec for each in self.functions if "trait" in each.spec}
        found |= {each["name"]: each for group in self.groups for each in group.traits}
        return {name: spec.get("in_reference", "") for name, spec in found.items()}

    def record(self, name: str) -> Record:
        return next(each for each in self.records if each.name == name)


def linked(text: str, language: str) -> str:
    """Names between braces, as the language has them."""

    def link(found: re.Match[str]) -> str:
        if language == "c":
            return PREFIX + found[1]
        function = next(each for each in load().functions if each.name == found[1])
        return f"{function.python_name}()" if language == "python" else f"httpstatus.{function.lua_name}"

    return re.sub(r"\{(\w+)\}", link, text)


def _function(spec: Table) -> Function:
    c, python, lua = (dict(spec.get(language, {})) for language in ("c", "python", "lua"))
    if "of_code" in spec:
        in_c, in_python, in_lua = RESULTS[spec["of_code"]]
        c = {"result": in_c, "arguments": ["int code"]} | c
        python = {"signature": f"(code: SupportsIndex, /) -> {in_python}", "arguments": dict(CODE)} | python
        lua = {"arguments": ["code httpstatus.Code"], "returns": [in_lua]} | lua
    return Function(spec["name"], spec, c, python, lua)


def _group(name: str) -> Group:
    spec = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    records = [
        Record(each["name"], each, [Field(key, value) for key, value in each["fields"].items()])
        for each in spec.get("record", [])
    ]
    enums = [Enum(each["name"], each.get("text", ""), each["values"]) for each in spec.get("enum", [])]
    functions = [_function(each) for each in spec.get("function", [])]
    return Group(
        name, spec["title"], spec.get("text", ""), spec.get("module", ""), enums, records, functions,
        spec.get("trait", []),
    )  # fmt: skip


@cache
def load() -> Api:
    index = tomllib.loads((HERE / "index.toml").read_text(encoding="utf-8"))
    groups = [_group(name) for name in index["groups"]]
    return Api(index["title"], index["introduction"].strip(), groups, _group(PYTHON_ONLY))


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; code, which is indented, stays as it is, and so does the beginning of every line."""
    lines: list[str] = []
    for line in text.split("\n"):
        fits = not line or line.startswith("    ")
        lines += [line] if fits else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return lines


def c_literal(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text).replace("\n", "\\n") + '"'


def c_literals(text: str) -> list[str]:
    """A text as adjacent literals, one for each line."""
    return [c_literal(line) for line in text.splitlines(keepends=True)] or ['""']
