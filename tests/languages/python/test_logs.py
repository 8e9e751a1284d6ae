"""tally_log(): every kind of source, logs in pieces, and what is refused. What a line counts for is in the vectors."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import random
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpstatus import Tally, _logs, _private, tally_log
from hypothesis import given
from hypothesis import strategies as st
from support import shown

LINE = '127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /%s HTTP/1.0" %s 2326\n'
MAX = 1 << 20  # bytes by which a line is judged
BLOCK = 1 << 16  # bytes by which a format is judged
NAMES = ["auto", "plain", "common", "clf", "combined", "vhost_combined", "json", "w3c", "iis", "alb"]


def log_of(statuses: Any) -> bytes:
    return "".join(LINE % (place, status) for place, status in enumerate(statuses)).encode()


STATUSES = ["200", "404", "-", "000", "304", "499", "20", "2000", "OK", ""] * 30
LOG = log_of(STATUSES)
COUNTS = {0: 30, 200: 30, 304: 30, 404: 30, 499: 30}
SKIPPED = 150


def parts(counted: Tally) -> tuple[dict[int, int], int]:
    return dict(counted), counted.skipped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "access.log"
    place.write_bytes(LOG)
    return place


@pytest.fixture(autouse=True)
def no_open_files() -> Iterator[None]:
    """Every file that is opened is closed, whatever happens."""
    folder = "/proc/self/fd"
    if not os.path.isdir(folder):
        yield
        return
    before = len(os.listdir(folder))
    yield
    assert len(os.listdir(folder)) <= before


# ---- Sources ----


class Like:
    def __init__(self, place: Any) -> None:
        self.place = place

    def __fspath__(self) -> Any:
        return self.place


class OnlyRead:
    """A file that has nothing but read()."""

    def __init__(self, content: bytes, size: int = 1 << 30) -> None:
        self.file, self.size = io.BytesIO(content), size

    def read(self, size: int = -1) -> bytes:
        return self.file.read(min(size, self.size))


class Short(io.RawIOBase):
    """A file that gives so many bytes at a time, as sockets and pipes do."""

    def __init__(self, content: bytes, size: int) -> None:
        self.file, self.size = io.BytesIO(content), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with memoryview(buffer) as whole, whole[: self.size] as part:  # released now, and not some day
            return self.file.readinto(part)


SOURCES: dict[str, Callable[[Path], Any]] = {
    "str": str,
    "Path": lambda path: path,
    "PathLike": lambda path: Like(str(path)),
    "PathLike of bytes": lambda path: Like(os.fsencode(path)),
    "bytes": lambda path: path.read_bytes(),
    "bytearray": lambda path: bytearray(path.read_bytes()),
    "memoryview": lambda path: memoryview(path.read_bytes()),
    "BytesIO": lambda path: io.BytesIO(path.read_bytes()),
    "only read": lambda path: OnlyRead(path.read_bytes()),
    "only read, one byte": lambda path: OnlyRead(path.read_bytes(), 1),
    "buffered reader": lambda path: io.BufferedReader(Short(path.read_bytes(), 7)),
    "a list": lambda path: [path],
    "a tuple": lambda path: (str(path),),
    "gzip bytes": lambda path: gzip.compress(path.read_bytes()),
    "gzip BytesIO": lambda path: io.BytesIO(gzip.compress(path.read_bytes())),
    "gzip, only read": lambda path: OnlyRead(gzip.compress(path.read_bytes()), 3),
    "gzip, short": lambda path: Short(gzip.compress(path.read_bytes()), 5),
    "gzip of several members": lambda path: b"".join(
        gzip.compress(line) for line in path.read_bytes().splitlines(True)
    ),
    "gzip reader": lambda path: gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(path.read_bytes()))),
    "not compressed gzip": lambda path: gzip.compress(path.read_bytes(), 0),
}


@pytest.mark.parametrize("name", SOURCES)
def test_sources(name: str, path: Path) -> None:
    assert parts(tally_log(SOURCES[name](path))) == (COUNTS, SKIPPED)
    assert parts(tally_log(SOURCES[name](path), format="common")) == (COUNTS, SKIPPED)
    with pytest.raises(ValueError, match="no line fits format 'plain'; its first line is b'"):
        tally_log(SOURCES[name](path), format="plain")


@pytest.mark.parametrize("name", SOURCES)
def test_empty_logs(name: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.log"
    empty.write_bytes(b"")
    for format in NAMES:
        assert tally_log(SOURCES[name](empty), format=format) == Tally()


@pytest.mark.parametrize("name", SOURCES)
def test_rubbish(name: str, tmp_path: Path) -> None:
    rubbish = tmp_path / "rubbish.log"
    first = b"\x00\x01\xff rubbish"
    rubbish.write_bytes(first + b"\nmore\n")
    for format, tried in (("auto", "the known formats"), ("plain", "format 'plain'"), ("json", "format 'json'")):
        with pytest.raises(ValueError, match=f"no line fits {tried}; its first line is b'") as caught:
            tally_log(SOURCES[name](rubbish), format=format)
        assert f"; its first line is {first!r}; none of its columns has three digits" in str(caught.value) or (
            format != "auto" and f"; its first line is {first!r}" in str(caught.value)
        )
    rubbish.write_bytes(first + b"\n200\nmore\n")
    assert parts(tally_log(SOURCES[name](rubbish), format="plain")) == ({200: 1}, 2)


def test_open_files(path: Path) -> None:
    for buffering in (0, -1, 17):
        with open(path, "rb", buffering=buffering) as file:
            assert parts(tally_log(file)) == (COUNTS, SKIPPED)
            assert not file.closed
    with open(path, "rb") as file:
        file.readline()
        assert tally_log(file).total == sum(COUNTS.values()) - 1  # from where it stands
    compressed = path.with_suffix(".gz")
    compressed.write_bytes(gzip.compress(LOG))
    assert parts(tally_log(compressed)) == (COUNTS, SKIPPED)
    with gzip.open(compressed) as file:
        assert parts(tally_log(file)) == (COUNTS, SKIPPED)


def test_pipes() -> None:
    def write(handle: int) -> None:
        with os.fdopen(handle, "wb") as file:
            file.write(LOG * 40)

    for buffering in (0, -1):
        reading, writing = os.pipe()
        thread = threading.Thread(target=write, args=(writing,))
        thread.start()
        with os.fdopen(reading, "rb", buffering=buffering) as file:
            assert tally_log(file).total == 40 * sum(COUNTS.values())
        thread.join()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    thread = threading.Thread(target=pipe.write_bytes, args=(LOG,))
    thread.start()
    assert parts(tally_log(pipe)) == (COUNTS, SKIPPED)
    thread.join()


def test_several_logs(path: Path) -> None:
    both = tally_log([path, b"200\n500\n", io.BytesIO(gzip.compress(LOG))])
    assert both[200] == 2 * COUNTS[200] + 1
    assert (both[500], both.skipped) == (1, 2 * SKIPPED)
    assert tally_log([]) == tally_log(()) == Tally()
    for threads in (1, 2, 9):
        assert tally_log([path] * 20, threads=threads).total == 20 * sum(COUNTS.values())
        with pytest.raises(FileNotFoundError):
            tally_log([path, path.with_name("nope")], threads=threads)


# ---- What is refused ----


def test_text_files(path: Path) -> None:
    with open(path) as file, pytest.raises(TypeError, match=r"tally_log reads binary files, and <.* gives str"):
        tally_log(file)  # type: ignore[arg-type]
    for text in ("", "200\n"):
        with pytest.raises(TypeError, match="gives str"):
            tally_log(io.StringIO(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [404, None, 4.04, object(), {"path"}, Like(5), Path], ids=shown)
def test_sources_that_are_none(wrong: Any) -> None:
    for source in (wrong, [wrong], [b"200", wrong]):
        with pytest.raises((TypeError, AttributeError)):
            tally_log(source)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nope\.log"):
        tally_log(tmp_path / "nope.log")
    with pytest.raises(IsADirectoryError):
        tally_log(tmp_path)
    with pytest.raises(FileNotFoundError):
        tally_log("")
    with pytest.raises(ValueError, match="null"):
        tally_log("a\0b")
    closed = io.BytesIO(b"200\n")
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        tally_log(closed)


def test_names_that_are_no_format(tmp_path: Path) -> None:
    for wrong in ("", "apache2", "Common", "auto ", "plain\0", "json:", "x" * 10_000, "\ud800"):
        with pytest.raises(ValueError, match=r"unknown log format .*; known: auto, w3c, s3, ") as caught:
            tally_log(tmp_path / "nope.log", format=wrong)  # before the file is asked for
        assert all(name in str(caught.value) for name in ("json", "w3c", "alb"))
    for kind in (5, None, ["plain"], 1.5):
        with pytest.raises(TypeError, match="a format is str or bytes, not "):
            tally_log(b"200\n", format=kind)  # type: ignore[arg-type]
    for name in NAMES:
        assert tally_log(b"", format=name) == Tally()
    assert tally_log(b'{"a": {"b": 404}}\n', format="json:a.b") == {404: 1}


@pytest.mark.parametrize("threads", [0, -1, -(10**30)])
def test_numbers_of_threads_that_are_none(threads: int) -> None:
    with pytest.raises(ValueError, match=f"invalid number of threads {threads}: expected 1 or more"):
        tally_log(b"200\n", threads=threads)


@pytest.mark.parametrize("left", [2, 10, 40, -9, -1])
def test_gzip_that_is_cut_off(left: int, tmp_path: Path) -> None:
    cut = gzip.compress(LOG)[:left]
    path = tmp_path / "cut.gz"
    path.write_bytes(cut)
    for source in (cut, path, Short(cut, 3)):
        with pytest.raises(OSError, match="gzip data is corrupt or truncated"):
            tally_log(source)


def test_gzip_that_is_damaged() -> None:
    good = gzip.compress(LOG)
    for place in (2, 3, 20, len(good) - 6):
        bad = bytearray(good)
        bad[place] ^= 0xFF
        with pytest.raises(OSError):  # noqa: PT011 - each place has words of its own
            tally_log(bytes(bad))
    with pytest.raises(OSError, match="gzip"):
        tally_log(b"\x1f\x8bnothing of the kind")


def test_files_that_raise() -> None:
    class Failing(io.RawIOBase):
        def __init__(self, good: int) -> None:
            self.good = good

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.good -= 1
            if self.good < 0:
                raise ZeroDivisionError("mine")
            piece = b"200\n"[: len(buffer)]
            buffer[: len(piece)] = piece
            return len(piece)

    class FailingRead:
        def read(self, size: int) -> bytes:
            raise ZeroDivisionError("mine")

    for file in (Failing(0), Failing(1), Failing(9), FailingRead(), [FailingRead(), FailingRead()]):
        with pytest.raises(ZeroDivisionError, match="mine"):
            tally_log(file)  # type: ignore[arg-type]


def test_what_the_error_shows() -> None:
    with pytest.raises(ValueError, match="no line fits the known formats; its first line is b'") as caught:
        tally_log(b"\x1b[31m" + b"x" * 1_000_000)
    text = str(caught.value)
    assert text.startswith("cannot read the log: no line fits")
    assert "\x1b" not in text
    assert len(text) < 400


def test_a_log_is_made_of_a_format() -> None:
    kind = _private.log_type()
    for wrong in ((), (5,), (None,), ("plain", "json")):
        with pytest.raises(TypeError):
            kind(*wrong)
    with pytest.raises(ValueError, match="unknown log format 'xml'"):
        kind("xml")
    log = kind("plain")
    for wrong in ((), (b"",), ("200\n", True), (5, True)):
        with pytest.raises(TypeError):
            log.feed(*wrong)


# ---- Pieces ----


@pytest.mark.parametrize("size", [*range(1, 80), 100, 1000, len(LOG) - 1, len(LOG)])
def test_short_reads_of_every_size(size: int) -> None:
    for content in (LOG, LOG[:-1], LOG.replace(b"\n", b"\r\n"), LOG[:-1] + b"\r"):
        assert parts(tally_log(Short(content, size))) == (COUNTS, SKIPPED)


def test_a_cut_at_every_byte() -> None:
    """Whatever is missing at the end, only the last line can suffer."""
    lines = LOG[:1000].splitlines(True)
    fitting = LOG.index(b'" 200') + len('" 200')
    for end in range(1, fitting):
        with pytest.raises(ValueError, match="no line fits"):
            tally_log(LOG[:end], format="common")
    for end in range(fitting, 1000):
        found = tally_log(LOG[:end], format="common")
        whole = LOG[:end].count(b"\n")
        assert found.total + found.skipped in (whole, whole + 1)
        complete = tally_log(b"".join(lines[:whole]), format="common")  # an empty log fits every format
        assert set(found.items()) >= {(code, count) for code, count in complete.items() if count == found[code]}
        assert found.total - complete.total in (0, 1)


@pytest.mark.parametrize(
    "length",
    [
        0,
        1,
        100,
        BLOCK - 200,
        BLOCK - 1,
        BLOCK,
        BLOCK + 1,
        2 * BLOCK,
        5 * BLOCK + 3,
        1 << 18,
        1000003,
        MAX - 200,
        *range(MAX - 70, MAX - 60),
        MAX - 1,
        MAX,
        MAX + 1,
        2 * MAX,
        5 * MAX + 3,
    ],
)
def test_long_lines(length: int) -> None:
    """The line after a long one is whole again, wherever the pieces end."""
    long = LINE.replace("%s", "x" * length, 1) % "500"
    content = (LINE % ("a", "200") + long + LINE % ("b", "404")).encode()
    fits = long.index('" 500') + 5 <= MAX
    expected = {200: 1, 404: 1} | ({500: 1} if fits else {})
    sizes = (4093, BLOCK, BLOCK + 1, MAX, MAX + 1)
    for source in (content, *(Short(content, size) for size in sizes), gzip.compress(content)):
        found = tally_log(source)
        assert dict(found) == expected
        assert found.skipped == (not fits)


def test_an_endless_line() -> None:
    """Memory is bounded by the longest line that is judged, and not by the line."""

    class Endless(io.RawIOBase):
        def __init__(self, first: bytes = b"") -> None:
            self.first, self.left = first, 400

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.left -= 1
            if self.left < 0:
                return 0
            if self.first:
                size = min(len(self.first), len(buffer))
                buffer[:size], self.first = self.first[:size], self.first[size:]
                return size
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    import tracemalloc

    tracemalloc.start()
    try:
        assert parts(tally_log(Endless(log_of(["200"])), format="common")) == ({200: 1}, 1)
        with pytest.raises(ValueError, match="no line fits"):
            tally_log(Endless(), format="common")
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def zstd() -> Any:
    """CPython's own, or its backport."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        zstd = pytest.importorskip("backports.zstd")
    return zstd


