"""HTTPStatus.from_code: the open door of a closed enum."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from typing import Any

import httpstatus
import pytest
from httpstatus import HTTPStatus, StatusClass, StatusSet
from support import shown

ALL = range(100, 1000)
MEMBERS = {member.value for member in HTTPStatus}
FLAGS = ("is_informational", "is_success", "is_redirection", "is_client_error", "is_server_error", "is_error")


def test_every_code() -> None:
    for code in ALL:
        status = HTTPStatus.from_code(code)
        assert type(status) is HTTPStatus
        assert isinstance(status, HTTPStatus)
        assert status == code
        assert hash(status) == hash(code)
        assert {code: "found"}[status] == "found"
        assert status is HTTPStatus.from_code(code)
        assert status is HTTPStatus.from_code(status)
        assert type(status.value) is int
        assert status.value == code
        if code in MEMBERS:
            assert status is HTTPStatus(code)
        else:
            with pytest.raises(ValueError) as caught:  # noqa: PT011 - match takes the note for a part of the message
                HTTPStatus(code)
            assert str(caught.value) == f"{code} is not a valid HTTPStatus"
            assert caught.value.__notes__ == [f"HTTPStatus.from_code({code}) accepts any code 100..999"]  # type: ignore[attr-defined]


def test_attributes_agree_with_the_functions() -> None:
    for code in ALL:
        status = HTTPStatus.from_code(code)
        assert status.phrase == httpstatus.phrase(code)
        assert status.name == (httpstatus.name(code) or str(code))
        assert HTTPStatus[status.name] is status
        assert status.status_class is httpstatus.status_class(code)
        for flag in FLAGS:
            assert getattr(status, flag) is getattr(httpstatus, flag)(code)
        assert status.description == (httpstatus.lookup(code).explanation if code in MEMBERS else "")
        assert vars(status).keys() >= {"phrase", "status_class", *FLAGS}


def test_members_and_others_have_the_same_attributes() -> None:
    """Whoever handles a status needs not know which of the two it is."""
    assert set(dir(HTTPStatus.from_code(520))) == set(dir(HTTPStatus.OK))
    members, others = vars(HTTPStatus.OK).keys(), vars(HTTPStatus.from_code(520)).keys()
    assert members - others <= {"_sort_order_"}
    assert others <= members


@pytest.mark.parametrize("code", [299, 418, 499, 520, 600, 999])
def test_texts(code: int) -> None:
    status = HTTPStatus.from_code(code)
    assert str(status) == f"{status}" == f"{status:d}" == "%d" % status == str(code)  # noqa: UP031
    assert repr(status) == f"<HTTPStatus.{status.name}: {code}>"
    assert json.dumps({"status": status, "list": [status]}) == f'{{"status": {code}, "list": [{code}]}}'
    assert json.dumps({status: 1}) == f'{{"{code}": 1}}'
    assert f"{status:>6}" == f"{code:>6}"


def test_pickle_and_copy() -> None:
    for code in ALL:
        status = HTTPStatus.from_code(code)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(status, protocol)) is status
        assert copy.copy(status) is copy.deepcopy(status) is status
        assert copy.deepcopy([status])[0] is status


def test_pickle_before_the_code_was_made() -> None:
    """A pickle is read by another process, where nobody has asked for the code yet."""
    from_code, arguments = HTTPStatus.from_code(597).__reduce_ex__(4)
    assert (from_code(596), arguments) == (596, (597,))
    assert from_code(596) is HTTPStatus.from_code(596)


def test_others_are_not_listed() -> None:
    others = [HTTPStatus.from_code(code) for code in ALL if code not in MEMBERS]
    assert len(others) == 900 - len(MEMBERS)
    assert {status.value for status in HTTPStatus} == MEMBERS
    assert not set(HTTPStatus.__members__.values()) & set(others)
    assert "" not in HTTPStatus.__members__
    assert len(HTTPStatus) == len(MEMBERS)
    assert all(status.name == str(int(status)) for status in others)
    assert not {str(code) for code in ALL} & HTTPStatus.__members__.keys()


def test_arithmetic_and_order() -> None:
    status = HTTPStatus.from_code(520)
    assert HTTPStatus.BAD_GATEWAY < status < 521
    assert status + 1 == 521
    assert type(status + 1) is int
    assert status // 100 == StatusClass.SERVER_ERROR
    assert status in StatusSet("5xx")
    assert status in {520}
    assert status != "520"


def test_match() -> None:
    match HTTPStatus.from_code(520):
        case HTTPStatus.BAD_GATEWAY:
            found = "a member"
        case HTTPStatus(value=value, is_server_error=True):
            found = value
    assert found == 520


def test_class_pattern_and_call_of_an_unlisted_value() -> None:
    """The class gives back what is one of its own instances, as every enum does."""
    status = HTTPStatus.from_code(520)
    assert HTTPStatus(status) is status


@pytest.mark.parametrize("code", [99, 1000, 0, -1, -404, 10**30, -(10**30), 2**32 + 404, 2**64 + 404, True])
def test_outside_of_what_http_can_send(code: int) -> None:
    with pytest.raises(ValueError, match=r"is outside 100\.\.999") as caught:
        HTTPStatus.from_code(code)
    assert str(caught.value).startswith(repr(code))


@pytest.mark.parametrize("code", ["404", b"404", None, 404.0, 404.5, float("nan"), [], object()], ids=shown)
def test_not_an_int(code: Any) -> None:
    with pytest.raises(TypeError, match="a status code is an int"):
        HTTPStatus.from_code(code)


def test_calls() -> None:
    assert str(inspect.signature(HTTPStatus.from_code)) == "(code, /)"
    assert HTTPStatus.OK.from_code(520) is HTTPStatus.from_code(520)
    for arguments in ((), (1, 2)):
        with pytest.raises(TypeError):
            HTTPStatus.from_code(*arguments)
    with pytest.raises(TypeError):
        HTTPStatus.from_code(code=520)  # type: ignore[call-arg]


def test_name_and_value_cannot_be_set() -> None:
    status = HTTPStatus.from_code(521)
    for name in ("name", "value"):
        with pytest.raises(AttributeError):
            setattr(status, name, 1)
        with pytest.raises(AttributeError):
            delattr(status, name)
    assert (status.name, status.value) == ("521", 521)


def test_the_zoo_of_the_registry() -> None:
    """Every meaning, whoever its origin, has a status that can be handled."""
    for meaning in httpstatus.registry():
        if meaning.code >= 100:
            status = HTTPStatus.from_code(meaning.code)
            assert status.value == meaning.code
            assert status.name in (str(meaning.code), httpstatus.name(meaning.code))


@pytest.mark.parametrize("name", ["404", "099", "1000", "99", "5x0", " 520", "٥٢٠", "+52", "", 520, None])
def test_names_of_other_values(name: Any) -> None:
    """Only the number of a code without a member is a name of one."""
    with pytest.raises(KeyError) as caught:
        HTTPStatus[name]
    assert caught.value.args == (name,)


@pytest.mark.parametrize("value", [99, 1000, -520, 2**64, True, "520", None, 520.5, ()], ids=shown)
def test_no_note_where_from_code_does_not_help(value: Any) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        HTTPStatus(value)
    assert not hasattr(caught.value, "__notes__")
