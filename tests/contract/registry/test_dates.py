"""Dates of the registry that have gone by are told, on any day after them."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Generate

from core.generate import dates
from core.generate.load import Registry

EXPIRED = "104 iana UPLOAD_RESUMPTION_SUPPORTED: registration expired on 2026-11-13 unless renewed; look it up at IANA"


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-12", []), ("2026-11-13", []), ("2026-11-14", [EXPIRED]), ("2030-01-01", [EXPIRED])],
)
def test_a_date_has_gone_by(registry: Registry, today: str, expected: list[str]) -> None:
    assert list(dates.gone_by(registry, date.fromisoformat(today))) == expected


def test_the_command(generate: Generate) -> None:
    result = generate("dates", "2026-11-13")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    result = generate("dates", "2026-11-14")
    assert (result.returncode, result.stdout, result.stderr) == (1, EXPIRED + "\n", "")
    result = generate("dates", "yesterday")
    assert result.returncode == 2
    assert "invalid fromisoformat value: 'yesterday'" in result.stderr
