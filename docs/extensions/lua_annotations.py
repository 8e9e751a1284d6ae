"""The Lua reference: `.. lua-annotations::` makes it from lua/httpstatus/meta.lua, what language servers read.

Sphinx has no domain for Lua: functions, classes and aliases are object types of our own, so that they are in the
index and can be linked (:luafunc:`httpstatus.phrase`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from rst import ROOT, Generated, escape, heading, indent, prose
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docfields import Field, TypedField

ANNOTATION = re.compile(r"---@(\w+) ?(.*)")
CODE = re.compile(r"(?:function ([\w.:]+)\(([^)]*)\) end|local (\w+) = \{\})")
BRACKETS = {"{": "}", "(": ")", "<": ">", "[": "]"}
CONSTANTS = ("httpstatus.codes", "httpstatus.vendors")
NAME = re.compile(r"\bhttpstatus\.\w+(?:\.\w+)*")


@dataclass
class Entry:
    """What stands together: text, annotations, and the line of code behind them."""

    text: list[str] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    function: str = ""
    parameters: str = ""

    def all(self, tag: str) -> list[str]:
        return [value for name, value in self.tags if name == tag]


def read(source: str) -> list[Entry]:
    """The entries of annotated Lua."""
    entries, entry = [], Entry()
    owners: dict[str, str] = {}
    for line in [*source.splitlines(), ""]:
        annotation, code = ANNOTATION.match(line), CODE.match(line)
        if annotation:
            if annotation[1] in ("class", "alias") and entry.tags:
                entries.append(entry)
                entry = Entry()
            entry.tags.append((annotation[1], annotation[2]))
        elif line.startswith("---"):
            entry.text.append(line[3:].removeprefix(" "))
        elif code and code[3]:
            owners[code[3]] = entry.all("class")[0].partition(":")[0]
        elif code:
            owner, mark, name = re.split(r"([.:])(?=\w+$)", code[1])
            entry.function, entry.parameters = f"{owners[owner]}{mark}{name}", code[2]
        elif entry.tags and not line:
            entries.append(entry)
            entry = Entry()
        elif line and not re.match(r"-- |return |[\w.]+ = \w+$", line):
            raise ValueError(f"lua/httpstatus/meta.lua has a form that is not understood: {line}")
    return [entry for entry in entries if entry.all("meta") == []]


def split_type(text: str) -> tuple[str, str]:
    """A type, and the words behind it: spaces within brackets and behind a colon or comma belong to the type."""
    closing: list[str] = []
    for at, letter in enumerate(text):
        if closing and letter == closing[-1]:
            closing.pop()
        elif letter in BRACKETS:
            closing.append(BRACKETS[letter])
        elif letter == " " and not closing and text[at - 1] not in ":,":
            return text[:at], text[at + 1 :]
    return text, ""


class Reference:
    """The annotations as reStructuredText."""

    def __init__(self, source: str) -> None:
        self.entries = read(source)
        self.types = {each.partition(":")[0] for entry in self.entries for each in entry.all("class")}
        self.types |= {each.split()[0] for entry in self.entries for each in entry.all("alias")}
        functions = [entry for entry in self.entries if entry.function]
        modules = list(dict.fromkeys(re.split(r"[.:]\w+$", entry.function)[0] for entry in functions))
        self.lines: list[str] = []
        shown = set()
        for module in sorted(modules, key=lambda each: each != "httpstatus"):
            about = next(entry for entry in self.entries if entry.all("class")[:1] and self.name(entry) == module)
            shown.add(module)
            self.lines += heading(module)
            self.record(about)
            for entry in functions:
                if re.fullmatch(rf"{re.escape(module)}[.:]\w+", entry.function):
                    self.function(entry)
        rest = [entry for entry in self.entries if not entry.function and self.name(entry) not in shown]
        self.lines += heading("Records and types")
        for entry in rest:
            if not self.name(entry).startswith(CONSTANTS):
                self.record(entry)
        self.lines += heading("Constants")
        for entry in rest:
            if self.name(entry).startswith(CONSTANTS):
                self.record(entry)

    @staticmethod
    def name(entry: Entry) -> str:
        return re.split(r"[: ]", (entry.all("class") or entry.all("alias"))[0])[0]

    def type(self, text: str) -> str:
        """A type in the type's own notation, with links."""
        out, at = "", 0
        for match in NAME.finditer(text):
            if match[0] in self.types:
                out += f"{escape(text[at : match.start()])}\\ :luatype:`{match[0]}`\\ "
                at = match.end()
        return out + escape(text[at:])

    def prose(self, lines: list[str]) -> list[str]:
        return prose("\n".join(lines)).splitlines()

    def fields(self, entry: Entry) -> list[str]:
        lines = []
        for each in entry.all("param"):
            name, _, rest = each.partition(" ")
            kind, text = split_type(rest)
            optional = " or nil" if name.endswith("?") else ""
            name = name.rstrip("?")
            lines += [f":param {name}: {prose(text)}".rstrip(), f":type {name}: {self.type(kind)}{optional}"]
        results = []
        for kind, text in map(split_type, entry.all("return")):
            name, _, about = text.partition(" ")
            shown = self.type(kind.rstrip("?")) + (" or nil" if kind.endswith("?") else "")
            results.append((f"*{name}*: " if name else "") + shown + (f" -- {prose(about)}" if about else ""))
        if len(results) > 1:
            results = ["", *(f"   - {each}" for each in results)]
        return [*lines, f":returns: {results[0]}", *results[1:]] if results else lines

    def function(self, entry: Entry) -> None:
        self.lines += ["", f".. luafunction:: {entry.function}({entry.parameters})", ""]
        self.lines += indent([*self.prose(entry.text), "", *self.fields(entry)])

    def record(self, entry: Entry) -> None:
        name = self.name(entry)
        lines = self.prose(entry.text)
        for alias in entry.all("alias"):
            lines += ["", f"One of {self.type(alias.partition(' ')[2].replace('|', ', '))}."]
        for parent in re.findall(r": (\S+)", entry.all("class")[0] if entry.all("class") else ""):
            lines += ["", f"It has the fields of {self.type(parent)} too."]
        lines.append("")
        for each in entry.all("field"):
            if each.startswith("["):
                continue  # the text of a set or a tally says what indexing gives
            attribute, _, rest = each.partition(" ")
            kind, text = split_type(rest)
            optional = " or nil" if attribute.endswith("?") else ""
            attribute = attribute.rstrip("?")
            lines += [f":field {attribute}: {prose(text)}".rstrip(), f":type {attribute}: {self.type(kind)}{optional}"]
        self.lines += ["", f".. luatype:: {name}", "", *indent(lines)]


