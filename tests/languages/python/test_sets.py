"""StatusSet, with frozenset as the model."""

from __future__ import annotations

import argparse
import copy
import operator
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from httpstatus import HTTPStatus, StatusClass, StatusSet
from hypothesis import given
from hypothesis import strategies as st
from support import place_in, quoted, shown

CODES = st.integers(0, 999)
MODELS = st.frozensets(CODES) | st.builds(range, CODES, CODES).map(frozenset)
ANY_INT = CODES | st.integers(-10, 1010) | st.integers()
EVERY_CLASS = range(100, 600)

TERM = st.one_of(
    CODES.map("{:03d}".format),
    st.integers(1, 9).map("{}xx".format),
    st.tuples(CODES, CODES).map(sorted).map(lambda ends: "{:03d}-{:03d}".format(*ends)),
    st.tuples(st.integers(1, 9), st.integers(1, 9)).map(sorted).map(lambda ends: "{}xx-{}XX".format(*ends)),
    st.tuples(st.integers(101, 199), st.integers(2, 9)).map(lambda ends: "{}-{}xx".format(*ends)),
    st.tuples(st.integers(1, 8), st.integers(900, 999)).map(lambda ends: "{}xx-{}".format(*ends)),
)
TERMS = st.lists(st.tuples(st.booleans(), TERM), max_size=12)


def model_of(terms: Iterable[tuple[bool, str]]) -> frozenset[int]:
    """What a text means, by the sentences of the manual."""
    terms = list(terms)
    found = set(EVERY_CLASS) if terms and terms[0][0] else set()
    for is_excluded, term in terms:
        first, _, last = term.lower().partition("-")
        last = last or first
        codes = range(int(first.replace("xx", "00")), int(last.replace("xx", "99")) + 1)
        (found.difference_update if is_excluded else found.update)(codes)
    return frozenset(found)


# ---- Making one ----


@given(TERMS, st.sampled_from([",", ", ", " ,", " , "]))
def test_text(terms: list[tuple[bool, str]], comma: str) -> None:
    text = comma.join("!" * is_excluded + term for is_excluded, term in terms)
    assert frozenset(StatusSet(text)) == model_of(terms)


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_bytes_are_text_and_no_codes(kind: Callable[[bytes], Any]) -> None:
    """b"2xx" was the set of 50 and 120, the numbers of its characters."""
    assert StatusSet(kind(b"2xx,!204")) == StatusSet("2xx,!204")
    assert StatusSet("404") | StatusSet(kind(b"")) == StatusSet("404")
    with pytest.raises(ValueError, match="position 4"):
        StatusSet(kind(b"200,\xff"))


@given(MODELS)
def test_canonical_text(model: frozenset[int]) -> None:
    made = StatusSet(model)
    text = str(made)
    assert StatusSet(text) == made
    assert str(StatusSet(text)) == text
    assert repr(made) == f"StatusSet('{text}')"
    assert eval(repr(made), {"StatusSet": StatusSet}) == made
    assert f"{made}" == text
    assert not set(text) - set("0123456789x-,")
    assert frozenset(model_of((False, term) for term in text.split(",") if term)) == model


def test_equal_sets_have_equal_texts() -> None:
    assert str(StatusSet("200-299")) == str(StatusSet("2xx")) == str(StatusSet(range(200, 300))) == "2xx"
    assert str(StatusSet("404,403,402,301")) == "301,402-404"
    assert str(StatusSet("")) == str(StatusSet()) == str(StatusSet([])) == ""
    assert str(StatusSet("!304")) == "1xx-2xx,300-303,305-399,4xx-5xx"


@pytest.mark.parametrize(
    "codes",
    [
        [404, 200, 404], (404, 200), {404, 200}, frozenset([404, 200]), {404: "x", 200: "y"}, iter([404, 200]),
        (code for code in (404, 200)), {200: 1, 404: 1}.keys(), [HTTPStatus.OK, HTTPStatus.NOT_FOUND],
        map(HTTPStatus.from_code, (404, 200)), StatusSet("200,404"), "200,404", "404, 200",
    ],
    ids=shown,
)  # fmt: skip
def test_of_everything_that_holds_codes(codes: Any) -> None:
    assert list(StatusSet(codes)) == [200, 404]


