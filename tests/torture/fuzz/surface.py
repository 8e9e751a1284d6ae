"""surface.py TARGET [LIBFUZZER'S ARGUMENTS]: fuzz what a user of the Python package calls, with atheris.

The extension module is built with AddressSanitizer and libFuzzer's coverage: run.sh does that. Oracles are those of the
vectors, which do not know the core, and Python's own gzip, sets and Counter.
"""

from __future__ import annotations

import array
import contextlib
import gzip
import io
import pickle
import re
import struct
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "contract/vectors"))
from oracle import logs, sets, systems, text

with atheris.instrument_imports(include=["httpstatus"]):
    import httpstatus
    from httpstatus import StatusSet, Tally, UnknownStatusError, _logs, tally, tally_log

NAMES = text.names()


def check(good: Any, *message: object) -> None:
    """An assertion that stays with -O."""
    if not good:
        raise AssertionError(*message)


def result(call: Callable[[], Any], *errors: type[Exception]) -> Any:
    """What a call returns, or the type of the error that it may raise, whose message is one that can be shown."""
    try:
        return call()
    except errors as error:
        check(str(error), "an error says nothing")
        check("\x1b" not in str(error) and "\n" not in str(error), str(error))
        return type(error)


# ---- Logs ----


class Short(io.RawIOBase):
    """A file that gives a few bytes at a time."""

    def __init__(self, content: bytes, size: int) -> None:
        self._rest = memoryview(content)
        self._size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._rest[: min(len(buffer), self._size)]
        buffer[: len(piece)] = piece
        self._rest = self._rest[len(piece) :]
        return len(piece)


def numbers(counted: Any) -> Any:
    return counted if isinstance(counted, type) else (dict(counted), counted.skipped, counted.substatuses)


def counts(source: Any, format: str = "auto", threads: int = 1) -> Any:
    return numbers(result(lambda: tally_log(source, format=format, threads=threads), ValueError))


@contextlib.contextmanager
def small_shares() -> Iterator[None]:
    """A few bytes are worth a thread."""
    before = _logs.SHARE, _logs.PIECE
    _logs.SHARE, _logs.PIECE = 64, 1 << 17
    try:
        yield
    finally:
        _logs.SHARE, _logs.PIECE = before


def log(data: bytes) -> None:
    """The first byte chooses the format and the sizes of pieces."""
    if data[1:3] == _logs.GZIP:
        return
    choice, content = data[0] if data else 0, data[1:]
    format = ("auto", "plain", "common", "json", "w3c", "alb")[choice % 6]
    whole = counts(content, format)
    check(counts(Short(content, 1 + choice), format) == whole)
    check(counts(gzip.compress(content, 0), format) == whole)
    with tempfile.NamedTemporaryFile() as file, small_shares():
        file.write(content)
        file.flush()
        check(counts(file.name, format, threads=1 + choice % 5) == whole)
    # The oracle reads strict JSON with Python's ideas of it, and any column: the core's own fuzzers judge those.
    if b"{" not in content and b"#" not in content and format not in ("json", "w3c"):
        expected = logs.read(content, format)
        if expected.lines and not expected.counts:
            # auto may find what the oracle does not know; a request's end without a code, such as 2000, fits as well.
            fits = format == "common" and logs.END.search(content.replace(b"\r\n", b"\n")) is not None
            if whole is not ValueError:
                check(format == "auto" or (fits and not whole[0]), whole)
                check(sum(whole[0].values()) + whole[1] == expected.lines, whole)
        else:
            skipped = expected.lines - expected.counts.total()
            doubtful = format == "auto" and max(expected.counts, default=999) < 100  # auto wants a likelier code
            right = (dict(sorted(expected.counts.items())), skipped, {})
            check((doubtful and whole is ValueError) or whole == right, whole, expected.counts)


def unpacked(data: bytes) -> Any:
    """What Python's gzip makes of data, without garbage after its last member, or OSError where it fails."""
    end = data
    with contextlib.suppress(zlib.error):
        while end.startswith(_logs.GZIP):
            member = zlib.decompressobj(31)
            member.decompress(end)
            end = member.unused_data.lstrip(b"\0") if member.eof else b""
        data = data[: len(data) - len(end)]
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return OSError


