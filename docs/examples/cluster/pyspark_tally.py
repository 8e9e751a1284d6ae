"""pyspark_tally.py FORMAT FILE... : count the status codes of logs on a Spark cluster.

spark-submit says which; started with Python alone, it is two threads of this machine.
"""

from __future__ import annotations

import operator
import sys

import pieces as logs
from httpstatus import Tally
from pyspark.sql import SparkSession


def tally_logs(spark: SparkSession, paths: list[str], format: str, size: int = logs.SIZE) -> Tally:
    context = spark.sparkContext
    context.addPyFile(logs.__file__)  # the workers need the function, and httpstatus, which is installed there
    cut = [piece for path in paths for piece in logs.pieces(path, size)]
    parts = context.parallelize(cut, max(len(cut), 1)).map(lambda piece: logs.tally_piece(piece, format))
    return parts.fold(Tally(), operator.add)


if __name__ == "__main__":
    with SparkSession.builder.appName("httpstatus").getOrCreate() as spark:
        tally = tally_logs(spark, sys.argv[2:], sys.argv[1])
    for code, count in sorted(tally.items()):
        print(f"{code:03} {count}")
    print(f"total {tally.total}\nskipped {tally.skipped}")
