"""What takes http.HTTPStatus takes ours: libraries that look at the insides of an enum, each with both classes."""

from __future__ import annotations

import copy
import enum
import http
import json
import statistics
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import django
import django.conf
import django.db.migrations.writer
import graphene
import httpstatus
import marshmallow
import orjson
import ormsgpack
import pydantic
import pytest
import sphinx.util.inspect
import sqlalchemy
from httpstatus import HTTPStatus, StatusClass, vendors

BOTH = pytest.mark.parametrize("kind", [HTTPStatus, http.HTTPStatus], ids=["ours", "theirs"])
UNLISTED = HTTPStatus.from_code(520)


@pytest.mark.parametrize("kind", [HTTPStatus, StatusClass, *(getattr(vendors, name) for name in vendors.__all__)])
def test_the_metaclass_is_enums(kind: Any) -> None:
    """pydantic-core, orjson and ormsgpack compare it by identity."""
    assert type(kind) is enum.EnumMeta is type(http.HTTPStatus)


@BOTH
def test_pydantic_takes_a_member_for_a_str(kind: Any) -> None:
    class Model(pydantic.BaseModel):
        text: str

    assert Model(text=kind.NOT_FOUND).text == "404"
    assert json.loads(Model(text=kind.NOT_FOUND).model_dump_json()) == {"text": "404"}


@BOTH
def test_options_of_encoders(kind: Any) -> None:
    option = orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_NON_STR_KEYS
    assert orjson.dumps([kind.NOT_FOUND, {kind.OK: kind.OK}], option=option) == b'[404,{"200":200}]'
    packed = ormsgpack.packb(kind.NOT_FOUND, option=ormsgpack.OPT_PASSTHROUGH_SUBCLASS)
    assert ormsgpack.unpackb(packed) == 404


