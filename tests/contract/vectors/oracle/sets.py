"""Sets of codes and tallies of integers, with Python's sets and regular expressions."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import tsv

EVERY_CLASS = set(range(100, 600))  # what "!" at the beginning and the complement refer to
BLANKS = r"[ \t\r\n]"
CODES = r"([0-9]{1,3}|[1-9][xX]{2})"  # a code or a class; a range goes from either to either
TERM = re.compile(rf"(!?){CODES}(?:-{CODES})?")


def members(text: str) -> set[int] | None:
    """The codes of a text; None where it is none."""
    terms = [term for term in re.split(rf"(?:{BLANKS}|[,;])+", re.sub(rf"{BLANKS}*-{BLANKS}+", "-", text)) if term]
    if not terms:
        return None if re.search("[,;]", text) else set()
    found: set[int] = set()
    for number, term in enumerate(terms):
        match = TERM.fullmatch(term)
        if match is None:
            return None
        without, first, last = match.groups()
        start = int(first.lower().replace("x", "0"))
        end = int((last or first).lower().replace("x", "9"))
        # One digit alone is a class to some programs; 4-5 is more likely to mean classes, too.
        is_digit = not last and len(first) < 3 and 0 < start < 10
        if end < start or is_digit or (last and len(first) == len(last) == 1 and end > 0):
            return None
        if without and number == 0:
            found = set(EVERY_CLASS)
        if without:
            found -= set(range(start, end + 1))
        else:
            found |= set(range(start, end + 1))
    return found


GRAMMARS = Path(__file__).resolve().parents[2] / "facts" / "set_grammars.tsv"

# Texts that have another meaning here than where they are taken, since "!" is what is left of every class, and an empty
# text is the empty set, where a program has a default.
OWN_MEANING = {"!404", ""}


def taken_as(codes: str) -> str | None:
    """What a program takes a text for, as the text of a set; None where it refuses it, and where it is a default."""
    if re.search(r"error|traceback|logged|default", codes):
        return None
    status = re.search(r"(?:^| and )([0-9,-]+)$", re.sub(r"-?[0-9-]+ \(no status\)", "", codes))
    return status[1] if status else ""


def grammar_rows() -> Iterator[list[object]]:
    """Every text that a program was given, and what it is here: what all that take it agree upon, or refused."""
    for row in tsv.parse(GRAMMARS):
        given = row["text"].decode()
        text = "" if given == "(empty)" else re.sub(r'[][" ]+|^"|"$', " ", given) if given[0] in '["' else given
        meanings = {
            canonical(set(tsv_codes(taken)))
            for other in tsv.parse(GRAMMARS)
            if other["text"] == row["text"] and (taken := taken_as(other["codes"].decode())) is not None
        }
        found = members(text)
        where = f"{row['where'].decode()}: {given!r} means {meanings}, and here {found and canonical(found)}"
        if len(meanings) == 1 and text not in OWN_MEANING:
            (meaning,) = meanings
            tsv.require((found is None) if meaning == "" else found is not None and canonical(found) == meaning, where)
        elif len(meanings) > 1:
            tsv.require(found is None, where)
        yield [row["system"].decode(), text, "error" if found is None else "ok", canonical(found or set())]


def tsv_codes(text: str) -> Iterator[int]:
    """The codes of a list of codes and ranges, as the facts have them."""
    for term in filter(None, text.split(",")):
        first, _, last = term.partition("-")
        yield from range(int(first), int(last or first) + 1)


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs of neighbours, each as its first and last number."""
    ordered = sorted(numbers)
    start = 0
    for i in range(len(ordered)):
        if i + 1 == len(ordered) or ordered[i + 1] != ordered[i] + 1:
            yield ordered[start], ordered[i]
            start = i + 1


