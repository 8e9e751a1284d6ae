"""pool.py RESULT PROCESSES COMMAND... : run a benchmark in several processes, and pool their rounds.

Where a process puts its code and data changes what a call costs by some percent, and stays the same as long as the
process lives: more rounds do not help, more processes do. All run on one CPU, so that nothing moves between caches.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def pin() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def merge(into: dict[str, Any], other: dict[str, Any]) -> None:
    for row, more in zip(into["rows"], other["rows"], strict=True):
        for name, times in more["times"].items():
            row["times"][name] += times


def main(result: Path, processes: int, command: list[str]) -> None:
    pooled: dict[str, Any] | None = None
    for _ in range(processes):
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, preexec_fn=pin)
        single = json.loads(done.stdout)
        if pooled is None:
            pooled = single
        else:
            merge(pooled, single)
    assert pooled is not None
    pooled["processes"] = processes
    result.write_text(json.dumps(pooled))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