def test_of_one_code() -> None:
    assert list(StatusSet(404)) == list(StatusSet(HTTPStatus.NOT_FOUND)) == list(StatusSet("404")) == [404]
    assert list(StatusSet(0)) == list(StatusSet(False)) == [0]
    assert list(StatusSet(range(998, 1000))) == [998, 999]


def test_of_a_set_is_that_set() -> None:
    made = StatusSet("5xx")
    assert StatusSet(made) is made
    assert copy.copy(made) == copy.deepcopy(made) == made


@pytest.mark.parametrize("code", [-1, 1000, 10**30, -(10**30), 2**32 + 404, 2**64 + 404])
def test_codes_out_of_range(code: int) -> None:
    for codes in (code, [200, code], iter([code])):
        with pytest.raises(ValueError, match=r"a StatusSet holds codes 0\.\.999, not ") as caught:
            StatusSet(codes)
        assert str(caught.value).endswith(repr(code))


@pytest.mark.parametrize("wrong", [None, 4.04, object(), [None], [404.0], [[404]], int], ids=shown)
def test_wrong_types(wrong: Any) -> None:
    with pytest.raises(TypeError):
        StatusSet(wrong)


def test_wrong_calls() -> None:
    for call in (
        lambda: StatusSet("2xx", "3xx"),
        lambda: StatusSet(codes="2xx"),
        lambda: StatusSet(**{"": "2xx"}),
        lambda: StatusSet.__new__(StatusSet, 1, 2),
        lambda: StatusSet.__new__(int),
        lambda: type("Sub", (StatusSet,), {}),
    ):
        with pytest.raises(TypeError):
            call()


def test_an_iterable_that_raises() -> None:
    def codes() -> Iterable[int]:
        yield 404
        raise ZeroDivisionError("mine")

    class Rude:
        def __iter__(self) -> Any:
            raise ZeroDivisionError("mine")

    for wrong in (codes(), Rude()):
        with pytest.raises(ZeroDivisionError, match="mine"):
            StatusSet(wrong)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2xx,4", 4), (",", 0), ("2xx,,3x", 5), ("4-5", 0), ("4040", 3), ("4x", 0), ("xx", 0), ("0xx", 0),
        ("404-", 4), ("-404", 0), ("404-403", None), ("5xx-4xx", None), ("5xx-404", None), ("!", 1), ("!!404", 1),
        ("404;5", 4), ("404 5", 4), ("404 -405", 4), ("50x", 0), (">=500", 0), ("2xx,-404", 4), ("500 -", 5),
        ("2xx\0", 3), ("\u0664\u0660\u0664", 0), ("\ud800", 0), ("404,\u20ac", 4),
        ("\u20ac", 0), ("404,405,x", 8), ("not found", 0), ("1000", 3), ("-1", 0), ("+404", 0), ("404.0", 3),
    ],
)  # fmt: skip
def test_wrong_texts(text: str, at: int | None) -> None:
    with pytest.raises(ValueError, match=r"^invalid status set '") as caught:
        StatusSet(text)
    assert quoted(text) in str(caught.value)
    assert at is None or place_in(caught.value) == at


@given(st.text("0123456789xX-,! "))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        made = StatusSet(text)
    except ValueError as error:
        assert 0 <= place_in(error) <= len(text)  # noqa: PT017 - it may also pass
    else:
        assert StatusSet(str(made)) == made


def test_long_texts() -> None:
    """Linear in the length: ten megabytes of terms, and of what is none."""
    assert StatusSet("200," * 2_500_000 + "404") == StatusSet("200,404")
    assert StatusSet("!200," * 2_000_000 + "404") == StatusSet("!200")
    assert StatusSet(" " * 10_000_000 + "404" + " " * 10_000_000) == StatusSet("404")
    for shape in ("4", "x", "-", "!", ",", "404-", "\0"):
        with pytest.raises(ValueError, match=r"^invalid status set '") as caught:
            StatusSet(shape * 10_000_000)
        assert len(str(caught.value)) < 500


