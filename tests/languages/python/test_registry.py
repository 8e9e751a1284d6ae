"""lookup(), meanings(), registry(), origins(), search(), and the records that they give."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import random
import sys
from typing import Any

import httpstatus
import pytest
from httpstatus import (
    HTTPStatus,
    Meaning,
    UnknownStatusError,
    _private,
    lookup,
    meanings,
    name,
    origin,
    origins,
    phrase,
    registry,
    search,
    vendors,
)
from hypothesis import given
from hypothesis import strategies as st
from support import candidates, facts, shown

ALL = list(registry())
STANDINGS = ["standard", "temporary", "deprecated", "obsolete", "reserved", "draft", "unofficial"]
RECORDS: list[Any] = [
    *ALL, *(header for m in ALL for header in m.headers), *(rule for m in ALL for rule in m.rules),
    *map(origin, origins()),
]  # fmt: skip

# ---- Facts ----


def test_every_meaning_of_the_facts() -> None:
    rows = facts("registry_keys")
    assert len(rows) == len(ALL)
    for row in rows:
        (meaning,) = [m for m in meanings(int(row["code"])) if (m.origin, m.name) == (row["origin"], row["name"])]
        assert (meaning.phrase, meaning.standing) == (row["phrase"], row["standing"])
        assert (meaning.spec, meaning.section) == (row["spec"], row["section"])
        assert (meaning.expires, meaning.confidence) == (row["expires"], row["confidence"])
        assert set(filter(None, row["former_phrases"].split(";"))) == {*meaning.former_phrases}


def test_names_of_other_libraries() -> None:
    """Each is known, silently: as the code's, or as one of several that share it."""
    for row in facts("other_names"):
        code = int(row["code"])
        assert code in candidates(row["name"]), row
        listed = [name for m in meanings(code) for name in (m.name, *m.former_names, *m.aliases)]
        assert row["name"].upper() in listed, row
    names = {(int(row["code"]), row["name"].upper()) for row in facts("other_names")}
    assert {(m.code, name) for m in registry() for name in (*m.former_names, *m.aliases)} <= names


def test_headers_of_the_facts() -> None:
    expected = [(int(r["code"]), r["origin"], r["message"], r["header"], r["need"]) for r in facts("headers")]
    found = [(m.code, m.origin, h.message, h.name, h.need) for m in registry() for h in m.headers]
    assert sorted(found) == sorted(expected)


def test_what_peers_got_wrong() -> None:
    assert lookup(511).phrase == "Network Authentication Required"
    assert lookup(205).phrase == "Reset Content"
    assert lookup(449, "microsoft").name == "RETRY_WITH"
    assert httpstatus.code("IM Used") == 226
    assert (httpstatus.code("early hints"), httpstatus.code("processing")) == (103, 102)
    assert {lookup(463).origin, lookup(464).origin} == {"aws-elb"}
    assert name(425) == "TOO_EARLY"
    assert httpstatus.label(499) == "4xx"


# ---- lookup and meanings ----


def test_order_of_meanings() -> None:
    """IANA's is first; an entry that IANA lists as "(Unused)" is last."""
    for code in range(-1, 1001):
        found = meanings(code)
        assert type(found) is tuple
        assert all(m.code == code for m in found)
        assert len({(m.origin, m.name) for m in found}) == len(found)
        if httpstatus.is_registered(code):
            assert found[0].origin == "iana"
        elif any(m.origin == "iana" for m in found):
            assert (found[-1].origin, found[-1].phrase) == ("iana", "(Unused)")
        assert bool(found) is httpstatus.is_known(code)
    assert [m.origin for m in meanings(499)] == [
        "nginx", "esri", "heroku", "gorouter", "traefik", "caddy", "minio", "kong", "aspnetcore", "haproxy",
    ]  # fmt: skip
    assert [m.origin for m in meanings(0)] == [
        "nginx", "squid", "cloudfront", "envoy", "caddy", "google-lb", "aws-elb", "whatwg",
    ]  # fmt: skip
    assert [(m.origin, m.name) for m in meanings(9)] == [("nginx", "HTTP_0_9_RESPONSE")]
    assert [m.origin for m in meanings(451)][:2] == ["iana", "exchange"]
    assert [meanings(418)[place].origin for place in (0, -1)] == ["htcpcp", "iana"]


