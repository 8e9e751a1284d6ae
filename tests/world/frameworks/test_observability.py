"""What is measured and logged: prometheus_client's labels, logging, structlog."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterable

import structlog
from conftest import UNLISTED, Pair
from httpstatus import HTTPStatus, label, tally
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.parser import text_string_to_metric_families


def labels_of(values: Iterable[object]) -> dict[str, float]:
    """The labels that a scrape shows, each with its count."""
    registry = CollectorRegistry()
    metric = Counter("requests", "help", ["status"], registry=registry)
    for value in values:
        metric.labels(value).inc()
    families = text_string_to_metric_families(generate_latest(registry).decode())
    samples = [sample for family in families for sample in family.samples]
    return {sample.labels["status"]: sample.value for sample in samples if sample.name == "requests_total"}


def test_prometheus_labels(pair: Pair) -> None:
    pair.compare(lambda status: labels_of([status]))
    assert labels_of([HTTPStatus.OK, 200, "200"]) == {"200": 3}
    assert labels_of(map(HTTPStatus.from_code, UNLISTED)) == {str(code): 1 for code in UNLISTED}


def test_prometheus_class_labels_are_bounded() -> None:
    found = labels_of(label(code) for code in range(-5, 1005))
    assert set(found) == set(tally([]).classes)
    assert found["4xx"] == 100


def test_logging(pair: Pair) -> None:
    def observe(status: int) -> str:
        stream = io.StringIO()
        logger = logging.Logger("test")
        logger.addHandler(logging.StreamHandler(stream))
        logger.info("%s %d %r", status, status, status)
        logger.info(f"{status} {status!r} {status:>5}")
        logger.info("%(status)s", {"status": status})
        return stream.getvalue()

    # From 3.13 on http.HTTPStatus has today's names too; before, the names of renamed codes differ.
    renamed = {413, 414, 416, 422}
    pair.members = [both for both in pair.members if int(both[0]) not in renamed or both[0].name == both[1].name]
    pair.compare(observe)
    assert observe(HTTPStatus.from_code(520)).splitlines()[0] == "520 520 <HTTPStatus.520: 520>"


def test_structlog(pair: Pair) -> None:
    processors = structlog.processors
    pair.compare(lambda status: processors.JSONRenderer()(None, "info", {"status": status}))
    pair.compare(lambda status: processors.LogfmtRenderer()(None, "info", {"status": status}))
    assert processors.KeyValueRenderer()(None, "info", {"status": HTTPStatus.OK}) == "status=<HTTPStatus.OK: 200>"


def test_structlog_to_its_end() -> None:
    stream = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()],
        logger_factory=structlog.WriteLoggerFactory(stream),
    )
    try:
        for code in (404, *UNLISTED):
            structlog.get_logger().warning("answered", status=HTTPStatus.from_code(code), by={HTTPStatus.OK: code})
    finally:
        structlog.reset_defaults()
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [event["status"] for event in events] == [404, *UNLISTED]
    assert events[0] == {"event": "answered", "level": "warning", "status": 404, "by": {"200": 404}}