# ---- As a set ----


@given(MODELS, ANY_INT)
def test_contains(model: frozenset[int], code: int) -> None:
    made = StatusSet(model)
    assert (code in made) is (code in model)
    assert all(each in made for each in model)


@given(MODELS)
def test_iteration_and_size(model: frozenset[int]) -> None:
    made = StatusSet(model)
    assert list(made) == list(iter(made)) == sorted(model)
    assert len(made) == len(model)
    assert bool(made) is bool(model)
    assert all(type(code) is int for code in made)
    assert sorted(made, reverse=True) == sorted(model, reverse=True)
    assert (min(made), max(made)) == (min(model), max(model)) if model else not made


BINARY = [operator.or_, operator.and_, operator.sub, operator.xor]
ORDER = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


class Other(Set[Any]):
    """A set that only has what collections.abc.Set asks for."""

    def __init__(self, items: Iterable[Any]) -> None:
        self.items = frozenset(items)

    def __contains__(self, item: object) -> bool:
        return item in self.items

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def keys(items: Iterable[Any]) -> Any:
    return dict.fromkeys(items).keys()


@given(MODELS, MODELS, st.sampled_from([set, frozenset, keys, Other]))
def test_beside_sets_of_every_kind(a: frozenset[int], b: frozenset[int], kind: Callable[[Any], Any]) -> None:
    other = kind(b)
    for function in BINARY:
        found = function(StatusSet(a), other)
        assert frozenset(found) == function(a, b)
        assert type(found) is StatusSet
        assert frozenset(function(other, StatusSet(a))) == function(b, a)
    for function in ORDER:
        assert function(StatusSet(a), other) is function(a, b)
        assert function(other, StatusSet(a)) is function(b, a)


STRANGERS = [None, "404", 404.5, 1000, -1, (404,), b"404"]


@pytest.mark.parametrize("stranger", STRANGERS, ids=shown)
def test_beside_sets_of_anything(stranger: Any) -> None:
    made, other = StatusSet("404,405"), {404, stranger}
    same = frozenset(made)
    assert stranger not in made
    assert made & other == same & other
    assert made - other == same - other
    assert other & made == other & same
    assert other | made == other | same
    assert other - made == {stranger}
    for function in ORDER:
        assert function(made, other) is function(same, other)
        assert function(StatusSet(404), other) is function(frozenset([404]), other)
    assert made.isdisjoint({stranger})
    assert not made.issuperset(other)
    assert StatusSet(404).issubset(other)
    assert made.intersection(other) == StatusSet(404)
    assert made.difference(other) == StatusSet(405)
    for function in (operator.or_, operator.xor):
        with pytest.raises(ValueError, match=r"a StatusSet holds codes 0\.\.999, not .*; frozenset\(a\)"):
            function(made, other)


def test_methods_of_a_frozenset() -> None:
    made = StatusSet("404,405")
    assert issubclass(StatusSet, Set)
    assert isinstance(made, Set)
    assert made.union() == made.intersection() == made.difference() == made.copy() == made
    assert made.union([1], {2}, "5xx", iter([404])) == StatusSet("001,002,404,405,5xx")
    assert made.intersection("4xx", [404]) == StatusSet(404)
    assert made.difference([404], "500") == StatusSet(405)
    assert made.symmetric_difference([405, 406]) == StatusSet("404,406")
    assert made.issubset("4xx")
    assert made.issuperset([404])
    assert not made.issubset([404])
    for name in set(dir(frozenset)) - set(dir(object)):
        assert hasattr(made, name) or name == "__class_getitem__", name
    for wrong in (None, [None], 4.04):
        for method in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset"):
            with pytest.raises(TypeError):
                getattr(made, method)(wrong)


