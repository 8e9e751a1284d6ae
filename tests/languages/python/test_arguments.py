"""The one rule for a number: an int, or what says by __index__ that it is one; anything else is a TypeError.

The functions are found by introspection (support.py), so that a new one is under the rule from its first day.
"""

from __future__ import annotations

import ctypes
import decimal
import enum
import fractions
import inspect
from collections.abc import Callable
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusSet, Tally
from support import EDGES, SYSTEMS, functions_of_a_number, public_names, shown

FUNCTIONS = functions_of_a_number()
# Their codes are texts as well as numbers, and the numbers have 62 bits.
OF_SYSTEMS = {f"{name}.{verb}" for name in SYSTEMS for verb in ("explain", "lookup")}
TAKES_TEXT_TOO = {
    "cloudflare.error",
    "cloudflare.errors",
    "grpc.lookup",
    "grpc.to_http",
    "iis.substatus",
    "iis.substatuses",
    *OF_SYSTEMS,
}
NONE_IS_ALL = {"retry.clients", "second of iis.substatus", "cloudflare.errors", "smtp.replies", "iis.substatuses"}
TEXT_ONLY = {"smtp.enhanced"}  # whose "code" is a text such as "5.1.1"

# What a function of a number is called with: the sub-status functions need a second one.
CALLS: dict[str, Callable[[Any], Any]] = {
    name: (lambda number, function=function: function(number, 13)) if name.startswith("iis.") else function
    for name, function in FUNCTIONS.items()
    if name not in TEXT_ONLY
}
# What asks whether something is there says no to what is not a code: test_sets.py, test_tally.py.
ANSWERS_NO = {"in StatusSet", "in Tally", "Tally.get"}
# Items of these may be texts, as a configuration has them.
TEXT_IS_AN_ITEM = {"StatusSet([...])", "isdisjoint"}

# The same rule holds where a number is not the first argument of a function.
CALLS |= {
    "in StatusSet": lambda number: number in StatusSet("404"),
    "StatusSet([...])": lambda number: StatusSet([number]),
    "StatusSet(...)": lambda number: StatusSet(number),
    "tally([...])": lambda number: httpstatus.tally([number]),
    "Tally[...]": lambda number: Tally({404: 1})[number],
    "in Tally": lambda number: number in Tally({404: 1}),
    "Tally.get": lambda number: Tally({404: 1}).get(number),
    "Tally({...})": lambda number: Tally([(number, 1)]),
    "isdisjoint": lambda number: StatusSet("404").isdisjoint([number]),
    "second of iis.substatus": lambda number: httpstatus.iis.substatuses(404, number),
}


class Int(int):
    """A subclass with tricks: none of them is asked."""

    def __int__(self) -> int:
        raise AssertionError("__int__ was called")

    def __index__(self) -> int:
        raise AssertionError("__index__ was called")


class Index:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> int:
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class OnlyInt:
    """What int() takes is not yet an int."""

    def __int__(self) -> int:
        return 404

    def __trunc__(self) -> int:
        return 404

    def __float__(self) -> float:
        return 404.0


class OtherEnum(enum.IntEnum):
    CODE = 404


def result(call: Callable[[Any], Any], number: Any) -> Any:
    """What a call gives, or its error without the number that it names."""
    try:
        found = call(number)
    except (ValueError, LookupError) as error:
        return type(error)
    return list(found) if isinstance(found, (StatusSet, Tally)) else found


def test_nothing_is_forgotten() -> None:
    """The functions of API.md are found, and so is everything that joins them."""
    names = set(FUNCTIONS)
    assert {"phrase", "name", "is_retryable", "lookup", "meanings", "status_line", "HTTPStatus.from_code"} <= names
    assert {"warning.lookup", "smtp.reply", "cloudflare.error", "grpc.to_http", "iis.substatus"} <= names
    assert len(names) >= 35
    predicates = {name for name in public_names(httpstatus) if name.startswith(("is_", "allows_", "preserves_"))}
    assert len(predicates) >= 14
    assert predicates - {"is_idempotent"} <= names  # which is one of a method


def test_the_first_parameter_of_functions_of_a_number_is_positional() -> None:
    """In C, that is; the submodules' functions are Python's, and take their names too."""
    for name, function in FUNCTIONS.items():
        if inspect.isbuiltin(function):
            first = next(iter(inspect.signature(function).parameters.values()))
            assert first.kind is first.POSITIONAL_ONLY, name


