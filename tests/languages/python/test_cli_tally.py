"""httpstatus tally: what it counts, how it says so, and what it does when something goes wrong."""

from __future__ import annotations

import gzip
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import httpstatus
import pytest
from cli_runner import (
    FOUND,
    HOSTILE,
    INTERRUPTED,
    MODULE,
    NOTHING,
    PIPE_CLOSED,
    SCRIPT,
    USAGE,
    assert_harmless,
    environment,
    found,
    load,
    run,
    slow,
)

LINE = b'10.0.0.1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" %03d 12 "-" "curl"\n'


def log_of(codes: list[int]) -> bytes:
    return b"".join(LINE % code for code in codes)


def some_codes(count: int = 2000) -> list[int]:
    return random.Random(9110).choices([0, 101, 200, 204, 304, 404, 418, 499, 500, 599, 600], k=count)


def table(text: str) -> dict[str, list[str]]:
    """The rows of a table, by their first cell."""
    return {row[0]: row[1:] for row in (re.split(r"  +", line) for line in text.splitlines() if line)}


# ---- Counting ----


def test_the_table(tmp_path: Path) -> None:
    codes = some_codes()
    (tmp_path / "access.log").write_bytes(log_of(codes) + b"rubbish\n")
    text = found("tally", "access.log", cwd=tmp_path)
    assert_harmless(text)
    made = table(text)
    for code, count in Counter(codes).items():
        cells = made[f"{code:03d}"]
        assert cells[:2] == [str(count), f"{100 * count / len(codes):.2f}%"]
    assert made["404"][2] == "Not Found"
    assert made["418"][2] == "I'm a Teapot"
    assert made["499"][2] == "Client Closed Request (nginx)"
    assert made["000"][2] == "NO_STATUS (nginx)"
    classes = Counter(httpstatus.label(code) for code in codes)
    assert {label: int(made[label][0]) for label in classes} == classes
    assert made["total"] == [str(len(codes))]
    assert made["skipped"] == ["1", "lines without a status"]
    assert "partial" not in made


def test_json_of_several_logs(tmp_path: Path) -> None:
    codes = some_codes()
    (tmp_path / "plain").write_bytes(log_of(codes[:700]))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(log_of(codes[700:1500])))
    (tmp_path / "empty").write_bytes(b"")
    done = found(
        "tally", "plain", "--json", "packed.gz", "-", "empty", stdin=b"%03d\n-\n" % 404, cwd=tmp_path
    )
    made = load(done, "tallies")
    assert [file["path"] for file in made["files"]] == ["plain", "packed.gz", "-", "empty"]
    assert [file["format"] for file in made["files"]] == ["common", "common", "plain", "auto"]
    assert [file["total"] for file in made["files"]] == [700, 800, 1, 0]
    assert [file["skipped"] for file in made["files"]] == [0, 0, 1, 0]
    assert made["total"]["counts"] == {f"{code:03d}": n for code, n in sorted(Counter([*codes[:1500], 404]).items())}
    assert made["total"]["total"] == sum(made["total"]["classes"].values()) == 1501
    assert "partial" not in made["total"]


