"""The kinds of values that the registry's files hold. A kind looks at one value and yields what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

WRAP = 110  # columns of a long text


@dataclass(frozen=True)
class Fault:
    message: str
    breaks: bool = False  # whether the generated tables would be wrong or would not compile


@dataclass(frozen=True)
class Finding:
    file: str
    entry: str
    message: str
    breaks: bool = False

    def __str__(self) -> str:
        place = f"{self.file}: {self.entry}" if self.entry else self.file
        return f"{place}: {self.message}"


Kind = Callable[[Any], Iterator[Fault]]


def fold(text: str) -> str:
    """Collapse the white space of a wrapped text, as load.py does."""
    return " ".join(text.split())


def is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def integer(low: int, high: int) -> Kind:
    def check(value: Any) -> Iterator[Fault]:
        if not is_integer(value):
            yield Fault(f"{value!r} is not an integer", breaks=True)
        elif not low <= value <= high:
            yield Fault(f"{value} is outside {low}..{high}", breaks=True)

    return check


def flag(value: Any) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(f"{value!r} is neither true nor false", breaks=True)


def date(value: Any) -> Iterator[Fault]:
    """A day of the calendar, as 2026-11-13."""
    try:
        right = str(datetime.date.fromisoformat(value)) == value
    except (TypeError, ValueError):
        right = False
    if not right:
        yield Fault(f"{value!r} is not a date such as 2026-11-13", breaks=True)


def choice(*values: str) -> Kind:
    def check(value: Any) -> Iterator[Fault]:
        if value not in values:
            yield Fault(f"{value!r} is none of {', '.join(values)}", breaks=True)

    return check


def _characters(value: str, lines: bool) -> Iterator[Fault]:
    """What no text may have: characters that do not belong, and white space that folding would hide."""
    for character in sorted(set(value)):
        if not character.isascii():
            yield Fault(f"has {character!r}, which is not ASCII")
        elif not character.isprintable() and not (lines and character == "\n"):
            yield Fault(f"has the control character {character!r}", breaks=True)
    for line in value.split("\n") if lines else [value]:
        if "  " in line:
            yield Fault(f"has a double space: {line.strip()[:40]!r}")
        elif line != line.strip():
            yield Fault(f"has a space at the beginning or end of a line: {line[:40]!r}")
        if lines and "\n" in value and len(line) > WRAP:
            yield Fault(f"has a line of more than {WRAP} columns: {line[:40]!r}")


def text(
    low: int = 1,
    high: int = 1000,
    *,
    lines: bool = False,
    pattern: str = "",
    what: str = "",
    breaks: bool = False,
    folds: bool = True,
) -> Kind:
    """A text of so many characters, on one line unless lines is set, that matches the pattern in full.

    White space means something in the texts that do not fold.
    """

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(f"{value!r} is not a text", breaks=True)
            return
        if folds:
            yield from _characters(value, lines)
        folded = fold(value) if folds else value
        if not folded and low:
            yield Fault("is empty", breaks=True)
        elif not low <= len(folded) <= high:
            yield Fault(f"has {len(folded)} characters, not {low} to {high}")
        elif pattern and folded and not re.fullmatch(pattern, folded):
            yield Fault(f"{folded!r} is no {what}", breaks)

    return check


def prose(low: int, high: int) -> Kind:
    """Whole sentences."""
    characters = text(low, high, lines=True)

    def check(value: Any) -> Iterator[Fault]:
        yield from characters(value)
        if isinstance(value, str) and value.strip() and not fold(value).endswith((".", "?", "!")):
            yield Fault(f"does not end with a full stop: {fold(value)[-40:]!r}")

    return check


def label(low: int, high: int) -> Kind:
    """A title or a short phrase: less than a sentence, so without a full stop."""
    characters = text(low, high, lines=True)

    def check(value: Any) -> Iterator[Fault]:
        yield from characters(value)
        if isinstance(value, str) and fold(value).endswith((".", ",", ";", ":")):
            yield Fault(f"ends with {fold(value)[-1]!r}, which belongs to sentences: {fold(value)[-40:]!r}")

    return check


def maybe(kind: Kind) -> Kind:
    """The kind, or an empty text."""

    def check(value: Any) -> Iterator[Fault]:
        if value != "":
            yield from kind(value)

    return check


def listing(kind: Kind, *, empty: bool = False, repeated: bool = False) -> Kind:
    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(f"{value!r} is not a list", breaks=True)
            return
        if not value and not empty:
            yield Fault("is an empty list; leave the key out")
        for at, item in enumerate(value):
            for fault in kind(item):
                yield Fault(f"[{at}]: {fault.message}", fault.breaks)
            if item in value[:at] and not repeated:
                yield Fault(f"[{at}]: {item!r} is there twice")

    return check


def record(required: dict[str, Kind], optional: dict[str, Kind] | None = None) -> Kind:
    """A table with these keys and no other."""
    known = {**required, **(optional or {})}

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(f"{value!r} is not a table", breaks=True)
            return
        for key in required:
            if key not in value:
                yield Fault(f"lacks {key}", breaks=True)
        for key, item in value.items():
            if key not in known:
                yield Fault(f"has the unknown key {key}", breaks=True)
                continue
            for fault in known[key](item):
                joint = "" if fault.message.startswith("[") else " " if fault.message[0].islower() else ": "
                yield Fault(f"{key}{joint}{fault.message}", fault.breaks)

    return check


def mapping(keys: tuple[str, ...], kind: Kind) -> Kind:
    return record({}, dict.fromkeys(keys, kind))


# Names and references

SECTION = r"(?:\d+|[A-Z])(?:\.\d+)*"  # 15.5.2, or B.3 of an appendix
DRAFT = r"draft-[a-z0-9]+(?:-[a-z0-9]+)+"
DOCUMENT = rf"RFC [1-9]\d*|MS-[A-Z]+|{DRAFT}"
TITLE = r"(?!RFC|MS-|draft-)[A-Za-z](?:(?!RFC)[^;])*"  # a page without numbered sections, by its title

name = text(1, 60, pattern=r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*", what="constant in capitals and underscores", breaks=True)
tag = text(1, 30, pattern=r"[a-z0-9]+(?:-[a-z0-9]+)*", what="tag of small letters, digits and hyphens", breaks=True)
class_name = text(2, 40, pattern=r"[A-Z][A-Za-z0-9]*", what="name of a class, such as AwsElb", breaks=True)
token = text(1, 60, pattern=r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", what="field name or method")
url = text(9, 200, pattern=r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[!-~]*)?", what="address with https")
section = text(1, 20, pattern=SECTION, what="section, such as 15.5.2")
month = text(7, 7, pattern=r"20\d\d-(?:0[1-9]|1[0-2])", what="month, such as 2026-08")
specification = text(5, 80, pattern=rf"(?:{DOCUMENT})(?: \(\d{{4}}\))?|{TITLE}", what="document, such as RFC 9110")
CITED = rf"(?:{DOCUMENT})(?: {SECTION})?"
cited = text(5, 80, pattern=CITED, what="document, such as RFC 2616 14.46")
cited_list = text(5, 80, pattern=rf"{CITED}(?:, {CITED})*", what="list of documents, such as RFC 5321, RFC 3207")
SECTIONS = rf"(?:{DOCUMENT}) {SECTION}(?:, {SECTION})*"
reference = text(
    5,
    80,
    pattern=rf"(?:{SECTIONS}|{DRAFT}|{TITLE})(?:; (?:{SECTIONS}|{DRAFT}|{TITLE}))*",
    what="reference, such as RFC 9110 15.1, 15.3.1; RFC 9111 3",
)


def codes(value: Any) -> Iterator[Fault]:
    """The text of a set, such as 429,5xx or 500-504: what httpstatus_set_parse reads, without white space."""
    yield from text(3, 80)(value)
    if not isinstance(value, str):
        return
    for term in value.split(","):
        found = re.fullmatch(r"!?([1-9]xx|\d{3})(?:-([1-9]xx|\d{3}))?", term)
        if not found:
            yield Fault(f"{term!r} is no code, class or range", breaks=True)
        elif found[2] and found[2].replace("x", "9") < found[1].replace("x", "0"):
            yield Fault(f"has a range that ends before it begins: {term!r}", breaks=True)