def test_contains_what_equals_a_code() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            raise ZeroDivisionError("mine")

        def __hash__(self) -> int:
            return 404

    class Index:
        def __index__(self) -> int:
            return 404

    made = StatusSet("404")
    for same in (404.0, Fraction(404), Decimal(404), 404 + 0j, HTTPStatus.NOT_FOUND, Index()):
        assert same in made
    for other in (None, "404", b"404", 404.5, float("nan"), [], {}, object(), 405.0, -1, 10**30, (404,), made):
        assert other not in made
    with pytest.raises(ZeroDivisionError, match="mine"):
        Odd() in made  # noqa: B015


# ---- What a configuration gives ----


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["2xx", 301, "404"], "2xx,301,404"), (["200", "300-302"], "200,300-302"), (["2xx 3xx"], "2xx-3xx"),
        (["429;5xx", ""], "429,5xx"), (["!404"], "!404"), (["2xx", "!204"], "200-203,205-299"), ([b"2xx"], "2xx"),
        ([404, "!404"], ""), (["", "!404"], "!404"), ([StatusSet("4xx"), "!404"], "400-403,405-499"), ([""], ""),
    ],
)  # fmt: skip
def test_lists(items: Any, text: str) -> None:
    for kind in (list, tuple, iter):
        assert StatusSet(kind(items)) == StatusSet(text)


@pytest.mark.parametrize(
    ("items", "kind", "message"),
    [
        ([200, "50x"], ValueError, "invalid status set '50x' at index 1: x stands for two digits (write 500-509) at position 0"),  # noqa: E501
        (["2xx", "404,5"], ValueError, "invalid status set '404,5' at index 1: one digit may be a code or a class (write 005 or 5xx) at position 4"),  # noqa: E501
        ([200, 301, 1000], ValueError, "invalid item at index 2: a StatusSet holds codes 0..999, not 1000"),
        (["2xx", None], TypeError, "invalid item at index 1: a status code is an int, not NoneType: None"),
        ([404.0], TypeError, "invalid item at index 0: a status code is an int, not float: 404.0"),
    ],
)  # fmt: skip
def test_a_bad_item_is_named(items: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        StatusSet(items)
    assert str(caught.value) == message


def test_argparse(capsys: pytest.CaptureFixture[str]) -> None:
    def refusal(parser: argparse.ArgumentParser, *arguments: str) -> str:
        with pytest.raises(SystemExit):
            parser.parse_args(arguments)
        return capsys.readouterr().err

    parser, plain = argparse.ArgumentParser(), argparse.ArgumentParser()
    for each in (parser, plain):
        each.add_argument("--retry", type=StatusSet)
    parser.add_argument("--code", type=int, choices=StatusSet("404-405"))
    plain.add_argument("--code", type=int, choices=[404, 405])
    assert parser.parse_args(["--retry", "429;5xx", "--code", "404"]).retry == StatusSet("429,5xx")
    reason = "invalid status set '50x': x stands for two digits (write 500-509) at position 0"
    assert reason in refusal(parser, "--retry", "50x")
    # CPython 3.14.10 and 3.15 put the choices in quotes; a set has to read as the list of its codes does.
    said = refusal(parser, "--code", "5")
    assert "invalid choice" in said
    assert "404" in said
    assert said == refusal(plain, "--code", "5")
    with pytest.raises(ValueError, match="invalid status set '5x'"):
        StatusSet("5x")


def test_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    made, array = StatusSet("404,5xx"), numpy.array([200, 404, 503])
    assert numpy.isin(array, made).tolist() == [False, True, True]
    assert numpy.asarray(made, dtype="int16").tolist() == list(made)
    assert numpy.asarray(StatusSet()).tolist() == []
    assert StatusSet(array) == StatusSet("200,404,503")
    assert StatusSet(array[1]) == StatusSet(404)
    assert array not in made  # an array is not a code


@given(MODELS, MODELS)
def test_operators(a: frozenset[int], b: frozenset[int]) -> None:
    for one, other in ((a, b), (a, a), (a, a | b), (a | b, a), (a, frozenset())):
        for function in BINARY:
            found = function(StatusSet(one), StatusSet(other))
            assert type(found) is StatusSet
            assert frozenset(found) == function(one, other)
        for function in ORDER:
            assert function(StatusSet(one), StatusSet(other)) is function(one, other)
        assert StatusSet(one).isdisjoint(StatusSet(other)) is one.isdisjoint(other)
        assert StatusSet(one).isdisjoint(other) is one.isdisjoint(other)


@given(MODELS)
def test_complement(model: frozenset[int]) -> None:
    """The complement is taken within the five classes: 42 has none to be the rest of."""
    assert frozenset(~StatusSet(model)) == frozenset(EVERY_CLASS) - model
    inside = StatusSet(model & frozenset(EVERY_CLASS))
    assert ~~inside == inside


@given(MODELS, MODELS)
def test_hash(a: frozenset[int], b: frozenset[int]) -> None:
    one, other = StatusSet(a), StatusSet(b)
    assert hash(one) == hash(StatusSet(sorted(a)))
    assert len({one, other, StatusSet(str(one))}) == len({a, b}) == len({one, other, a, b})
    assert hash(one) == hash(a)
    assert hash(one) == hash(other) or a != b


def test_hashes_differ() -> None:
    assert len({hash(StatusSet(code)) for code in range(1000)}) == 1000
    assert len({hash(StatusSet(range(code))) for code in range(1000)}) == 1000


@given(MODELS)
def test_pickle(model: frozenset[int]) -> None:
    made = StatusSet(model)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert type(again) is StatusSet
        assert again == made
    assert copy.deepcopy([made]) == [made]


@pytest.mark.parametrize("function", BINARY, ids=lambda function: function.__name__)
@pytest.mark.parametrize("other", [404, "404", [404], None, 4.04], ids=shown)
def test_operators_with_other_types(function: Callable[[Any, Any], Any], other: Any) -> None:
    """As with frozenset and a list: who means a set says so."""
    for operands in ((StatusSet("404"), other), (other, StatusSet("404"))):
        with pytest.raises(TypeError, match="unsupported operand"):
            function(*operands)


@pytest.mark.parametrize("other", [404, "404", [404], None], ids=shown)
def test_comparison_with_other_types(other: Any) -> None:
    made = StatusSet("404")
    assert made != other
    assert not made == other  # noqa: SIM201 - another slot than that of !=
    for function in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError, match="not supported between"):
            function(made, other)


