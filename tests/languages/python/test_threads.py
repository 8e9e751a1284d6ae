"""Eight threads from a barrier: on every function, and on the first use of every part that is made when it is asked
for; fork() while a thread is at work, and the package loaded again. The same runs on a CPython without a GIL."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from surface import SUBMODULES, calls, fresh, functions, outcome, systems, types

THREADS = 8
ROUNDS = 100 if "HTTPSTATUS_THOROUGH" in os.environ else 8


@pytest.fixture(autouse=True)
def hasty() -> Iterator[None]:
    """With a switch of threads after nearly every instruction."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def together(work: Callable[[int], None]) -> None:
    """Let every thread do its work at once; whatever one of them raises is raised."""
    barrier = threading.Barrier(THREADS)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait()
            work(number)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def test_every_function_at_once() -> None:
    """Each thread goes round all of them, and begins at another place."""
    surface = list(calls(httpstatus).items())
    expected = {name: outcome(call) for name, call in surface}

    def work(number: int) -> None:
        begin = number * len(surface) // THREADS
        for name, call in surface[begin:] + surface[:begin]:
            assert outcome(call) == expected[name], name

    for _ in range(ROUNDS):
        together(work)


FIRST = list(functions(httpstatus) | systems(httpstatus)) + list(types(httpstatus))


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("name", FIRST)
def test_every_function_the_first_time(name: str) -> None:
    """In a copy of the package that has made no type, row, member or submodule yet, all threads ask for the same."""

    def surface(package: Any) -> Any:
        return types(package)[name] if name in types(httpstatus) else (functions(package) | systems(package))[name]

    expected = outcome(surface(httpstatus))
    for _ in range(ROUNDS):
        call = surface(fresh(httpstatus))

        def work(_: int, call: Any = call) -> None:
            found = outcome(call)
            assert found == expected

        together(work)


@pytest.mark.usefixtures("copies")
@pytest.mark.parametrize("name", SUBMODULES)
def test_nobody_sees_half_a_submodule(name: str) -> None:
    """A thread that came while another ran the module's file found what was there, and globals that were not."""
    everything = set(getattr(httpstatus, name).__all__)
    for _ in range(ROUNDS * 5):
        package = fresh(httpstatus)

        def work(_: int, package: Any = package) -> None:
            module = getattr(package, name)
            assert set(module.__all__) == everything
            assert everything <= set(vars(module))

        together(work)


def test_what_is_made_once_is_made_once() -> None:
    """However many threads make a row, a member or a type, all get the same one."""
    found: list[Any] = [None] * THREADS
    for code in range(600, 620):

        def work(number: int, code: int = code) -> None:
            found[number] = httpstatus.HTTPStatus.from_code(code)

        together(work)
        assert all(each is found[0] for each in found)


# ---- In a process of its own ----


def run(script: str, *options: str) -> str:
    """Run a script in a fresh interpreter; what it prints."""
    place = str(Path(__file__).parent)
    command = [sys.executable, *options, "-c", f"import sys; sys.path.insert(0, {place!r})\n" + textwrap.dedent(script)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout.strip()


@pytest.mark.parametrize("name", [*SUBMODULES, "_private", "Meaning", "HTTPStatus"])
def test_first_use_in_a_new_process(name: str) -> None:
    """The import itself is part of the race."""
    script = f"""
        import threading
        sys.setswitchinterval(1e-6)
        barrier, seen, errors = threading.Barrier({THREADS}), [], []
        def work():
            barrier.wait()
            try:
                import httpstatus
                part = getattr(httpstatus, {name!r})
                seen.append((dir(part), httpstatus.lookup(499), httpstatus.HTTPStatus.from_code(520)))
            except BaseException as error:
                errors.append(repr(error))
        threads = [threading.Thread(target=work) for _ in range({THREADS})]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        print(len(seen), errors, all(each == seen[0] for each in seen))
    """
    assert run(script) == f"{THREADS} [] True"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_fork_while_a_submodule_is_loaded() -> None:
    """The child had the lock of a thread that it does not have, and waited for it for ever."""
    script = """
        import os, threading, httpstatus
        from importlib.machinery import SourceFileLoader
        reached, go_on, execute = threading.Event(), threading.Event(), SourceFileLoader.exec_module
        def slowly(loader, module):
            if module.__name__ == "httpstatus.smtp" and not go_on.is_set():
                reached.set()
                go_on.wait()
            execute(loader, module)
        SourceFileLoader.exec_module = slowly
        thread = threading.Thread(target=lambda: httpstatus.smtp.parse)
        thread.start()
        reached.wait()
        child = os.fork()
        if child == 0:
            go_on.set()
            good = httpstatus.warning.lookup(110).code == 110 and httpstatus.smtp.reply(550).code == 550
            os._exit(0 if good else 1)
        for _ in range(300):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                break
            threading.Event().wait(0.1)
        else:
            os.kill(child, 9)
            status = "the child hangs"
        go_on.set()
        thread.join()
        print(status, httpstatus.smtp.reply(550).code)
    """
    assert run(script, "-W", "ignore::DeprecationWarning") == "0 550"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_the_whole_surface_after_fork() -> None:
    script = """
        import os, httpstatus
        from surface import calls, outcome
        surface = calls(httpstatus)
        expected = {name: outcome(call) for name, call in surface.items()}
        child = os.fork()
        if child == 0:
            os._exit(0 if all(outcome(call) == expected[name] for name, call in surface.items()) else 1)
        print(os.waitpid(child, 0)[1])
    """
    assert run(script, "-W", "ignore::DeprecationWarning") == "0"


# ---- Loaded again ----


def test_reload_changes_nothing() -> None:
    before = httpstatus.HTTPStatus.NOT_FOUND, httpstatus.Meaning, httpstatus.lookup(404)
    assert importlib.reload(httpstatus) is httpstatus
    after = httpstatus.HTTPStatus.NOT_FOUND, httpstatus.Meaning, httpstatus.lookup(404)
    assert all(old is new for old, new in zip(before, after, strict=True))


@pytest.mark.usefixtures("copies")
def test_a_hundred_copies() -> None:
    """Imported anew again and again, used, and dropped in any order."""
    copies = []
    for number in range(100):
        package = fresh(httpstatus)
        assert package.smtp.parse("550 5.1.1 x").detail.code == "5.1.1"
        assert package.HTTPStatus.from_code(520) == 520
        copies.append(package)
        if number % 3 == 0:
            del copies[number // 3 % len(copies)]
    for package in copies[::2] + copies[1::2]:
        assert package.lookup(404).phrase == package.phrase(404)


def test_without_a_gil() -> None:
    """A CPython without a GIL leaves it off for the package, which says that it needs none."""
    if not hasattr(sys, "_is_gil_enabled") or "free-threading" not in sys.version:
        pytest.skip("this CPython has a GIL")
    assert run("import httpstatus; print(sys._is_gil_enabled())", "-X", "gil=1").startswith("True")
    assert run("import httpstatus; httpstatus.smtp.parse; print(sys._is_gil_enabled())") == "False"
