"""Write the registry's files back: what a test altered in memory, as TOML that the generator reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def value(item: Any) -> str:
    if isinstance(item, dict):
        return "{ " + ", ".join(f"{key} = {value(part)}" for key, part in item.items()) + " }"
    if isinstance(item, list):
        return "[" + ", ".join(map(value, item)) + "]"
    if isinstance(item, bool):
        return str(item).lower()
    # JSON's strings are TOML's basic strings, but for DEL.
    return json.dumps(item).replace("\x7f", "\\u007f")


def lines(tables: dict[str, Any]) -> list[str]:
    out = []
    for name, entries in tables.items():
        header = f"[[{name}]]" if isinstance(entries, list) else f"[{name}]"
        for entry in entries if isinstance(entries, list) else [entries]:
            out += [header, *(f"{key} = {value(item)}" for key, item in entry.items()), ""]
    return out


def write(files: dict[str, Any], directory: Path) -> None:
    for stem, tables in files.items():
        path = directory / f"{stem}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines(tables)), encoding="utf-8")