def test_isdisjoint_takes_what_a_set_is_made_of() -> None:
    made = StatusSet("4xx")
    assert made.isdisjoint("5xx")
    assert not made.isdisjoint("404")
    assert not made.isdisjoint(404)
    assert made.isdisjoint([500, 503])
    with pytest.raises(ValueError, match="invalid status set"):
        made.isdisjoint("nope")
    with pytest.raises(TypeError):
        made.isdisjoint(None)  # type: ignore[arg-type]


def test_immutable() -> None:
    made = StatusSet("4xx")
    for name in ("codes", "__dict__", "__class__"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(made, name, 1)
    for name in ("add", "remove", "clear", "update", "__setitem__", "__ior__", "__iand__"):
        assert not hasattr(made, name)
    with pytest.raises(TypeError):
        StatusSet.add = 1  # type: ignore[attr-defined]
    before = made
    made |= StatusSet("500")
    assert before == StatusSet("4xx")
    assert made == StatusSet("4xx,500")


def test_members_of_enums() -> None:
    made = StatusSet("4xx")
    assert HTTPStatus.NOT_FOUND in made
    assert HTTPStatus.from_code(499) in made
    assert HTTPStatus.OK not in made
    assert StatusClass.CLIENT_ERROR not in made  # it is the number 4
    assert {status for status in HTTPStatus if status in made} == {s for s in HTTPStatus if s.is_client_error}


def test_size_in_memory() -> None:
    """A bitmap: as large with one code as with a thousand."""
    assert sys.getsizeof(StatusSet("404")) == sys.getsizeof(StatusSet(range(1000))) < 256
