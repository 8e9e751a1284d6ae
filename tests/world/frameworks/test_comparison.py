"""The comparison: each row is run with the standard library's object and with ours, and the outcomes are the same.

A row has a library and what it does with the object. Where the outcomes differ, DIFFERENCES says why they may; a
difference that is gone has to leave the list.
"""

from __future__ import annotations

import argparse
import copy
import http
import json
import pickle
import statistics
import string
from collections import Counter
from collections.abc import Callable, Mapping, Set
from typing import Any

import django.core.serializers.json
import django.db.models
import flask
import kombu.serialization
import kombu.utils.json
import marshmallow
import msgpack
import msgspec
import numpy
import orjson
import ormsgpack
import pandas
import polars
import pydantic
import pytest
import simplejson
import sqlalchemy
import ujson
from httpstatus import HTTPStatus, StatusSet, Tally

CODES = [200, 404, 404, 500]
# Both objects of each kind.
PAIRS: dict[str, tuple[Any, Any]] = {
    "status": (http.HTTPStatus.NOT_FOUND, HTTPStatus.NOT_FOUND),
    "set": (frozenset([404, 500]), StatusSet([404, 500])),
    "counts": (Counter(CODES), Tally(Counter(CODES))),
}


def jsonify(value: Any) -> bytes:
    with flask.Flask("app").app_context():
        return flask.jsonify(value).get_data()