@pytest.mark.parametrize("name", CALLS)
def test_integers_of_every_kind(name: str) -> None:
    call = CALLS[name]
    for number in (404, 499, 200, 299, 550, 1020, 5, 110, 0, -1, 10**30, -(10**30), *EDGES):
        expected = result(call, number)
        assert result(call, Index(number)) == expected
        assert result(call, Int(number)) == expected
        assert result(call, enum.IntEnum("Made", {"X": number}).X) == expected
    assert result(call, HTTPStatus.NOT_FOUND) == result(call, OtherEnum.CODE) == result(call, 404)
    assert result(call, HTTPStatus.from_code(499)) == result(call, 499)
    assert result(call, True) == result(call, 1)
    assert result(call, False) == result(call, 0)


@pytest.mark.parametrize("name", CALLS)
def test_numpy_integers(name: str) -> None:
    numpy = pytest.importorskip("numpy")
    call = CALLS[name]
    for width in ("int16", "int32", "int64", "uint16", "uint32", "uint64", "intp", "longlong"):
        kind = getattr(numpy, width)
        assert result(call, kind(404)) == result(call, 404)
        assert result(call, kind(499)) == result(call, 499)
        assert result(call, numpy.array(404, dtype=width)[()]) == result(call, 404)
    for width in ("int8", "uint8"):
        assert result(call, getattr(numpy, width)(110)) == result(call, 110)
    for wrong in (numpy.float64(404), numpy.float32(404), numpy.str_("404"), numpy.datetime64("2020"), numpy.nan):
        if name in TAKES_TEXT_TOO and isinstance(wrong, str):
            continue
        if name in {"StatusSet(...)", *TEXT_IS_AN_ITEM} and isinstance(wrong, str):
            continue
        if name in ANSWERS_NO or (name == "Tally[...]" and isinstance(wrong, (float, numpy.floating))):
            call(wrong)
            continue
        with pytest.raises(TypeError):
            call(wrong)


@pytest.mark.parametrize("name", CALLS)
def test_large_integers_are_not_cut(name: str) -> None:
    """2**32 + 404 is no Not Found, wherever C would cut it."""
    call = CALLS[name]
    nothing = result(call, 10**30)
    for bits in (8, 16, 31, 32, 63, 64, 128):
        for code in (404, 200, 110, 5):
            for number in ((1 << bits) + code, -(1 << bits) + code):
                if not -1 <= number <= (2000 if name not in OF_SYSTEMS else 1 << 62):
                    assert result(call, number) == nothing, number


WRONG = [
    "404", "", "not found", b"404", bytearray(b"404"), memoryview(b"404"), 404.0, 404.5, float("nan"), float("inf"),
    decimal.Decimal(404), fractions.Fraction(404), 404 + 0j, [404], {"code": 404}, object(), type, int, ..., OnlyInt(),
    Index("404"), Index(404.0), Index(None), lambda: 404, ctypes.c_int(404),
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=shown)
@pytest.mark.parametrize("name", CALLS)
def test_anything_else_is_a_type_error(name: str, wrong: Any) -> None:
    if isinstance(wrong, (str, bytes)) and name in {*TAKES_TEXT_TOO, "StatusSet(...)"}:
        return
    if isinstance(wrong, (str, bytes, bytearray)) and name in TEXT_IS_AN_ITEM:
        return
    equals = isinstance(wrong, (float, complex, decimal.Decimal, fractions.Fraction)) and wrong == 404
    if name in ANSWERS_NO:
        assert CALLS[name](wrong) == (equals or None if name == "Tally.get" else equals)
        return
    if name == "Tally[...]" and (equals or wrong != wrong):  # a float of a column, and a gap in it
        assert CALLS[name](wrong) == equals
        return
    if name in OF_SYSTEMS and isinstance(wrong, (bytearray, memoryview)):
        return
    if name == "StatusSet(...)" and isinstance(wrong, (bytearray, memoryview, list, dict)):
        return  # what holds codes: test_sets.py
    with pytest.raises(TypeError) as caught:
        CALLS[name](wrong)
    assert str(caught.value)


