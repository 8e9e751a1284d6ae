"""Say which dates of the registry have gone by: what held until then has to be looked up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .load import Registry, load


def gone_by(registry: Registry, today: date) -> Iterator[str]:
    """The meanings whose registration has ended before today, unless it was renewed."""
    for meaning in registry.meanings:
        if meaning.expires and date.fromisoformat(meaning.expires) < today:
            yield f"{meaning.key}: registration expired on {meaning.expires} unless renewed; look it up at IANA"


def check(directory: Path, today: date) -> int:
    """Print what has gone by; 1 where anything has."""
    found = list(gone_by(load(directory), today))
    for line in found:
        print(line)
    return int(bool(found))