def test_lookup_is_the_first_meaning() -> None:
    for code in range(-1, 1001):
        found = meanings(code)
        if found:
            assert lookup(code) is found[0]
            for meaning in reversed(found):
                first = next(m for m in found if m.origin == meaning.origin)
                assert lookup(code, meaning.origin) is lookup(code, origin=meaning.origin) is first
        else:
            with pytest.raises(UnknownStatusError, match=rf"^status code {code} has no known meaning$"):
                lookup(code)
    with pytest.raises(UnknownStatusError, match=r"^status code 404 has no meaning from nginx; iana has one$"):
        lookup(404, "nginx")


def test_records_are_made_once() -> None:
    assert all(a is b for a, b in zip(registry(), registry(), strict=True))
    assert lookup(404) is meanings(404)[0] is search("not found")[0]
    assert origin("nginx") is origin("NGINX")


@pytest.mark.parametrize(
    ("given_id", "nearest"),
    [("ngnix", "nginx"), ("IANNA", "iana"), ("cloudfare", "cloudflare"), (b"aws_elb", "aws-elb"), ("esry", "esri")],
    ids=shown,
)  # fmt: skip
def test_misspelt_origins(given_id: Any, nearest: str) -> None:
    for call in (
        lambda: lookup(499, given_id),
        lambda: registry(given_id),
        lambda: origin(given_id),
        lambda: phrase(499, origin=given_id),
    ):
        with pytest.raises(UnknownStatusError, match=f"^unknown origin '.*'; did you mean '{nearest}'"):
            call()


@pytest.mark.parametrize("wrong", [499, 1.5, ["nginx"], object()], ids=shown)
def test_origins_that_are_no_text(wrong: Any) -> None:
    for call in (
        lambda: lookup(499, wrong),
        lambda: registry(wrong),
        lambda: registry(standing=wrong),
        lambda: origin(wrong),
        lambda: phrase(499, origin=wrong),
        lambda: phrase(499, edition=wrong),
    ):
        with pytest.raises(TypeError, match=" is str or bytes, not "):
            call()


def test_origins_that_are_far_from_all() -> None:
    for wrong in ("", "kubernetes", "\0", "\ud800", "x" * 1_000_000):
        with pytest.raises(UnknownStatusError, match=r"^unknown origin '.*'; httpstatus\.origins\(\) lists them$"):
            lookup(499, wrong)


# ---- phrase ----


def test_phrase_of_an_origin() -> None:
    assert phrase(499, origin="nginx") == "Client Closed Request"
    assert phrase(499, origin="esri") == "Token Required"
    assert phrase(499) == phrase(499, origin="iana") == phrase(499, origin=None) == ""
    assert phrase(499, "none", origin="iana") == "none"
    assert phrase(499, origin="any") == "Client Closed Request"
    assert phrase(530, "none", origin="any") == "none"  # Cloudflare is first, and gives no phrase
    for meaning in ALL:
        assert phrase(meaning.code, origin=meaning.origin) == lookup(meaning.code, meaning.origin).phrase


def test_editions() -> None:
    assert [phrase(413, edition=edition) for edition in ("rfc2616", "rfc7231", "rfc9110")] == [
        "Request Entity Too Large", "Payload Too Large", "Content Too Large",
    ]  # fmt: skip
    assert phrase(422, edition="rfc7231") == "Unprocessable Entity"
    assert phrase(413, edition="RFC2616") == phrase(413, edition=b"rfc2616")  # type: ignore[call-overload]
    assert phrase(299, "none", edition="rfc2616") == "none"
    for wrong in ("", "rfc9111", "9110", "rfc9110 ", "\0", "rfc9110\0"):
        with pytest.raises(ValueError, match=r"^unknown edition '"):
            phrase(413, edition=wrong)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="an edition or an origin, not both"):
        phrase(413, edition="rfc9110", origin="iana")


