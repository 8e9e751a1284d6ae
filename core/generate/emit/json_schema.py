"""Write the records of docs/httpstatus.schema.json, whose other definitions are kept by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..api import Api, Field, Record

TEXTS = {"type": "array", "items": {"type": "string"}}
TYPES: dict[str, Any] = {
    "int": {"type": "integer"},
    "optional": {"type": ["integer", "null"]},
    "long": {"type": ["integer", "null"]},
    "bool": {"type": "boolean"},
    "list": TEXTS,
    "codes": {"type": "array", "items": {"type": "integer"}},
}
OBJECTS: dict[str, Any] = {
    "str": {"type": "string"},
    "str | None": {"type": ["string", "null"]},
    "_Severity": {"type": "string"},
    "int": {"type": "integer"},
    "int | None": {"type": ["integer", "null"]},
    "tuple[str, ...]": TEXTS,
}


def _type(api: Api, field: Field) -> dict[str, Any]:
    if field.type == "count":
        return {"type": "array", "items": {"$ref": f"#/$defs/{api.record(field.spec['of']).spec['json']}"}}
    if field.type != "object":
        return dict(TYPES.get(field.type, {"type": "string"}))
    python = field.type_in("python")
    if python in OBJECTS:
        return dict(OBJECTS[python])
    name = python.removesuffix(" | None")
    record = next(each for each in api.records if each.spec.get("python", "").rpartition(".")[2] == name)
    return {"oneOf": [{"$ref": f"#/$defs/{record.spec['json']}"}, {"type": "null"}]}


def _record(api: Api, record: Record) -> dict[str, Any]:
    fields = record.fields_in("python")
    return {
        "description": record.text_in("python"),
        "type": "object",
        "properties": {
            each.shown_name: {"description": each.text_in("python").replace("None", "null"), **_type(api, each)}
            for each in fields
        },
        "required": [each.shown_name for each in fields],
        "additionalProperties": False,
    }


def emit(api: Api, path: Path) -> str:
    schema = json.loads(path.read_text(encoding="utf-8"))
    for record in api.records:
        if "json" in record.spec:
            schema["$defs"][record.spec["json"]] = _record(api, record)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
