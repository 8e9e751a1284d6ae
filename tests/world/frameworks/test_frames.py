"""numpy, pandas and polars: columns of codes are counted, labelled, filtered and compared."""

from __future__ import annotations

import random
from collections import Counter

import httpstatus
import numpy
import pandas
import polars
import pytest
from conftest import Pair
from httpstatus import HTTPStatus, StatusClass, StatusSet, tally

CODES = random.Random(0).choices([200, 204, 301, 404, 429, 499, 503, 520, 700], k=1000)
COUNTS = dict(sorted(Counter(CODES).items()))
LABELS = list(tally([]).classes)
ERRORS = StatusSet("4xx,5xx")
WANTED = [code for code in CODES if 400 <= code <= 599]


@pytest.mark.parametrize("kind", ["int16", "uint16", "int32", "uint32", "int64", "uint64"])
def test_counting(kind: str) -> None:
    array = numpy.array(CODES, dtype=kind)
    assert tally(array) == COUNTS
    assert tally(pandas.Series(CODES, dtype=kind).to_numpy()) == COUNTS
    assert tally(pandas.Series(CODES, dtype=kind)) == COUNTS
    assert tally(polars.Series(CODES, dtype=getattr(polars, kind.replace("ui", "UI").replace("i", "I", 1)))) == COUNTS
    assert tally(array[::2].copy()) + tally(array[1::2].copy()) == tally(array)


def test_columns_with_gaps() -> None:
    """A missing value is no code: it is dropped first, and that is said by an error."""
    for column in (polars.Series([200, None]), pandas.Series([200, None], dtype="Int64")):
        with pytest.raises(TypeError):
            tally(column)
    assert tally(polars.Series([200, None]).drop_nulls()) == {200: 1}
    assert tally(pandas.Series([200, None], dtype="Int64").dropna()) == {200: 1}


def test_a_tally_as_a_column() -> None:
    assert pandas.Series(tally(CODES)).to_dict() == COUNTS
    assert pandas.Series(tally(CODES).classes).sum() == len(CODES)
    frame = polars.DataFrame(list(tally(CODES).items()), schema=["status", "count"], orient="row")
    assert dict(frame.iter_rows()) == COUNTS


def test_pandas() -> None:
    frame = pandas.DataFrame({"status": CODES})
    frame["class"] = frame["status"].map(httpstatus.label).astype(pandas.CategoricalDtype(LABELS, ordered=True))
    assert frame["class"].value_counts().to_dict() == tally(CODES).classes
    assert (frame["class"] >= "4xx").sum() == sum(code >= 400 or code < 100 for code in CODES)
    assert frame[frame["status"].isin(ERRORS)]["status"].tolist() == WANTED
    assert frame["status"].map(ERRORS.__contains__).sum() == len(WANTED)
    assert (
        frame.groupby(frame["status"].map(httpstatus.status_class)).size()[StatusClass.SUCCESS]
        == (tally(CODES).classes["2xx"])
    )
    assert frame["status"].map(HTTPStatus.from_code).tolist() == CODES


def test_polars() -> None:
    frame = polars.DataFrame({"status": CODES})
    status = polars.col("status")
    for kind in (polars.Enum(LABELS), polars.Categorical):
        labelled = frame.with_columns(
            status.map_elements(httpstatus.label, return_dtype=polars.String).cast(kind).alias("class")
        )
        counts = dict(labelled.group_by("class").len().iter_rows())
        assert counts == {label: count for label, count in tally(CODES).classes.items() if count}
    assert frame.filter(status.is_in(list(ERRORS)))["status"].to_list() == WANTED
    assert polars.Series(CODES).is_in(ERRORS).sum() == len(WANTED)


def test_polars_enums_are_of_text() -> None:
    with pytest.raises(TypeError, match="strings"):
        polars.Enum(StatusClass)
    kind = polars.Enum([str(member) for member in HTTPStatus])
    assert polars.Series(["404"], dtype=kind).to_list() == ["404"]


def test_members_in_columns(pair: Pair) -> None:
    """A column of members is a column of integers, and a member compares with one."""
    pair.compare(lambda status: numpy.array([status]).tolist())
    pair.compare(lambda status: pandas.Series([status]).tolist())
    pair.compare(lambda status: polars.Series([status]).to_list())
    pair.compare(lambda status: (pandas.Series(CODES) == status).sum())
    pair.compare(lambda status: (polars.Series(CODES) == status).sum())
    pair.compare(lambda status: polars.DataFrame({"c": CODES}).filter(polars.col("c") == status).height)
    for column in (pandas.Series(CODES), polars.Series(CODES), numpy.array(CODES)):
        assert (column == HTTPStatus.from_code(520)).sum() == COUNTS[520]
