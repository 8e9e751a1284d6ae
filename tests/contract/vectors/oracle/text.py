"""Which code a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import codes, tsv

# Texts that are no name of the facts, with what they mean. (Their order: numbers, white space, shapes of names,
# what peers got wrong, and what must not be taken for anything.)
BY_HAND = [
    ("404", "404"), ("100", "100"), ("999", "999"), ("299", "299"), ("000", "unknown"), ("099", "unknown"),
    ("99", "unknown"), ("4", "unknown"), ("1000", "unknown"), ("0404", "unknown"), ("404 Any Reason", "404"),
    ("404 Not Found", "404"), ("404 OK", "404"), ("299 ", "299"), ("404  two", "404"), ("404 caf\xe9", "404"),
    ("404\tby tab", "404"), ("200OK", "unknown"), ("404.0", "unknown"), ("404.13", "unknown"), ("404,", "unknown"),
    ("+404", "unknown"), ("-404", "unknown"), ("0x194", "unknown"), ("4O4", "unknown"), ("4xx", "unknown"),
    ("\uff14\uff10\uff14", "unknown"), ("2e2", "unknown"), ("099 Not Found", "unknown"),
    (" 404", "404"), ("404\r\n", "404"), ("\t 404 \t", "404"), ("  Not Found\n", "404"), ("", "unknown"),
    (" ", "unknown"), ("\r\n", "unknown"),
    ("not found", "404"), ("NOT FOUND", "404"), ("Not-Found", "404"), ("nOT_fOUND", "404"), ("not - found", "404"),
    ("not__found", "404"), ("notfound", "unknown"), ("not.found", "unknown"), ("not\tfound", "unknown"),
    ("im a teapot", "418"), ("I'M A TEAPOT", "418"), ("Im-A-Teapot", "418"), ("ok", "200"), ("Ok", "200"),
    ("multi status", "207"), ("non authoritative information", "203"), ("Unavailable for Legal Reasons", "451"),
    ("early-hints", "103"), ("IM Used", "226"), ("Already Reported", "208"), ("too early", "425"),
    ("precondition", "ambiguous:412,428"), ("Precondition", "ambiguous:412,428"),
    ("method-failure", "ambiguous:420,424"), ("INSUFFICIENT SPACE ON RESOURCE", "ambiguous:419,425"),
    ("not", "unknown"), ("found not", "unknown"), ("Not Found!", "unknown"), ("Not\0Found", "unknown"),
    ("\0", "unknown"), ("404\0", "unknown"), ("404 Not\0Found", "unknown"), ("Not Found\0", "unknown"),
    # requests has "none" for 444 and "retry" for 449; a str(None) that finds a code would help nobody.
    ("none", "unknown"), ("None", "unknown"), ("retry", "unknown"), ("null", "unknown"), ("nil", "unknown"),
    ("caf\xe9", "unknown"), ("\u2713", "unknown"), ("nginx:499", "unknown"), ("-", "unknown"), ("_", "unknown"),
    ("'", "unknown"), ("!", "unknown"), ("#404", "unknown"), ("\\", "unknown"), ("HTTP/1.1 404", "unknown"),
]  # fmt: skip

# Written with the repetition of README.md, which table() would escape.
LONG = [
    ("404 \\{100000 a}", "404"), ("\\{100000 a}", "unknown"), ("\\{100000  }404", "404"), ("\\{100000 _}", "unknown"),
    ("not\\{100000 -}found", "404"), ("not found\\{50 d}", "unknown"), ("\\{1000 404}", "unknown"),
    ("\\xff\\xfe404", "unknown"), ("404 \\xff\\xfe", "404"), ("\\xc3", "unknown"),
]  # fmt: skip


def fold(text: str) -> tuple[str, ...]:
    """The words of a name: any case, with space, "-" and "_" alike, apostrophes left out."""
    return tuple(re.findall(r"[^ _-]+", text.replace("'", "").lower()))


def names() -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Every name with the codes that it may mean, each with the rank of its claim; 0 is the strongest."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}

    def claim(text: str, rank: int, code: int) -> None:
        if text and text != "(Unused)":
            found.setdefault(fold(text), []).append((rank, code))

    for meaning in codes.MEANINGS:
        rank = 0 if meaning["origin"] in ("iana", "htcpcp") else 2
        claim(meaning["name"], rank, int(meaning["code"]))
        claim(meaning["phrase"], rank, int(meaning["code"]))
        for former in meaning["former_phrases"].split(";"):
            claim(former, rank + 1, int(meaning["code"]))
    for row in tsv.texts(codes.FACTS / "other_names.tsv"):
        code = int(row["code"])
        claim(row["name"], 1 if code in codes.NAMED or code == 306 else 3, code)
    return found


NAMES = names()


def resolve(text: str) -> str:
    claims = NAMES[fold(text)]
    strongest = min(rank for rank, _ in claims)
    found = sorted({code for rank, code in claims if rank == strongest})
    return str(found[0]) if len(found) == 1 else "ambiguous:" + ",".join(map(str, found))


def text_rows() -> Iterator[list[object]]:
    """Every spelling that the facts hold, three ways each; then the texts by hand."""
    spellings: dict[str, None] = {}
    for meaning in codes.MEANINGS:
        for text in (meaning["name"], meaning["phrase"], *meaning["former_phrases"].split(";")):
            spellings[text] = None
    for row in tsv.texts(codes.FACTS / "other_names.tsv"):
        spellings[row["name"]] = None
    done = set()
    for text in spellings:
        if text in ("", "(Unused)"):
            continue
        for spelling in (text, text.lower().replace(" ", "-"), text.upper().replace("-", "_")):
            if spelling not in done:
                done.add(spelling)
                yield [spelling, resolve(text)]
    for text, result in BY_HAND:
        if text not in done:
            yield [text, result]
