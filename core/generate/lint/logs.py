"""Judge the log formats: what one of them says in two places, what two say alike, and the grammar of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..emit.logs import TOKENS
from ..kinds import Finding
from ..schema import LOG_FILES
from .meanings import Files, twice

STATUS = ("s", "3", "H")  # the tokens that read a status
OWN = ("plain", "column", "key")  # formats that are nobody's: what a caller writes or names


def at(stem: str, *key: Any, message: str, breaks: bool = False) -> Finding:
    return Finding(f"{stem}.toml", " ".join(map(str, key)), message, breaks)


def tokens(pattern: str) -> list[str]:
    """The tokens of a pattern: a letter or digit each, "*", or a whole choice "(a|b)"; what is no token too."""
    return re.findall(r"%(\([^)]*\)|.?)", pattern)


def _pattern_faults(stem: str, pattern: str) -> Iterator[Finding]:
    for token in tokens(pattern):
        if token not in (*TOKENS, "*") and not re.fullmatch(r"\([^()|]+(\|[^()|]+)+\)", token):
            yield at(stem, pattern, message=f"has the unknown token '%{token}'", breaks=True)
    if re.search(r"%[r*]%", pattern):
        yield at(stem, pattern, message="has nothing between %r or %* and the next token", breaks=True)
    if re.search(r"%r$|%[He].", pattern):
        yield at(stem, pattern, message="ends with %r, or goes on after %H or %e", breaks=True)


def check_patterns(files: Files) -> Iterator[Finding]:
    """What a line is like: each pattern reads one status, or ends in the line that an envelope holds."""
    for stem in LOG_FILES:
        each = files[stem]["format"]
        for pattern in each.get("patterns", ()) if each["shape"] == "pattern" else ():
            yield from _pattern_faults(stem, pattern)
            if sum(token in STATUS for token in tokens(pattern)) != 1:
                yield at(stem, pattern, message="does not read one status, with %s, %3 or %H")
            if "S" in tokens(pattern) and "also" not in each:
                yield at(stem, pattern, message="has %S, but also does not say what that counts")
    for each in files["logs"]["envelope"]:
        for pattern in each.get("patterns", ()):
            yield from _pattern_faults("logs", pattern)
            if not pattern.endswith("%e"):
                yield at("logs", pattern, message="does not end with %e, the line that is inside")


def check_formats(files: Files) -> Iterator[Finding]:
    formats = {stem: files[stem]["format"] for stem in LOG_FILES}
    for stem, each in formats.items():
        name, shape = each["names"][0], each["shape"]
        if stem != f"logs/{name}":
            yield at(stem, name, message="is not the name of the file")
        if ("read" in each) == (name in OWN):
            yield at(stem, name, message="has no read, the software with the version that was read, or needs none")
        if "documentation" in each.get("read", "") and "url" not in each:
            yield at(stem, name, message="was read in a documentation whose url it does not have")
        if (shape == "pattern") == bool({"marks", "status"} & each.keys()):
            yield at(stem, name, message="a pattern says what marks and status say, and other shapes need both")
        elif shape != "pattern" and not {"marks", "status"} <= each.keys():
            yield at(stem, name, message="has only one of marks and status")
        if shape == "pattern" and "patterns" not in each:
            yield at(stem, name, message="has no patterns", breaks=True)
        if ("separator" in each) != (shape == "pairs" and not each.get("asked", False)):
            yield at(stem, name, message="has a separator without pairs, or pairs without a separator", breaks=True)
        if {"key", "sub_key"} & each.keys() and shape != "pairs":
            yield at(stem, name, message="has a key, which only pairs have")
        if "sub_key" in each and "also" not in each:
            yield at(stem, name, message="has a sub_key, but also does not say what that counts")
    for rank in twice([each["rank"] for each in formats.values()]):
        yield Finding("logs", str(rank), "two formats have this rank")
    for double in twice(["auto", *(name for each in formats.values() for name in each["names"])]):
        yield Finding("logs", double, "two formats have this name", breaks=True)


def check_shared(files: Files) -> Iterator[Finding]:
    shared = files["logs"]
    for table, key in (("key", "key"), ("envelope", "name")):
        for double in twice([each[key] for each in shared[table]]):
            yield at("logs", table, double, message="is there twice")
    for each in shared["envelope"]:
        if ("patterns" in each) == ("key" in each):
            yield at("logs", each["name"], message="has neither or both of patterns and key", breaks=True)
        if ("key" in each) != ("time_key" in each):
            yield at("logs", each["name"], message="has only one of key and time_key", breaks=True)


CHECKS = (check_formats, check_patterns, check_shared)
