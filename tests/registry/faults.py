"""Faults that a test brings into the registry, one at a time, each with the message that lint must give for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import lint_meanings
import pytest

Files = dict[str, Any]
Fault = Callable[[Files], None]

FAULTS: list[Any] = []


def fault(message: str) -> Callable[[Fault], Fault]:
    """A fault in the registry, and the whole message."""

    def register(spoil: Fault) -> Fault:
        FAULTS.append(pytest.param(spoil, message, id=spoil.__name__))
        return spoil

    return register


def meaning(files: Files, code: int, origin: str = "iana") -> dict[str, Any]:
    for stem in lint_meanings.CLASS_FILES:
        for entry in files[stem]["meaning"]:
            if (entry["code"], entry["origin"]) == (code, origin):
                return entry
    raise KeyError((code, origin))


def of(files: Files, stem: str, table: str, **key: Any) -> dict[str, Any]:
    return next(e for e in files[stem][table] if all(e[k] == v for k, v in key.items()))