def test_phrase_and_name_agree_with_the_enum() -> None:
    for code in range(-10, 1100):
        member = HTTPStatus._value2member_map_.get(code)
        assert phrase(code) == (member.phrase if member else "")  # type: ignore[attr-defined]
        assert name(code) == (member.name if member else "")
        assert phrase(code, "none") == (phrase(code) or "none")


# ---- registry, origins ----


def test_registry_is_sorted_and_filtered() -> None:
    assert [m.code for m in ALL] == sorted(m.code for m in ALL)
    for id in origins():
        assert list(registry(id)) == list(registry(origin=id)) == [m for m in ALL if m.origin == id]
    for standing in STANDINGS:
        found = list(registry(standing=standing))  # type: ignore[arg-type]
        assert found == [m for m in ALL if m.standing == standing]
        assert found
        assert list(registry("iana", standing)) == [m for m in found if m.origin == "iana"]  # type: ignore[arg-type]
    assert {m.standing for m in ALL} == set(STANDINGS)
    for wrong in ("", "Standard", "official", "standard\0"):
        with pytest.raises(UnknownStatusError, match=r"^unknown standing '") as caught:
            registry(standing=wrong)  # type: ignore[arg-type]
        near = {"Standard": "standard", "official": "unofficial", "standard\0": "standard"}
        way_out = f"did you mean '{near[wrong]}'?" if wrong in near else "known: " + ", ".join(STANDINGS)
        assert str(caught.value).endswith(f"; {way_out}")


def test_registry_is_an_iterator() -> None:
    iterator = registry()
    assert iter(iterator) is iterator
    assert next(iterator) is ALL[0]
    assert list(iterator) == ALL[1:]
    assert list(iterator) == []
    with pytest.raises(UnknownStatusError):  # at once, and not with the first item
        registry("nope")


def test_origins() -> None:
    assert type(origins()) is tuple
    assert [(id, origin(id).name) for id in origins()] == [(row["id"], row["name"]) for row in facts("origins")]
    assert origins()[0] == "iana"
    assert len(set(origins())) == len(origins())
    assert {m.origin for m in ALL} == set(origins())
    for id in origins():
        found = origin(id)
        assert found.id == id
        assert found.name
        assert found.about
        assert found.url.startswith("https://") or (id, found.url) == ("unknown", "")
        assert origin(id.upper()) is origin(id.encode()) is found  # type: ignore[arg-type]


def test_vendors() -> None:
    assert vendors.Nginx.CLIENT_CLOSED_REQUEST == 499
    assert sorted(vendors.__all__) == sorted(origin(id).class_name for id in origins())
    for id in origins():
        enum = getattr(vendors, origin(id).class_name)
        assert {int(member) for member in enum.__members__.values()} == {m.code for m in registry(id)}
        assert len(enum.__members__) == sum(1 + len(m.former_names) for m in registry(id))
        assert all(enum[former] == m.code for m in registry(id) for former in m.former_names)
        for member in enum:
            assert pickle.loads(pickle.dumps(member)) is member
            assert lookup(member, id).code == member
    assert vendors.Iana.NOT_FOUND == HTTPStatus.NOT_FOUND


# ---- The records ----


def test_texts() -> None:
    for meaning in ALL:
        assert meaning.name == meaning.name.upper()
        assert meaning.name.replace("_", "").isalnum()
        assert meaning.explanation
        assert meaning.definition
        assert meaning.uses or meaning.standing != "standard"
        assert all(type(text) is str and text for text in (*meaning.uses, *meaning.former_phrases, *meaning.aliases))
        assert meaning.url.startswith("https://") or not meaning.url
        for header in meaning.headers:
            assert header.message in ("request", "response")
            assert header.need in ("must", "should", "may")
        for rule in meaning.rules:
            assert rule.topic in ("content", "cache", "redirect", "repeat")
            assert rule.text
            assert rule.reference


