"""StatusSet as a field of pydantic, which asks for this."""

import sys
from typing import Any

from httpstatus import StatusSet

_TEXT = "codes, classes and ranges, separated by commas; ! leaves codes out"
_CODE = {"type": "integer", "minimum": 0, "maximum": 999}


def _read(value: Any) -> StatusSet:
    """pydantic reports a ValueError, and lets a TypeError through."""
    try:
        return StatusSet(value)
    except TypeError as error:
        raise ValueError(str(error)) from None


def core_schema_of(*_: Any) -> Any:
    """Whatever a set can be made of is taken, and JSON has its text.

    pydantic has loaded its core. If this file imported it, each frozen program that uses httpstatus would include both.
    """
    core_schema = sys.modules["pydantic_core.core_schema"]
    return core_schema.no_info_plain_validator_function(
        _read, serialization=core_schema.plain_serializer_function_ser_schema(str, when_used="json")
    )


def json_schema_of(_: Any, __: Any, handler: Any) -> dict[str, Any]:
    """What JSON may have for it, and what it has if it was written from one."""
    text = {"type": "string", "description": _TEXT, "examples": ["2xx,301-308,!304"]}
    if handler.mode == "serialization":
        return text
    return {"anyOf": [text, _CODE, {"type": "array", "items": {"anyOf": [{"type": "string"}, _CODE]}}]}