def canonical(numbers: set[int]) -> str:
    """Whole classes as classes, the rest as codes and ranges; two neighbours are two terms, except whole classes."""
    whole = {digit for digit in range(1, 10) if set(range(digit * 100, digit * 100 + 100)) <= numbers}
    terms = []
    for first, last in runs(whole):
        terms.append((first * 100, f"{first}xx" if first == last else f"{first}xx-{last}xx"))
    for first, last in runs(n for n in numbers if n // 100 not in whole):
        if last - first == 1:
            terms += [(first, f"{first:03d}"), (last, f"{last:03d}")]
        else:
            terms.append((first, f"{first:03d}" if first == last else f"{first:03d}-{last:03d}"))
    return ",".join(text for _, text in sorted(terms))


OPERANDS = [
    "", "404", "2xx", "4xx-5xx", "2xx,301-308,!304", "!404", "100-599", "200,204,206", "000", "999", "6xx-9xx",
    "000-999", "063-064,127-128,191,192", "499-500",
]  # fmt: skip


def algebra_rows() -> Iterator[list[object]]:
    for a in OPERANDS:
        for b in OPERANDS:
            s, t = members(a) or set(), members(b) or set()
            results = map(canonical, (s | t, s & t, s - t, EVERY_CLASS - s))
            yield [a, b, *results, s == t]


WIDTHS = [(width, signed) for width in (1, 2, 4, 8) for signed in (False, True)]


def tally_rows() -> Iterator[list[object]]:
    """Edges of every width, then a mix of likely and unlikely numbers that no power of two divides."""
    chance = random.Random(9110)
    for width, signed in WIDTHS:
        low, high = (-(1 << width * 8 - 1), (1 << width * 8 - 1) - 1) if signed else (0, (1 << width * 8) - 1)
        edges = [low, low + 1, -1, 0, 1, 99, 100, 127, 128, 200, 255, 256, 599, 600, 999, 1000, 1001, high - 1, high]
        edges += [2**16 + 404, 2**32 + 404, -(2**32) + 404, 1000 - 2**16, 404 - 2**16]  # 404 if cut to fewer bits
        likely = [200] * 5 + [404, 301, 500, 100, 0, 999, 1000, -1]
        for values in (
            [],
            edges,
            [200],
            [chance.choice(likely) for _ in range(37)],
            [chance.randint(low, high) for _ in range(17)],
        ):
            yield tally_row(width, signed, [v for v in values if low <= v <= high])
    yield tally_row("list", True, [])
    yield tally_row("list", True, [200, 404, 404, -1, 1000, 999, 0, 2**31, 2**32 + 404, 2**64 + 200, 10**30, -(10**30)])


def tally_row(width: int | str, signed: bool, values: list[int]) -> list[object]:
    inside = Counter(v for v in values if 0 <= v <= 999)
    counts = ",".join(f"{code}:{inside[code]}" for code in sorted(inside))
    return [width, signed, ",".join(map(str, values)), counts, len(values) - inside.total()]


def check(path: Path) -> None:
    """The hand-written sets.tsv against members() and canonical()."""
    for row in tsv.parse(path):
        where, text = row["where"].decode(), row["text"].decode("latin-1")
        found = members(text)
        tsv.require((found is not None) == (row["result"] == b"ok"), f"{where}: {found and canonical(found)}")
        if found is None:
            tsv.require(int(row["at"]) <= len(text), f"{where}: the error is not within the text")
            continue
        tsv.require(canonical(found) == row["canonical"].decode(), f"{where}: {canonical(found)}")
        tsv.require(members(canonical(found)) == found, f"{where}: the canonical text does not parse back")
        tsv.require(len(found) == int(row["count"]), f"{where}: {len(found)} members")
        tsv.require(found >= numbers(row["members"]), f"{where}: not all of members are")
        tsv.require(not found & numbers(row["absent"]), f"{where}: not all of absent are")


def numbers(cell: bytes) -> set[int]:
    return {int(n) for n in cell.split(b",")} if cell else set()
