"""tallies.py RESULT [--quick] : counting ten million codes, beside what Python programs count with."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import random
import sys
from collections import Counter
from pathlib import Path

import httpstatus
import numpy
import pandas
from interleave import SEED, clocked, measure_once
from mix import MIX


def main(result: Path, quick: bool) -> None:
    count, rounds = (500_000, 3) if quick else (10_000_000, 15)
    listed = random.Random(SEED).choices(list(MIX), weights=list(MIX.values()), k=count)
    array = numpy.array(listed, dtype=numpy.uint16)
    wide = array.astype(numpy.int64)
    expected = dict(Counter(listed))
    for tally in (httpstatus.tally(array), httpstatus.tally(wide), httpstatus.tally(listed)):
        if dict(tally) != expected:
            raise SystemExit("tallies.py: the contenders do not agree")
    runs = {
        "tally, numpy uint16": clocked(lambda: httpstatus.tally(array)),
        "tally, numpy int64": clocked(lambda: httpstatus.tally(wide)),
        "tally, list": clocked(lambda: httpstatus.tally(listed)),
        "numpy.bincount, uint16": clocked(lambda: numpy.bincount(array, minlength=600)),
        "numpy.bincount, int64": clocked(lambda: numpy.bincount(wide, minlength=600)),
        "numpy.unique, uint16": clocked(lambda: numpy.unique(array, return_counts=True)),
        "pandas value_counts, uint16": clocked(lambda: pandas.Series(array).value_counts()),
        "collections.Counter, list": clocked(lambda: Counter(listed)),
    }
    row = {"row": "tally", "unit": "s", "floors": [], "times": measure_once(runs, rounds), "left_out": {}}
    row["detail"] = f"{count:,} codes in the proportions of a real log"
    versions = {name: importlib.metadata.version(name) for name in ("numpy", "pandas")}
    name = f"CPython {platform.python_version()}"
    result.write_text(json.dumps({"suite": "tally", "platform": name, "versions": versions, "rows": [row]}))


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--quick"]
    if len(arguments) != 1:
        raise SystemExit(__doc__)
    main(Path(arguments[0]), "--quick" in sys.argv)
