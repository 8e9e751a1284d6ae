"""What stays behind after many rounds of every function, with good input and bad: no object, and no byte.

The rounds run in a process of their own whose allocations are all malloc's, which counts them; there, this file is a
program: python test_leaks.py ROUNDS SHARE SHARES, for every SHARES-th call from number SHARE on.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusSet, Tally
from surface import calls

ROUNDS = 100_000 if "HTTPSTATUS_THOROUGH" in os.environ else 300
OBJECTS, BYTES = 20, 4_000  # that caches of the interpreter may take
MANY = 10_000  # rounds, in which even a leak of one block in a hundred rounds shows


class Heap(ctypes.Structure):
    """struct mallinfo2 of the GNU C library, 2.33 and later."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ["arena", "ordblks", "smblks", "hblks", "hblkhd", "u", "f", "uordblks", "o", "k"]
    )


def heap() -> Callable[[], int]:
    """Tells how many bytes malloc has given out; other C libraries do not say."""
    try:
        mallinfo2 = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError):
        return lambda: 0
    mallinfo2.restype = Heap

    def used() -> int:
        info = mallinfo2()
        return int(info.uordblks + info.hblkhd)

    return used


def main(rounds: int, share: int, shares: int) -> int:
    """Print what each call leaves behind; how many calls leave too much."""
    used = heap()
    leaking = 0
    begin = time.monotonic()

    def many(call: Callable[[], Any], count: int) -> tuple[int, int]:
        for _ in range(count):
            with suppress(Exception):
                call()
        gc.collect()
        return len(gc.get_objects()), used()

    surface = dict(list(calls(httpstatus).items())[share::shares])
    for call in surface.values():
        many(call, 50)
    for name, call in surface.items():
        many(call, 50)
        objects, size = many(call, 50)
        # Caches fill once, and malloc settles, slowly if one process makes all calls; a leak goes on.
        for attempt in range(8):
            count = rounds if rounds >= MANY else rounds << attempt
            more_objects, more_size = (new - old for new, old in zip(many(call, count), (objects, size), strict=True))
            if more_objects <= OBJECTS and more_size <= BYTES + (count // 10 if count >= MANY else 4 * count):
                break
            objects, size = objects + more_objects, size + more_size
        else:
            print(f"{name}: {more_objects} objects and {more_size} bytes more after {count} rounds")
            leaking += 1
    seconds = time.monotonic() - begin
    print(f"{len(surface)} calls, {rounds} rounds each, in {seconds:.0f} s: {leaking} leave something behind")
    return leaking


def test_nothing_is_left_behind() -> None:
    tunables = "glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1"  # what is in a cache counts as given out
    environment = os.environ | {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": tunables}
    shares = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    commands = [[sys.executable, __file__, str(ROUNDS), str(share), str(shares)] for share in range(shares)]
    with ThreadPoolExecutor(shares) as pool:
        done = list(pool.map(partial(subprocess.run, env=environment, capture_output=True, text=True), commands))
    for each in done:
        print(each.stdout)
    for each in done:
        assert each.returncode == 0, each.stdout + each.stderr


def test_a_leak_would_be_seen() -> None:
    """The bytes are those of this process: a guard that sees nothing would be no guard."""
    used = heap()
    if used() == 0:
        pytest.skip("this C library does not tell how many bytes are in use")
    gc.collect()  # what goes meanwhile would count against it
    before = used()
    kept = [ctypes.create_string_buffer(200_000) for _ in range(10)]
    assert used() - before >= 2_000_000
    del kept


def test_reference_counts_of_what_is_shared() -> None:
    """Members, types and small texts are borrowed and returned so often that one slip would show at once."""
    shared = [
        HTTPStatus.NOT_FOUND, HTTPStatus.from_code(520), HTTPStatus, StatusSet, Tally, httpstatus.Meaning,
        httpstatus.lookup(404), httpstatus.lookup(404).phrase, httpstatus.UnknownStatusError, httpstatus.StatusClass(4),
        None, True, httpstatus,
    ]  # fmt: skip
    surface = [call for name, call in calls(httpstatus).items() if not name.startswith(("tally_log", "search"))]

    def count(rounds: int) -> list[int]:
        for _ in range(rounds):
            for call in surface:
                with suppress(Exception):
                    call()
        gc.collect()
        return [sys.getrefcount(each) for each in shared]

    count(3)
    before = count(3)
    assert all(abs(new - old) < 30 for new, old in zip(count(60), before, strict=True))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main(*map(int, sys.argv[1:])) != 0)
