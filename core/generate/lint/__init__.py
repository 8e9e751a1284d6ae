"""Judge the registry: every rule that README.md states, each with a message that names the file and the entry.

First each value by itself (schema.py says which kind it is), then the entries against each other. Findings that
would spoil the generated tables are marked: the generator refuses to run on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..kinds import Finding, fold
from ..load import REGISTRY, parse
from ..schema import FILES
from . import examples, logs, meanings, systems

# The keys that hold whole sentences.
PROSE = ("explanation", "definition", "history", "note", "text", "rule", "transient", "persistent", "status", "uses")


def read(directory: Path = REGISTRY) -> tuple[dict[str, Any], list[Finding]]:
    """Every file as it stands, white space and all; a file that cannot be read is a finding."""
    files, findings = {}, []
    for stem in FILES:
        try:
            files[stem] = parse(directory / f"{stem}.toml")
        except (OSError, ValueError) as error:
            findings.append(Finding(f"{stem}.toml", "", f"cannot be read: {error}", breaks=True))
    return files, findings


def _fold_all(value: Any) -> Any:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [_fold_all(item) for item in value]
    if isinstance(value, dict):
        return {key: _fold_all(item) for key, item in value.items()}
    return value


def _title(keys: tuple[str, ...], table: str, entry: Any) -> str:
    if not keys or not isinstance(entry, dict):
        return table
    parts = (entry.get(key, "?") for key in keys)
    named = " ".join(f"{part:03d}" if key == "code" and isinstance(part, int) else str(part)
                     for key, part in zip(keys, parts, strict=True))  # fmt: skip
    return named if table == "meaning" else f"{table} {named}"


def check_values(files: dict[str, Any]) -> Iterator[Finding]:
    for stem, tables in FILES.items():
        for table in files[stem]:
            if table not in tables:
                yield Finding(f"{stem}.toml", table, "is no table of this file", breaks=True)
        for table, (keys, kind) in tables.items():
            entries = files[stem].get(table)
            if not isinstance(entries, list if keys else dict) or not entries:
                yield Finding(f"{stem}.toml", table, "is not there", breaks=True)
                continue
            for entry in entries if isinstance(entries, list) else [entries]:
                for fault in kind(entry):
                    yield Finding(f"{stem}.toml", _title(keys, table, entry), fault.message, fault.breaks)


def _sentences(value: Any, key: str = "") -> Iterator[str]:
    """The sentences at any depth below the keys of PROSE."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _sentences(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _sentences(item, key)
    elif isinstance(value, str) and key in PROSE:
        yield from (s for s in re.split(r"(?<=[.!?]) +(?=[A-Z0-9'\"(])", value) if s)


def check_sentences(files: dict[str, Any]) -> Iterator[Finding]:
    """No sentence stands twice in one entry; two entries may say the same of themselves."""
    for stem, tables in FILES.items():
        for table, (keys, _) in tables.items():
            entries = files[stem][table]
            for entry in entries if keys else [entries]:
                title = _title(keys, table, entry)
                for sentence, times in Counter(_sentences(entry)).items():
                    if times > 1:
                        yield Finding(f"{stem}.toml", title, f"says it twice: {sentence!r}")


def check(files: dict[str, Any]) -> list[Finding]:
    """All findings. Entries are compared with each other only once each is sound in itself."""
    findings = list(check_values(files))
    if any(finding.breaks for finding in findings):
        return findings
    folded = _fold_all(files)
    for test in (*meanings.CHECKS, *examples.CHECKS, *systems.CHECKS, *logs.CHECKS, check_sentences):
        findings += test(folded)
    return findings


def lint(directory: Path = REGISTRY) -> list[Finding]:
    files, findings = read(directory)
    return findings or check(files)