def signature(env: BuildEnvironment, text: str, node: addnodes.desc_signature) -> str:
    """httpstatus.phrase(code, extra) as the other domains show it."""
    owner, mark, rest = re.match(r"(?:(.*)([.:]))?(\w+.*)", text).groups()  # type: ignore[union-attr]
    name, bracket, parameters = rest.partition("(")
    if owner:
        node += addnodes.desc_addname("", owner + mark)
    node += addnodes.desc_name("", name)
    if bracket:
        listed = addnodes.desc_parameterlist()
        for each in filter(None, parameters.rstrip(")").split(", ")):
            listed += addnodes.desc_parameter("", "", addnodes.desc_sig_name("", each))
        node += listed
    return text.partition("(")[0]


class LuaAnnotations(Generated):
    sources = ("lua/httpstatus/meta.lua",)

    def lines(self) -> list[str]:
        return Reference((ROOT / self.sources[0]).read_text(encoding="utf-8")).lines


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_object_type(
        "luafunction",
        "luafunc",
        indextemplate="pair: %s; Lua function",
        parse_node=signature,
        ref_nodeclass=nodes.literal,
        objname="Lua function",
        doc_field_types=[
            TypedField("parameter", label="Parameters", names=("param",), typenames=("type",)),
            Field("returns", label="Returns", names=("returns",), has_arg=False),
        ],
    )
    app.add_object_type(
        "luatype",
        "luatype",
        indextemplate="pair: %s; Lua type",
        parse_node=signature,
        ref_nodeclass=nodes.literal,
        objname="Lua type",
        doc_field_types=[TypedField("field", label="Fields", names=("field",), typenames=("type",))],
    )
    app.add_directive("lua-annotations", LuaAnnotations)
    return {"parallel_read_safe": True}
