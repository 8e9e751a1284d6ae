"""Write what the binding for JavaScript takes from core/api and from the command line: records, types, words."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from ..api import Api, Field, Function, Record, wrapped
from ..load import Registry
from ..schema import NEEDS, STANDINGS, TOPICS
from .bindings import BANNER

TEMPLATE = Path(__file__).with_name("templates") / "httpstatus.d.mts.in"
WIDTH = 110

# By the type of a field: the kind that httpstatus.mjs reads, and the type in TypeScript. Every other one is a text.
KINDS = {
    "int": ("i", "number"),
    "optional": ("o", "number | null"),
    "long": ("L", "number | bigint | null"),
    "bool": ("b", "boolean"),
    "list": ("l", "string[]"),
    "codes": ("c", "number[]"),
    "dotted": ("d", "string"),
}
RESULTS = {"bool": ("b", "boolean"), "int": ("i", "number"), "text": ("t", "string"), "label": ("t", "string")}
OBJECTS = {"str": "string", "int": "number", "None": "null", "tuple[str, ...]": "string[]", "_Severity": "string"}


def records(api: Api) -> list[Record]:
    """Those that are made from a struct, without those that only a function of the core hands out."""
    return [each for each in api.records if each.has_rows and each.fields_in("python")]


def _kind(field: Field) -> str:
    if field.spec.get("python_type") == "set":
        return "s"
    return field.shown_name[0].upper() if field.type == "count" else KINDS.get(field.type, ("t", ""))[0]


def _field(record: Record, field: Field) -> str:
    member = field.spec.get("member", field.name)
    return f"    {{\"{field.shown_name}\", '{_kind(field)}', offsetof({record.struct}, {member})}},\n"


def _fields(record: Record) -> str:
    rows = "".join(_field(record, each) for each in record.fields_in("python"))
    return f"static const struct field {record.name}_fields[] = {{\n{rows}}};\n"


def emit_records(api: Api) -> str:
    """bindings/web/records.c"""
    found = records(api)
    of_code = [each for each in api.functions if "of_code" in each.spec]
    specs = "".join(
        f'    {{"{each.name}", "{each.spec.get("functions", each.name)}", {each.name}_fields,\n'
        f"     sizeof {each.name}_fields / sizeof *{each.name}_fields, sizeof({each.struct})}},\n"
        for each in found
    )
    functions = "".join(f"    {{\"{each.name}\", '{RESULTS[each.spec['of_code']][0]}', 0}},\n" for each in of_code)
    return (
        BANNER
        + '#include "web.h"\n\n'
        + "\n".join(map(_fields, found))
        + f"\nconst struct record httpstatus__web_records[] = {{\n{specs}    {{NULL, NULL, NULL, 0, 0}},\n}};\n"
        + "\n/* The functions of a code. */\n"
        + f"const struct field httpstatus__web_functions[] = {{\n{functions}    {{NULL, 0, 0}},\n}};\n"
    )


# ---- Types ----


def _interface(record: Record) -> str:
    return "".join(part.capitalize() for part in record.name.split("_"))


def _object(api: Api, python: str) -> str:
    parts = []
    for each in python.split(" | "):
        record = next((r for r in api.records if r.spec.get("python", "").rpartition(".")[2] == each), None)
        parts.append(_interface(record) if record else OBJECTS[each])
    return " | ".join(parts)


def _type(api: Api, field: Field) -> str:
    if field.type == "count":
        return f"{_interface(api.record(field.spec['of']))}[]"
    if field.type == "object":
        return _object(api, field.type_in("python"))
    if field.type in ("standing", "need", "topic") and field.type_in("python").startswith("_"):
        return field.type.capitalize()
    return KINDS.get(field.type, ("", "string"))[1]


def _comment(text: str, indent: str = "") -> list[str]:
    lines = wrapped(text, WIDTH - len(indent))
    if len(lines) == 1:
        return [f"{indent}/** {lines[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}".rstrip() for line in lines), f"{indent} */"]


def _record(api: Api, record: Record) -> list[str]:
    lines = [*_comment(record.text_in("python")), f"export interface {_interface(record)} {{"]
    for each in record.fields_in("python"):
        lines += _comment(each.text_in("python").replace("None", "null"), "  ")
        lines.append(f"  readonly {each.shown_name}: {_type(api, each)};")
    return [*lines, "}"]


def _function(function: Function) -> list[str]:
    summary = _comment(str(function.python.get("summary", function.spec.get("summary", ""))), "  ")
    return [*summary, f"  {function.name}(code: Code): {RESULTS[function.spec['of_code']][1]};"]


def emit_types(registry: Registry, api: Api) -> str:
    """bindings/web/httpstatus.d.mts"""

    def choice(name: str, values: tuple[str, ...]) -> str:
        return f"export type {name} = " + " | ".join(f'"{value}"' for value in values) + ";"

    shown = [each for each in api.records if each.fields_in("python")]
    gaps = {
        "records": "\n\n".join("\n".join(_record(api, each)) for each in shown),
        "choices": "\n".join([choice("Standing", STANDINGS), choice("Need", NEEDS), choice("Topic", TOPICS)]),
        "functions": "\n".join(line for each in api.functions if "of_code" in each.spec for line in _function(each)),
        "systems": "\n".join(
            line
            for head in registry.heads
            for line in (*_comment(f"{head['title']}.", "  "), f"  readonly {head['id']}: OneSystem;")
        ),
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, filled in gaps.items():
        gap = f"//@{name}\n"
        if text.count(gap) != 1:
            raise ValueError(f"{TEMPLATE.name} has the gap {name} {text.count(gap)} times")
        text = text.replace(gap, filled + "\n")
    return "// Generated by core/generate from core/api; edit that, not this file.\n\n" + text


# ---- The words of queries ----


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return f"new Map({json.dumps([*value.items()])})"
    if isinstance(value, set):
        return f"new Set({json.dumps(sorted(value))})"
    return json.dumps(value)


def emit_query_words(source: Path) -> str:
    """bindings/web/query_words.mjs, from the constants of python/httpstatus/_cli/queries.py"""
    found = {}
    for each in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            found[each.targets[0].id] = ast.literal_eval(each.value)
    del found["TYPE_CHECKING"]
    lines = [f"export const {name} = {_literal(value)};\n" for name, value in found.items()]
    banner = "// Generated by core/generate from python/httpstatus/_cli/queries.py; edit that, not this file.\n\n"
    return banner + "".join(lines)
