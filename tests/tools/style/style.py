"""Find habits of writing that confuse readers: `python3 tests/tools/style/style.py`, as a part of `make lint`.

Each line of patterns.tsv is a regular expression and what to write instead. allowed.tsv lists the places
where a match is right: the file and a part of the line. An entry that no longer matches anything is an error, too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
# Generated files repeat what their sources say.
READ_BY_USERS = (
    "*.md",
    "docs/*.md",
    "docs/tasks/*.md",
    "docs/bench/*.md",
    "docs/reference/*.*",
    "findings/*.md",
    "core/api/*.toml",
    "core/registry/**/*.toml",
    "core/registry/**/*.md",
    "core/messages.c",
    "python/httpstatus/**/*.py",
    "core/generate/emit/templates/*",
    "make/*.mk",
    "Makefile",
)


def table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def texts() -> Iterator[tuple[str, str]]:
    """Every line that users read, with `file:line`."""
    for pattern in READ_BY_USERS:
        for path in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.relative_to(ROOT)}:{number}", line


def main() -> int:
    patterns = [(re.compile(expression), instead) for expression, instead in table("patterns.tsv")]
    allowed = dict.fromkeys(table("allowed.tsv"), False)
    found = 0
    for place, line in texts():
        file = place.partition(":")[0]
        for pattern, instead in patterns:
            match = pattern.search(line)
            if not match:
                continue
            permits = [key for key in allowed if key[0] == file and key[1] in line]
            for key in permits:
                allowed[key] = True
            if not permits:
                found += 1
                print(f"{place}: {match[0].strip()!r}: write {instead}")
    for (file, part), used in allowed.items():
        if not used:
            found += 1
            print(f"allowed.tsv: nothing in {file} needs the entry {part!r}; remove it")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
