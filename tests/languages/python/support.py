"""What several test modules need: where things are, the vectors, and the public surface by introspection."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpstatus

CHECKOUT = Path(__file__).resolve().parents[3]
CONTRACT = CHECKOUT / "tests/contract"
VECTORS = CONTRACT / "vectors"

sys.path.insert(0, str(VECTORS))
from oracle import tsv  # noqa: E402

# Whether this build has the portable code (bindings/python/plain.c), whose enums have no entries for name and value.
PLAIN = "name" not in vars(httpstatus.HTTPStatus)

Row = dict[str, bytes]
# The systems of codes that the facts know; each has a module of its id.
SYSTEMS = tuple(dict.fromkeys(row["system"].decode() for row in tsv.parse(CONTRACT / "facts/systems.tsv")))
SUBMODULES = ("cloudflare", "grpc", "iis", "retry", "smtp", "systems", "vendors", "warning", *SYSTEMS)

# Every int that the limits of C's types could turn into another one.
EDGES = sorted(
    {sign * (1 << bits) + shift for bits in (0, 7, 8, 15, 16, 30, 31, 32, 60, 62, 63, 64, 127, 128) for sign in (1, -1)
     for shift in (-1, 0, 1, 404, 200, -404)}
    | {10**30, -(10**30), 99, 100, 599, 600, 999, 1000}
)  # fmt: skip


def shown(value: object) -> str:
    """What a parameter is called in the name of a test: its repr without an address, in ASCII."""
    return re.sub(r" at 0x\w+", "", ascii(value))


def check_rows(name: str, check: Callable[[Row], None]) -> None:
    """Check every row of a file of vectors, and name the lines of all that fail."""
    failures = []
    for row in tsv.parse(VECTORS / f"{name}.tsv"):
        try:
            check(row)
        except Exception as error:
            failures.append(f"{row['where'].decode()}: {type(error).__name__}: {error}")
    assert not failures, "\n".join([f"{len(failures)} rows fail", *failures[:20]])


def forms(text: bytes) -> Iterator[str | bytes]:
    """A text as what functions take: bytes, and str where it is UTF-8."""
    yield text
    try:
        yield text.decode()
    except UnicodeDecodeError:
        return


def place(given: str | bytes, at: int) -> int:
    """A place in bytes as the error about that text tells it: in characters for a str."""
    return at if isinstance(given, bytes) else len(given.encode()[:at].decode())


def place_in(error: BaseException) -> int:
    """The place that the message of an error names."""
    match = re.search(r" at position (\d+)$", str(error))
    assert match, f"no position in {error}"
    return int(match[1])


def quoted(text: str) -> str:
    """A text as messages quote it: what a terminal would act upon, or not show, is escaped byte by byte."""
    plain = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "'": "\\'", "\\": "\\\\"}
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "'{}'".format(
        "".join(
            plain.get(each)
            or ("".join(f"\\x{byte:02X}" for byte in each.encode("utf-8", "surrogatepass"))
                if unicodedata.category(each) in hidden else each)
            for each in text
        )
    )  # fmt: skip


def number(cell: bytes) -> int | None:
    return int(cell) if cell else None


def numbers(cell: bytes) -> list[int]:
    return [int(part) for part in cell.split(b",")] if cell else []


def counts(cell: bytes) -> dict[int, int]:
    return {int(code): int(count) for code, _, count in (part.partition(b":") for part in cell.split(b",")) if code}


def public_names(module: ModuleType) -> list[str]:
    """What `from module import *` gives."""
    return getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the package and of its submodules, with its dotted name."""
    modules: list[tuple[str, ModuleType]] = [("", httpstatus)]
    modules += [(f"{name}.", getattr(httpstatus, name)) for name in SUBMODULES]
    for prefix, module in modules:
        for name in public_names(module):
            value = getattr(module, name)
            if inspect.isroutine(value):
                yield prefix + name, value
    yield "HTTPStatus.from_code", httpstatus.HTTPStatus.from_code


def functions_of_a_number() -> dict[str, Callable[..., Any]]:
    """The public functions whose first parameter is a number: found by its name, so that none can be forgotten."""
    found = {}
    for name, function in public_functions():
        parameters = list(inspect.signature(function).parameters)
        if parameters and parameters[0] in ("code", "number"):
            found[name] = function
    return found


def facts(name: str) -> list[dict[str, str]]:
    """The rows of a file of tests/contract/facts, which nobody makes from the registry."""
    return tsv.texts(CONTRACT / "facts" / f"{name}.tsv")


def candidates(text: str) -> list[int]:
    """The code that a text names, or all those that it may mean."""
    try:
        return [httpstatus.code(text)]
    except httpstatus.UnknownStatusError as error:
        return [
            int(number)
            for number in re.findall(
                r"\d+", str(error).rpartition(": it means ")[2] if ": it means " in str(error) else ""
            )
        ]


def in_new_process(code: str, *arguments: str) -> str:
    """What a script prints that a new interpreter runs."""
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