@pytest.mark.parametrize("name", CALLS)
def test_none(name: str) -> None:
    if name not in {*NONE_IS_ALL, *ANSWERS_NO}:
        with pytest.raises(TypeError):
            CALLS[name](None)


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"StatusSet(...)", *ANSWERS_NO}))
def test_the_error_names_the_value(name: str) -> None:
    kinds = {"smtp": "an SMTP code is an int", "warning": "a warn code is an int"}
    wanted = kinds.get(name.split(".")[0], "a status code is an int")
    if name in OF_SYSTEMS:
        wanted = "a code is an int, str or bytes"
    with pytest.raises(TypeError, match=rf"{wanted}, not float: 404\.5$"):
        CALLS[name](404.5)
    with pytest.raises(TypeError) as caught:
        CALLS[name]([404] * 1000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("function", "wanted"),
    [
        (httpstatus.phrase, r"a status code is an int, not {}: '404' \(httpstatus\.code\(\) reads text\)"),
        (httpstatus.grpc.from_http, r"a status code is an int, not {}: '404' \(httpstatus\.code\(\) reads text\)"),
        (httpstatus.smtp.reply, r"an SMTP code is an int, not {}: '404' \(httpstatus\.smtp\.parse\(\) reads text\)"),
        (httpstatus.warning.lookup, r"a warn code is an int, not {}: '404' \(int\(\) reads text\)"),
    ],
)
def test_the_error_of_text_tells_the_way_out(function: Callable[[Any], Any], wanted: str) -> None:
    with pytest.raises(TypeError, match=f"^{wanted.format('str')}$"):
        function("404")
    with pytest.raises(TypeError, match=f"^{wanted.format('bytes').replace(': ', ': b')}$"):
        function(b"404")


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "error", [ZeroDivisionError("mine"), ValueError("mine"), KeyError("mine"), MemoryError("mine")]
)
def test_an_index_that_raises(name: str, error: Exception) -> None:
    with pytest.raises(type(error), match="mine"):
        CALLS[name](Index(error))


@pytest.mark.parametrize("name", CALLS)
def test_an_index_that_recurses(name: str) -> None:
    class Endless:
        def __index__(self) -> int:
            return CALLS[name](self)

        def __repr__(self) -> str:
            return "Endless()"

    with pytest.raises(RecursionError):
        CALLS[name](Endless())


def test_a_repr_that_raises() -> None:
    class Rude:
        def __repr__(self) -> str:
            raise ZeroDivisionError("mine")

    for name, call in CALLS.items():
        if name in ANSWERS_NO:
            assert not call(Rude())
            continue
        with pytest.raises((ZeroDivisionError, TypeError)):
            call(Rude())
        assert result(call, 404) == result(call, 404), name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_wrong_calls(name: str) -> None:
    function = FUNCTIONS[name]
    parameters = inspect.signature(function).parameters.values()
    named = [each for each in parameters if each.kind != each.VAR_KEYWORD]
    if any(each.default is each.empty for each in named):
        with pytest.raises(TypeError):
            function()
    with pytest.raises(TypeError):
        function(404, 1, 2, 3, 4, 5, 6)
    if len(named) < len(parameters):
        assert function(404, nope=1)["nope"] == 1
        return
    with pytest.raises(TypeError):
        function(404, nope=1)
    with pytest.raises(TypeError):
        function(404, **{"": 1})


def test_keywords() -> None:
    assert httpstatus.phrase(299, default="x") == httpstatus.phrase(299, "x") == "x"
    assert httpstatus.phrase(404, default="x") == "Not Found"
    assert httpstatus.phrase(299, default=None) is None
    marker = object()
    assert httpstatus.phrase(299, marker) is marker
    assert httpstatus.phrase(404, edition=None, origin=None) == "Not Found"
    assert httpstatus.lookup(499, origin="esri") is httpstatus.lookup(499, "esri")
    for call in (
        lambda: httpstatus.phrase(404, "x", default="y"),
        lambda: httpstatus.phrase(404, "x", "y"),
        lambda: httpstatus.phrase(code=404),
        lambda: httpstatus.is_retryable(503, False),
        lambda: httpstatus.is_retryable(503, idempotent=True, method="GET"),
        lambda: httpstatus.is_retryable(503, method=True),
        lambda: httpstatus.status_line(404, "x"),
        lambda: httpstatus.lookup(499, "nginx", origin="nginx"),
        lambda: httpstatus.registry("nginx", origin="nginx"),
        lambda: httpstatus.tally_log(b"", "auto"),
    ):
        with pytest.raises(TypeError):
            call()
