"""HTTPStatus against http.HTTPStatus of the running CPython: whatever one does, the other does.

What differs on purpose is in its own tests at the end.
"""

from __future__ import annotations

import copy
import enum
import http
import inspect
import json
import operator
import pickle
import re
import sys
import warnings
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest
from httpstatus import HTTPStatus, StatusClass, phrase
from support import PLAIN, in_new_process, shown

Theirs = http.HTTPStatus
VERSION = sys.version_info[:2]
VALUES = [member.value for member in Theirs]
# CPython 3.13 took over the names and phrases of RFC 9110 for these, and kept the old names as aliases.
RENAMED = {413, 414, 416, 422} if VERSION < (3, 13) else set()


def describe(value: Any) -> Any:
    """A result in words that are the same for both classes."""
    if isinstance(value, (HTTPStatus, Theirs)):
        return ("member", int(value))
    if isinstance(value, (list, tuple)):
        return [describe(each) for each in value]
    return (type(value).__name__, plain(repr(value)))


def plain(text: str) -> str:
    """A text without what tells the two classes apart: module (which types made in C have in messages), metaclass."""
    text = re.sub(r"\w*Meta\b|EnumType", "EnumMeta", re.sub(r"\bhttp(status)?\.", "", text))
    return re.sub(r"0x[0-9a-f]+", "0x", text)