def gunzip(data: bytes) -> None:
    """A log, packed, and then damaged: the first bytes say where and how often."""
    if not data:
        return
    damages, left = data[0] % 4, data[1:]
    changes, content = left[: 3 * damages], left[3 * damages :]
    half = len(content) // 2
    packed = bytearray(content if data[0] & 0x80 else gzip.compress(content[:half]) + gzip.compress(content[half:], 0))
    packed[: len(_logs.GZIP)] = _logs.GZIP
    for at in range(0, len(changes) - 2, 3):
        place = int.from_bytes(changes[at : at + 2], "big") % len(packed)
        if changes[at + 2]:
            packed[place] ^= changes[at + 2]
        else:
            del packed[place:]
            break
    packed[: len(_logs.GZIP)] = _logs.GZIP
    plain = unpacked(bytes(packed))
    for source in (bytes(packed), Short(bytes(packed), 1 + data[0])):
        found = numbers(result(lambda each=source: tally_log(each, format="common"), OSError, ValueError))
        check(found == (OSError if plain is OSError else counts_of_plain(plain)), found)


def counts_of_plain(plain: bytes) -> Any:
    """The counts of bytes that may begin as gzip does once more: with a line before them, which is skipped."""
    if not plain:
        return {}, 0, {}
    counted = counts(io.BytesIO(b"\n" + plain), "common")
    if counted is ValueError:
        return counted
    found, skipped, substatuses = counted
    return found, skipped - 1, substatuses


# ---- Texts ----


def same_of_bytes(function: Callable[[Any], Any], given: str, *errors: type[Exception], encoding: str = "utf-8") -> Any:
    """What a function makes of a text, which must be what it makes of its bytes."""
    found = result(lambda: function(given), *errors)
    try:
        encoded = given.encode(encoding)
    except UnicodeEncodeError:
        return found
    again = result(lambda: function(encoded), *errors)
    check(found == again, given, found, again)
    return found


WIRE = "latin-1"  # of what came as bytes and holds text (RFC 9110, section 5.5)


SEPARATORS = " \t_.:=-"
LONG_WORD = "(http|status|codes?|error)"
WORD = "(http|status|codes?|error|servlet|response|requests|net|ngx|mhd|soup|sc|rc)"
LEADING = (re.compile(WORD + "[0-9_.:=a-z]"), re.compile(LONG_WORD + "[ \t-]"), re.compile("(e)[0-9]"))
REASON = re.compile(r"([1-9][0-9]{2})(:?[ \t][^\x00-\x08\x0a-\x1f\x7f]*|:)?")
LAST = re.compile(r"(.+)(?:[ \t_.:=-]([1-9][0-9]{2})|\(([1-9][0-9]{2})\))", re.DOTALL)
TITLES = ("informational", "successful", "redirection", "client error", "server error")


def named(given: str) -> list[int]:
    """The codes that a name may mean."""
    claims = NAMES.get(text.fold(given), []) if given.isascii() else []
    strongest = min((rank for rank, _ in claims), default=0)
    return sorted({code for rank, code in claims if rank == strongest})


def leading_word(given: str) -> int:
    """How long what other programs write before a name or a number is."""
    lower = "".join(letter.lower() if letter.isascii() else letter for letter in given[:20])
    found = next(filter(None, (pattern.match(lower) for pattern in LEADING)), None)
    if found is None:
        return 0
    length = found.end(1)
    after = given[length]
    if after.isalpha() and not (after.isupper() and (lower[0] == "h" or not given[length - 1].isupper())):
        return 0
    return len(given) - len(given[length:].lstrip(SEPARATORS))


def number_first(given: str, after_word: bool) -> int | None:
    """A number before a reason, or after a word before its own name."""
    if found := REASON.fullmatch(given):
        return int(found[1])
    if after_word and re.match("[1-9][0-9]{2}[^ \t:]", given) and int(given[:3]) in named(given[3:]):
        return int(given[:3])
    return None


