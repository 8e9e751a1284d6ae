#!/usr/bin/env python3
"""make_corpus.py unpack OUT | pack TARGET FOLDER: the seeds of the fuzz targets, and their dictionaries.

unpack writes OUT/seeds/TARGET, a file for each input, from the vectors and from corpus/TARGET.txt, and OUT/TARGET.dict.
pack writes corpus/TARGET.txt anew: its lines, and the inputs in a folder that libFuzzer has made small with -merge=1.
In a corpus/*.txt, an input is a line, with the escapes of tests/vectors/README.md; regressions stand there too, below a
comment that names the fault.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
VECTORS = HERE.parent / "vectors"
FACTS = HERE.parent / "facts"
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
    elif target == "search":
        yield from column("search", "query")
    elif target == "set":
        yield from column("sets", "text")
        yield from column("set_algebra", "a", "b")
    elif target == "smtp":
        yield from column("smtp_replies", "reply")
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
    else:
        yield from python_seeds(target)


TARGETS = ("code", "names", "search", "set", "smtp", "status_line", "tally", "warning", *LOGS, "log_long")

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
    for text in seeds(target):
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
