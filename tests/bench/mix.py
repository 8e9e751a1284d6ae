"""The mix of codes that is counted; the benchmarks in C and Lua read mix.tsv, too."""

from __future__ import annotations

from pathlib import Path

# How often each code came in ten thousand requests to a real web site.
MIX = {
    int(code): int(count)
    for code, count in (line.split() for line in Path(__file__).with_name("mix.tsv").read_text().splitlines())
}