def in_new_process(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_aenum_adds_a_member() -> None:
    """In a process of its own, since the enum keeps it."""
    code = """
        import aenum, pickle
        from {module} import HTTPStatus
        def call(): return HTTPStatus(404)
        for _ in range(100): call()
        count = len(HTTPStatus)
        aenum.extend_enum(HTTPStatus, "EDGE", 529, "At the Edge", "Nobody knows.")
        member = HTTPStatus.EDGE
        assert member is HTTPStatus(529) is HTTPStatus["EDGE"] is pickle.loads(pickle.dumps(member))
        assert isinstance(member, HTTPStatus) and list(HTTPStatus)[-1] is member and len(HTTPStatus) == count + 1
        assert call() is HTTPStatus.NOT_FOUND
        print(repr(member), member.name, member.value, member.phrase, member.description)
        print(529 in HTTPStatus._value2member_map_)
    """
    ours, theirs = (in_new_process(code.replace("{module}", module)) for module in ("httpstatus", "http"))
    assert ours == theirs


# ---- Sphinx ----


@BOTH
def test_sphinx_shows_a_default_by_its_name(kind: Any) -> None:
    assert sphinx.util.inspect.object_description(kind.NOT_FOUND) == "HTTPStatus.NOT_FOUND"


def test_a_page_of_sphinx(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "from httpstatus import HTTPStatus\n\n\n"
        "def answer(status: HTTPStatus = HTTPStatus.OK) -> None:\n    '''Answer.'''\n"
    )
    (tmp_path / "conf.py").write_text("import sys\nsys.path.insert(0, '.')\nextensions = ['sphinx.ext.autodoc']\n")
    (tmp_path / "index.rst").write_text(
        "App\n===\n\n.. autofunction:: app.answer\n\n"
        ".. autoclass:: httpstatus.HTTPStatus\n   :members:\n   :undoc-members:\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "text", ".", "out"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out/index.txt").read_text()
    assert "app.answer(status: HTTPStatus = HTTPStatus.OK)" in page
    assert "NOT_FOUND = 404" in page
    assert "from_code(code, /)" in page


def test_dir_and_help() -> None:
    wanted = {"from_code", "phrase", "description", "status_class", "is_error", "is_client_error", "is_server_error"}
    wanted |= {"is_informational", "is_success", "is_redirection"}
    assert wanted <= set(dir(HTTPStatus))
    assert wanted <= set(dir(HTTPStatus.OK))
    assert set(dir(http.HTTPStatus)) <= set(dir(HTTPStatus))
    text = in_new_process("import httpstatus; help(httpstatus.HTTPStatus)")
    assert all(name in text for name in wanted)


# ---- Codes without a member ----


def test_a_migration_of_django_is_written_and_loads() -> None:
    if not django.conf.settings.configured:
        django.conf.settings.configure()
    for status in (UNLISTED, HTTPStatus.from_code(299), HTTPStatus.OK):
        text, imports = django.db.migrations.writer.MigrationWriter.serialize(status)
        space: dict[str, Any] = {}
        exec("\n".join([*sorted(imports), f"default = {text}"]), space)
        assert space["default"] is status


def test_marshmallow() -> None:
    class Answer(marshmallow.Schema):
        by_name = marshmallow.fields.Enum(HTTPStatus)
        by_value = marshmallow.fields.Enum(HTTPStatus, by_value=True)

    dumped = Answer().dump({"by_name": UNLISTED, "by_value": UNLISTED})
    assert dumped == {"by_name": "520", "by_value": 520}
    assert Answer().load({"by_name": "OK", "by_value": 404}) == {"by_name": 200, "by_value": 404}
    with pytest.raises(marshmallow.ValidationError, match="Must be one of"):
        Answer().load({"by_value": 520})


def test_graphene() -> None:
    class Query(graphene.ObjectType):
        good = graphene.Field(graphene.Enum.from_enum(HTTPStatus))

        def resolve_good(self, info: Any) -> Any:
            return info.context

    schema = graphene.Schema(query=Query)
    assert schema.execute("{good}", context=HTTPStatus.OK).data == {"good": "OK"}
    (error,) = schema.execute("{good}", context=UNLISTED).errors
    assert "cannot represent value" in str(error)
    assert "520" in str(error)


def test_sqlalchemy() -> None:
    table = sqlalchemy.Table("answers", sqlalchemy.MetaData(), sqlalchemy.Column("status", sqlalchemy.Enum(HTTPStatus)))
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"status": HTTPStatus.OK}])
        assert connection.execute(table.select()).all() == [(HTTPStatus.OK,)]
        with pytest.raises(sqlalchemy.exc.StatementError, match="'520' is not among the defined enum values"):
            connection.execute(table.insert(), [{"status": UNLISTED}])


def test_statistics() -> None:
    assert statistics.mean([HTTPStatus(200), HTTPStatus(404)]) == statistics.mean([200, 404])
    assert statistics.median_low([UNLISTED, UNLISTED]) is UNLISTED
    with pytest.raises(ValueError, match="is not a valid HTTPStatus") as caught:
        statistics.mean([UNLISTED, UNLISTED])
    assert caught.value.__notes__ == ["HTTPStatus.from_code(520) accepts any code 100..999"]


def test_phrase_name_and_description_agree() -> None:
    """IANA has none of the three for the code; the meaning has the vendor's."""
    assert (UNLISTED.phrase, UNLISTED.description, UNLISTED.name) == ("", "", "520")
    assert HTTPStatus[UNLISTED.name] is UNLISTED is copy.copy(UNLISTED)
    assert httpstatus.lookup(520).phrase


# ---- The enums of vendors ----


def test_members_of_vendors() -> None:
    for id in httpstatus.origins():
        for member in getattr(vendors, httpstatus.origin(id).class_name):
            meaning = httpstatus.lookup(member, id)
            assert (member.phrase, member.description) == (meaning.phrase, meaning.explanation)
            assert member.status_class is httpstatus.status_class(member)
            for name in ("informational", "success", "redirection", "client_error", "server_error", "error"):
                assert getattr(member, f"is_{name}") is getattr(httpstatus, f"is_{name}")(member)
    assert vendors.Nginx.CLIENT_CLOSED_REQUEST.phrase == "Client Closed Request"
