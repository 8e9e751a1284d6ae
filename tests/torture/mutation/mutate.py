"""Put small faults into the sources, one at a time, and see that the tests notice each.

Which faults is fixed: of all that operators.py and registry.py find, those of each area that come first in an order
made of their text. What no test notices has to stand in survivors.tsv, with the reason why none can; the run fails on
any other survivor, and on one that is listed and noticed.
"""

from __future__ import annotations

import argparse
import csv
import os
import queue
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import operators
import registry
from killers import Tree, killers
from operators import Mutation

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OUT = Path(os.environ.get("MUTATION_OUT", ROOT / "build" / "mutation"))

GENERATED = {"tables.c", "tables_sizes.h", "httpstatus_codes.h", "httpstatus_wrap.c", "meta.lua"}
LEFT_OUT = {"httpstatus.h", "backend.py"}  # declarations, which the compilers judge; the build of the sdist

# Which files an area has, and how many mutations of it are tried.
AREAS = {
    "core": (("core/*.c", "core/*/*.c", "core/*.h", "core/*/*.h"), 45),
    "bindings/python": (("bindings/python/*.c", "bindings/python/*.h"), 35),
    "bindings/lua": (("bindings/lua/*.[ch]",), 35),
    "lua": (("lua/httpstatus/*.lua",), 200),  # all that there are: no tool measures the branches of Lua
    "python": (("python/httpstatus/*.py", "python/httpstatus/_cli/*.py"), 35),
    "registry": (("core/registry/*.toml",), 300),
}


COMPILED = ("core", "bindings/python", "bindings/lua")


@dataclass
class Result:
    mutation: Mutation
    area: str
    killer: str  # "" where it survives
    seconds: float


def chosen(area: str) -> list[Mutation]:
    """All mutations of an area in their fixed order; those that do not compile are passed over later."""
    patterns, _ = AREAS[area]
    find = registry.mutations if area == "registry" else operators.mutations
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.name not in GENERATED | LEFT_OUT)
    found = [mutation for path in paths for mutation in find(ROOT, str(path.relative_to(ROOT)))]
    return sorted(found, key=lambda mutation: mutation.rank)


def try_out(tree: Tree, area: str, mutation: Mutation) -> Result | None:
    """Make the mutation, run what ought to notice, and take it back; None where it compiles to nothing, or the same."""
    path = tree.place / mutation.path
    original = path.read_text(encoding="utf-8")
    path.write_text(mutation.apply(original), encoding="utf-8")
    begin = time.monotonic()
    try:
        for number, command in enumerate(killers(tree, area, mutation.path, mutation.before)):
            done = tree.run(command)
            verb, _, goal = command.name.partition(" ")
            if verb == "build" and done.returncode != 0:
                return None
            if number == 0 and area in COMPILED and not tree.is_changed(goal):
                return None
            if done.returncode != 0:
                return Result(mutation, area, command.name, time.monotonic() - begin)
        return Result(mutation, area, "", time.monotonic() - begin)
    finally:
        path.write_text(original, encoding="utf-8")
        if area == "registry":
            for name in ("core", "docs", "python", "lua"):
                tree.mirror(name)


def baseline(tree: Tree, areas: list[str]) -> None:
    """Without a mutation everything passes, or no result means anything."""
    for area in areas:
        for command in killers(tree, area, ""):
            done = tree.run(command)
            if done.returncode != 0:
                output = (done.stdout + done.stderr)[-5000:]
                sys.exit(f"mutate.py: without any mutation, {command.name} of {area} fails:\n{output}")
    for name in ("core", "docs", "python", "lua"):
        tree.mirror(name)


def work(tree: Tree, todo: queue.SimpleQueue, results: list[Result], counts: Counter, wanted: dict[str, int]) -> None:
    while True:
        try:
            area, mutation = todo.get_nowait()
        except queue.Empty:
            return
        if counts[area] >= wanted[area]:
            continue
        counts[area] += 1
        result = try_out(tree, area, mutation)
        if result is None:
            counts[area] -= 1
            continue
        results.append(result)
        say = f"killed by {result.killer}" if result.killer else "SURVIVED"
        path, where, before, after = mutation.key
        print(f"{path}:{mutation.number}: {where}: {before}  =>  {after}: {say} ({result.seconds:.0f} s)", flush=True)


def listed() -> dict[tuple[str, str, str, str], str]:
    with (HERE / "survivors.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {(row["file"], row["where"], row["line"], row["mutated"]): row["reason"] for row in rows}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=0, help="try so many only, spread over the areas (default: all)")
    parser.add_argument("--area", action="append", choices=AREAS, help="only this area; may be repeated")
    parser.add_argument("--only", default="", help="only mutations whose file and lines have this text")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--lua", default="lua5.4")
    options = parser.parse_args()

    areas = options.area or list(AREAS)
    all_wanted = sum(AREAS[area][1] for area in areas)
    wanted = {area: AREAS[area][1] for area in areas}
    if options.count:
        wanted = {area: max(1, wanted[area] * options.count // all_wanted) for area in areas}
    todo: queue.SimpleQueue = queue.SimpleQueue()
    for area in areas:
        for mutation in chosen(area):
            if options.only in " ".join(mutation.key):
                todo.put((area, mutation))

    trees = [Tree(ROOT, OUT / f"tree{i}", options.lua) for i in range(options.jobs)]
    for tree in trees:
        tree.build_all()
    baseline(trees[0], areas)
    results: list[Result] = []
    counts: Counter = Counter()
    threads = [threading.Thread(target=work, args=(tree, todo, results, counts, wanted)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return report(results, areas, complete=not (options.count or options.only or options.area))


def report(results: list[Result], areas: list[str], complete: bool) -> int:
    explained = listed()
    survivors = {result.mutation.key: result for result in results if not result.killer}
    print(f"{'':18}{'mutations':>10}{'killed':>8}{'survived':>10}")
    for area in areas:
        of_area = [result for result in results if result.area == area]
        killed = sum(bool(result.killer) for result in of_area)
        print(f"{area:18}{len(of_area):>10}{killed:>8}{len(of_area) - killed:>10}")
    with (OUT / "report.tsv").open("w", encoding="utf-8") as file:
        for result in sorted(results, key=lambda result: result.mutation.key):
            file.write("\t".join((*result.mutation.key, result.killer)) + "\n")
    new = [key for key in survivors if key not in explained]
    for key in new:
        print("not noticed by any test: {}: {}: {}  =>  {}".format(*key))
    tried = {result.mutation.key for result in results}
    stale = [key for key in explained if key in tried - survivors.keys() or (complete and key not in tried)]
    for key in stale:
        print("survivors.tsv: is noticed, or is gone: {}: {}: {}  =>  {}".format(*key))
    return bool(new or stale)


if __name__ == "__main__":
    sys.exit(main())
