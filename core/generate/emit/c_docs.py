"""Read what the Python stubs repeat: docstrings of the binding's C sources and of the package, fields of the records.

No compiler is needed: the texts are string literals, and the tables of records are written with macros of one line. A
form that this does not know gives an error, not a gap; tests/languages/python/test_stubs.py compares the stubs with
the module.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

LITERAL = r'"(?:[^"\\]|\\.)*"'
TEXT = re.compile(rf"{LITERAL}(?:\s*{LITERAL})*")
SIGNED = re.compile(r"^(\w+)\((\$self)?[^\n]*\)\n--\n\n(.*)", re.DOTALL)  # what CPython takes a signature from
VARIABLE = re.compile(rf"static const char (\w+_doc)\[\] =\s*({TEXT.pattern});")
GETTER = re.compile(rf'"(\w+)",\s*\w+,\s*NULL,\s*({LITERAL}),\s*NULL\s*\}}')
CLASS_TEXT = re.compile(rf"CLASS_TEXT\((\w+), ({LITERAL})\)")
BLOCK = re.compile(r"static const struct field (\w+)\[\] = \{\n(.*?)\n\};", re.DOTALL)
MACRO = re.compile(r"#define (\w+)\([\w, ]+\) FIELD\([^)\n]*?(FIELD_\w+)?, doc\)")
ENTRY = re.compile(rf"(?:\{{|\b(\w+)\()([^(){{}}]*?),\s*({LITERAL})\s*[)}}],")
SPEC = re.compile(rf"RECORD\(({LITERAL}),\s*({LITERAL}),\s*(\w+),\s*\d+\),")


@dataclass
class Field:
    name: str
    kind: str  # "FIELD_TEXT" ...
    doc: str


@dataclass
class Record:
    doc: str
    fields: list[Field]


@dataclass
class Docs:
    functions: dict[str, str]  # name (".name" of a method, "name_doc" of the C variable without a signature) -> doc
    package: dict[str, str]  # "module" or "module.function" of what is written in Python -> docstring
    attributes: dict[str, str]  # name -> docstring
    records: dict[str, Record]  # name without the module


def unquote(literals: str) -> str:
    """The text of one or more adjacent C string literals."""
    escapes = {"n": "\n", "t": "\t", "r": "\r"}
    joined = "".join(match[1:-1] for match in re.findall(LITERAL, literals))
    return re.sub(r"\\(.)", lambda match: escapes.get(match[1], match[1]), joined, flags=re.DOTALL)


def _fields(block: str, macros: dict[str, str]) -> list[Field]:
    fields = []
    for macro, arguments, doc in ENTRY.findall(block):
        words = [word.strip() for word in arguments.split(",")]
        quoted = [unquote(word) for word in words if word.startswith('"')]
        kinds = [word for word in words if word.startswith("FIELD_")]
        plain = [word for word in words if re.fullmatch("(?!httpstatus_)[a-z_]+", word)]
        name, kind = (quoted or plain)[0], (kinds or [macros.get(macro, "")])[0]
        if not kind:
            raise ValueError(f"the kind of the field {name} is not to be seen")
        fields.append(Field(name, kind, unquote(doc)))
    return fields


def _package_docs(package: Path) -> dict[str, str]:
    found = {}
    for path in package.glob("[a-z]*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found[path.stem] = ast.get_docstring(tree) or ""
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{path.stem}.{node.name}"] = ast.get_docstring(node) or ""
    return found


def read(root: Path) -> Docs:
    """Read the sources of a checkout."""
    paths = [*sorted((root / "bindings/python").glob("*.[ch]")), root / "swig/python.i"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != "httpstatus_wrap.c")
    source = source.replace("\\\n", " ")
    functions = {name: unquote(doc) for name, doc in VARIABLE.findall(source)}
    for literals in TEXT.findall(source):
        signed = SIGNED.match(unquote(literals))
        if signed:
            functions[("." if signed[2] else "") + signed[1]] = signed[3]
    attributes = {name: unquote(doc) for name, doc in [*GETTER.findall(source), *CLASS_TEXT.findall(source)]}
    macros = dict(MACRO.findall(source))
    blocks = {name: _fields(block, macros) for name, block in BLOCK.findall(source)}
    records = {
        unquote(name).rpartition(".")[2]: Record(unquote(doc), blocks[fields])
        for name, doc, fields in SPEC.findall(source)
    }
    if set(blocks) != {fields for _, _, fields in SPEC.findall(source)}:
        raise ValueError("a table of fields belongs to no record, or a record has none")
    return Docs(functions, _package_docs(root / "python/httpstatus"), attributes, records)
