"""imports.py RESULT BARE PEERS [--quick] : what an import costs in a fresh process, in time and memory.

BARE is the Python of a virtual environment that has httpstatus and nothing else, since the length of site-packages
counts in; PEERS that of one with the peers. Time is taken inside the process, around the import statement, so that
the start of the interpreter does not count.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from interleave import measure_once

CLOCK = """\
import sys
from time import perf_counter
assert not {{"enum", "http", "httpstatus"}} & set(sys.modules), "imported by the start of the interpreter"
{before}
start = perf_counter()
import {module}
print((perf_counter() - start) * 1e6)
"""

TRACED = """\
import enum, gc, tracemalloc
gc.collect()
tracemalloc.start()
import {module}
gc.collect()
print(tracemalloc.get_traced_memory()[0] / 1024)
"""

# Resident are also the pages of the extension module's file that have been read, which all processes share. Private are
# those that this process alone has: of no file, or copied to be written to.
PAGES = """\
import enum, gc, re
def pages():
    gc.collect()
    with open("/proc/self/smaps_rollup") as file:
        return float(re.search(r"^{kind}: +([0-9]+) kB", file.read(), re.MULTILINE)[1])
pages()
before = pages()
import {module}
print(pages() - before)
"""


def process(python: str, code: str) -> Callable[[], float]:
    def run() -> float:
        done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"imports.py: {done.stderr}")
        return float(done.stdout)

    run()  # writes what is compiled to __pycache__
    return run


def main(result: Path, bare: str, peers: str, quick: bool) -> None:
    rounds = 4 if quick else 60
    templates = [
        ("import, enum already imported", "us", CLOCK.replace("{before}", "import enum")),
        ("import, with enum", "us", CLOCK.replace("{before}", "")),
        ("memory of the import, by tracemalloc", "KiB", TRACED),
    ]
    if Path("/proc/self/smaps_rollup").exists():
        templates.append(("memory of the import, private", "KiB", PAGES.replace("{kind}", "Anonymous")))
        templates.append(("memory of the import, resident", "KiB", PAGES.replace("{kind}", "Rss")))
    done = []
    for title, unit, template in templates:
        modules = ["httpstatus", "http"]
        runs = {module: process(bare, template.format(module=module)) for module in modules}
        times = measure_once(runs, rounds)
        done.append({"row": title, "unit": unit, "floors": [], "times": times, "left_out": {}})
    modules = ["httpstatus", "http", "http.client", "starlette.status", "werkzeug.http", "httpx"]
    runs = {each: process(peers, CLOCK.format(before="", module=each)) for each in modules}
    times = measure_once(runs, 2 if quick else 15)
    done.append(
        {"row": "import beside all peers, with enum", "unit": "us", "floors": [], "times": times, "left_out": {}}
    )
    name = f"CPython {platform.python_version()}"
    result.write_text(json.dumps({"suite": "import", "platform": name, "versions": {}, "rows": done}))


if __name__ == "__main__":
    arguments = [each for each in sys.argv[1:] if each != "--quick"]
    if len(arguments) != 3:
        raise SystemExit(__doc__)
    main(Path(arguments[0]), arguments[1], arguments[2], "--quick" in sys.argv)
