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
    assert made["000"][2] == "No response"
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
    done = found("tally", "plain", "--json", "packed.gz", "-", "empty", stdin=b"%03d\n-\n" % 404, cwd=tmp_path)
    made = load(done, "tallies")
    assert [file["path"] for file in made["files"]] == ["plain", "packed.gz", "-", "empty"]
    assert [file["format"] for file in made["files"]] == ["common", "common", "plain", "auto"]
    assert [file["total"] for file in made["files"]] == [700, 800, 1, 0]
    assert [file["skipped"] for file in made["files"]] == [0, 0, 1, 0]
    assert made["total"]["counts"] == {f"{code:03d}": n for code, n in sorted(Counter([*codes[:1500], 404]).items())}
    assert made["total"]["total"] == sum(made["total"]["classes"].values()) == 1501
    assert "partial" not in made["total"]


def test_what_was_ignored_is_told_of_each_file(tmp_path: Path) -> None:
    """Not as Python tells warnings, with a line of our code."""
    for name in ("one.gz", "two.gz"):
        (tmp_path / name).write_bytes(gzip.compress(log_of([200, 404])) + b"garbage")
    done = run("tally", "--json", "one.gz", "two.gz", cwd=tmp_path)
    ignored = "the garbage after the end of the gzip data was ignored"
    assert sorted(done.stderr.splitlines()) == [f"httpstatus: {name}: {ignored}" for name in ("one.gz", "two.gz")]
    assert done.returncode == FOUND
    assert load(done.stdout, "tallies")["total"]["total"] == 4