def test_text_of_several_logs(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(log_of([200, 404]))
    (tmp_path / "b").write_bytes(log_of([500]))
    text = found("tally", "a", "b", cwd=tmp_path)
    parts = re.split(r"^(\w+):\n", text, flags=re.MULTILINE)
    assert parts[1::2] == ["a", "b", "all"]
    assert [table(part)["total"] for part in parts[2::2]] == [["2"], ["1"], ["3"]]


def test_the_format_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(log_of([200]) + b"404\n")
    assert "200" in table(found("tally", "log", cwd=tmp_path))
    assert "404" in table(found("tally", "--format", "plain", "log", cwd=tmp_path))
    assert "200" in table(found("tally", "--format=combined", "log", cwd=tmp_path))


def test_an_empty_log(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"")
    assert table(found("tally", "log", cwd=tmp_path)) == {"total": ["0"], "skipped": ["0"]}


def test_several_threads_count_alike(tmp_path: Path) -> None:
    codes = some_codes(20_000)
    logs = {"large": log_of(codes), "packed.gz": gzip.compress(log_of(codes[:900])), "small": log_of(codes[:500])}
    for name, content in logs.items():
        (tmp_path / name).write_bytes(content)
    assert len(logs["large"]) > 1 << 20  # the slow command gives it several threads
    for names in (["large"], ["small", "packed.gz"], ["packed.gz", "large", "small", "-"]):
        arguments = ["tally", "--json", *names]
        made = found(*arguments, stdin=b"404\n", cwd=tmp_path)
        assert found(*arguments, stdin=b"404\n", cwd=tmp_path, command=slow(0)) == made
        assert load(made, "tallies")["files"][0]["counts"]


def test_substatuses(tmp_path: Path) -> None:
    log = b"#Fields: cs-uri-stem sc-status sc-substatus\n" + b"/a 404 13\n" * 3 + b"/a 404 0\n/ 200 0\n"
    (tmp_path / "log").write_bytes(log)
    made = load(found("tally", "--json", "log", cwd=tmp_path), "tallies")
    assert made["total"]["substatuses"] == {"200.0": 1, "404.0": 1, "404.13": 3}
    rows = table(found("tally", "log", cwd=tmp_path))
    assert rows["404"] == ["4", "80.00%", "Not Found"]
    assert rows["404.13"] == ["3", "60.00%", "Content length too large (iis)"]
    assert "404.0" not in rows


# ---- Files that cannot be counted ----


def bad_files(folder: Path) -> dict[str, str]:
    """Names of files that cannot be counted, and what the error says."""
    (folder / "folder").mkdir()
    (folder / "rubbish").write_bytes(random.Random(1).randbytes(5000))
    (folder / "cut.gz").write_bytes(gzip.compress(random.Random(2).randbytes(5000))[:-900])
    (folder / "broken.gz").write_bytes(gzip.compress(log_of([200] * 500))[:20] + b"\xff" * 400)
    bad = {"missing": "No such file", "folder": "Is a directory", "rubbish": "no line fits", "cut.gz": "", "broken.gz": ""}
    (folder / "secret").write_bytes(b"404\n")
    (folder / "secret").chmod(0)
    if not os.access(folder / "secret", os.R_OK):  # root reads it all the same
        bad["secret"] = "Permission denied"
    return bad


def test_files_that_cannot_be_counted_do_not_hinder_others(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(log_of([200, 404]))
    bad = bad_files(tmp_path)
    arguments = [*list(bad)[:2], "good", *list(bad)[2:]]
    done = run("tally", *arguments, cwd=tmp_path)
    assert done.returncode == NOTHING
    complaints = done.stderr.splitlines()
    assert len(complaints) == len(bad)
    for complaint, (name, words) in zip(complaints, bad.items(), strict=True):
        assert complaint.startswith(f"httpstatus: {name}: ")
        assert words in complaint
    assert "200" in done.stdout
    done = run("tally", "--json", *arguments, cwd=tmp_path)
    assert done.returncode == NOTHING
    made = load(done.stdout, "tallies")
    assert [file["path"] for file in made["files"] if "error" in file] == list(bad)
    assert made["total"]["total"] == 2


def test_nothing_that_can_be_counted(tmp_path: Path) -> None:
    done = run("tally", "missing", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (NOTHING, "")


@pytest.mark.parametrize("name", ["two\nlines", HOSTILE, "[bold]x", b"no \xff utf-8", "-x"])
def test_strange_file_names(tmp_path: Path, name: str | bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), os.fsencode(name))
    for content, status in ((b"404\n", FOUND), (b"rubbish", NOTHING), (None, NOTHING)):
        if content is None:
            os.unlink(path)
        else:
            Path(os.fsdecode(path)).write_bytes(content)
        for option in ([], ["--json"]):
            done = run("tally", *option, "--", os.fsencode(name), "-", stdin=b"200\n", cwd=tmp_path)
            assert done.returncode == status, done
            assert_harmless(done.stdout)
            assert_harmless(done.stderr)
            assert len(done.stderr.splitlines()) == (status == NOTHING)
            if option:
                file = load(done.stdout, "tallies")["files"][0]
                assert file["path"] == (name if isinstance(name, str) else name.decode(errors="backslashreplace"))


def test_nothing_of_a_log_reaches_the_terminal_unescaped() -> None:
    done = run("tally", "-", stdin=HOSTILE.encode())
    assert done.returncode == NOTHING
    assert_harmless(done.stderr)


# ---- Output that cannot be written ----


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line, "bash", *MODULE],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment(),
        check=False,
    )