def argparse_choice(value: Any) -> list[str]:
    """What is taken for a choice, by one letter each: taken or refused."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--code", type=int, choices=value)
    outcomes = []
    for given in ("404", "405"):
        try:
            outcomes.append(str(parser.parse_args(["--code", given])))
        except argparse.ArgumentError as error:
            outcomes.append(str(error).partition("(")[0])
    return outcomes


ENCODERS: dict[str, Callable[[Any], Any]] = {
    "json": json.dumps,
    "simplejson": simplejson.dumps,
    "ujson": ujson.dumps,
    "orjson": lambda value: orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS),
    "ormsgpack": lambda value: ormsgpack.packb(value, option=ormsgpack.OPT_NON_STR_KEYS),
    "msgpack": msgpack.packb,
    "msgspec json": msgspec.json.encode,
    "msgspec msgpack": msgspec.msgpack.encode,
    "pydantic": pydantic.TypeAdapter(Any).dump_json,
    "flask jsonify": jsonify,
    "django JSONField": lambda value: django.db.models.JSONField().get_prep_value(value),
    "django DjangoJSONEncoder": lambda value: json.dumps(value, cls=django.core.serializers.json.DjangoJSONEncoder),
    "kombu json": lambda value: kombu.serialization.dumps(value, "json"),
    "kombu utils": kombu.utils.json.dumps,
}

ROWS: dict[tuple[str, str], Callable[[Any], Any]] = {
    **{("status", library): encode for library, encode in ENCODERS.items()},
    **{("counts", library): encode for library, encode in ENCODERS.items()},
    # The status itself.
    ("status", "str"): str,
    ("status", "format"): "{0} {0:d} {0!s:>5}".format,
    ("status", "string.Template"): lambda value: string.Template("$code").substitute(code=value),
    ("status", "isinstance http.HTTPStatus"): lambda value: isinstance(value, http.HTTPStatus),
    ("status", "description"): lambda value: value.description,
    ("status", "phrase"): lambda value: value.phrase,
    ("status", "statistics"): lambda value: int(statistics.mean([value, value])),
    ("status", "numpy"): lambda value: numpy.array([value]).tolist(),
    ("status", "pandas"): lambda value: pandas.Series([value]).tolist(),
    ("status", "polars"): lambda value: polars.Series([value]).to_list(),
    ("status", "marshmallow"): lambda value: marshmallow.fields.Enum(type(value)).serialize("a", {"a": value}),
    ("status", "sqlalchemy"): lambda value: sqlalchemy.Enum(type(value)).enums[:3],
    # Sets.
    ("set", "abc"): lambda value: isinstance(value, Set),
    ("set", "hash"): hash,
    ("set", "equal"): lambda value: [value == {404, 500}, {404, 500} == value, value == frozenset({1}), value == [404]],
    ("set", "key"): lambda value: {frozenset([404, 500]): 1}[value],
    ("set", "union"): lambda value: sorted(value | {1}),
    ("set", "reflected"): lambda value: sorted({1, 404} ^ value),
    ("set", "of a dict"): lambda value: sorted({404: 1, 1: 1}.keys() & value),
    ("set", "contains"): lambda value: [each in value for each in (404, 404.0, None, "404", 405, float("nan"))],
    ("set", "subset"): lambda value: [value <= {404, 500, None}, value < {404}, value.issubset([404, 500])],
    ("set", "union with anything"): lambda value: len(value | {None}),
    ("set", "pickle"): lambda value: sorted(pickle.loads(pickle.dumps(value))),
    ("set", "copy"): lambda value: copy.deepcopy(value) == value,
    ("set", "json"): json.dumps,
    ("set", "orjson"): orjson.dumps,
    ("set", "repr"): repr,
    ("set", "pandas isin"): lambda value: pandas.Series([404.0, None]).isin(value).tolist(),
    ("set", "pandas map"): lambda value: pandas.Series([404.0, None]).map(value.__contains__).tolist(),
    ("set", "polars is_in"): lambda value: polars.Series([404, 1]).is_in(value).to_list(),
    ("set", "numpy isin"): lambda value: numpy.isin(numpy.array([404, 1]), value).tolist(),
    ("set", "argparse choices"): argparse_choice,
    ("set", "pydantic frozenset"): lambda value: sorted(pydantic.TypeAdapter(frozenset[int]).validate_python(value)),
    ("set", "msgspec convert"): lambda value: sorted(msgspec.convert(value, frozenset[int])),
    # Counts.
    ("counts", "abc"): lambda value: [isinstance(value, Mapping), isinstance(value, dict)],
    ("counts", "isinstance Counter"): lambda value: isinstance(value, Counter),
    ("counts", "contains"): lambda value: [each in value for each in (404, 404.0, None, "404", 1)],
    ("counts", "contains a list"): lambda value: [] in value,
    ("counts", "get"): lambda value: [value.get(each, "no") for each in (404, None, "404", 1)],
    ("counts", "missing"): lambda value: [value[each] for each in (404, 1)],
    ("counts", "missing text"): lambda value: value["404"],
    ("counts", "most_common"): lambda value: [value.most_common(), value.most_common(1)],
    ("counts", "reversed"): lambda value: list(reversed(value)),
    ("counts", "total"): lambda value: value.total,
    ("counts", "add"): lambda value: dict(value + value),
    ("counts", "assign"): lambda value: copy.copy(value).__setitem__(404, 1),
    ("counts", "of a Counter"): lambda value: dict(Counter(value)),
    ("counts", "unpack"): lambda value: {**value},
    ("counts", "repr"): repr,
    ("counts", "pandas map"): lambda value: pandas.Series([404, 1]).map(value).tolist(),
    ("counts", "pandas map with gaps"): lambda value: pandas.Series([404.0, None]).map(value).tolist(),
    ("counts", "pandas Series"): lambda value: pandas.Series(value).to_dict(),
    ("counts", "polars"): lambda value: polars.DataFrame(list(value.items()), orient="row").rows(),
    ("counts", "pydantic"): lambda value: pydantic.TypeAdapter(dict[int, int]).validate_python(value),
    ("counts", "msgspec convert"): lambda value: msgspec.convert(value, dict[int, int]),
}

DIFFERENCES = {
    ("status", "isinstance http.HTTPStatus"): "they are different classes",
    ("status", "description"): "httpstatus has its own texts",
    ("set", "repr"): "it shows the text that makes the set again",
    ("set", "numpy isin"): "numpy treats a frozenset as one object and finds nothing",
    ("set", "union with anything"): "a StatusSet holds codes only, so the union is a ValueError",
    ("set", "msgspec convert"): "msgspec accepts only Python's own sets for a frozenset; pass list(codes)",
    ("set", "json"): "neither can be encoded, and each error names its own type",
    ("set", "orjson"): "neither can be encoded, and each error names its own type",
    ("counts", "isinstance Counter"): "a Tally never changes, and a Counter has to",
    ("counts", "contains a list"): "a Tally returns False, and a Counter raises an error",
    ("counts", "missing text"): "a Tally raises TypeError for text, and a Counter returns 0",
    ("counts", "total"): "it is an attribute of Tally, and a method of Counter",
    ("counts", "assign"): "a Tally never changes",
    ("counts", "repr"): "it includes the count of skipped codes",
}


def outcome(operation: Callable[[Any], Any], value: Any) -> object:
    try:
        return operation(value)
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize(("kind", "operation"), ROWS, ids=[" ".join(row) for row in ROWS])
def test_row(kind: str, operation: str) -> None:
    theirs, ours = (outcome(ROWS[kind, operation], value) for value in PAIRS[kind])
    if (kind, operation) in DIFFERENCES:
        assert ours != theirs, "there is no difference any more"
    else:
        assert ours == theirs


def test_every_difference_has_its_row() -> None:
    assert set(DIFFERENCES) <= set(ROWS)
