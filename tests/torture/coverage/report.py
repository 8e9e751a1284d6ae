"""What the tests have not reached, beside what unreachable.tsv argues away; exit status 1 where the two differ.

report.py OUT: the folder that run.sh has measured into.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
GENERATED = ("core/tables.c", "bindings/python/httpstatus_wrap.c")


@dataclass
class Measure:
    """One group's counts; the places are (file, function, text of the line) that lack a line or a branch."""

    lines: int = 0
    lines_reached: int = 0
    branches: int = 0
    branches_reached: int = 0
    missing: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def text_of(path: str, number: int, cache: dict[str, list[str]]) -> str:
    if path not in cache:
        cache[path] = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return " ".join(cache[path][number - 1].split())


def c_files(out: Path) -> Iterator[tuple[str, dict]]:
    """gcovr's findings for each file of ours."""
    result = out / "gcovr.json"
    command = [sys.executable, "-m", "gcovr", "--root", ROOT, "--filter", f"{ROOT}/(core|bindings)/", "--json", result]
    # Functions that a macro makes share a line.
    subprocess.run([*command, "--merge-mode-functions=separate", "-j2", out], check=True, cwd=out)
    for each in json.loads(result.read_text())["files"]:
        if each["file"] not in GENERATED:
            yield each["file"], each


def measure_c(out: Path, measures: dict[str, Measure]) -> None:
    cache: dict[str, list[str]] = {}
    for path, found in c_files(out):
        measure = measures["/".join(path.split("/")[:-1])]
        # A line of a macro that defines functions comes once for each of them.
        for line in found["lines"]:
            place = (path, line.get("function_name", ""), text_of(path, line["line_number"], cache))
            at = f"{path}:{line['line_number']}"
            measure.lines += 1
            measure.lines_reached += line["count"] > 0
            if line["count"] == 0:
                measure.missing[place].append(f"{at}: the line")
                continue
            reached = [branch["count"] > 0 for branch in line["branches"]]
            measure.branches += len(reached)
            measure.branches_reached += sum(reached)
            if not all(reached):
                which = ", ".join(str(i + 1) for i, was in enumerate(reached) if not was)
                measure.missing[place].append(f"{at}: branch {which} of {len(reached)}")


def measure_python(out: Path, measure: Measure) -> None:
    data = out / "data"
    result = out / "python.json"
    environment = {
        **os.environ,
        "COVERAGE_RCFILE": str(HERE / "coveragerc"),
        "COVERAGE_FILE": str(data / "coverage"),
        "HTTPSTATUS_SITE": str(out / "site-packages"),
    }
    for command in (["combine", "--quiet"], ["json", "--quiet", "-o", str(result)]):
        subprocess.run([sys.executable, "-m", "coverage", *command], check=True, cwd=ROOT, env=environment)
    cache: dict[str, list[str]] = {}
    for path, found in json.loads(result.read_text())["files"].items():
        summary = found["summary"]
        measure.lines += summary["num_statements"]
        measure.lines_reached += summary["covered_lines"]
        measure.branches += summary["num_branches"]
        measure.branches_reached += summary["covered_branches"]
        function_of = {
            line: name
            for name, each in found["functions"].items()
            for line in each["executed_lines"] + each["missing_lines"]
        }
        for line in found["missing_lines"]:
            place = (path, function_of.get(line, ""), text_of(path, line, cache))
            measure.missing[place].append(f"{path}:{line}: the line")
        for first, last in found["missing_branches"]:
            if first not in found["missing_lines"]:
                place = (path, function_of.get(first, ""), text_of(path, first, cache))
                measure.missing[place].append(f"{path}:{first}: the way to {last if last > 0 else 'the end'}")


def measure_lua(out: Path, measure: Measure) -> None:
    seen = {place for each in out.glob("lua*/lines") for place in each.read_text().split()}
    cache: dict[str, list[str]] = {}
    for file in sorted((ROOT / "lua" / "httpstatus").glob("*.lua")):
        path = str(file.relative_to(ROOT))
        listing = subprocess.run(["luac5.4", "-l", "-p", file], check=True, capture_output=True, text=True).stdout
        # What ends a function or a table has instructions too, which no hook sees, or nothing comes to.
        numbers = {int(number) for number, name in re.findall(r"\[(\d+)\]\s+([A-Z]+)", listing) if name != "VARARGPREP"}
        for number in sorted(numbers):
            text = text_of(path, number, cache)
            if text.startswith(("end", "}", ")")):
                continue
            measure.lines += 1
            if f"{path}:{number}" in seen:
                measure.lines_reached += 1
            else:
                measure.missing[path, "", text].append(f"{path}:{number}: the line")


def main(out: Path) -> int:
    measures: dict[str, Measure] = defaultdict(Measure)
    measure_c(out, measures)
    measure_python(out, measures["python"])
    measure_lua(out, measures["lua"])
    with (HERE / "unreachable.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    reasons = {(row["file"], row["function"], row["line"]): row["reason"] for row in rows}
    argued = reasons.keys()
    # No run is like the other with races, and no version of CPython.
    depends = {place for place, reason in reasons.items() if reason.startswith(("a race", "until "))}

    missing = {place: what for measure in measures.values() for place, what in measure.missing.items()}
    for place in sorted(missing.keys() - argued):
        for what in missing[place]:
            print(f"not reached: {what}: {place[1]}: {place[2]}")
    stale = argued - missing.keys() - depends
    for place in sorted(stale):
        print("unreachable.tsv: is reached, or is gone: {}: {}: {}".format(*place))
    print(f"{'':18}{'lines':>16}{'branches':>18}{'argued':>8}")
    for name, measure in measures.items():
        lines, branches = f"{measure.lines_reached}/{measure.lines}", f"{measure.branches_reached}/{measure.branches}"
        count = sum(len(what) for place, what in measure.missing.items() if place in argued)
        print(f"{name:18}{lines:>16}{branches if measure.branches else '':>18}{count:>8}")
    return bool(stale or missing.keys() - argued)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
