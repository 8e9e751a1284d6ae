"""Models and wire formats: pydantic, SQLAlchemy, orjson, msgspec."""

from __future__ import annotations

import http
import json
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import orjson
import pytest
from conftest import UNLISTED, Pair
from httpstatus import HTTPStatus, StatusClass
from httpstatus.vendors import Nginx
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter, ValidationError
from sqlalchemy import Column, Enum, Integer, MetaData, SmallInteger, Table, create_engine, insert, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.types import TypeDecorator

AnyStatus = Annotated[int, Field(ge=100, le=999), AfterValidator(HTTPStatus.from_code)]


# ---- pydantic ----


def test_pydantic_takes_members_numbers_and_texts(pair: Pair) -> None:
    ours, theirs = TypeAdapter(HTTPStatus), TypeAdapter(http.HTTPStatus)
    for their_member, member in pair.members:
        for given in (member, their_member, int(member), str(int(member)), float(member)):
            assert ours.validate_python(given) is member
            assert theirs.validate_python(given) is their_member
        assert ours.validate_json(str(int(member))) is member
        assert ours.validate_python(member, strict=True) is member
        assert ours.dump_json(member) == theirs.dump_json(their_member)


@pytest.mark.parametrize("given", [520, "520", "NOT_FOUND", 404.5, None, -1, 2**64])
def test_pydantic_refuses_what_it_refuses_for_any_enum(given: object) -> None:
    for kind in (HTTPStatus, http.HTTPStatus):
        with pytest.raises(ValidationError):
            TypeAdapter(kind).validate_python(given)


def test_pydantic_schema() -> None:
    schema = TypeAdapter(HTTPStatus).json_schema()
    assert schema["type"] == "integer"
    assert schema["title"] == "HTTPStatus"
    assert set(schema["enum"]) == set(HTTPStatus)
    assert TypeAdapter(StatusClass).json_schema()["enum"] == list(StatusClass)
    assert TypeAdapter(Nginx).json_schema()["enum"] == list(Nginx)


def test_pydantic_model() -> None:
    class Answer(BaseModel):
        status: HTTPStatus
        status_class: StatusClass
        vendor: Nginx

    answer = Answer.model_validate_json('{"status": 404, "status_class": 4, "vendor": 499}')
    assert answer == Answer(status=404, status_class=StatusClass.CLIENT_ERROR, vendor=Nginx.CLIENT_CLOSED_REQUEST)
    assert Answer.model_validate(answer.model_dump()) == answer
    assert json.loads(answer.model_dump_json()) == answer.model_dump(mode="json")
    with pytest.raises(ValidationError):
        Answer(status=404, status_class=6, vendor=499)


@pytest.mark.parametrize("code", [100, 404, *UNLISTED, 999])
def test_pydantic_any_code(code: int) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(AnyStatus)
    assert adapter.validate_python(code) is HTTPStatus.from_code(code)
    assert adapter.validate_json(str(code)) is HTTPStatus.from_code(code)
    assert adapter.dump_json(HTTPStatus.from_code(code)) == str(code).encode()
    assert adapter.json_schema() == {"maximum": 999, "minimum": 100, "type": "integer"}
    for outside in (99, 1000):
        with pytest.raises(ValidationError):
            adapter.validate_python(outside)


def test_pydantic_takes_a_value_of_from_code_that_is_at_hand() -> None:
    assert TypeAdapter(HTTPStatus).validate_python(HTTPStatus.from_code(520)) is HTTPStatus.from_code(520)


# ---- SQLAlchemy on SQLite ----


class Code(TypeDecorator[HTTPStatus]):
    impl = SmallInteger
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Any) -> HTTPStatus | None:
        return None if value is None else HTTPStatus.from_code(value)


@pytest.fixture
def store() -> Callable[[Any, Any], tuple[Any, Any]]:
    """Writes a value into a column of a type; gives what is read back, and what the row holds."""

    def write(kind: Any, value: Any) -> tuple[Any, Any]:
        table = Table("t", MetaData(), Column("value", kind))
        with create_engine("sqlite://").begin() as connection:
            table.create(connection)
            connection.execute(insert(table).values(value=value))
            found = connection.execute(select(table).where(table.c.value == value)).scalar_one()
            return found, connection.execute(text("SELECT value FROM t")).scalar_one()

    return write


def test_sqlalchemy_enum(store: Callable[[Any, Any], tuple[Any, Any]]) -> None:
    for member in HTTPStatus:
        assert store(Enum(HTTPStatus), member) == (member, member.name)
        assert store(Enum(HTTPStatus), member)[0] is member
    for each in StatusClass:
        assert store(Enum(StatusClass, create_constraint=True), each) == (each, each.name)


def test_sqlalchemy_enum_is_closed(store: Callable[[Any, Any], tuple[Any, Any]]) -> None:
    with pytest.raises((StatementError, LookupError)):
        store(Enum(HTTPStatus), HTTPStatus.from_code(520))


def test_sqlalchemy_any_code(store: Callable[[Any, Any], tuple[Any, Any]]) -> None:
    for code in (404, *UNLISTED):
        assert store(Code, HTTPStatus.from_code(code)) == (code, code)
        assert store(Code, code)[0] is HTTPStatus.from_code(code)
        assert store(Integer, HTTPStatus.from_code(code)) == (code, code)
    assert Code().process_result_value(None, None) is None


def test_sqlalchemy_reads_rows_of_older_pythons() -> None:
    """Every name that http.HTTPStatus had in some Python, as an Enum column of it has stored it."""
    table = Table("t", MetaData(), Column("value", Enum(HTTPStatus, omit_aliases=False)))
    with create_engine("sqlite://").begin() as connection:
        table.create(connection)
        for name, member in HTTPStatus.__members__.items():
            connection.execute(text("DELETE FROM t"))
            connection.execute(text("INSERT INTO t VALUES (:name)"), {"name": name})
            assert connection.execute(select(table)).scalar_one() is member
        connection.execute(table.update().values(value=HTTPStatus.CONTENT_TOO_LARGE))
        assert connection.execute(text("SELECT value FROM t")).scalar_one() == "CONTENT_TOO_LARGE"


# ---- JSON and MessagePack ----


def test_encoders(pair: Pair) -> None:
    encoders: list[Callable[[Any], bytes]] = [
        lambda value: json.dumps(value).encode(),
        orjson.dumps,
        msgspec.json.encode,
        msgspec.msgpack.encode,
    ]
    for encode in encoders:
        pair.compare(lambda status, encode=encode: encode([status, {"status": status}]))
        for code in UNLISTED:
            assert encode([HTTPStatus.from_code(code)]) == encode([code])
    for encode in (
        lambda value: json.dumps(value, separators=(",", ":")).encode(),
        lambda value: orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS),
        msgspec.json.encode,
    ):
        for code in (404, *UNLISTED):
            assert encode({HTTPStatus.from_code(code): 1}) == b'{"%d":1}' % code


def test_msgspec_decoding() -> None:
    for member in HTTPStatus:
        assert msgspec.json.decode(str(int(member)), type=HTTPStatus) is member
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(member), type=HTTPStatus) is member
        assert msgspec.convert(int(member), HTTPStatus) is member
    for kind in (HTTPStatus, http.HTTPStatus):
        with pytest.raises(msgspec.ValidationError, match="520"):
            msgspec.json.decode(b"520", type=kind)


def test_msgspec_schema() -> None:
    for kind in (HTTPStatus, Nginx, http.HTTPStatus):
        assert msgspec.json.schema(kind)["$defs"][kind.__name__]["enum"] == list(kind)
