"""dask_tally.py FORMAT FILE... : count the status codes of logs on a Dask cluster.

DASK_SCHEDULER_ADDRESS names the scheduler; without it, two worker processes are started on the loopback.
"""

from __future__ import annotations

import sys

import pieces as logs
from distributed import Client, as_completed
from httpstatus import Tally


def tally_logs(client: Client, paths: list[str], format: str, size: int = logs.SIZE) -> Tally:
    client.upload_file(logs.__file__)  # the workers need the function, and httpstatus, which is installed there
    cut = [piece for path in paths for piece in logs.pieces(path, size)]
    parts = client.map(logs.tally_piece, cut, format=format, pure=False)  # a log may have grown since the last time
    total = Tally()
    for _, part in as_completed(parts, with_results=True):
        total += part
    return total


if __name__ == "__main__":
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        tally = tally_logs(client, sys.argv[2:], sys.argv[1])
    for code, count in sorted(tally.items()):
        print(f"{code:03} {count}")
    print(f"total {tally.total}\nskipped {tally.skipped}")
