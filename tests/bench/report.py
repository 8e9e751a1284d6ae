"""report.py RESULTS FOLDER [--quick] : write FOLDER/README.md and plots out of the results; print what the bars say."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

from bars import AT_LEAST, AT_MOST, BELOW, NO_SLOWER, WHY, Bar
from plot import Dot, Group, draw
from results import Result, Row, Spread, Verdict, bars_of, judge, load, ours, ratios, times

TITLES = {
    "python": "Python: one call",
    "import": "Python: the import, in a fresh process",
    "tally": "Python: counting integers",
    "log": "Counting a large log",
    "lua": "Lua: one call",
    "c": "C: one call",
}
ABOUT = {
    "python": (
        "Each statement uses local names and is unrolled twenty times. The floors are C functions that do nothing."
    ),
    "import": (
        "The time of the import statement, in fresh processes; httpstatus is the only package in its virtual "
        "environment."
    ),
    "tally": "",
    "log": "In one process, with the file in the page cache; the time of a program is from its start to its end.",
    "lua": (
        "In PUC Lua, the code is a constant, and loops are unrolled. In LuaJIT, the codes are from a real log, and "
        "the time includes the loop."
    ),
    "c": ("Calls from another translation unit, by gcc or clang with -O2. The time includes the loop around them."),
}
HEAD = """\
# Benchmarks