def test_see_also_leads_to_codes_that_are_known() -> None:
    for meaning in ALL:
        assert meaning.code not in meaning.see_also
        for code in meaning.see_also:
            assert httpstatus.is_known(code)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: "")
def test_records(record: Any) -> None:
    kind = type(record)
    fields = kind._fields
    assert kind.__match_args__ == fields
    assert list(record) == [getattr(record, field) for field in fields] == list(record._asdict().values())
    assert tuple(record._asdict()) == fields
    assert repr(record).startswith(f"{kind.__name__}({fields[0]}=")
    assert repr(record).endswith(")")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(record, protocol))
        assert type(again) is kind
        assert again == record
        assert hash(again) == hash(record)
        assert repr(again) == repr(record)
    assert copy.copy(record) == copy.deepcopy(record) == record
    for field in (*fields, "other", "__dict__"):
        with pytest.raises((AttributeError, TypeError)):
            setattr(record, field, None)
        with pytest.raises((AttributeError, TypeError)):
            delattr(record, field)
    record._asdict()[fields[0]] = None
    assert record == again


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: "")
def test_records_as_named_tuples(record: Any) -> None:
    kind, first = type(record), type(record)._fields[0]
    values = tuple(record)
    assert len(record) == len(values)
    assert [record[i] for i in range(len(values))] == list(values)
    assert (record[-1], record[1:3]) == (values[-1], values[1:3])
    with pytest.raises(IndexError):
        record[len(values)]
    assert json.loads(json.dumps(record._asdict())).keys() == record._asdict().keys()
    assert record == record._asdict()
    other = record._replace(**{first: "other"})
    assert (type(other), other[0], other[1:]) == (kind, "other", values[1:])
    assert record.__replace__() == record
    assert record[0] == values[0] != "other"
    assert record <= record._replace() >= record
    assert not record < record._replace()
    assert record.__rich_repr__()[0] == (first, values[0])
    for wrong in (lambda: record._replace(nope=1), lambda: record._replace(1)):
        with pytest.raises(TypeError):
            wrong()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: "")
def test_records_are_made_as_their_signature_says(record: Any) -> None:
    kind, values = type(record), tuple(record)
    if kind is httpstatus.StatusLine:  # a parser's
        with pytest.raises(ValueError, match="no signature found"):
            inspect.signature(kind)
        return
    assert tuple(inspect.signature(kind).parameters) == kind._fields
    assert kind(*values) == kind(**dict(zip(kind._fields, values, strict=True))) == record
    assert hash(kind(*values)) == hash(record)
    for wrong in (lambda: kind(*values, 1), lambda: kind(*values, **{kind._fields[0]: 1}), lambda: kind(nope=1)):
        with pytest.raises(TypeError):
            wrong()
    with pytest.raises(TypeError, match=f"cannot create a {kind.__name__} without {kind._fields[1]}; "):
        kind(1)


def test_meanings_are_ordered_by_code() -> None:
    assert [each.code for each in sorted(ALL, reverse=True)] == sorted((each.code for each in ALL), reverse=True)
    assert httpstatus.lookup(404) < httpstatus.lookup(499) > httpstatus.lookup(499, "esri")
    with pytest.raises(TypeError):
        httpstatus.lookup(404) < 405  # noqa: B015
    if sys.version_info >= (3, 13):
        assert copy.replace(httpstatus.lookup(404), note="mine").note == "mine"


def test_what_a_meaning_holds_is_plain_in_its_dict() -> None:
    found = httpstatus.lookup(401)._asdict()
    assert found["headers"][0] == httpstatus.lookup(401).headers[0]._asdict()
    assert type(found["headers"][0]) is dict


def test_record_types() -> None:
    for kind in {type(record) for record in RECORDS}:
        assert kind.__module__ == "httpstatus"
        assert getattr(httpstatus, kind.__name__) is kind
        assert pickle.loads(pickle.dumps(kind)) is kind
        with pytest.raises(TypeError, match="cannot create"):
            kind()
        with pytest.raises(TypeError):
            kind.__new__(kind)
        with pytest.raises(TypeError):
            type("Sub", (kind,), {})
        with pytest.raises(TypeError):
            kind.code = 1
        with pytest.raises((AttributeError, TypeError)):
            object.__new__(kind)
        assert inspect.getdoc(kind)
        for field in kind._fields:
            assert inspect.getdoc(getattr(kind, field)), field