def test_text_of_several_logs(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(log_of([200, 404]))
    (tmp_path / "b").write_bytes(log_of([500]))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b").write_bytes(b"")
    made = table(found("tally", "a", "b", cwd=tmp_path))
    assert made["code"] == ["a", "b", "all", "share", "phrase"]
    assert made["200"] == ["1", "0", "1", "33.33%", "OK"]
    assert made["500"][:3] == ["0", "1", "1"]
    assert made["4xx"][:3] == ["1", "0", "1"]
    assert made["total"] == ["2", "1", "3"]
    assert made["skipped"] == ["0", "0", "0"]
    named = table(found("tally", "a", "folder/b", "b", "b", cwd=tmp_path))
    assert named["code"][:5] == ["a", "folder/b", "b", "b", "all"]  # names that are alike without their folders


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
    bad = {
        "missing": "No such file",
        "folder": "Is a directory",
        "rubbish": "no line fits",
        "cut.gz": "",
        "broken.gz": "",
    }
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


def is_busy(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process runs, waits for a processor or for the disk; systems without /proc do not say."""
    try:
        state = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2][:1]
    except OSError:
        return False
    return state in ("R", "D")


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
    calm = 0
    while calm < 10:  # a busy machine takes a while to start it
        time.sleep(0.1)
        calm = 0 if is_busy(process) else calm + 1
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
    made = table(done.stdout.decode())
    assert made["code"][:3] == ["first", "standard input", "all"]
    assert made["404"][:3] == ["0", "3000", "3000"]
    assert made["total"] == ["1", "3000", "3001"]
    lines = {line.split(" ")[0]: line for line in done.stdout.decode().splitlines()}
    assert lines["partial"].index("partial", 1) == lines["code"].index("standard input") + 7  # below its right edge

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


# ---- By time ----

BEGIN = 1_796_040_000  # 2026-11-30T12:00:00Z


def timed_log(entries: list[tuple[int, int]]) -> bytes:
    """A log of pairs: seconds after BEGIN, code."""
    line = '10.0.0.1 - - [%s] "GET / HTTP/1.1" %03d 12\n'
    form = "%d/%b/%Y:%H:%M:%S +0000"
    return b"".join((line % (time.strftime(form, time.gmtime(BEGIN + at)), code)).encode() for at, code in entries)


ENTRIES = [(0, 200), (59, 404), (60, 200), (200, 500), (30, 500), (199, 200)]


@pytest.fixture
def timed(tmp_path: Path) -> Path:
    (tmp_path / "log").write_bytes(timed_log(ENTRIES) + b"stray\n")
    (tmp_path / "more").write_bytes(timed_log([(61, 502)]))
    return tmp_path


def test_times(timed: Path) -> None:
    text = found("tally", "--per", "1m", "log", "more", cwd=timed)
    assert text.splitlines() == [
        "time               count  2xx  4xx  5xx",
        "2026-11-30T12:00Z      3    1    1    1",
        "2026-11-30T12:01Z      2    1    0    1",
        "2026-11-30T12:02Z      0    0    0    0",
        "2026-11-30T12:03Z      2    1    0    1",
        "",
        "total    7",
        "skipped  1  lines without a status or a time",
    ]
    made = load(found("tally", "--per=1m", "--json", "log", "more", cwd=timed), "tallies")
    assert made["per"] == 60
    assert [(each["time"][11:16], each["counts"]) for each in made["times"]] == [
        ("12:00", {"200": 1, "404": 1, "500": 1}),
        ("12:01", {"200": 1, "502": 1}),
        ("12:02", {}),
        ("12:03", {"200": 1, "500": 1}),
    ]
    assert found("tally", "--per=1h", "--csv", "--only", "5xx", "log", cwd=timed) == (
        "time,code,count\n2026-11-30T12:00Z,500,2\n"
    )
    assert found("tally", "--per=1d", "--only", "4xx", "log", cwd=timed).splitlines()[1] == "2026-11-30      1    1"
    assert found("tally", "--per=30s", "log", cwd=timed).splitlines()[1] == "2026-11-30T12:00:00Z      1    1    0    0"


def test_since_and_until(timed: Path) -> None:
    made = table(
        found("tally", "--since", "2026-11-30 12:01", "--until", "2026-11-30T13:03:20+01:00", "log", cwd=timed)
    )
    assert made["200"][0] == "2"
    assert "500" not in made
    assert made["skipped"][0] == "1"  # the line without a time
    now = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(time.time() - 600))
    recent = f'h - - [{now}] "GET / HTTP/1.1" 503 1\n'.encode()
    made = table(found("tally", "--since=1h", "log", "-", stdin=recent, cwd=timed))
    assert made["503"][:3] == ["0", "1", "1"]
    assert made["total"] == ["0", "1", "1"]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--since=yesterday", "invalid time 'yesterday'; write"),
        ("--until=25:00", "invalid time '25:00'"),
        ("--per=1x", "invalid period '1x'; write"),
        ("--per=0m", "invalid period '0m'"),
        ("--per=", "invalid period ''"),
    ],
)
def test_times_that_are_none(timed: Path, option: str, words: str) -> None:
    done = run("tally", option, "log", cwd=timed)
    assert (done.returncode, done.stdout) == (USAGE, "")
    assert words in done.stderr


@pytest.mark.parametrize("option", ["--since=1h", "--until=2026-11-30", "--per=1m"])
def test_a_format_without_times(timed: Path, option: str) -> None:
    (timed / "plain").write_bytes(b"404\n")
    done = run("tally", option, "plain", cwd=timed)
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert "plain: no line of format 'plain' has a time" in done.stderr


def test_too_many_intervals_are_not_filled(timed: Path) -> None:
    (timed / "log").write_bytes(timed_log([(0, 200), (10**6, 200)]))
    assert len(found("tally", "--per=1s", "log", cwd=timed).splitlines()) == 6
    (timed / "log").write_bytes(timed_log([(0, 200), (999, 200)]))
    assert len(found("tally", "--per=1s", "log", cwd=timed).splitlines()) == 1004


def test_threads_count_times_alike(timed: Path) -> None:
    (timed / "large").write_bytes(timed_log([(at // 7 % 4000, 200 + at % 300) for at in range(30_000)]))
    shared = found("tally", "--json", "--per=1m", "large", command=slow(0), cwd=timed)
    assert shared == found("tally", "--json", "--per=1m", "large", cwd=timed)
    assert sum(sum(each["counts"].values()) for each in load(shared, "tallies")["times"]) == 30_000


# ---- Labels ----


@pytest.mark.parametrize(
    ("log", "options", "label"),
    [
        (b"000\n", [], "No response"),
        (b"#Fields: date time x-edge-location sc-status\n2026-11-30 12:00:00 X 000\n", [], "(cloudfront)"),
        (LINE.replace(b"%03d", b"000"), ["--format=nginx"], "no status (nginx)"),
        (LINE.replace(b"%03d", b"000"), [], "No response"),
        (b'[2026-11-30T12:00:00.000Z] "GET / HTTP/1.1" 0 DC 0 0 1 - "-" "c" "i" "h" "-"\n', [], "(envoy)"),
        (b"1796040000.123 5 1.1.1.1 NONE_NONE/000 0 - error:x - HIER_NONE/- -\n", [], "(squid)"),
    ],
)
def test_whose_zero_it_is(log: bytes, options: list[str], label: str) -> None:
    assert table(found("tally", *options, "-", stdin=log))["000"][2].endswith(label)


# ---- Pictures ----


@pytest.mark.parametrize(("options", "bars"), [([], 3), (["--per=1m"], 4), (["--per=1s"], 201)])
def test_pictures(timed: Path, options: list[str], bars: int) -> None:
    from xml.etree import ElementTree

    found("tally", *options, "--svg", "out.svg", "log", cwd=timed)
    root = ElementTree.parse(timed / "out.svg").getroot()
    name = "{http://www.w3.org/2000/svg}"
    groups = root.findall(f"{name}g")
    assert root.tag == f"{name}svg"
    assert len(groups) == bars
    if not options:
        assert [group.findtext(f"{name}title") for group in groups] == [
            "200 OK (200: 3)",
            "404 Not Found (404: 1)",
            "500 Internal Server Error (500: 2)",
        ]
    width = float(root.attrib["width"])
    for each in root.iter(f"{name}rect"):
        assert 0 <= float(each.get("x", 0)) <= float(each.get("x", 0)) + float(each.attrib["width"]) <= width


def test_a_picture_that_cannot_be_written(timed: Path) -> None:
    done = run("tally", "--svg", "not/there.svg", "log", cwd=timed)
    assert done.returncode == USAGE
    assert "cannot write" in done.stderr
    assert "404" in table(done.stdout)


# ---- Following ----


@pytest.mark.skipif(sys.platform == "win32", reason="files are replaced otherwise there")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_following(timed: Path, stop: signal.Signals) -> None:
    """Lines that are added, a line in two pieces, a file that is replaced, and one that is cut."""
    log, cut = timed / "log", timed / "more"
    process = subprocess.Popen(
        [*MODULE, "tally", "--follow", "--json", "log", "more"],
        cwd=timed,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait = 1.5
    time.sleep(2 * wait)
    with log.open("ab") as file:
        file.write(timed_log([(300, 404), (301, 410)])[:-30])
    time.sleep(wait)
    with log.open("ab") as file:
        file.write(timed_log([(300, 404), (301, 410)])[-30:])
    time.sleep(wait)
    log.rename(timed / "log.1")
    log.write_bytes(timed_log([(400, 503)]))
    cut.write_bytes(b"")
    time.sleep(wait)
    with cut.open("ab") as file:
        file.write(timed_log([(400, 504)])[:-1])  # without the end of the line
    time.sleep(wait)
    process.send_signal(stop)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (FOUND, b"")
    made = load(out.decode(), "tallies")
    assert made["files"][0]["counts"] == {"200": 3, "404": 2, "410": 1, "500": 2, "503": 1}
    assert made["files"][1]["counts"] == {"502": 1, "504": 1}


def test_following_standard_input() -> None:
    assert table(found("tally", "--follow", "-", stdin=b"404\n500"))["total"] == ["2"]
    done = run("tally", "--follow", "-", stdin=b"nothing\n")
    assert (done.returncode, done.stdout) == (NOTHING, "")
    assert "no line fits" in done.stderr


def test_what_does_not_grow(tmp_path: Path) -> None:
    (tmp_path / "log.gz").write_bytes(gzip.compress(b"404\n"))
    done = run("tally", "--follow", "log.gz", "missing", cwd=tmp_path)
    assert done.returncode == NOTHING
    assert "log.gz: a compressed log does not grow" in done.stderr
    assert "missing: No such file" in done.stderr
