"""Counting on Dask and Spark gives what one process gives: the very programs of docs/examples/cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import dask_tally
import httpstatus
import pieces
import pyspark_tally
import pytest
from conftest import EXAMPLES, ROOT, Log
from distributed import Client, get_task_stream
from httpstatus import Tally, tally_log
from pyspark.sql import SparkSession

FORMATS = ("combined", "gzip", "json", "w3c", "empty")
SIZE = 10_000


def facts(tally: Tally) -> tuple[object, ...]:
    return dict(tally), tally.total, tally.skipped, dict(tally.classes), dict(tally.substatuses)


def check(tally: Tally, log: Log) -> None:
    assert facts(tally) == facts(tally_log(log.path, format=log.format, threads=1))
    assert dict(tally) == log.counts
    assert tally.skipped == log.skipped


def test_installed() -> None:
    package = Path(httpstatus.__file__).resolve()
    assert ROOT / "python" not in package.parents, f"{package} is the checkout, not what was installed"


# ---- Pieces ----


@pytest.mark.parametrize("name", FORMATS)
def test_pieces_cover_a_log_once(name: str, logs: dict[str, Log]) -> None:
    log = logs[name]
    cut = list(pieces.pieces(log.path, SIZE))
    assert (len(cut) > 3) is log.cut
    assert sum(end - begin for _, begin, end in cut) == os.path.getsize(log.path)
    check(sum((pieces.tally_piece(piece, log.format) for piece in cut), Tally()), log)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_line_is_counted_once_wherever_pieces_end(end: str, tmp_path: Path) -> None:
    lines = [f'::1 - - [01/Jan/2026:00:00:00 +0000] "GET /{"x" * i} HTTP/1.1" {200 + i} {i}' for i in range(8)]
    path = tmp_path / "access.log"
    path.write_text((end or "\n").join(lines) + end, newline="")
    whole = facts(tally_log(path))
    for size in range(1, path.stat().st_size + 2):
        parts = (pieces.tally_piece(piece, "combined") for piece in pieces.pieces(str(path), size))
        assert facts(sum(parts, Tally())) == whole, size


# ---- Dask ----


@pytest.mark.parametrize("name", FORMATS)
def test_dask(name: str, logs: dict[str, Log], client: Client) -> None:
    log = logs[name]
    assert os.getpid() not in client.run(os.getpid).values()
    with get_task_stream(client) as tasks:
        check(dask_tally.tally_logs(client, [log.path], log.format, SIZE), log)
    if log.cut:
        assert len({task["worker"] for task in tasks.data}) == 2


def test_dask_tells_of_a_log_that_a_worker_cannot_read(logs: dict[str, Log], client: Client, tmp_path: Path) -> None:
    gone = tmp_path / "gone.log"
    (part,) = client.map(pieces.tally_piece, [(str(gone), 0, 9)], format="combined")
    with pytest.raises(FileNotFoundError, match=r"gone\.log"):
        part.result()


# ---- Spark ----


@pytest.mark.parametrize("name", FORMATS)
def test_spark(name: str, logs: dict[str, Log], spark: SparkSession) -> None:
    log = logs[name]
    check(pyspark_tally.tally_logs(spark, [log.path], log.format, SIZE), log)


def test_spark_has_two_workers(spark: SparkSession) -> None:
    parents = spark.sparkContext.parallelize(range(40), 40).map(lambda _: os.getppid()).distinct().collect()
    assert len(parents) == 2
    assert os.getpid() not in parents


# ---- The programs ----


@pytest.mark.parametrize(
    ("program", "environment"),
    [("dask_tally.py", {}), ("pyspark_tally.py", {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"})],
)
def test_program(program: str, environment: Mapping[str, str], logs: dict[str, Log]) -> None:
    log = logs["combined"]
    paths = [log.path, logs["gzip"].path]
    done = subprocess.run(
        [sys.executable, EXAMPLES / program, log.format, *paths],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    total = {f"{code:03}": 2 * count for code, count in log.counts.items()}
    assert {name: int(count) for name, count in rows} == {**total, "total": sum(total.values()), "skipped": 2}
