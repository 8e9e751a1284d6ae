"""Timing several contenders in turn, so that a disturbance of the machine hits all of them alike.

A round times each contender once, in an order that changes from round to round; what is kept are the times of every
round, since the ratio of two contenders is taken within a round. A result is a plain dictionary, as JSON has it:

    {"suite": ..., "platform": ..., "versions": {...}, "rows": [
        {"row": what, "unit": "ns", "floors": [...], "times": {contender: [a time for each round, or None]},
         "left_out": {contender: why}}]}

The first contender of a row is ours. Benchmarks in C and Lua write the same form.
"""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Mapping
from time import perf_counter_ns, thread_time_ns
from typing import Any

UNROLLED = 20  # statements in the body of the loop: the loop itself then costs next to nothing
SEED = 9110

Result = dict[str, Any]


def statement(text: str, names: Mapping[str, object]) -> Callable[[int], float]:
    """A function that runs a statement n times and returns the nanoseconds that one takes.

    Names are passed as arguments, so that they are local variables, which cost the least. The time is that of the
    processor: what else runs on the machine may take the processor away for longer than all of it lasts.
    """
    body = "\n".join("        " + line for line in text.splitlines())
    source = "\n".join(
        [
            f"def loop(rounds, clock, {', '.join(names)}):",
            "    start = clock()",
            "    for _ in range(rounds):",
            *[body] * UNROLLED,
            "    return clock() - start",
        ]
    )
    room: dict[str, Any] = {}
    exec(compile(source, f"<{text}>", "exec"), room)
    values = tuple(names.values())

    def run(times: int) -> float:
        loops = max(1, times // UNROLLED)
        return float(room["loop"](loops, thread_time_ns, *values)) / (loops * UNROLLED)

    return run


def _calibrated(run: Callable[[int], float], budget: float) -> int:
    """How many times to run for about so many nanoseconds; running it warms it up, too."""
    times = UNROLLED
    while True:
        spent = run(times) * times
        if spent >= budget / 4:
            return max(UNROLLED, int(times * budget / spent))
        times *= 2


def measure(contenders: Mapping[str, Callable[[int], float]], rounds: int, budget: float) -> dict[str, list[float]]:
    """Time all contenders in each round, each for about the budget in nanoseconds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    counts = {name: _calibrated(run, budget) for name, run in contenders.items()}
    order = list(contenders)
    shuffle = random.Random(SEED).shuffle
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            shuffle(order)
            for name in order:
                times[name].append(contenders[name](counts[name]))
    finally:
        gc.enable()
    return times


def measure_once(
    contenders: Mapping[str, Callable[[], float | None]], rounds: int, few: Mapping[str, int] | None = None
) -> dict[str, list[float | None]]:
    """Time contenders that take long enough for one run a round. few says which take part in some rounds only."""
    times: dict[str, list[float | None]] = {name: [] for name in contenders}
    order = list(contenders)
    shuffle = random.Random(SEED).shuffle
    for turn in range(rounds):
        shuffle(order)
        for name in order:
            left_out = few is not None and turn >= few.get(name, rounds)
            times[name].append(None if left_out else contenders[name]())
    return times


def clocked(call: Callable[[], object]) -> Callable[[], float]:
    """The seconds that a call takes."""

    def run() -> float:
        gc.collect()
        start = perf_counter_ns()
        call()
        return (perf_counter_ns() - start) / 1e9

    return run