def outcome(action: Callable[[Any], Any], cls: Any) -> Any:
    """What an action on a class gives: result or error, and warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = describe(action(cls))
        except Exception as error:
            result = (type(error).__name__, plain(str(error)))
    return result, [each.category for each in caught]


def agree(action: Callable[[Any], Any]) -> None:
    assert outcome(action, HTTPStatus) == outcome(action, Theirs)


class Int(int):
    pass


class Index:
    def __index__(self) -> int:
        return 404


class SameHash:
    def __hash__(self) -> int:
        return hash(404)

    def __eq__(self, other: object) -> bool:
        return other == 404


ODD_VALUES: list[Any] = [
    0, 99, 299, 306, 418, 520, 999, -404, 2**32 + 404, 2**64, 10**30, -(10**30), True, False, Int(404), Int(299),
    404.0, 404.5, float("nan"), float("inf"), 404 + 0j, "404", "NOT_FOUND", "", b"404", None, (), [], {}, {404}, ...,
    int, object, Index(), SameHash(), Theirs, HTTPStatus, Theirs.NOT_FOUND, enum.IntEnum("Other", {"A": 404}).A,
]  # fmt: skip


@pytest.mark.parametrize("value", ODD_VALUES, ids=shown)
def test_call_of_odd_values(value: Any) -> None:
    agree(lambda cls: cls(value))


@pytest.mark.parametrize("value", [*VALUES, *ODD_VALUES], ids=shown)
def test_contains(value: Any) -> None:
    if isinstance(value, Theirs):
        return  # each class knows its own members: test_contains_members
    agree(lambda cls: value in cls)


def test_contains_members() -> None:
    agree(lambda cls: [member in cls for member in map(cls, VALUES)])
    agree(lambda cls: {cls.OK: 1}.get(cls.OK))


@pytest.mark.parametrize("name", list(Theirs.__members__))
def test_every_member_and_alias(name: str) -> None:
    ours, theirs = HTTPStatus[name], Theirs[name]
    assert ours == theirs
    assert theirs == ours
    assert ours is getattr(HTTPStatus, name) is HTTPStatus(theirs.value) is HTTPStatus(theirs) is HTTPStatus(ours)
    assert type(ours) is HTTPStatus
    assert type(ours.value) is int
    assert ours.value == theirs.value
    if theirs.value not in RENAMED:
        assert ours.name == theirs.name
        assert ours.phrase == theirs.phrase
    else:
        assert name in HTTPStatus.__members__
        assert phrase(ours, edition="rfc2616") == theirs.phrase
    for attribute in ("is_informational", "is_success", "is_redirection", "is_client_error", "is_server_error"):
        if hasattr(theirs, attribute):
            assert getattr(ours, attribute) is getattr(theirs, attribute)
    assert type(ours.description) is str
    assert {theirs: 1}[ours] == {ours: 1}[theirs] == 1  # type: ignore[index]


@pytest.mark.parametrize("value", VALUES)
def test_texts_of_members(value: int) -> None:
    for text in (repr, ascii, json.dumps, "{0:d}".format, "%d".__mod__, "%x".__mod__, hex, oct, bin, float, complex):
        if value not in RENAMED or text not in (repr, ascii):
            agree(lambda cls, text=text: text(cls(value)))
    agree(lambda cls: json.dumps({cls(value): cls(value)}))
    agree(lambda cls: json.loads(json.dumps([cls(value)])))


@pytest.mark.parametrize("spec", ["", "d", "5", ">6", "<6", "^7", "06", "+", "x", "#x", "b", ",", "_", "e", ".1f", "c"])
def test_format(spec: str) -> None:
    agree(lambda cls: [format(member, spec) for member in (cls.OK, cls.NOT_FOUND)])
    agree(lambda cls: f"{cls.NOT_FOUND:{spec}}")
    agree(lambda cls: "{:{}}".format(cls.NOT_FOUND, spec))


@pytest.mark.parametrize("spec", ["s", "10s", "Q", "05s", ".2d", "\0"])
def test_format_refuses(spec: str) -> None:
    for cls in (HTTPStatus, Theirs):
        with pytest.raises(ValueError):  # noqa: PT011 - 3.10 names another type in its text
            format(cls.NOT_FOUND, spec)
    if VERSION > (3, 10):
        agree(lambda cls: format(cls.NOT_FOUND, spec))


def test_pickle() -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        for member in HTTPStatus:
            assert pickle.loads(pickle.dumps(member, protocol)) is member
        assert pickle.loads(pickle.dumps(HTTPStatus, protocol)) is HTTPStatus
        agree(lambda cls, protocol=protocol: type(cls.OK.__reduce_ex__(protocol)[1]))
        ours, theirs = (pickle.dumps(cls.NOT_FOUND, protocol) for cls in (HTTPStatus, Theirs))
        assert ours.count(b"httpstatus") == 1
        if Theirs.OK.__reduce_ex__(protocol)[0] is Theirs:  # by value; the first releases of 3.11 pickled by name
            assert len(ours) == len(theirs) + len("httpstatus") - len("http")


def test_copy() -> None:
    for member in HTTPStatus:
        assert copy.copy(member) is copy.deepcopy(member) is member
    assert copy.deepcopy({HTTPStatus.OK: [HTTPStatus.OK]}) == {200: [200]}
    assert copy.copy(HTTPStatus) is copy.deepcopy(HTTPStatus) is HTTPStatus


def test_iteration() -> None:
    assert [member for member in HTTPStatus if member.value in VALUES] == list(Theirs)
    assert list(reversed(HTTPStatus)) == list(HTTPStatus)[::-1]
    assert len(HTTPStatus) == len(list(HTTPStatus)) == len(set(HTTPStatus))
    assert sorted(HTTPStatus) == list(HTTPStatus)
    agree(lambda cls: bool(cls))
    agree(lambda cls: type(iter(cls)))


def test_members_mapping() -> None:
    members = HTTPStatus.__members__
    assert type(members) is MappingProxyType
    assert {name: int(member) for name, member in Theirs.__members__.items()}.items() <= members.items()
    assert [name for name, member in members.items() if member.name == name] == [member.name for member in HTTPStatus]
    agree(lambda cls: cls.__members__.__setitem__("X", 1))
    agree(lambda cls: operator.setitem(cls.__members__, "X", 1))


@pytest.mark.parametrize("key", ["NOPE", "not_found", "", 404, None, (), []], ids=shown)
def test_subscript_of_odd_keys(key: Any) -> None:
    agree(lambda cls: cls[key])


CALLS: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda cls: cls(),
    "two": lambda cls: cls(404, 404),
    "value=": lambda cls: cls(value=404),
    "value=520": lambda cls: cls(value=520),
    "unknown keyword": lambda cls: cls(404, nope=1),
    "functional": lambda cls: cls("Name", "A B"),
    "functional with a list": lambda cls: cls("Name", ["A"]),
    "functional by names": lambda cls: cls("Name", names="A"),
    "names=None": lambda cls: cls(404, names=None),
    "start": lambda cls: cls(404, start=7),
    "module": lambda cls: cls(404, module="m"),
    "qualname and type": lambda cls: cls(404, qualname="q", type=int),
    "boundary": lambda cls: cls(404, boundary=None),
    "ten arguments": lambda cls: cls(*range(404, 414)),
    "ten keywords": lambda cls: cls(**{f"k{i}": i for i in range(10)}),
    "unpacked": lambda cls: cls(*[404]),
    "__call__": lambda cls: cls.__call__(404),
    "type's call": lambda cls: type(cls).__call__(cls, 404),
    "type's call of what is none": lambda cls: type(cls).__call__(cls, 520),
    "__new__": lambda cls: cls.__new__(cls, 404),
    "__new__ of what is none": lambda cls: cls.__new__(cls, 520),
    "_missing_": lambda cls: cls._missing_(404),
    "map": lambda cls: list(map(cls, [200, 404])),
    "map of what is none": lambda cls: list(map(cls, [200, 520])),
}


@pytest.mark.parametrize("name", CALLS)
def test_calls(name: str) -> None:
    agree(CALLS[name])


def test_unknown_attributes() -> None:
    for name in ("NOPE", "not_found", "phrase", "__nope__"):
        kinds = []
        for cls in (HTTPStatus, Theirs):
            with pytest.raises(AttributeError) as caught:
                getattr(cls, name)
            assert name in str(caught.value)
            kinds.append(type(caught.value))
            assert getattr(cls, name, "default") == "default"
        assert kinds[0] is kinds[1]
        if VERSION >= (3, 12):
            agree(lambda cls, name=name: getattr(cls, name))
    agree(lambda cls: cls.OK.nope)
    if VERSION != (3, 11):  # whose first releases did not know members of members
        agree(lambda cls: hasattr(cls.OK, "NOT_FOUND"))
        agree(lambda cls: cls.OK.NOT_FOUND)


@pytest.mark.parametrize("name", ["OK", "NOT_FOUND", "REQUEST_ENTITY_TOO_LARGE"])
def test_members_cannot_be_replaced(name: str) -> None:
    agree(lambda cls: setattr(cls, name, 1))
    agree(lambda cls: delattr(cls, name))
    assert HTTPStatus[name] is getattr(HTTPStatus, name)


def test_attributes_of_the_class_can_be_added() -> None:
    agree(lambda cls: [setattr(cls, "extra", 1), cls.extra, cls.OK.extra, delattr(cls, "extra"), hasattr(cls, "extra")])


def test_attributes_that_the_interpreter_looks_up_can_be_added() -> None:
    """An attribute that fills a slot takes effect, in calls that were compiled before as well."""

    def run(cls: Any) -> Any:
        def call() -> list[Any]:
            return [(cls(404), bool(cls.OK)) for _ in range(50)]

        call()
        cls.__bool__ = lambda self: False
        try:
            return call()
        finally:
            del cls.__bool__

    agree(run)


def test_another_enum_of_the_metaclass() -> None:
    class Other(enum.IntEnum, metaclass=type(HTTPStatus)):
        NOT_FOUND = 404

    Other.extra = 1  # type: ignore[attr-defined]
    assert Other(404) is Other.NOT_FOUND
    assert Other.NOT_FOUND is not HTTPStatus.NOT_FOUND
    with pytest.raises(ValueError, match="200"):
        Other(200)


@pytest.mark.parametrize("name", ["value", "name"])
def test_value_and_name_cannot_be_set(name: str) -> None:
    for cls in (HTTPStatus, Theirs):
        with pytest.raises(AttributeError):
            setattr(cls.OK, name, 1)
        with pytest.raises(AttributeError):
            delattr(cls.OK, name)
        with pytest.raises(AttributeError):
            getattr(cls, name)
        descriptor = inspect.getattr_static(cls, name)
        assert inspect.isdatadescriptor(descriptor)
        assert hasattr(descriptor, "__set__")
        assert hasattr(descriptor, "__delete__")
        with pytest.raises(AttributeError):
            descriptor.__set__(cls.OK, 1)
        with pytest.raises(AttributeError):
            descriptor.__delete__(cls.OK)
    assert (HTTPStatus.OK.value, HTTPStatus.OK.name) == (200, "OK")


def test_attributes_of_members_can_be_added() -> None:
    agree(lambda cls: [setattr(cls.OK, "extra", 1), cls.OK.extra, delattr(cls.OK, "extra"), hasattr(cls.OK, "extra")])


def test_subclassing_is_refused() -> None:
    agree(lambda cls: type(cls)("Sub", (cls,), {}))
    agree(lambda cls: type("Sub", (cls,), {}))

    def subclass(cls: Any) -> None:
        class Sub(cls):
            MORE = 1

    agree(subclass)


def test_types() -> None:
    assert issubclass(HTTPStatus, enum.IntEnum)
    assert type(HTTPStatus) is type(Theirs) is enum.EnumMeta
    assert HTTPStatus.__bases__ == Theirs.__bases__ == (enum.IntEnum,)
    assert HTTPStatus.__mro__[1:] == Theirs.__mro__[1:]
    agree(lambda cls: (cls.__name__, cls.__qualname__, cls._member_type_, repr(cls), callable(cls)))
    agree(lambda cls: [type(cls.OK) is cls, isinstance(cls.OK, int), isinstance(cls.OK, enum.Enum)])
    agree(lambda cls: [cls._value2member_map_[404], cls._member_map_["NOT_FOUND"], cls.OK.__objclass__ is cls])
    agree(lambda cls: [enum._is_dunder("__x__"), isinstance(cls.__doc__, str), isinstance(cls.OK.__doc__, str)])
    agree(lambda cls: (cls.__module__ == "http" or cls.__module__ == "httpstatus", cls.OK.__class__.__name__))


OPERATORS = [
    operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, operator.add, operator.sub,
    operator.mul, operator.truediv, operator.floordiv, operator.mod, divmod, pow, operator.and_, operator.or_,
    operator.xor, operator.lshift, operator.rshift,
]  # fmt: skip


@pytest.mark.parametrize("function", OPERATORS, ids=lambda function: function.__name__)
def test_operators(function: Callable[[Any, Any], Any]) -> None:
    for other in (0, 3, 200, 404, 404.0, 1.5, "404", None, [404]):
        agree(lambda cls, other=other: function(cls.NOT_FOUND, other))
        agree(lambda cls, other=other: function(other, cls.NOT_FOUND))
    agree(lambda cls: function(cls.NOT_FOUND, cls.OK))
    agree(lambda cls: function(cls.NOT_FOUND, cls.NOT_FOUND))


def test_unary_operators_and_int_methods() -> None:
    for function in (
        operator.neg,
        operator.pos,
        operator.abs,
        operator.invert,
        operator.index,
        operator.not_,
        int,
        bool,
    ):
        agree(lambda cls, function=function: function(cls.NOT_FOUND))
    agree(lambda cls: [cls.OK.real, cls.OK.imag, cls.OK.numerator, cls.OK.bit_length(), cls.OK.to_bytes(2, "big")])
    agree(lambda cls: [round(cls.OK, -2), range(500)[cls.NOT_FOUND], sum(cls), max(cls), min(cls)] and True)
    agree(lambda cls: [hash(cls.OK), hash(cls.NOT_FOUND), {cls.OK, 200}, {200: 1}[cls.OK]])
    agree(lambda cls: cls.from_bytes(b"\x01\x94", "big"))


def test_match_statement() -> None:
    def explain(cls: Any, code: Any) -> str:
        match code:
            case cls.OK | cls.CREATED:
                return "good"
            case cls.NOT_FOUND:
                return "missing"
            case cls():
                return "some member"
            case int():
                return "some int"
            case _:
                return "none"

    for value in (200, 201, 404, 500, 299, "404", None):
        agree(lambda cls, value=value: explain(cls, value))
    for name in ("OK", "CREATED", "NOT_FOUND", "BAD_GATEWAY"):
        agree(lambda cls, name=name: explain(cls, cls[name]))


def test_dir() -> None:
    aliases = {name for name, member in HTTPStatus.__members__.items() if member.name != name}
    assert set(dir(Theirs)) - aliases <= set(dir(HTTPStatus))
    attributes = {name for name in dir(Theirs.OK) if not name.startswith("_") and name not in Theirs.__members__}
    assert attributes <= set(dir(HTTPStatus.OK))
    assert all(hasattr(HTTPStatus.OK, name) for name in attributes)


# ---- Members and enums of another make ----


def test_members_that_no_class_has() -> None:
    """int.__new__ takes any class and any number, as it does of http.HTTPStatus."""
    odd: Any = int.__new__(StatusClass, 9)
    assert [odd.label, odd.title, odd.section, odd.explanation, odd.definition] == [""] * 5
    assert int.__new__(HTTPStatus, 9).description == ""
    huge: Any = int.__new__(HTTPStatus, 10**30)  # once an OverflowError was left behind, and a SystemError came of it
    assert (huge.description, int.__new__(StatusClass, 10**30).title) == ("", "")
    agree(lambda cls: repr(int.__new__(cls, 9)))
    with pytest.raises(ValueError, match=r"outside 100\.\.999"):
        pickle.loads(pickle.dumps(huge))


@pytest.mark.skipif(PLAIN, reason="enum itself keeps its lists")
@pytest.mark.parametrize("kind", ["[]", "{}"])
def test_hashable_values_of_other_releases(kind: str) -> None:
    """Some releases of Python keep the values in a list of the class, too; what is no list is left alone."""
    code = f"""
        import enum
        enum.IntEnum._hashable_values_ = {kind}
        from httpstatus import HTTPStatus, StatusClass
        print(HTTPStatus(404) is HTTPStatus.NOT_FOUND, *StatusClass._hashable_values_)
        """
    values = " 1 2 3 4 5" if sys.version_info >= (3, 13) and kind == "[]" else ""
    assert in_new_process(code) == "True" + values


def test_an_enum_of_another_make() -> None:
    """If somebody has replaced IntEnum by what is not a class, the import fails, and nothing else does."""
    code = """
        import enum
        enum.IntEnum = 5
        try:
            import httpstatus
        except TypeError as error:
            print(error)
        """
    assert in_new_process(code) == "enum.IntEnum is not a class: 5"


# ---- What differs on purpose ----


def test_str_is_the_number_on_every_version() -> None:
    for member in HTTPStatus:
        assert str(member) == f"{member}" == f"{member!s}" == "%s" % member == str(member.value)  # noqa: UP031
    if VERSION > (3, 10):
        agree(lambda cls: [str(cls.OK), f"{cls.OK!s}"])


def test_more_members_than_theirs() -> None:
    """104 is registered (temporarily), and in no http.HTTPStatus of 3.8 to 3.14."""
    assert set(HTTPStatus) - set(VALUES) == {104}
    assert HTTPStatus(104) is HTTPStatus.UPLOAD_RESUMPTION_SUPPORTED


OTHER_VERSIONS = {
    413: ("REQUEST_ENTITY_TOO_LARGE", "CONTENT_TOO_LARGE"),
    414: ("REQUEST_URI_TOO_LONG", "URI_TOO_LONG"),
    416: ("REQUESTED_RANGE_NOT_SATISFIABLE", "RANGE_NOT_SATISFIABLE"),
    418: ("IM_A_TEAPOT",),
    421: ("MISDIRECTED_REQUEST",),
    422: ("UNPROCESSABLE_ENTITY", "UNPROCESSABLE_CONTENT"),
    425: ("TOO_EARLY",),
    103: ("EARLY_HINTS",),
    451: ("UNAVAILABLE_FOR_LEGAL_REASONS",),
}


@pytest.mark.parametrize(("code", "names"), OTHER_VERSIONS.items())
def test_names_of_other_versions(code: int, names: tuple[str, ...]) -> None:
    """What CPython 3.8 to 3.14 have, whichever is running; the last one is the canonical name."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert {getattr(HTTPStatus, name) for name in names} == {HTTPStatus(code)}
    assert HTTPStatus(code).name == names[-1]


def test_further_attributes() -> None:
    for member in HTTPStatus:
        assert member.is_error is (400 <= member < 600)
        assert member.status_class == member // 100
        assert member.description