def test_zstd_without_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zstd().compress(b"200\n")
    for name in ("compression", "backports"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(OSError, match=r"^reading zstd needs .*; pip install 'httpstatus\[logs\]'"):
        tally_log(packed)


@pytest.mark.parametrize(
    "compress", [bz2.compress, lzma.compress, lambda data: zstd().compress(data)], ids=["bzip2", "xz", "zstd"]
)
def test_other_compression(compress: Any) -> None:
    content = b"200\n404\n" * 100_000
    assert tally_log(compress(content)) == tally_log(content) == Tally({200: 100_000, 404: 100_000})
    with pytest.raises(OSError, match="data is corrupt or truncated"):
        tally_log(compress(content)[:-20])


@pytest.fixture(params=["isal", "zlib"])
def inflater(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """What inflates: isal, where it is installed, or zlib."""
    if request.param == "isal":
        pytest.importorskip("isal.isal_zlib")
    else:
        monkeypatch.setitem(sys.modules, "isal", None)
    return str(request.param)


class Trickle(io.RawIOBase):
    """A file that gives a byte at a time."""

    def __init__(self, data: bytes) -> None:
        self.data = io.BytesIO(data)

    def readinto(self, buffer: Any) -> int:
        return self.data.readinto(memoryview(buffer)[:1])


@pytest.mark.usefixtures("inflater")
@pytest.mark.parametrize("source", [bytes, Trickle])
def test_what_is_behind_gzip(source: Any) -> None:
    content = b"200\n404\n" * 700
    packed, tally = gzip.compress(content), tally_log(content)
    for padding in (b"\0", b"\0" * 600, b""):
        assert tally_log(source(packed + padding)) == tally
        assert tally_log(source(packed + padding + packed + padding)) == tally + tally
        for garbage in (b"g", b"\x1f", b"garbage", b"\x1e\x8b" + bytes(700)):
            with pytest.warns(RuntimeWarning, match="garbage after the end"):
                assert tally_log(source(packed + padding + garbage)) == tally


@pytest.mark.usefixtures("inflater")
def test_gzip_that_is_cut_off_or_corrupt() -> None:
    packed = gzip.compress(b"".join(b"%d\n" % (100 + 7 * i % 900) for i in range(900)))
    for data in (packed, packed + packed):
        for end in range(len(data) - len(packed) + 3, len(data), 13):
            with pytest.raises(OSError, match="the gzip data is corrupt or truncated: "):
                tally_log(data[:end])
    for place in (3, 20, 400, len(packed) - 6, len(packed) - 2):
        bad = bytearray(packed)
        bad[place] ^= 0xFF
        with pytest.raises(OSError, match="the gzip data is corrupt or truncated: "):
            tally_log(bytes(bad))


def test_bombs() -> None:
    """A gzip that unpacks to a hundred megabytes is read a piece at a time."""
    bomb = gzip.compress(b"\0" * 100_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(ValueError, match="no line fits the known formats; its first line is b'"):
        tally_log(bomb)


# A code of three digits; 0 and 99 as some servers write them, but not 20, which may be cut off; "-" and 1000 fit and
# count for nothing.
CLF = re.compile(rb'^[^"\n]*\] "(?:[^"\\]|\\.)*" +(\d{3,4}|[6-9]\d|0|-)(?= |$)', re.MULTILINE)
REQUESTS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters='"\\'), max_size=30)


@given(st.lists(st.tuples(REQUESTS, st.sampled_from(STATUSES) | st.integers(0, 9999).map(str))), st.integers(1, 400))
def test_any_log(lines: list[tuple[str, str]], size: int) -> None:
    content = "".join(LINE % line for line in lines).encode()
    fitting = CLF.findall(content)
    expected = dict(
        sorted(Counter(int(status) for status in fitting if status.isdigit() and int(status) < 1000).items())
    )
    for source in (content, Short(content, size), gzip.compress(content), OnlyRead(content, size)):
        if lines and not fitting:
            with pytest.raises(ValueError, match="no line fits format 'common'"):
                tally_log(source, format="common")
            continue
        found = tally_log(source, format="common")
        assert dict(found) == expected
        assert found.total + found.skipped == len(lines)


ALB = b"""http 2018-07-02T22:23:00.186641Z app/lb/1 192.0.2.1:2817 10.0.0.1:80 0.000 0.001 0.000 200 200 34 366 \
"GET http://example.com:80/ HTTP/1.1" "curl/7.46.0" - -
"""
FITTING = dict.fromkeys(NAMES, log_of(["200"])) | {
    "plain": b"200\n",
    "json": b'{"status": 200}\n',
    "w3c": b"#Fields: sc-status\n200\n",
    "iis": b"#Fields: sc-status\n200\n",
    "alb": ALB,
}  # each begins with a line that fits


def try_log(source: Any, format: str) -> Tally | str:
    """What is counted, or the error where no line fits."""
    try:
        return tally_log(source, format=format)
    except ValueError as error:
        assert "no line fits" in str(error)  # noqa: PT017 - it is raised or not
        return str(error)


@given(st.binary(), st.sampled_from(NAMES[1:]), st.integers(1, 50))
def test_any_bytes(content: bytes, format: str, size: int) -> None:
    if content.startswith(b"\x1f\x8b"):
        with contextlib.suppress(OSError):  # hardly ever is such a text a whole gzip file
            try_log(Short(content, size), format)
        return
    found = try_log(Short(content, size), format)
    assert found == try_log(content, format)
    assert isinstance(found, str) or found.total + found.skipped <= content.count(b"\n") + 1
    content = FITTING[format] + content
    counted = tally_log(Short(content, size), format=format)
    assert counted == tally_log(content, format=format)
    assert counted[200] >= 1
    assert counted.total + counted.skipped <= content.count(b"\n") + 1


# ---- Several threads for one file ----


@pytest.mark.parametrize("threads", [1, 2, 3, 8, 64])
def test_shares_of_a_file(threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the shares of a file meet, each line is counted once."""
    monkeypatch.setattr(_logs, "SHARE", 400)
    monkeypatch.setattr(_logs, "PIECE", BLOCK + 1)
    chance = random.Random(threads)
    path = tmp_path / "log"
    for size in (0, 1, 5, 50, 500):
        statuses = chance.choices(["200", "404", "-", "503"], k=size)
        lines = [LINE % ("x" * chance.randrange(300), status) for status in statuses]
        for content in ("".join(lines), "".join(lines)[:-1], "".join(lines).replace("\n", "\r\n"), "\n" * size):
            path.write_bytes(content.encode())
            for format in ("auto", "common", "plain", "json", "w3c"):
                try:
                    expected = parts(tally_log(content.encode(), format=format))
                except ValueError:
                    with pytest.raises(ValueError, match=r"no line fits .*; its first line is b'"):
                        tally_log(path, format=format, threads=threads)
                else:
                    assert parts(tally_log(path, format=format, threads=threads)) == expected


def test_shares_with_lines_longer_than_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_logs, "SHARE", 1000)
    path = tmp_path / "log"
    content = "".join(LINE % ("x" * length, "200") for length in (10, 5000, 3 * MAX, 10, 200_000, 10)).encode()
    path.write_bytes(content)
    for threads in (1, 2, 5, 50):
        assert tally_log(path, threads=threads) == tally_log(content)


def test_shares_without_a_line_that_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is judged as a whole, however its shares fall."""
    monkeypatch.setattr(_logs, "SHARE", 1000)
    monkeypatch.setattr(_logs, "PIECE", 500)
    path = tmp_path / "log"
    good, bad = LINE % ("a", "200"), "nothing of the kind\n"
    for content in (good + bad * 500, bad * 500 + good, good * 20 + bad * 500 + good * 20):
        path.write_text(content)
        for threads in (1, 2, 5):
            counted = tally_log(path, format="common", threads=threads)
            assert parts(counted) == ({200: content.count(good)}, 500)
    path.write_text(bad * 500)
    for threads in (1, 2, 5):
        with pytest.raises(ValueError, match="no line fits format 'common'"):
            tally_log(path, format="common", threads=threads)
    key, other = '{"code": 200, "mine": 1}\n', '{"status": 404, "code": 200}\n'
    path.write_text('{"text": ""}\n' * 1000 + key * 300 + other * 1000)
    alone = tally_log(path, format="json", threads=1)
    assert all(tally_log(path, format="json", threads=threads) == alone for threads in (2, 5))


# ---- IIS ----

IIS = b"""#Software: Microsoft Internet Information Services 10.0
#Fields: date time cs-method cs-uri-stem sc-status sc-substatus time-taken
2026-01-01 00:00:00 GET /a 404 13 1
2026-01-01 00:00:01 GET /b 404 0 1
2026-01-01 00:00:02 GET /c 200 0 1
2026-01-01 00:00:03 GET /d 404 13 1
2026-01-01 00:00:04 GET /e 500 19 1
"""


def test_substatuses() -> None:
    found = tally_log(IIS)
    assert found == {200: 1, 404: 3, 500: 1}
    assert {name: count for name, count in found.substatuses.items() if not name.endswith(".0")} == {
        "404.13": 2, "500.19": 1,
    }  # fmt: skip
    assert found.substatuses == tally_log(Short(IIS, 3)).substatuses == tally_log(IIS, format="iis").substatuses
    twice = tally_log([IIS, IIS])
    assert twice == found + found
    assert twice.substatuses["404.13"] == 4
    assert tally_log(b"200\n").substatuses == {}


def test_from_several_threads_at_once() -> None:
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(parts(tally_log(LOG * 50)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [({code: 50 * count for code, count in COUNTS.items()}, 50 * SKIPPED)] * 8