def number_last(given: str) -> int | None:
    """A name, or the title of a class, before its number."""
    found = LAST.fullmatch(given)
    if not found:
        return None
    code, name = int(found[2] or found[3]), found[1].rstrip(SEPARATORS)
    titled = code < 600 and name.isascii() and name.lower() == TITLES[code // 100 - 1]
    return code if titled or code in named(name) else None


def code_of(given: str) -> int | None:
    """The rule of code.c; None for what is unknown or ambiguous."""
    code = number_first(given, False)
    for words in range(9):
        if code is not None:
            return code
        if codes := named(given):
            return codes[0] if len(codes) == 1 else None
        code = number_last(given)
        used = leading_word(given) if code is None and words < 8 else 0
        if not used:
            return code
        given = given[used:]
        code = number_first(given, True)
    return None


def parsed_code(given: str) -> None:
    made = same_of_bytes(httpstatus.code, given, UnknownStatusError)
    expected = code_of(given.strip(" \t\r\n"))
    check(made == (UnknownStatusError if expected is None else expected), given, made, expected)


def parsed_set(given: str) -> None:
    made = same_of_bytes(StatusSet, given, ValueError)
    expected = sets.members(given) if given.isascii() else None
    check((made is ValueError) == (expected is None), given, made)
    if expected is not None:
        check(set(made) == expected and StatusSet(str(made)) == made)


def parsed_line(given: str) -> None:
    line = same_of_bytes(httpstatus.parse_status_line, given, ValueError, encoding=WIRE)
    if line is not ValueError and not re.search("[\ud800-\udfff]", line.reason):
        written = httpstatus.status_line(line.code, reason=line.reason, version=line.version)
        check(httpstatus.parse_status_line(written) == line)


def parsed_enhanced(given: str) -> None:
    made = same_of_bytes(httpstatus.smtp.enhanced, given, ValueError)
    check(isinstance(made, type) or systems.ENHANCED.fullmatch(given))
    check(made is not ValueError or not systems.ENHANCED.fullmatch(given))


def parsed_by(function: Callable[[Any], Any], encoding: str = "utf-8") -> Callable[[str], None]:
    def parse(given: str) -> None:
        made = same_of_bytes(lambda each: listed(function(each)), given, ValueError, encoding=encoding)
        if not isinstance(made, type):
            check(pickle.loads(pickle.dumps(made)) == made)
            check(repr(made).isprintable(), given)

    return parse


PARSERS: tuple[Callable[[str], None], ...] = (
    parsed_code,
    parsed_set,
    parsed_line,
    parsed_enhanced,
    parsed_by(httpstatus.smtp.parse, WIRE),
    parsed_by(httpstatus.warning.parse, WIRE),
    parsed_by(httpstatus.iis.substatuses),
    parsed_by(httpstatus.search),
    parsed_by(httpstatus.registry),
    parsed_by(lambda each: httpstatus.lookup(499, each)),
    parsed_by(lambda each: httpstatus.phrase(404, edition=each)),
)


def parsed(data: bytes) -> None:
    """The first byte chooses one of the functions that take a text."""
    if data:
        given = data[1:].decode(errors=("surrogateescape", "replace", "ignore")[data[0] // len(PARSERS) % 3])
        PARSERS[data[0] % len(PARSERS)](given)


def listed(value: Any) -> Any:
    """An iterator's values, since two iterators are never equal."""
    return list(value) if isinstance(value, Iterator) else value


# ---- Integers ----

FORMATS = "bBhHiIlLqQnN?cfdP"


def integers(data: bytes) -> None:
    """A buffer of a format, whole or cut, and the same numbers as objects."""
    if len(data) < 2:
        return
    format, cut = FORMATS[data[0] % len(FORMATS)], data[1]
    size = struct.calcsize(f"@{format}")
    usable = data[2 : 2 + (len(data) - 2) // size * size]
    view = memoryview(usable).cast(format)[cut % 3 :: 1 + cut // 64]
    made = result(lambda: tally(view), TypeError, BufferError)
    if format in "fd":
        floats(view, made)
        return
    if format in "?cP":
        check(made is TypeError or (made is BufferError and not view.c_contiguous), format, made)
        return
    values = view.tolist()
    if isinstance(made, type):
        check(made is BufferError and not view.c_contiguous, made)
    else:
        check(numbers(made) == model(values))
    wide = [value * (cut + 1) ** (cut % 9) for value in values]
    for each in (wide, iter(wide), tuple(map(NotAnInt, wide))):
        check(numbers(tally(each)) == model(wide))
    if format in "hiq" and not isinstance(made, type):
        check(tally(array.array(format, values)) == made)
        check(pickle.loads(pickle.dumps(made)) == made == Tally(dict(made), skipped=made.skipped))


def floats(view: memoryview, made: Any) -> None:
    """Whole floats are counted in a buffer, which may be a column with gaps, and refused in a list."""
    values = view.tolist()
    if made is BufferError:
        check(not view.c_contiguous)
    elif all(value.is_integer() for value in values):
        check(not isinstance(made, type) and numbers(made) == model(list(map(int, values))), values, made)
    else:
        check(made is TypeError, values, made)
    if values:
        check(result(lambda: tally(values), TypeError) is TypeError, values)


class NotAnInt:
    """What is an integer by __index__ alone."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def model(values: list[int]) -> tuple[dict[int, int], int, dict[str, int]]:
    found = Counter(value for value in values if 0 <= value <= 999)
    return dict(sorted(found.items())), len(values) - found.total(), {}


TARGETS = {"log": log, "gzip": gunzip, "text": parsed, "tally": integers}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target, enable_python_coverage=True)
    atheris.Fuzz()
