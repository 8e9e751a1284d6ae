"""The Python reference: docstrings and signatures of the compiled module, as Sphinx wants them.

Docstrings are plain prose, which help() shows as it is: here it becomes reStructuredText, with links to names and
RFCs. What C functions cannot say of themselves, the types, comes from the stubs.
"""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import httpstatus
from rst import Generated, escape, heading, indent, prose
from sphinx.application import Sphinx

PACKAGE = Path(str(httpstatus.__file__)).parent
NAME = re.compile(r"(?<![.\w])(?:(?:httpstatus\.)?((?:\w+\.)?\w+)\(\)|([A-Z]\w+)\b(?!\.\w|[(=]))")
LOG = "str | bytes | PathLike | BinaryIO"
SAID = {"SupportsIndex": "int", "Buffer": "bytes", "_T": "object", "_Log": LOG, "_LogT": LOG}


@cache
def stub(module: str) -> tuple[dict[str, ast.FunctionDef], dict[str, ast.expr]]:
    """The functions of a stub, the first form of each, by "name" and "Class.name"; and the types it names itself."""
    functions: dict[str, ast.FunctionDef] = {}
    aliases: dict[str, ast.expr] = {}
    path = PACKAGE / f"{module.partition('.')[2] or '__init__'}.pyi"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias" and node.value:
            aliases[ast.unparse(node.target)] = node.value
        prefix, inner = (f"{node.name}.", node.body) if isinstance(node, ast.ClassDef) else ("", [node])
        for each in inner:
            if isinstance(each, ast.FunctionDef):
                functions.setdefault(prefix + each.name, each)
    return functions, aliases


class Plain(ast.NodeTransformer):
    """Types for readers: a stub's own aliases spelt out, a choice of texts as str."""

    def __init__(self, aliases: dict[str, ast.expr]) -> None:
        self.aliases = aliases

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.aliases and node.id not in SAID:
            alias: ast.expr = self.visit(deepcopy(self.aliases[node.id]))
            return alias
        return ast.Name(SAID.get(node.id, node.id))

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        return ast.Name("str") if ast.unparse(node.value) == "Literal" else self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        parts: list[str] = []
        for side in (node.left, node.right):
            text = ast.unparse(self.visit(side))
            parts += [text] if "[" in text else text.split(" | ")
        return ast.Name(" | ".join(dict.fromkeys(parts)))


def of_stub(module: str, name: str) -> ast.FunctionDef | None:
    """What the stub says of a function or a property, with plain types."""
    functions, aliases = stub(module)
    if name not in functions:
        return None
    copy = deepcopy(functions[name])
    copy.body = []
    Plain(aliases).visit(copy)
    return copy


def typed(app: Sphinx, what: str, name: str, obj: Any, options: Any, signature: str, returns: str) -> Any:
    """autodoc-process-signature: the stub's, where it has one."""
    module = ".".join(each for each in name.split(".")[:-1] if not each[0].isupper())
    path = name.removeprefix(f"{module}.")
    if isinstance(obj, enum.EnumMeta):
        return "(code, /)", None
    if isinstance(obj, type):
        function = of_stub(module, f"{path}.__new__")
        return (f"({ast.unparse(function.args).removeprefix('cls, ')})", None) if function else None
    function = of_stub(module, path)
    if function is None or not callable(obj):
        return None
    arguments = re.sub(r"^self(, /)?(, |$)", "", ast.unparse(function.args))
    return f"({arguments})", ast.unparse(function.returns) if function.returns else None


def linked(text: str) -> str:
    """Names of the package become links."""

    def link(match: re.Match[str]) -> str:
        path = match[1] or match[2]
        value: Any = httpstatus
        for part in path.split("."):
            value = getattr(value, part, None)
        if not callable(value) or isinstance(value, type) == bool(match[1]):
            return escape(match[0])
        return f"\\ :py:obj:`{path}{'()' if match[1] else ''} <httpstatus.{path}>`\\ "

    out, at = "", 0
    for match in NAME.finditer(text):
        out += escape(text[at : match.start()]) + link(match)
        at = match.end()
    return out + escape(text[at:])