def test_equality() -> None:
    assert lookup(404) == lookup(404)
    assert lookup(404) != lookup(405)
    assert lookup(499, "nginx") != lookup(499, "esri")
    assert len({*ALL, *ALL, *pickle.loads(pickle.dumps(ALL))}) == len(ALL)
    for other in (404, tuple(lookup(404)), None, "404"):
        assert lookup(404) != other
        assert not lookup(404) == other  # noqa: SIM201 - another slot than that of !=
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(lookup(404), compare)(tuple(lookup(405))) is NotImplemented


def test_match() -> None:
    match lookup(499):
        case Meaning(code, "nginx", name=found):
            assert (code, found) == (499, "CLIENT_CLOSED_REQUEST")
        case _:
            pytest.fail("no match")


def test_pickles_of_other_versions() -> None:
    """Fields that a pickle lacks are None, and those that we do not know are left out."""
    restore, (kind, fields) = lookup(404).__reduce__()
    assert kind == "httpstatus.Meaning"
    del fields["uses"]
    again = restore(kind, fields | {"future": 1})
    assert (again.code, again.uses) == (404, None)
    assert again != lookup(404)
    for wrong in ("httpstatus.Nope", "", "Meaning", None, 5):
        with pytest.raises(ValueError, match="httpstatus has no record type"):
            restore(wrong, fields)
    with pytest.raises(TypeError):
        restore(kind, [fields])


@pytest.mark.parametrize("arguments", [(), (1,), (["httpstatus.Meaning"], {}), ("httpstatus.Meaning", [])])
def test_restore_refuses(arguments: tuple[Any, ...]) -> None:
    with pytest.raises((TypeError, ValueError)):
        httpstatus._restore(*arguments)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["httpstatus.Nothing", "", 404, None])
def test_no_record_type_of_that_name(name: Any) -> None:
    for function in (_private.rows, _private.record_type):
        with pytest.raises(ValueError, match="no record type"):
            function(name)


def test_values_that_cannot_be_compared() -> None:
    class Incomparable:
        def __eq__(self, other: object) -> bool:
            raise RuntimeError("incomparable")

        __hash__ = object.__hash__

    fields = {"version": Incomparable(), "code": 200, "reason": ""}
    one, other = (httpstatus._restore("httpstatus.StatusLine", fields | {"code": code}) for code in (1, 2))  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match="incomparable"):
        assert one == httpstatus._restore("httpstatus.StatusLine", fields | {"version": Incomparable()})  # type: ignore[attr-defined]
    assert one != other


# ---- search ----


def test_search() -> None:
    assert search("teapot")[0].code == 418
    assert search("timeout")
    assert type(search("timeout")) is list
    for query in ("", " ", "qqqq", "\0", "\ud800", "not " * 17):
        assert search(query) == []
    assert {m.code for m in search("nginx")} >= {m.code for m in registry("nginx")}
    for wrong in (404, None, ["timeout"], 1.5):
        with pytest.raises(TypeError, match="is str or bytes, not"):
            search(wrong)  # type: ignore[arg-type]


def test_search_finds_every_meaning_by_its_name() -> None:
    for meaning in ALL:
        assert meaning in search(meaning.name.replace("_", " "))


@given(st.text() | st.binary())
def test_search_takes_anything(query: str | bytes) -> None:
    found = search(query)
    assert len(set(found)) == len(found)
    assert set(found) <= set(ALL)


@given(st.sampled_from(ALL), st.randoms(use_true_random=False))
def test_more_words_find_no_more(meaning: Meaning, chance: random.Random) -> None:
    words = chance.sample(meaning.explanation.split(), 2)
    both, one = search(" ".join(words)), search(words[0])
    assert set(both) <= set(one)
    assert set(search(words[0].upper())) == set(one)
