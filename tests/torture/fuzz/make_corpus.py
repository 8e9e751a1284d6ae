#!/usr/bin/env python3
"""make_corpus.py unpack OUT | pack TARGET FOLDER: the seeds of the fuzz targets, and their dictionaries.

unpack writes OUT/seeds/TARGET, a file for each input, from the vectors and from corpus/TARGET.txt, and OUT/TARGET.dict.
pack writes corpus/TARGET.txt anew: its lines, and the inputs in a folder that libFuzzer has made small with -merge=1.
In a corpus/*.txt, an input is a line, with the escapes of tests/contract/vectors/README.md; regressions stand there
too, below a comment that names the fault.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
CONTRACT = HERE.parents[1] / "contract"
VECTORS = CONTRACT / "vectors"
FACTS = CONTRACT / "facts"
CORPUS = HERE / "corpus"
LONGEST = 4096  # what is longer slows a fuzzer down more than it helps
PACKED = 200  # bytes; what is longer is not worth a line of a file that people read
KEPT = 60  # inputs that are packed at once, short and long ones

sys.path.insert(0, str(VECTORS))
from oracle import tsv  # noqa: E402

LOG_FORMATS = {"clf": "common", "combined": "common", "vhost_combined": "common", "iis": "w3c"}
LOGS = ("log_auto", "log_plain", "log_common", "log_json", "log_w3c", "log_alb")


def column(name: str, *columns: str) -> Iterator[bytes]:
    for row in tsv.parse(VECTORS / f"{name}.tsv"):
        yield b"|".join(row[each] for each in columns)


def logs(target: str) -> Iterator[bytes]:
    """The logs of a format; log_auto gets all of them."""
    for name in ("logs", "logs_structured"):
        for row in tsv.parse(VECTORS / f"{name}.tsv"):
            wanted, _, key = row["format"].decode().partition(":")
            made = LOG_FORMATS.get(wanted, wanted)
            detected = row["detected"].decode() if made == "auto" else made
            if target in ("log_auto", f"log_{detected}"):
                yield b"json:" + key.encode() + b"\n" + row["log"] if key and target == "log_json" else row["log"]


def numbers() -> Iterator[bytes]:
    """Arrays, with the byte before them that tally.c wants."""
    for row in tsv.parse(VECTORS / "tally_integers.tsv"):
        if row["width"].isdigit():
            width, signed = int(row["width"]), row["signed"] == b"1"
            kind = width.bit_length() - 1 | signed << 2
            values = [int(value) for value in row["values"].split(b",") if value]
            yield bytes([kind]) + b"".join(value.to_bytes(width, sys.byteorder, signed=signed) for value in values)


def names() -> Iterator[bytes]:
    yield from column("enhanced", "text")
    yield from column("substatus", "text")
    yield from (row["argument"] for row in tsv.parse(VECTORS / "grpc.tsv") if row["function"] == b"number")
    yield from (row["text"] for row in tsv.parse(VECTORS / "nearest.tsv") if row["kind"] == b"origin")
    yield from (row["format"] for row in tsv.parse(VECTORS / "logs_structured.tsv"))
    yield from column("editions", "edition")


def seeds(target: str) -> Iterator[bytes]:
    if target in LOGS:
        yield from logs(target)
    elif target == "code":
        yield from column("text_to_code", "text")
        yield from column("nearest", "text")
    elif target == "names":
        yield from names()
    elif target == "problem":
        yield from column("problems", "detail")
        yield from column("problems", "extension")
    elif target == "retry_after":
        yield from column("retry_after", "value")
    elif target == "search":
        yield from column("search", "query")
    elif target == "set":
        yield from column("sets", "text")
        yield from column("set_algebra", "a", "b")
    elif target == "smtp":
        yield from column("smtp_replies", "reply")
        yield from column("smtp_quotes", "reply")
    elif target == "status_line":
        yield from column("status_lines", "line")
        yield from column("write_status_line", "version", "reason")
    elif target == "tally":
        yield from numbers()
    elif target == "warning":
        yield from column("warning_fields", "field")
    elif target == "log_long":
        for choice, other in enumerate(PYTHON_LOG):
            yield from (bytes([choice]) + each + b"LONG=x" for each in logs(other))
    elif target == "gzip":
        yield from packed()
    elif target == "lua":
        yield from lua_seeds()
    else:
        yield from python_seeds(target)


TEXTS = ("code", "names", "problem", "retry_after", "search", "set", "smtp", "status_line", "tally", "warning")
TARGETS = (*TEXTS, *LOGS, "log_long", "gzip", "lua")

PACK_PLAINLY, PACK_WITH_ALL, AS_IT_IS = b"\0", b"\x0c", b"\x80"  # the first byte of what gzip_oracle.c packs


def packed() -> Iterator[bytes]:
    """Logs to be packed, packed ones, and one that is a thousand times as long as it looks."""
    for each in logs("log_common"):
        yield from (PACK_PLAINLY + each, PACK_WITH_ALL + each, AS_IT_IS + each, AS_IT_IS + gzip.compress(each, mtime=0))
    yield AS_IT_IS + gzip.compress(bytes(900_000), mtime=0)


# What lua.c takes a byte for: any function, and those that it judges.
LUA_ANY, LUA_LOG, LUA_NUMBERS, LUA_TALLY = 0, 10, 11, 12
LUA_TEXTS = {1: "code", 2: "status_line", 3: "search", 6: "set", 7: "warning", 8: "smtp", 9: "names", 13: "code"}
LUA_TEXTS_WITH_A_CODE = {2: "status_line", 4: "names", 5: "names"}
LUA_FUNCTIONS = 80  # more than there are

# What no message may hold: controls, a line's end, a mark of direction, a tag.
HARMFUL = [each.encode() for each in ("\x1b[31m", "\x9b", "\u2028", "\u202e", "\ufeff", "\U000e0041")]


def lua_seeds() -> Iterator[bytes]:
    for choice, other in LUA_TEXTS.items():
        yield from (bytes([choice]) + each for each in seeds(other))
    for choice, other in LUA_TEXTS_WITH_A_CODE.items():
        yield from (bytes([choice, ord("e")]) + each for each in seeds(other))
    yield from (bytes([choice]) + b"x" + each for choice in LUA_TEXTS for each in HARMFUL)
    for format, other in enumerate(LOGS):
        yield from (bytes([LUA_LOG, format]) + AS_IT_IS + each for each in logs(other))
    yield from (bytes([LUA_LOG, 0]) + PACK_PLAINLY + each for each in logs("log_common"))
    for row in tsv.parse(VECTORS / "tally_integers.tsv"):
        values = [int(value) for value in row["values"].split(b",") if value]
        integers = [b"\0" + struct.pack("<q", value) for value in values if -(2**63) <= value < 2**63]
        floats = [b"\1" + struct.pack("<d", value + half) for value in values for half in (0, 0.5)]
        yield from (bytes([LUA_NUMBERS]) + b"".join(each[:4]) for each in (integers, floats))
        yield from (bytes([LUA_TALLY, 0]) + b"".join(each) for each in (integers, floats[::2]))
    for function in range(LUA_FUNCTIONS):
        integer, text, options = b"\4e\1", b"\5\3404", b"\7\1\0\5\1x"  # as surface.lua reads values
        array, given_set = b"\6\2" + 2 * integer, b"\x08\0034xx"
        for first in (integer, text, array, given_set):
            # The last one is a set where options belong, which was refused in the name of another function.
            yield from (bytes([LUA_ANY, function]) + first + second for second in (b"", text, options, given_set))


# The targets of surface.py take a byte before what they read, which chooses among functions, formats and damages.
PYTHON_TEXT = ("code", "set", "status_line", "names", "smtp", "warning", "names", "search", "names", "names", "names")
PYTHON_LOG = ("log_auto", "log_plain", "log_common", "log_json", "log_w3c", "log_alb")


def python_seeds(target: str) -> Iterator[bytes]:
    if target == "python_tally":
        yield from (bytes([each[0] % 8, 0]) + each[1:] for each in numbers())
    elif target == "python_gzip":
        yield from (bytes([choice]) + each for each in logs("log_common") for choice in (0, 0x80))
    else:
        for choice, other in enumerate(PYTHON_LOG if target == "python_log" else PYTHON_TEXT):
            yield from (bytes([choice]) + each for each in seeds(other))


PYTHON = ("python_log", "python_gzip", "python_text", "python_tally")


def committed(target: str) -> list[bytes]:
    path = CORPUS / f"{target}.txt"
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tsv.decode(line) for line in lines if line and not line.startswith("#")]


WORDS_OF = {"gzip": "log_common", "lua": "python_text"}  # where the seeds are bytes, and the words those of others


def words(target: str) -> set[bytes]:
    """The dictionary: what the inputs are made of."""
    found: set[bytes] = set()
    if target == "code":
        found.update(row["text"] for row in tsv.parse(VECTORS / "text_to_code.tsv"))
    elif target == "names":
        found.update(row["name"] for row in tsv.parse(VECTORS / "nearest.tsv"))
        found.update(names())
    elif target == "log_long":
        found.add(b"LONG=")
    elif target == "gzip":
        found.add(b"\x1f\x8b\x08")
    elif target == "lua":
        found.update(HARMFUL)
    for text in seeds(WORDS_OF.get(target, target)):
        found.update(re.findall(rb"[A-Za-z_.#-]{2,}:?|[0-9]+|[^A-Za-z0-9]{1,2}", text))
    return {word for word in found if len(word) <= 64}


def dictionary(target: str) -> str:
    def quoted(word: bytes) -> str:
        return "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\' else f"\\x{b:02x}" for b in word)

    return "".join(f'"{quoted(word)}"\n' for word in sorted(words(target)) if word)


def unpack(out: Path) -> None:
    for target in (*TARGETS, *PYTHON):
        folder = out / "seeds" / target
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for text in {*seeds(target), *committed(target)}:
            if len(text) <= LONGEST:
                (folder / hashlib.sha1(text).hexdigest()[:16]).write_bytes(text)
        (out / f"{target}.dict").write_text(dictionary(target), encoding="ascii")


def line(text: bytes) -> str:
    """An input as a line of a corpus; a byte beyond ASCII is escaped, since the file is UTF-8."""
    special = {0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r", 0x00: "\\0", 0x5C: "\\\\"}
    made = "".join(special.get(b) or (chr(b) if 0x20 <= b < 0x7F else f"\\x{b:02x}") for b in text)
    if made.endswith(" "):
        made = made[:-1] + "\\x20"
    made = "\\x23" + made[1:] if made.startswith("#") else made or tsv.NOTHING
    tsv.require(tsv.decode(made) == text, made)
    return made


def pack(target: str, new: Iterable[bytes]) -> None:
    path = CORPUS / f"{target}.txt"
    known = {*committed(target), *seeds(target)}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    fresh = sorted({line(text) for text in new if len(text) <= PACKED and text not in known}, key=lambda x: (len(x), x))
    lines += fresh[:: max(1, -(-len(fresh) // KEPT))]
    CORPUS.mkdir(exist_ok=True)
    path.write_text("".join(f"{each}\n" for each in lines), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["unpack", out]:
            unpack(Path(out))
        case ["pack", target, folder]:
            pack(target, [path.read_bytes() for path in Path(folder).iterdir()])
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
