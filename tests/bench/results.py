"""Results out of JSON: medians, quartiles, ratios within rounds, and what the bars say to them."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any, NamedTuple

from bars import AT_LEAST, AT_MOST, BARS, BELOW, NO_SLOWER, Bar

Result = dict[str, Any]
Row = dict[str, Any]

SUITES = ["python", "import", "tally", "log", "lua", "c"]


PLACEMENT = 0.02  # what the placement of code in memory makes of two loops that are the same


class Spread(NamedTuple):
    low: float
    median: float
    high: float


class Verdict(NamedTuple):
    bar: Bar
    against: str
    spread: Spread
    met: bool


def load(folder: Path) -> list[Result]:
    """All results of a folder, those of one suite and platform as one, in the order of suites and of names."""
    together: dict[tuple[int, str], Result] = {}
    for path in sorted(folder.glob("*.json")):
        result = json.loads(path.read_text())
        place = (SUITES.index(result["suite"]), result["platform"])
        if place in together:
            together[place]["rows"] += result["rows"]
            together[place]["versions"] |= result["versions"]
        else:
            together[place] = result
    return [together[place] for place in sorted(together)]


def spread(values: list[float]) -> Spread:
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(low, median, high)


def times(row: Row, name: str) -> Spread:
    return spread([each for each in row["times"][name] if each is not None])


def ratios(row: Row, above: str, below: str) -> Spread:
    """How many times as long one contender takes as another, round by round."""
    pairs = zip(row["times"][above], row["times"][below], strict=True)
    return spread([a / b for a, b in pairs if a is not None and b is not None])


def ours(row: Row) -> str:
    return str(next(iter(row["times"])))


def judge(row: Row, bar: Bar) -> Verdict | None:
    """What a row says to a bar; nothing where whom it is held against has been left out."""
    mine = bar.ours or ours(row)
    if bar.kind == BELOW:
        value = times(row, mine)
        return Verdict(bar, "", value, value.median < bar.limit)
    there = [name for name in bar.against if name in row["times"]]
    if not there or mine not in row["times"]:
        return None
    against = min(there, key=lambda name: times(row, name).median)
    if bar.kind == AT_LEAST:
        ratio = ratios(row, against, mine)
        return Verdict(bar, against, ratio, ratio.median >= bar.limit)
    ratio = ratios(row, mine, against)
    assert bar.kind in (AT_MOST, NO_SLOWER)
    met = ratio.median <= bar.limit if bar.kind == AT_MOST else ratio.low <= bar.limit + PLACEMENT
    return Verdict(bar, against, ratio, met)


def bars_of(result: Result, row: Row) -> list[Bar]:
    return [
        bar
        for bar in BARS
        if bar.suite == result["suite"]
        and bar.row == row["row"]
        and (not bar.platforms or result["platform"].startswith(bar.platforms))
    ]