`make bench` measures these tables. In each round, every candidate runs once, one after the other, and ratios are
computed within a round, so a disturbance of the machine affects all candidates. The tables have medians, with the lower
and upper quartile in parentheses. A ratio says how many times as long as httpstatus a peer takes, or how many times as
long as a floor httpstatus takes. The bar "no slower" is met if the lower quartile is at most 1.02, because the place of
a loop in memory alone changes more than that. Nothing fails if a bar is missed; the tables say "not met".
"""

TIMES, TO = "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"
NUMBERS = {"ns": "{:,.1f}", "us": "{:,.0f}", "KiB": "{:,.0f}", "bytes": "{:,.0f}", "traces": "{:,.0f}", "s": "{:,.4f}"}
UNITS = {"us": "µs"}


def amount(row: Row, value: float) -> str:
    if row["unit"] == "s":  # in a program's way of speaking
        return f"{value * 1e3:,.1f} ms"
    return f"{NUMBERS[row['unit']].format(value)} {UNITS.get(row['unit'], row['unit'])}"


def ratio(spread: Spread) -> str:
    digits = 2 if spread.median < 10 else 1 if spread.median < 100 else 0
    low, median, high = (f"{value:,.{digits}f}" for value in spread)
    return f"{median}{TIMES} ({low}{TO}{high})"


def wanted(bar: Bar) -> str:
    return {
        AT_MOST: f"at most {bar.limit:g}{TIMES}",
        AT_LEAST: f"at least {bar.limit:g}{TIMES} faster",
        NO_SLOWER: "no slower",
        BELOW: "none" if bar.limit == 1 else f"below {bar.limit:,.0f}",
    }[bar.kind]


def said(verdict: Verdict) -> str:
    value = f"{verdict.spread.median:,.0f}" if verdict.bar.kind == BELOW else ratio(verdict.spread)
    return f"{value} {'met' if verdict.met else '**not met**'}"


def table(head: list[str], lines: list[list[str]]) -> list[str]:
    rows = [head, ["---"] * len(head), *lines]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in rows]


# ---- The bars ----


def summary(results: list[Result]) -> tuple[list[str], list[str]]:
    """A table of bars for each suite, and the bars that are not met."""
    text, missed = [], []
    for suite, title in TITLES.items():
        there = [result for result in results if result["suite"] == suite]
        lines: dict[tuple[str, str, str], dict[str, str]] = {}
        for result in there:
            for row in result["rows"]:
                for bar in bars_of(result, row):
                    key = (row["row"], bar.what, wanted(bar))
                    verdict = judge(row, bar)
                    cell = "left out" if verdict is None else said(verdict)
                    lines.setdefault(key, {})[result["platform"]] = cell
                    if verdict is not None and not verdict.met:
                        missed.append(f"{result['platform']}: {row['row']} {bar.what}".rstrip() + f", {key[2]}: {cell}")
        if lines:
            platforms = [result["platform"] for result in there]
            cells = [[key[0], *key[1:]] for key in lines]
            found = zip(cells, lines.values(), strict=True)
            body = [[*cell, *(line.get(each, "") for each in platforms)] for cell, line in found]
            text += ["", f"**{title}**", "", *table(["what", "", "bar", *platforms], body)]
    return text, missed


def reasons(missed: list[str]) -> list[str]:
    """What stops the rows that have missed a bar."""
    there = [f"- *{row}*: {why}" for row, why in WHY.items() if any(f": {row}" in each for each in missed)]
    return ["", "**Why these bars are not met**", "", *there] if there else []


# ---- All rows ----


def line_of(result: Result, row: Row) -> list[str]:
    if not row["times"]:
        return [row["row"], "", "", "; ".join(f"{name}: {why}" for name, why in row["left_out"].items()), ""]
    mine = ours(row)
    medians = {name: amount(row, times(row, name).median) for name in row["times"]}
    others = [name for name in medians if name != mine and name not in row["floors"]]
    floors = [f"{name} {medians[name]}, {ratio(ratios(row, mine, name))}" for name in row["floors"]]
    peers = [f"{name} {medians[name]}, {ratio(ratios(row, name, mine))}" for name in others]
    peers += [f"{name}: left out, {why}" for name, why in row["left_out"].items()]
    bars = []
    for bar in bars_of(result, row):
        verdict = judge(row, bar)
        outcome = "left out" if verdict is None else "met" if verdict.met else "**not met**"
        bars.append(f"{wanted(bar)} {bar.what}".rstrip() + f": {outcome}")
    name = row["row"] + (f" ({row['detail']})" if row.get("detail") else "")
    own = medians[mine] + ("" if mine == "httpstatus" else f" {mine}")
    return [name, own, "<br>".join(floors), "<br>".join(peers), "<br>".join(bars)]


def chapter(result: Result, plots: dict[str, str]) -> list[str]:
    rows = [line_of(result, row) for row in result["rows"]]
    head = ["row", "ours", "floor, and ours as a multiple", "peers, and as a multiple of ours", "bars"]
    text = ["", f"## {TITLES[result['suite']]}, {result['platform']}", ""]
    if ABOUT[result["suite"]]:
        text += [ABOUT[result["suite"]], ""]
    if result["versions"]:
        text += ["With " + ", ".join(f"{name} {version}" for name, version in result["versions"].items()) + ".", ""]
    place = f"{result['suite']} {result['platform']}"
    if place in plots:
        text += [f"![{TITLES[result['suite']]}]({plots[place]})", ""]
    return text + table(head, rows)


# ---- Plots ----


def kind(row: Row, name: str) -> str:
    if name == ours(row) or name.startswith(("httpstatus", "tally")):
        return "ours"
    return "floor" if name in row["floors"] else "peer"


def plot(result: Result) -> str | None:
    """The rows that have a bar; in seconds as milliseconds."""
    groups: list[Group] = []
    units: set[str] = set()
    for row in result["rows"]:
        values = [times(row, name) for name in row["times"]]
        if not bars_of(result, row) or len(values) < 2:
            continue
        if groups and row["unit"] not in units:  # one scale for one plot
            continue
        units.add(row["unit"])
        factor = 1e3 if row["unit"] == "s" else 1
        dots = [
            Dot(name, kind(row, name), Spread(*(value * factor for value in times(row, name)))) for name in row["times"]
        ]
        groups.append(Group(row["row"], sorted(dots, key=lambda dot: dot.spread.median)))
    if not groups:
        return None
    unit = units.pop()
    title = f"{TITLES[result['suite']]}, {result['platform']}"
    return draw(title, {"s": "ms"}.get(unit, UNITS.get(unit, unit)), groups)


def plots_of(results: list[Result], folder: Path) -> dict[str, str]:
    """Writes a plot for each suite, of its newest platform, and one for each Lua; their names by suite and platform."""
    newest = {result["suite"] if result["suite"] != "lua" else result["platform"]: result for result in results}
    names = {}
    for result in newest.values():
        text = plot(result)
        if text is not None:
            kind = "luajit" if result["platform"].startswith("LuaJIT") else result["suite"]
            (folder / f"{kind}.svg").write_text(text)
            names[f"{result['suite']} {result['platform']}"] = f"{kind}.svg"
    return names


# ---- The machine ----


def machine() -> str:
    processor = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo") as file:
            models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
        processor = models[0] if models else processor
    with_memory = ""
    if hasattr(os, "sysconf"):
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        with_memory = f", {memory:.0f} GiB of memory"
    compiler = subprocess.run(["cc", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    system = f"{platform.system()} {platform.release().split('-')[0]}"
    library = " ".join(platform.libc_ver())
    return f"{processor}, {os.cpu_count()} CPUs{with_memory}; {system}, {library}; {compiler}"


def main(folder: Path, out: Path, quick: bool) -> None:
    results = load(folder)
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.svg"):
        old.unlink()
    plots = plots_of(results, out)
    bars, missed = summary(results)
    text = [HEAD]
    if quick:
        text += ["**This was a quick try: rounds are few and short, and the numbers good for nothing else.**", ""]
    version = Path(__file__).parents[2].joinpath("core", "VERSION").read_text().strip()
    today = datetime.date.today().isoformat()
    text += [f"httpstatus {version}, {today}. {machine()}.", "", "## Rows with a goal"]
    text += bars + reasons(missed)
    for result in results:
        text += chapter(result, plots)
    (out / "README.md").write_text("\n".join(text) + "\n")
    print("\n".join(bars))
    print(f"\n{len(missed)} bars not met:" if missed else "\nAll bars met.")
    print("\n".join(missed))
    print(f"\nThe tables are in {out}/README.md.")


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--quick"]
    if len(arguments) != 2:
        raise SystemExit(__doc__)
    main(Path(arguments[0]), Path(arguments[1]), "--quick" in sys.argv)