COMMANDS = ["404", "list", "list --json", "tally log", "tally --json log", "--help", "--version", "search timeout"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk(tmp_path: Path, command: str) -> None:
    (tmp_path / "log").write_bytes(b"404\n")
    done = shell(f'"$@" {command} > /dev/full', tmp_path)
    assert done.returncode == USAGE
    assert done.stderr == "httpstatus: cannot write: No space left on device\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_pipe(tmp_path: Path, command: str) -> None:
    (tmp_path / "log").write_bytes(b"404\n")
    # The reader is gone before the writer begins.
    done = shell(f'(sleep 0.3; "$@" {command}; echo $? >&2) | true', tmp_path)
    assert done.stderr == f"{PIPE_CLOSED}\n"


def test_closed_streams(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"404\n")
    done = shell('"$@" tally log >&-', tmp_path)
    assert (done.returncode, done.stderr) == (USAGE, "httpstatus: cannot write: standard output is closed\n")
    done = shell('"$@" tally - <&-', tmp_path)
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert "standard input" in done.stderr
    for stderr in ("2>&-", "2>/dev/full"):
        done = shell(f'"$@" tally missing log {stderr}', tmp_path)
        assert (done.returncode, done.stderr) == (NOTHING, "")
        assert "404" in table(done.stdout)


# ---- SIGINT ----


def interrupted(*arguments: str, command: list[str], sent: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What a command says that is interrupted when it has read all that was sent, and waits for more."""
    process = subprocess.Popen(
        [*command, "tally", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background have it ignored
    )
    assert process.stdin is not None
    process.stdin.write(sent)
    process.stdin.flush()
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=20)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent otherwise there")
@pytest.mark.parametrize("command", [MODULE, SCRIPT])
def test_an_interrupted_count_is_shown_and_said_to_be_partial(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "first").write_bytes(log_of([200]))
    options: dict = {"command": command, "sent": log_of([404] * 3000), "folder": tmp_path}
    done = interrupted("first", "-", "last", **options)
    assert done.returncode == INTERRUPTED
    assert b"Traceback" not in done.stderr
    assert re.fullmatch(rb"httpstatus: interrupted: .*partial.* 2 of 3 .*\n", done.stderr)
    parts = re.split(r"^([a-z ]+):\n", done.stdout.decode(), flags=re.MULTILINE)
    assert parts[1::2] == ["first", "standard input", "all"]
    first, second, whole = map(table, parts[2::2])
    assert ["partial" in each for each in (first, second, whole)] == [False, True, True]
    assert (second["404"][0], whole["total"][0]) == ("3000", "3001")

    done = interrupted("--json", "first", "-", "last", **options)
    assert done.returncode == INTERRUPTED
    made = load(done.stdout.decode(), "tallies")
    assert [file.get("partial", False) for file in made["files"]] == [False, True, False]
    assert "interrupted" in made["files"][2]["error"]
    assert made["total"]["partial"] is True
    assert made["total"]["counts"] == {"200": 1, "404": 3000}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent otherwise there")
@pytest.mark.parametrize("names", [["large"], ["small1", "small2", "small3"], ["small1", "large", "small2"]])
def test_an_interrupt_ends_all_threads(tmp_path: Path, names: list[str]) -> None:
    for name in names:  # a small one has two pieces
        size = 1 << 22 if name == "large" else 3 << 16
        (tmp_path / name).write_bytes(log_of([404]) * (size // len(log_of([404]))))
    whole = load(found("tally", "--json", *names, cwd=tmp_path), "tallies")["total"]["total"]
    begun = time.monotonic()
    done = interrupted("--json", *names, command=slow(1.5), sent=b"", folder=tmp_path)
    assert time.monotonic() - begun < 5
    assert done.returncode == INTERRUPTED
    assert re.fullmatch(rb"httpstatus: interrupted: [^\n]*\n", done.stderr)  # and no bar, which is for terminals
    made = load(done.stdout.decode(), "tallies")
    assert 0 < made["total"]["total"] < whole
    assert made["total"]["partial"] is True


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is sent otherwise there")
def test_an_interrupt_before_anything_was_counted(tmp_path: Path) -> None:
    done = interrupted("-", command=MODULE, sent=b"", folder=tmp_path)
    assert (done.returncode, done.stdout) == (INTERRUPTED, b"")
    assert b"Traceback" not in done.stderr
    assert b"1 of 1" in done.stderr
