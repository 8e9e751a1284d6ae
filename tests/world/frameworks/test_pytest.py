"""pytest: what parametrised tests are called, and what a failed comparison shows."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

PROGRAM = """
import http, httpstatus, pytest
from httpstatus import HTTPStatus, StatusClass, StatusSet

@pytest.mark.parametrize("status", [http.HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND, HTTPStatus.from_code(520)])
def test_status(status): pass

@pytest.mark.parametrize("status", [HTTPStatus.NOT_FOUND, HTTPStatus.GONE], ids=httpstatus.name)
def test_name(status): pass

@pytest.mark.parametrize("status_class", StatusClass, ids=lambda each: each.label)
def test_class(status_class): pass

@pytest.mark.parametrize("codes", [StatusSet("4xx")], ids=str)
def test_set(codes): pass

def test_failure():
    assert HTTPStatus.NOT_FOUND == HTTPStatus.from_code(520)
"""


def test_names(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PROGRAM)
    done = pytester.runpytest("-p", "no:cacheprovider", "--collect-only", "-q")
    names = [line.partition("::")[2] for line in done.outlines if "::" in line]
    first, second, third = names[:3]
    assert first.startswith("test_status[")
    assert second.startswith("test_status[")
    assert "520" in third
    assert names[3:] == [
        "test_name[NOT_FOUND]",
        "test_name[GONE]",
        *(f"test_class[{digit}xx]" for digit in range(1, 6)),
        "test_set[4xx]",
        "test_failure",
    ]


def test_failures(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PROGRAM)
    done = pytester.runpytest("-p", "no:cacheprovider")
    done.assert_outcomes(passed=11, failed=1)
    done.stdout.fnmatch_lines(["*assert <HTTPStatus.NOT_FOUND: 404> == <HTTPStatus.520: 520>"])
