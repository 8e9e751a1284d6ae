"""The committed pickles of every public type, from each CPython and in each protocol, are read by all of them."""

from __future__ import annotations

import enum
import inspect
import pickle
import runpy
from pathlib import Path
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, vendors
from support import SUBMODULES, public_names

PICKLES = Path(__file__).resolve().parents[2] / "contract/pickles"
FILES = sorted(PICKLES.glob("*.pickle"))
YOUNGER = {"Situation", "Entry", "System", "Map"}  # made after the pickles were; test_systems.py pickles them too
OBJECTS = runpy.run_path(str(PICKLES / "make_pickles.py"))["objects"]()


def flat(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) and not hasattr(value, "_fields") else [value]


def assert_same(name: str, read: Any, made: Any) -> None:
    assert type(read) is type(made), name
    if isinstance(made, (enum.Enum, type)):
        assert read is made, name
    elif isinstance(made, Exception):
        assert read.args == made.args, name
    elif hasattr(made, "_fields"):
        # The registry's texts may have become better since; what a record shows says which one it is. Of a rule, that
        # is its topic and its reference.
        if isinstance(made, httpstatus.Rule):
            assert (read.topic, read.reference) == (made.topic, made.reference), name
        else:
            assert repr(read) == repr(made), name
            assert hash(read) == hash(made)
        assert read._fields == made._fields
    else:
        assert read == made, name
        assert repr(read) == repr(made), name


def test_there_are_pickles() -> None:
    names = {path.name for path in FILES}
    wanted = {f"cpython-3.{minor}-protocol-{protocol}.pickle" for minor in range(10, 14) for protocol in range(2, 6)}
    assert wanted <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_pickled(path: Path) -> None:
    read = pickle.loads(path.read_bytes())
    assert OBJECTS.keys() - read.keys() <= YOUNGER
    assert read.keys() <= OBJECTS.keys()
    for name in read:
        value = OBJECTS[name]
        assert len(flat(read[name])) == len(flat(value)), name
        for one, other in zip(flat(read[name]), flat(value), strict=True):
            assert_same(name, one, other)


def test_every_public_type_is_there() -> None:
    held = {type(each) for value in OBJECTS.values() for each in flat(value)}
    for module in (httpstatus, *(getattr(httpstatus, name) for name in SUBMODULES)):
        for name in public_names(module):
            kind = getattr(module, name)
            if inspect.isclass(kind) and module is not vendors:
                assert kind in held, f"{module.__name__}.{name}"
    assert HTTPStatus in held
    assert any(kind.__module__ == "httpstatus.vendors" for kind in held)