def readable(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """autodoc-process-docstring: the prose as reStructuredText, with the names of arguments in italics."""
    text = "\n".join(lines)
    if callable(obj) and getattr(obj, "__text_signature__", True):
        names = "|".join(map(re.escape, inspect.signature(obj).parameters)) or "(?!)"
        text = re.sub(rf"((?:^|\n|\. )\s*)({names}): ", r"\1*\2*: ", text)
    lines[:] = prose(text, linked).splitlines()


def class_lines(module: str, name: str) -> list[str]:
    """A class with its fields and methods, in the order of the stub."""
    lines = ["", f".. autoclass:: {module}.{name}", ""]
    for path, function in stub(module)[0].items():
        each = path.removeprefix(f"{name}.")
        if each == path or each.startswith("_"):
            continue
        if not function.decorator_list or ast.unparse(function.decorator_list[0]) != "property":
            lines += indent([f".. automethod:: {module}.{path}", ""])
            continue
        returns = of_stub(module, path).returns  # type: ignore[union-attr]
        doc = getattr(getattr(importlib.import_module(module), name), each).__doc__
        lines += indent([f".. py:attribute:: {each}", f"   :type: {ast.unparse(returns)}", ""])  # type: ignore[arg-type]
        lines += indent([prose(doc, linked), ""], 6)
    return lines


class Class(Generated):
    """.. class-reference:: Meaning"""

    required_arguments = 1

    def lines(self) -> list[str]:
        return class_lines("httpstatus", self.arguments[0])


class System(Generated):
    """.. system:: httpstatus.smtp: everything public of a module."""

    required_arguments = 1

    def lines(self) -> list[str]:
        name = self.arguments[0]
        module = importlib.import_module(name)
        lines = [*heading(name), f".. py:module:: {name}", "", prose(module.__doc__ or "", linked), ""]
        is_class = {each: isinstance(getattr(module, each), type) for each in module.__all__}
        for each in sorted(module.__all__, key=is_class.__getitem__):  # functions first
            lines += class_lines(name, each) if is_class[each] else ["", f".. autofunction:: {name}.{each}"]
        return lines


class Systems(Generated):
    """.. systems:: the module of each system of codes."""

    def lines(self) -> list[str]:
        lines: list[str] = []
        for system in httpstatus.systems.systems():
            name = f"httpstatus.{system.id}"
            module = importlib.import_module(name)
            lines += [*heading(name), f".. py:module:: {name}", "", prose(module.__doc__ or "", linked), ""]
            lines += [line for each in module.__all__ for line in ("", f".. autofunction:: {name}.{each}")]
        return lines


class EnumMembers(Generated):
    """.. enum-members:: HTTPStatus: the members and aliases with their numbers."""

    required_arguments = 1

    def lines(self) -> list[str]:
        name = self.arguments[0]
        lines: list[str] = []
        for alias, member in getattr(httpstatus, name).__members__.items():
            doc = escape(getattr(member, "phrase", "")) if alias == member.name else f"An alias of ``{member.name}``."
            lines += ["", f".. py:attribute:: {name}.{alias}", f"   :value: {int(member)}", "", f"   {doc}"]
        return lines


class VendorEnums(Generated):
    """.. vendor-enums:: the enum of each origin."""

    def lines(self) -> list[str]:
        lines: list[str] = []
        for origin in map(httpstatus.origin, httpstatus.origins()):
            lines += ["", f".. py:class:: {origin.class_name}", "", *indent([linked(f"{origin.name}: {origin.about}")])]
            for name, member in getattr(httpstatus.vendors, origin.class_name).__members__.items():
                phrase = escape(httpstatus.lookup(int(member), origin.id).phrase)
                lines += indent(["", f".. py:attribute:: {name}", f"   :value: {int(member)}", "", f"   {phrase}"])
        return lines


def setup(app: Sphinx) -> dict[str, Any]:
    for name, directive in {
        "class-reference": Class,
        "system": System,
        "systems": Systems,
        "enum-members": EnumMembers,
        "vendor-enums": VendorEnums,
    }.items():
        app.add_directive(name, directive)
    app.connect("autodoc-process-signature", typed)
    app.connect("autodoc-process-docstring", readable)
    return {"parallel_read_safe": True}
