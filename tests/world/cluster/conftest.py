"""Logs in each format that is cut or not, and engines with two worker processes on the loopback."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "docs" / "examples" / "cluster"
COPIES = 20

sys.path.insert(0, str(EXAMPLES))


class Log(NamedTuple):
    path: str
    format: str
    counts: Counter[int]
    skipped: int
    cut: bool  # whether a piece may begin inside it


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Log]:
    """What a real nginx has logged, a few times over, with a line that is none and a last one without an end."""
    folder = tmp_path_factory.mktemp("logs")
    subprocess.run([sys.executable, ROOT / "tests/install/demo/make_log.py", folder], check=True, timeout=60)
    lines = (folder / "access.log").read_bytes() * COPIES
    once = dict(map(int, line.split()) for line in (folder / "expected").read_text().splitlines())
    counts = Counter({code: count * COPIES for code, count in once.items()})
    codes = list(counts.elements())

    def log(name: str, data: bytes, format: str, skipped: int, cut: bool) -> Log:
        path = folder / name
        # Nothing is made smaller, else the file would be too small to be cut.
        path.write_bytes(gzip.compress(data, 0) if name.endswith(".gz") else data)
        return Log(str(path), format, counts, skipped, cut)

    nested = [json.dumps({"status": 777, "http": {"response": {"status_code": code}}}) for code in codes]
    w3c = ["#Version: 1.0", "#Fields: cs-method sc-status sc-substatus", *(f"GET {code} 0" for code in codes)]
    plain = b"no line of a log\n" + lines.rstrip(b"\n")
    return {
        "combined": log("combined.log", plain, "combined", 1, cut=True),
        "gzip": log("combined.log.gz", plain, "combined", 1, cut=False),
        "json": log("json.log", "\n".join(nested).encode(), "json:http.response.status_code", 0, cut=True),
        "w3c": log("w3c.log", "\r\n".join(w3c).encode(), "w3c", 0, cut=False),
        "empty": Log(os.devnull, "combined", Counter(), 0, cut=False),
    }


@pytest.fixture(scope="session")
def client() -> Iterator[object]:
    from distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        yield client


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    import pyspark
    from pyspark.sql import SparkSession

    # Workers are processes of their own here, with Java's and Python's beginnings as on a real cluster.
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    with builder.getOrCreate() as session:
        yield session
    shutil.rmtree(Path(pyspark.__file__).with_name("work"), ignore_errors=True)  # where this kind of cluster works
