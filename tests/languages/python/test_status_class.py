"""StatusClass: the five classes of RFC 9110, an ordinary IntEnum with texts."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusClass, status_class
from support import shown

NAMES = ["INFORMATIONAL", "SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR"]


class Model(enum.IntEnum):
    """What the standard way would make."""

    INFORMATIONAL = 1
    SUCCESS = 2
    REDIRECTION = 3
    CLIENT_ERROR = 4
    SERVER_ERROR = 5


def test_members() -> None:
    assert [each.name for each in StatusClass] == NAMES
    assert [each.value for each in StatusClass] == [1, 2, 3, 4, 5]
    assert list(StatusClass.__members__) == NAMES
    assert len(StatusClass) == 5
    assert list(reversed(StatusClass)) == list(StatusClass)[::-1]
    for number, name in enumerate(NAMES, 1):
        member = StatusClass(number)
        assert member is StatusClass[name] is getattr(StatusClass, name) is StatusClass(member)
        assert member == number
        assert type(member.value) is int
        assert repr(member) == repr(Model(number)).replace("Model", "StatusClass")
        assert str(member) == str(Model(number)).replace("Model", "StatusClass")
        assert f"{member:>4}" == f"{Model(number):>4}"
        assert json.dumps([member]) == f"[{number}]"
        assert hash(member) == hash(number)
        assert copy.copy(member) is copy.deepcopy(member) is member
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(member, protocol)) is member


def test_types() -> None:
    assert issubclass(StatusClass, enum.IntEnum)
    assert StatusClass.__module__ == "httpstatus"
    assert pickle.loads(pickle.dumps(StatusClass)) is StatusClass
    assert StatusClass.__bases__ == Model.__bases__
    with pytest.raises(TypeError, match="extend"):

        class Sub(StatusClass):  # type: ignore[misc]
            MORE = 6


@pytest.mark.parametrize("value", [0, 6, -1, 404, 10**30, "1", None, 1.5, [], "SUCCESS"], ids=shown)
def test_values_that_are_none(value: Any) -> None:
    def text(cls: Any) -> str:
        with pytest.raises(ValueError, match="is not a valid") as caught:
            cls(value)
        return str(caught.value).replace("Model", "StatusClass")

    assert text(StatusClass) == text(Model)
    with pytest.raises(KeyError):
        StatusClass[value if isinstance(value, str) and value not in NAMES else "NOPE"]


@pytest.mark.parametrize("value", [1.0, True, 1 + 0j, Model.INFORMATIONAL], ids=shown)
def test_values_that_are_equal_to_one(value: Any) -> None:
    assert StatusClass(value) is StatusClass.INFORMATIONAL
    assert Model(value) is Model.INFORMATIONAL


def test_odd_calls() -> None:
    for cls in (StatusClass, Model):
        for call in (lambda cls=cls: cls(1, 2, 3), lambda cls=cls: cls(nope=1), lambda cls=cls: cls()):
            with pytest.raises((TypeError, ValueError)):
                call()
        assert cls(value=4).name == "CLIENT_ERROR"


def test_members_cannot_be_replaced() -> None:
    with pytest.raises(AttributeError):
        StatusClass.SUCCESS = 1  # type: ignore[misc, assignment]
    with pytest.raises(AttributeError):
        del StatusClass.SUCCESS
    for name in ("name", "value", "label", "title", "section", "explanation", "definition"):
        with pytest.raises(AttributeError):
            setattr(StatusClass.SUCCESS, name, 1)
    with pytest.raises(AttributeError):
        StatusClass.NOPE  # type: ignore[attr-defined]  # noqa: B018


def test_texts() -> None:
    titles = ["Informational", "Successful", "Redirection", "Client Error", "Server Error"]
    for each, title in zip(StatusClass, titles, strict=True):
        assert each.label == f"{each:d}xx" == httpstatus.label(each * 100)
        assert each.title == title
        assert each.section == f"15.{each + 1}"  # RFC 9110, sections 15.2 to 15.6
        assert each.explanation
        assert each.definition
        assert each.explanation != each.definition


def test_of_codes() -> None:
    for code in range(-10, 1100):
        found = status_class(code)
        assert (found is None) is (not 100 <= code <= 599)
        assert found is None or (found is StatusClass(code // 100) and code // 100 == found)
    assert HTTPStatus.NOT_FOUND.status_class is StatusClass.CLIENT_ERROR


def test_match() -> None:
    match status_class(503):
        case StatusClass.CLIENT_ERROR:
            found = "theirs"
        case StatusClass.SERVER_ERROR:
            found = "ours"
        case _:
            found = "nobody's"
    assert found == "ours"
