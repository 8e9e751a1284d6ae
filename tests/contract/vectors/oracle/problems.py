"""Problem documents: what json.dumps writes of the members in order (RFC 9457, section 3)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from . import codes, tsv

COLUMNS = (
    "code", "type", "title", "detail", "instance", "extension", "text", "number", "result", "shown_title", "json",
)  # fmt: skip
OWN = ("type", "title", "status", "detail", "instance")

CONTROLS = bytes(range(1, 32)) + b"\x7f"
PLAIN = (
    b"The item is gone.", b"\"quoted\" and 'quoted'", b"C:\\temp\\new", b"</script><!-- & -->", b"a/b", b"\b\f\n\r\t\v",
    CONTROLS, b"\0", b"a\0b", b"\\", b'"', b"\\u0041", b"{}[]:,", b" ", b"null", b"404",
    "Köln, 東京, \U0001f600".encode(), "\u0080\u00a0\u2028\u2029\ufeff\ufffe\uffff".encode(), "\u07ff\u0800".encode(),
    "\ud7ff\ue000\U00010000\U0010ffff".encode(),
)  # fmt: skip
# What is no UTF-8: U+FFFD stands for the longest beginning of a character, and else for a byte (Unicode, section 3.9).
BROKEN = (
    b"\x80", b"\xbf", b"\xc0", b"\xc1\x81", b"\xf5", b"\xff", b"\xfe\xff", b"\xc3", b"\xe4\xbd", b"\xf0\x9f\x98",
    b"caf\xe9", b"caf\xe9!", b"\xe9\"", b"\xe4\\", b"\xf0\x9f\n", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf",
    b"\xe0\x9f\xbf", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xed\x9f\xbf\xed", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80",
    b"\xf4\x8f\xbf", b"\xf8\x88\x80\x80\x80", b"\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", b"\xc3\xc3\xa9",
    b"\xe2\x82\xe2\x82\xac",
)  # fmt: skip


def document(
    code: int,
    texts: dict[str, bytes],
    extension: bytes | None = None,
    value: bytes | int | None = None,
) -> tuple[str, str]:
    """The title that the document shows, and the document; nothing for a code that is not on the wire, say."""
    if not 100 <= code <= 999 or (extension is not None and extension.decode("utf-8", "replace") in OWN):
        return "", ""
    read = {name: text.decode("utf-8", "replace") for name, text in texts.items()}
    members: dict[str, object] = read | {"status": code, "title": read.get("title", codes.title(code))}
    ordered = {name: members[name] for name in OWN if name in members}
    if extension is not None:
        shown = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        ordered[extension.decode("utf-8", "replace")] = shown
    return str(ordered["title"]), json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def cell(text: bytes) -> str:
    """A cell of bytes: what can be read as it is."""

    def shown(letter: str) -> str:
        short = tsv.encode(letter)
        hidden = "\udc80" <= letter <= "\udcff" or (short == letter and letter < " ") or letter == "\x7f"
        return f"\\x{ord(letter) & 0xFF:02x}" if hidden else short

    return "".join(map(shown, text.decode("utf-8", "surrogateescape")))


def row(
    code: int, texts: dict[str, bytes], extension: bytes | None = None, value: bytes | int | None = None
) -> list[str]:
    title, written = document(code, texts, extension, value)
    return [
        str(code),
        *(cell(texts.get(name, b"")) or tsv.NOTHING for name in ("type", "title", "detail", "instance")),
        tsv.NOTHING if extension is None else cell(extension),
        cell(value) if isinstance(value, bytes) else tsv.NOTHING,
        str(value) if isinstance(value, int) else tsv.NOTHING,
        "ok" if written else "error",
        tsv.encode(title),
        tsv.encode(written),
    ]


def rows() -> Iterator[list[str]]:
    for code in (100, 200, 299, 306, 400, 404, 413, 418, 419, 422, 429, 471, 499, 500, 503, 520, 529, 599, 600, 999):
        yield row(code, {})
    for code in (-(2**31), -1, 0, 1, 99, 1000, 2**31 - 1):
        yield row(code, {"detail": b"out of range"})
    for text in (*PLAIN, *BROKEN):
        yield row(404, {"detail": text})
    for name in ("type", "title", "instance"):
        for text in (*PLAIN[:6], *BROKEN[:6], b"https://example.com/probs/out-of-credit", b"/account/12345/msgs/abc"):
            yield row(403, {name: text})
    example = {  # RFC 9457, section 3
        "type": b"https://example.com/probs/out-of-credit",
        "title": b"You do not have enough credit.",
        "detail": b"Your current balance is 30, but that costs 50.",
        "instance": b"/account/12345/msgs/abc",
    }
    yield row(403, example)
    yield row(403, example, b"balance", 30)
    yield row(409, {"instance": b"/a", "detail": b"b"}, b"current", b"c")
    for number in (0, 1, -1, 9, 10, 99, 2**31 - 1, -(2**31), 2**53 - 1, -(2**53 - 1)):
        yield row(404, {}, b"number", number)
    for text in (*PLAIN[:8], *BROKEN[:4]):
        yield row(404, {}, b"said", text)
    for name in (*PLAIN, *BROKEN[:8], b"Status", b"status ", b"status\0", b"statu", b"code", b"Title", b"method"):
        yield row(404, {}, name, b"x")
    for name in OWN:
        yield row(404, {}, name.encode(), 404)
        yield row(404, {"detail": b"beside it"}, name.encode(), b"404")


def table() -> str:
    """The cells are encoded already: some hold bytes that are no text."""
    return "\n".join("\t".join(cells) for cells in (COLUMNS, *rows())) + "\n"
