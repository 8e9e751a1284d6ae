"""StatusSet, Tally and Meaning where libraries take such things: fields of models, options of commands, columns."""

from __future__ import annotations

import json
import typing

import click.testing
import httpstatus
import numpy
import pandas
import pydantic
import pytest
import rich.pretty
import typer
import typer.testing
from httpstatus import StatusSet, Tally, tally

REASON = "invalid status set '50x': x stands for two digits (write 500-509) at position 0"


class Rule(pydantic.BaseModel):
    retry_on: StatusSet = StatusSet("5xx")


@pytest.mark.parametrize(
    "given", ["2xx,301", ["2xx", 301], [*range(200, 300), "301"], StatusSet("2xx,301"), b"2xx,301"]
)
def test_a_field_of_pydantic(given: object) -> None:
    rule = Rule.model_validate({"retry_on": given})
    assert rule.retry_on == StatusSet("2xx,301")
    assert rule.model_dump() == {"retry_on": StatusSet("2xx,301")}
    assert rule.model_dump(mode="json") == {"retry_on": "2xx,301"}
    assert Rule.model_validate_json(rule.model_dump_json()) == rule
    assert Rule().retry_on == StatusSet("5xx")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("50x", REASON),
        (["2xx", "50x"], REASON.replace("'50x'", "'50x' at index 1")),
        (None, "a StatusSet is made of text"),
        ([404.5], "invalid item at index 0: a status code is an int, not float: 404.5"),
        ([1000], "a StatusSet holds codes 0..999, not 1000"),
    ],
)
def test_an_error_of_pydantic_has_the_reason(given: object, reason: str) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        Rule.model_validate({"retry_on": given})
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == ("value_error", ("retry_on",))
    assert reason in error["msg"]


def test_the_schema_of_pydantic() -> None:
    validation = pydantic.TypeAdapter(StatusSet).json_schema()
    assert [each["type"] for each in validation["anyOf"]] == ["string", "integer", "array"]
    assert {each["type"] for each in validation["anyOf"][2]["items"]["anyOf"]} == {"string", "integer"}
    assert pydantic.TypeAdapter(StatusSet).json_schema(mode="serialization")["type"] == "string"
    assert Rule.model_json_schema()["properties"]["retry_on"]["anyOf"] == validation["anyOf"]


def test_an_option_of_click() -> None:
    @click.command()
    @click.option("--retry", type=StatusSet)
    def command(retry: StatusSet) -> None:
        click.echo(repr(retry))

    runner = click.testing.CliRunner()
    assert runner.invoke(command, ["--retry", "429;5xx"]).output == "StatusSet('429,5xx')\n"
    refused = runner.invoke(command, ["--retry", "50x"])
    assert refused.exit_code == 2
    assert REASON in refused.output


def test_an_option_of_typer() -> None:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    def command(retry: typing.Annotated[StatusSet, typer.Option(parser=StatusSet)]) -> None:
        typer.echo(repr(retry))

    runner = typer.testing.CliRunner()
    assert runner.invoke(app, ["--retry", "429;5xx"]).output == "StatusSet('429,5xx')\n"
    refused = runner.invoke(app, ["--retry", "50x"])
    assert refused.exit_code == 2
    assert REASON in " ".join(refused.output.split())


def test_numpy_finds_the_codes() -> None:
    array = numpy.array([[200, 404], [503, 301]])
    assert numpy.isin(array, StatusSet("4xx,5xx")).tolist() == [[False, True], [True, False]]
    assert numpy.isin(array, StatusSet("")).sum() == 0
    assert numpy.asarray(StatusSet("404,405"), dtype="u2").dtype == numpy.dtype("u2")


@pytest.mark.parametrize("gap", [None, numpy.nan])
def test_a_column_with_gaps(gap: object) -> None:
    column = pandas.Series([200, gap, 404, 404])
    assert column.dtype == "float64"
    assert tally(column.dropna()) == tally(column.dropna().to_numpy()) == {200: 1, 404: 2}
    assert tally(column.dropna().astype("float32")) == {200: 1, 404: 2}
    for given in (column, column.to_numpy()):
        with pytest.raises(TypeError, match=r"drop the gaps first, as in column\.dropna\(\)"):
            tally(given)
    assert pandas.Series([200, 500, gap]).map(tally(column.dropna())).tolist() == [1, 0, 0]
    assert [code in StatusSet("4xx") for code in column] == [False, False, True, True]


def test_counts_of_pandas() -> None:
    column = pandas.Series([200, 404, 404], name="status")
    for counts in (column.value_counts(), column.value_counts(normalize=True), column.astype(float).value_counts()):
        with pytest.raises(TypeError, match=r"has counts already; use Tally\(series\)"):
            tally(counts)
    assert Tally(column.value_counts()) == Tally(column.astype(float).value_counts()) == {200: 1, 404: 2}


def test_strided_columns() -> None:
    frame = numpy.array([[200, 1], [404, 2], [404, 3]])
    assert tally(frame[:, 0]) == {200: 1, 404: 2}
    assert tally(frame[::-2, 0]) == {200: 1, 404: 1}
    assert tally(pandas.DataFrame(frame)[0].to_numpy()) == {200: 1, 404: 2}


def test_rich_breaks_a_meaning() -> None:
    shown = rich.pretty.pretty_repr(httpstatus.lookup(404), max_width=40).splitlines()
    assert shown[:2] == ["Meaning(", "    code=404,"]
    assert all(len(line) <= 40 for line in shown)


def test_json_takes_the_dict_of_a_meaning() -> None:
    for meaning in httpstatus.registry():
        assert json.loads(json.dumps(meaning._asdict()))["code"] == meaning.code
