"""Several interpreters in one process, with GILs of their own where CPython has that: the whole surface in each."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus
from surface import calls, outcome

ROUNDS = 100 if "HTTPSTATUS_THOROUGH" in os.environ else 8

# What each interpreter does: everything, once, as the main interpreter did.
EXPECTED = json.dumps({name: outcome(call) for name, call in calls(httpstatus).items()})
USE = f"""if True:
    import json, sys
    sys.path.insert(0, {str(Path(__file__).parent)!r})
    import httpstatus
    from surface import calls, outcome
    expected = json.loads({EXPECTED!r})
    for name, call in calls(httpstatus).items():
        assert outcome(call) == expected[name], (name, outcome(call))
"""


def interpreters() -> tuple[Callable[[], Any], Callable[[Any], None], Callable[[Any], None]]:
    """How to make, use and end an interpreter; with a GIL of its own where the version has that."""
    if sys.version_info >= (3, 13):
        import _interpreters

        def use(interpreter: Any) -> None:
            error = _interpreters.run_string(interpreter, USE)
            assert error is None, error

        return lambda: _interpreters.create("isolated"), use, _interpreters.destroy
    subinterpreters = pytest.importorskip("_xxsubinterpreters")
    return (
        lambda: subinterpreters.create(isolated=sys.version_info >= (3, 12)),  # isolated ones had no threads before
        lambda interpreter: subinterpreters.run_string(interpreter, USE),
        subinterpreters.destroy,
    )


def opened(stack: ExitStack, make: Callable[[], Any], end: Callable[[Any], None]) -> Any:
    """An interpreter that the stack ends, whatever happens: CPython may wait for ever for one that is only dropped."""
    interpreter = make()
    stack.callback(end, interpreter)
    return interpreter


def test_interpreters_one_after_the_other() -> None:
    make, use, end = interpreters()
    for _ in range(ROUNDS):
        with ExitStack() as stack:
            use(opened(stack, make, end))
    assert httpstatus.phrase(404) == "Not Found"
    assert HTTPStatus(404) is HTTPStatus.NOT_FOUND


def test_interpreters_side_by_side() -> None:
    make, use, end = interpreters()
    with ExitStack() as evens, ExitStack() as odds:
        several = [opened(stack, make, end) for stack in (evens, odds, evens, odds, evens)]
        for interpreter in [*several, *reversed(several)]:
            use(interpreter)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="before 3.12 all interpreters share one GIL")
def test_interpreters_on_several_threads() -> None:
    """Each has its own GIL: what they share, they would corrupt."""
    make, use, end = interpreters()
    errors: list[BaseException] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        try:
            barrier.wait()
            for _ in range(ROUNDS // 4):
                with ExitStack() as stack:
                    use(opened(stack, make, end))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
