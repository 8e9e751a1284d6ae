"""Faults that a test brings into the registry, one at a time, each with the message that lint must give for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.generate.schema import CLASS_FILES

Files = dict[str, Any]
Fault = Callable[[Files], None]

FAULTS: list[Any] = []


def fault(message: str) -> Callable[[Fault], Fault]:
    """A fault in the registry, and the whole message."""

    def register(spoil: Fault) -> Fault:
        FAULTS.append(pytest.param(spoil, message, id=spoil.__name__))
        return spoil

    return register


def meaning(files: Files, code: int, origin: str = "iana") -> Files:
    entry: Files
    for stem in CLASS_FILES:
        for entry in files[stem]["meaning"]:
            if (entry["code"], entry["origin"]) == (code, origin):
                return entry
    raise KeyError((code, origin))


def of(files: Files, stem: str, table: str, **key: Any) -> Files:
    entries: list[Files] = files[stem][table]
    return next(entry for entry in entries if all(entry[k] == v for k, v in key.items()))
