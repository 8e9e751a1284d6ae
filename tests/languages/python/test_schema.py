"""docs/httpstatus.schema.json and all that the command line writes with --json: each holds the other to its word."""

from __future__ import annotations

import copy
import gzip
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from cli_runner import SCHEMA
from httpstatus import _cli
from httpstatus._cli import tally as _cli_tally
from jsonschema import Draft202012Validator

CHECK = Draft202012Validator(SCHEMA)

QUERIES = (
    "404", "299", "100", "418", "499", "999", "0", "4xx", "other", "500-504,!501", "not found", "Moved Temporarily",
    "nginx", "nginx:499", "nginx:4xx", "nginx:client closed request", "HTTP/1.1 404 Not Found", "HTTP/2 200",
    "550 5.1.1 User unknown", "250-a\n250 b", "smtp:550", "smtp:5.1.1", "smtp", "5.1.1", "x.1.1", "404.13",
    "iis:404.13", "iis:404", "iis", "warning:110", "warning",
    '110 - "a" "Sat, 25 Aug 2012 23:34:45 GMT"', 'warning:113 - "b"',
    "cloudflare:1020", "cloudflare:520", "cloudflare:1002", "grpc:NOT_FOUND", "grpc:5", "grpc", "retry:curl",
    "retry:503", "retry",
    "ws:1006", "ws", "envoy", "DC", "SH--", "H12", "h3:0x10b", "TCP_MISS_ABORTED/000", "ws:404", "1006", "UF,URX",
    "uh", "SH-", "ws:99999", "haproxy:SH-", "not fuond", "ngnix:499", "nginx:404", "9999", "warning:999", "smtp:999", "iis:404.999", "cloudflare:9",  # noqa: E501
    "grpc:NOTHING", "retry:nobody", "x.99.99", "", " ", "\udcff",
)  # fmt: skip


def written(*arguments: str) -> Any:
    """What a command writes, as JSON."""
    before, sys.stdout = sys.stdout, io.StringIO()
    try:
        status = _cli.main([*arguments, "--json"] if "--" not in arguments else ["--json", *arguments])
        text = sys.stdout.getvalue()
    finally:
        sys.stdout = before
    assert status in (0, 1, 130), arguments
    return json.loads(text)


def interrupted(path: str) -> Any:
    """What is written when Ctrl-C comes behind the first piece of a log."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_cli_tally.Watch, "advance", stop)
        return written("tally", path)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A document of every form."""
    place = tmp_path_factory.mktemp("logs")
    clf = b'::1 - - [01/Jan/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 612\n'
    logs = {
        "common": clf * 3 + b"-\n",
        "w3c": b"#Fields: sc-status sc-substatus\n404 13\n500 19\n404 13\n299 0\n",
        "packed": gzip.compress(clf),
        "cut": gzip.compress(clf * 99)[:-20],
        "empty": b"",
        "rubbish": b"rubbish\n",
    }
    for name, content in logs.items():
        (place / name).write_bytes(content)
    paths = [str(place / name) for name in (*logs, "not there")] + [str(place)]
    return {
        **{f"query {query!r}": written("--", query) for query in QUERIES},
        "queries": written("--", *QUERIES),
        "list": written("list"),
        "list of an origin": written("list", "--origin", "nginx"),
        "list of a class": written("list", "--class", "4xx"),
        "list of a standing": written("list", "--standing", "draft"),
        "list of nothing": written("list", "--origin", "yahoo", "--class", "1xx"),
        "search": written("search", "timeout"),
        "search for nothing": written("search", "xyzzy"),
        "tally": written("tally", paths[0]),
        "tally with sub-statuses": written("tally", paths[1]),
        "tally of all": written("tally", *paths),
        "tally of intervals": written("tally", "--per=1m", paths[0]),
        "tally of a part": interrupted(paths[0]),
    }


def objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(value)


def open_objects(schema: Any) -> set[str]:
    """Definitions that let any member pass."""
    return {
        str(each.get("description", each))
        for each in objects(schema)
        if "properties" in each and each.get("additionalProperties") is not False
    }


def test_the_schema_is_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert not open_objects(SCHEMA["$defs"])


def test_every_document_is_valid(documents: dict[str, Any]) -> None:
    for name, document in documents.items():
        errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in CHECK.iter_errors(document)]
        assert not errors, (name, errors[:3])


def test_a_new_member_is_noticed_wherever_it_is(documents: dict[str, Any]) -> None:
    """Objects with the same members are tried once."""
    tried = set()
    for name, document in documents.items():
        for place, each in enumerate(objects(document)):
            if frozenset(each) in tried:
                continue
            tried.add(frozenset(each))
            spoilt = copy.deepcopy(document)
            list(objects(spoilt))[place]["a new member"] = None
            assert not CHECK.is_valid(spoilt), (name, each)
    assert len(tried) > 30


def test_what_is_required_is_noticed_where_it_is_missing(documents: dict[str, Any]) -> None:
    for name in ("query '404'", "tally with sub-statuses", "query '550 5.1.1 User unknown'", "search"):
        document = documents[name][:2] if isinstance(documents[name], list) else documents[name]
        missed = 0
        for place, each in enumerate(objects(document)):
            for key in each:
                spoilt = copy.deepcopy(document)
                del list(objects(spoilt))[place][key]
                missed += not CHECK.is_valid(spoilt)
        assert missed > 10, name


def test_every_member_of_the_schema_is_written_by_some_command(documents: dict[str, Any]) -> None:
    """What nothing writes would be a promise that nobody keeps."""
    keys = {key for document in documents.values() for each in objects(document) for key in each}
    promised = {key for each in objects(SCHEMA["$defs"]) for key in each.get("properties", {})}
    assert promised <= keys, promised - keys
