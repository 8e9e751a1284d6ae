"""Logs as they are met beside a running nginx: growing, rotated, compressed, and cut off."""

from __future__ import annotations

import gzip
import itertools
import re
import shutil
import threading
from collections import Counter
from pathlib import Path

import pytest
from exchanges import LOGS, Traffic
from httpstatus import Tally, tally_log
from nginx_server import Growing, Nginx, get
from programs import run_lua

PATHS = {"/page.txt": 200, "/docs": 301, "/nothing": 404, "/silence": 444, "/many": 429}
PLAIN_LOGS = [log for log in LOGS if not log.endswith(".gz")]


def visit(nginx: Nginx, growing: Growing, times: int) -> Counter[int]:
    """Send the requests of PATHS in turn, so many of them; give what the logs must have got."""
    sent: Counter[int] = Counter()
    for path, code in itertools.islice(itertools.cycle(PATHS.items()), times):
        nginx.ask(get(path))
        sent[code] += 1
    assert len(growing.more(times)) == times
    return sent


def test_log_that_grows(nginx: Nginx) -> None:
    """Each look at the log counts all that is there; a file that stays open gives what has been added."""
    growing = Growing(nginx.log("status.log"))
    sent: Counter[int] = Counter()
    sums = {log: Tally() for log in PLAIN_LOGS}
    files = {log: nginx.log(log).open("rb") for log in PLAIN_LOGS}
    for times in (7, 1, 12):
        sent += visit(nginx, growing, times)
        for log in PLAIN_LOGS:
            assert dict(tally_log(nginx.log(log))) == sent
            sums[log] += tally_log(files[log])
            assert dict(sums[log]) == sent
            assert sums[log].skipped == 0
    for file in files.values():
        file.close()


def test_log_that_is_being_written(nginx: Nginx) -> None:
    """Counts taken while nginx writes never go down, and end with what was sent.

    A line in the middle of being written may be seen in part, since a kernel need not show a write at once: so much
    may be skipped.
    """
    total = 400
    failed: list[BaseException] = []

    def send() -> None:
        try:
            for path in itertools.islice(itertools.cycle(PATHS), total):
                nginx.ask(get(path))
        except BaseException as error:
            failed.append(error)

    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    seen = [0]
    while sender.is_alive():
        tally = tally_log(nginx.log("combined.log"))
        assert seen[-1] <= tally.total <= total
        assert tally.skipped <= 1
        assert set(tally) <= set(PATHS.values())
        seen.append(tally.total)
    sender.join()
    assert not failed
    assert len(Growing(nginx.log("status.log")).more(total)) == total
    assert any(0 < each < total for each in seen), "no look fell between the first request and the last one"
    tally = tally_log(nginx.log("combined.log"))
    assert dict(tally) == {code: total // len(PATHS) for code in PATHS.values()}
    assert tally.skipped == 0


@pytest.mark.parametrize("log", PLAIN_LOGS)
def test_rotated_log(log: str, nginx: Nginx) -> None:
    """The renamed log, its compressed copy, and the new one, as logrotate leaves them."""
    first = visit(nginx, Growing(nginx.log("status.log")), 13)
    for each in PLAIN_LOGS:
        nginx.log(each).rename(nginx.log(f"{each}.1"))
    nginx.reopen_logs()
    second = visit(nginx, Growing(nginx.log("status.log")), 8)
    old, new, packed = nginx.log(f"{log}.1"), nginx.log(log), nginx.log(f"{log}.2.gz")
    with old.open("rb") as source, gzip.open(packed, "wb") as target:
        shutil.copyfileobj(source, target)
    assert dict(tally_log(old)) == dict(tally_log(packed)) == first
    assert dict(tally_log(new)) == second
    both = tally_log([packed, new])
    assert dict(both) == first + second
    assert both.total == 21
    assert both.skipped == 0
    with packed.open("rb") as file:
        assert dict(tally_log(file, format=LOGS[log])) == first


def test_log_that_nginx_compresses(nginx: Nginx) -> None:
    """nginx writes a gzip member whenever its buffer is full: what is there can be read, and at the end all of it."""
    growing = Growing(nginx.log("status.log"))
    sent = visit(nginx, growing, 60)
    packed = nginx.log("combined.log.gz")
    before = tally_log(packed)
    assert 0 < before.total < 60
    assert before.skipped == 0
    nginx.stop()
    assert dict(tally_log(packed)) == sent
    whole = packed.read_bytes()
    with pytest.raises(OSError, match="cut off"):  # a part of a member is no shorter log
        tally_log(whole[:-20])


def test_log_that_begins_anew(nginx: Nginx) -> None:
    """A log that was emptied in place, as logrotate's copytruncate does."""
    growing = Growing(nginx.log("status.log"))
    visit(nginx, growing, 6)
    nginx.log("combined.log").write_bytes(b"")
    assert tally_log(nginx.log("combined.log")).total == 0
    sent = visit(nginx, growing, 4)
    assert dict(tally_log(nginx.log("combined.log"))) == sent


# ---- Cut off ----


def status_of(log: str, line: bytes) -> int | None:
    """The status that a line has, or None where too much is missing; a reader as simple as can be."""
    if log == "status.log":
        return int(line) if re.fullmatch(rb"\d{3}", line) else None
    if "combined" in log:  # nginx writes a quote as \x22
        found = re.match(rb'[^"]*"[^"]*" (\d{3})(?: |$)', line)
        return int(found[1]) if found else None
    if not line.endswith(b"}"):  # what ends within a string or number is no object; a missing outer brace is forgiven
        return None
    found = re.search(rb'"status(?:_code)?":"?(\d{3})', line)
    return int(found[1]) if found else None


@pytest.mark.parametrize("log", PLAIN_LOGS)
def test_cut_off_log(log: str, traffic: Traffic) -> None:
    """A copy that ends anywhere in a line: the line counts where its status is there, and is skipped else."""
    lines = (traffic.folder / log).read_bytes().splitlines(keepends=True)
    first = status_of(log, lines[0].rstrip(b"\n"))
    assert first == 200
    wrong = []
    for line in dict.fromkeys(lines):
        for end in range(1, len(line) + 1):
            cut = line[:end]
            tally = tally_log(lines[0] + cut, format=LOGS[log])
            found = status_of(log, cut.rstrip(b"\n"))
            want = Counter({first: 1}) + Counter([found] if found else [])
            if dict(tally) != want or tally.skipped != (found is None):
                wrong.append((cut, dict(tally), tally.skipped))
    assert not wrong


def test_cut_off_log_in_lua(traffic: Traffic, tmp_path: Path) -> None:
    names = []
    for log in PLAIN_LOGS:
        data = (traffic.folder / log).read_bytes()
        for cut in (1, 2, 40, 60):
            names.append(tmp_path / f"{cut}.{log}")
            names[-1].write_bytes(data[:-cut])
    rows = run_lua("tally.lua", *names)
    for name in names:
        found = {code: int(count) for path, code, count, _ in rows if path == str(name)}
        tally = tally_log(name)
        assert found.pop("skipped") == tally.skipped
        assert {int(code): count for code, count in found.items()} == dict(tally)
        assert tally.total + tally.skipped == len(name.read_bytes().splitlines())
