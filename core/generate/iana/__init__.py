"""Compare the registry with copies of IANA's. A copy is recognized by its content, not by its name."""

from __future__ import annotations

import sys
from pathlib import Path

from ..load import load
from .copies import UnreadableError, read


def check(files: list[Path], directory: Path) -> int:
    """Print what differs; 0 where nothing does, 1 where something does, 2 where a file cannot be read."""
    registry, status = load(directory), 0
    for file in files:
        try:
            copy = read(file.read_bytes())
        except (OSError, UnreadableError) as error:
            print(f"{file}: {error}", file=sys.stderr)
            status = 2
            continue
        dated = f" of {copy.updated}" if copy.updated else ""
        if copy.is_older(registry):
            print(
                f"{file}: {len(copy.rows)} entries{dated}, older than our registry, which follows IANA's of "
                f"{copy.known_date(registry)}; get a newer copy"
            )
            status = max(status, 1)
            continue
        found = list(copy.differences(registry))
        for line in found:
            print(f"{file}: {line}")
        print(f"{file}: {len(copy.rows)} entries{dated}, {len(found) or 'no'} difference{'s' * (len(found) != 1)}")
        status = max(status, int(bool(found)))
    return status
