"""logs.py RESULT LOG [--quick] : counting the codes of a large combined log, beside what else counts them.

Python's contenders are timed in this process, with the file in the cache; programs from their start to their end.
Where hyperfine is there, whole commands are timed with it, one run of each in turn.
"""

from __future__ import annotations

import functools
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpstatus
from interleave import clocked, measure_once

MAWK = "{ count[$9]++ } END { for (code in count) print code, count[code] }"
COLUMN = "mawk, status by column"
FEW = 3  # rounds of what takes seconds

# What a Python program has: the status behind the quoted request.
STATUS = re.compile(rb'" ([0-9]{3}) ')
COUNT = (
    "import collections, re, sys\n"
    "status = re.compile(rb'\" ([0-9]{3}) ')\n"
    "with open(sys.argv[1], 'rb') as log:\n"
    "    print(collections.Counter(status.findall(log.read())))\n"
)


def counted_by_re(log: Path) -> Counter[bytes]:
    """As fast as re and Counter go: one findall over the whole log in memory."""
    with log.open("rb") as file:
        return Counter(STATUS.findall(file.read()))


def counted_by_lines(log: Path) -> Counter[bytes]:
    """What most programs do: line by line, in memory that does not grow with the log."""
    count: Counter[bytes] = Counter()
    with log.open("rb") as file:
        for line in file:
            if found := STATUS.search(line):
                count[found[1]] += 1
    return count


def commands(log: Path, scratch: Path) -> dict[str, tuple[str, list[str]]]:
    """The programs by what the tables call them: what is needed, and the command."""
    goaccess = ["goaccess", str(log), "--no-global-config", "--log-format=COMBINED", "--no-progress", "-o"]
    return {
        "wc -l": ("wc", ["wc", "-l", str(log)]),
        "rg -c '\" 404 '": ("rg", ["rg", "-c", '" 404 ', str(log)]),
        COLUMN: ("mawk", ["mawk", MAWK, str(log)]),
        "goaccess": ("goaccess", [*goaccess, str(scratch / "goaccess.json")]),
    }


def available(log: Path, scratch: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The commands that can run here, and why the others cannot."""
    found, left_out = {}, {}
    for title, (program, command) in commands(log, scratch).items():
        if shutil.which(program):
            found[title] = command
        else:
            left_out[title] = f"{program} is not installed"
    return found, left_out


def run(command: list[str]) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout


def attempt(measurement: Callable[[], float]) -> float | None:
    """A time; nothing where the program fails, as goaccess does on a log in another format."""
    try:
        return measurement()
    except subprocess.CalledProcessError:
        return None


def drop_failed(row: dict[str, Any]) -> dict[str, Any]:
    for title in [title for title, times in row["times"].items() if not any(times)]:
        del row["times"][title]
        row["left_out"][title] = "it fails on this log"
    return row


def drop_wrong(log: Path, programs: dict[str, list[str]], left_out: dict[str, str]) -> None:
    """Leave out a program that counts otherwise: to compare times would mean nothing. A regular expression that any
    program would use is no parser either, and a log that it does not fit is none to measure with."""
    ours = {str(code): count for code, count in httpstatus.tally_log(log).items()}
    theirs = {code.decode(): count for code, count in counted_by_re(log).items()}
    if theirs != ours:
        raise SystemExit(f"logs.py: re counts this log in another way: {theirs}, not {ours}")
    if COLUMN in programs:
        lines = [line.split() for line in run(programs[COLUMN]).splitlines()]
        if {line[0]: int(line[1]) for line in lines} != ours:
            del programs[COLUMN]
            left_out[COLUMN] = "it counts this log in another way"


def in_process(log: Path, programs: dict[str, list[str]], quick: bool) -> dict[str, list[float | None]]:
    tally = httpstatus.tally_log
    runs: dict[str, Callable[[], float | None]] = {
        "tally_log, threads=1": clocked(lambda: tally(log, threads=1)),
        "tally_log, threads=2": clocked(lambda: tally(log, threads=2)),
        "re and Counter, whole log": clocked(lambda: counted_by_re(log)),
        "re and Counter, by line": clocked(lambda: counted_by_lines(log)),
    }
    for title, command in programs.items():
        runs[title] = functools.partial(attempt, clocked(functools.partial(run, command)))
    rounds = 2 if quick else 21
    few = {"goaccess": 1 if quick else FEW, "re and Counter, by line": 1 if quick else 5}
    return measure_once(runs, rounds, few)


def by_hyperfine(command: list[str], report: Path) -> float:
    run(["hyperfine", "-N", "--runs=1", "--style=none", f"--export-json={report}", shlex.join(command)])
    return float(json.loads(report.read_text())["results"][0]["times"][0])


def whole_commands(log: Path, programs: dict[str, list[str]], scratch: Path, quick: bool) -> dict[str, Any]:
    script = Path(sys.executable).with_name("httpstatus")
    every = {
        "httpstatus tally": [str(script), "tally", str(log)],
        **programs,
        "python, re and Counter": [sys.executable, "-c", COUNT, str(log)],
    }
    row: dict[str, Any] = {"row": "httpstatus tally, the whole command", "unit": "s", "floors": [], "left_out": {}}
    if not shutil.which("hyperfine"):
        return {**row, "times": {}, "left_out": dict.fromkeys(every, "hyperfine is not installed")}
    report = scratch / "hyperfine.json"
    runs = {
        title: functools.partial(attempt, functools.partial(by_hyperfine, command, report))
        for title, command in every.items()
    }
    return {**row, "times": measure_once(runs, 2 if quick else 15, {"goaccess": 1 if quick else FEW})}


def main(result: Path, log: Path, quick: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        programs, left_out = available(log, scratch)
        drop_wrong(log, programs, left_out)
        detail = f"{os.path.getsize(log) / 1e6:,.0f} MB"
        times = in_process(log, programs, quick)
        first = {"row": "tally_log", "unit": "s", "floors": [], "times": times, "left_out": left_out}
        second = whole_commands(log, programs, scratch, quick)
        second["left_out"] |= left_out
    for row in (drop_failed(first), drop_failed(second)):
        row["detail"] = detail
    versions = {}
    for program in ("mawk", "goaccess", "rg", "hyperfine"):
        if shutil.which(program):
            ask = ["mawk", "-W", "version"] if program == "mawk" else [program, "--version"]
            told = subprocess.run(ask, capture_output=True, text=True, stdin=subprocess.DEVNULL)
            line = (told.stdout or told.stderr).splitlines()[0]
            numbers = re.search(r"[0-9]+(\.[0-9]+)+( [0-9]{8})?", line)
            versions[program] = numbers[0] if numbers else line
    name = f"CPython {platform.python_version()}"
    result.write_text(json.dumps({"suite": "log", "platform": name, "versions": versions, "rows": [first, second]}))


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--quick"]
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    main(Path(arguments[0]), Path(arguments[1]), "--quick" in sys.argv)
