"""What the speed is held to: ratios between two contenders of a row, taken in the same run.

Nothing fails when a bar is missed; the report says "met" or "not met".
"""

from __future__ import annotations

from typing import NamedTuple

AT_MOST = "at most"  # ours takes at most so many times as long as theirs
AT_LEAST = "at least"  # theirs takes at least so many times as long as ours
NO_SLOWER = "no slower"  # ours takes no longer than theirs, beyond what one run and the next differ in
BELOW = "below"  # ours is below a number, with no one beside it


class Bar(NamedTuple):
    suite: str
    row: str
    what: str  # for the summary
    against: tuple[str, ...]  # the one that is cheaper counts, where there are several
    kind: str
    limit: float
    ours: str = ""  # the first of the row, if not named
    platforms: tuple[str, ...] = ()  # the beginnings of their names; all, if not named


_ONE = ("empty METH_O",)
_STDLIB = ("http.HTTPStatus",)
_HTTP = ("http",)
_COUNTER = ("collections.Counter, list",)
_RE, _RE_BY_LINE = ("re and Counter, whole log",), ("re and Counter, by line",)
_SWITCH = ("generated switch (llhttp)",)
_INLINE = ("comparison inline",)
_PUC, _JIT = ("Lua 5",), ("LuaJIT",)

# What stops a row where its bar is not met: said only there.
WHY = {
    "memory of the import": (
        "Each member keeps its attributes in a dict of its own, because the interpreter reads these fastest "
        "(`member.phrase` above). These dicts take 26 of 120 KiB on CPython 3.11. The members of the standard"
        " library share their keys, which takes 13 KiB, but are slower to read from 3.12 on. Tables from a "
        "code to its member, phrase and name take 14 KiB and save a second look-up in these calls. The rest "
        "is for what `http` does not have: sets, tallies, records and some 45 functions. Most of the resident"
        " memory is pages of the extension module, which processes share."
    ),
    "tally_log": (
        "For 237 MB, it takes 48 ms of processor time. The kernel's copy of the file into the buffer takes 17"
        " ms of this, and the three calls of memchr per line take most of the rest."
    ),
    "phrase(404)": (
        'The row "closure over a table" is a Lua function that only indexes a table and checks nothing. '
        "httpstatus.phrase does the same, and also tests for a second argument."
    ),
    "is_client_error(404)": (
        "The function checks its argument. On Lua 5.4 the look-up itself is the check; a hand-written "
        "comparison without a check takes longer. On LuaJIT it takes as long as the row of the closure that "
        "checks and compares."
    ),
}

BARS = [
    Bar("python", "HTTPStatus(404)", "against http.HTTPStatus(404)", ("http.HTTPStatus(404)",), AT_LEAST, 10),
    Bar("python", "HTTPStatus(404)", "against an empty METH_O call", _ONE, AT_MOST, 1.6),
    Bar("python", "HTTPStatus.from_code(520)", "against try/except", ("try: http.HTTPStatus(520)",), AT_LEAST, 50),
    Bar("python", "is_client_error(404)", "against an empty METH_O call", _ONE, AT_MOST, 1.5),
    Bar("python", "phrase(404)", "against an empty METH_O call", _ONE, AT_MOST, 1.5),
    Bar("python", "label(404)", "against an empty METH_O call", _ONE, AT_MOST, 1.5),
    Bar("python", "member.phrase", "against http.HTTPStatus", _STDLIB, NO_SLOWER, 1),
    Bar("python", "member.value", "against http.HTTPStatus", _STDLIB, AT_LEAST, 3),
    Bar("python", "member.is_client_error", "against http.HTTPStatus", _STDLIB, AT_LEAST, 1.5),
    Bar("python", "HTTPStatus.NOT_FOUND", "against http.HTTPStatus", ("http.HTTPStatus.NOT_FOUND",), NO_SLOWER, 1),
    Bar(
        "python",
        "HTTPStatus.NOT_FOUND",
        "against http.HTTPStatus",
        ("http.HTTPStatus.NOT_FOUND",),
        AT_LEAST,
        3,
        platforms=("CPython 3.11.", "CPython 3.12."),
    ),
    Bar("python", '404 in StatusSet("4xx")', "against a frozenset", ("frozenset",), AT_MOST, 1.6),
    Bar("import", "import, enum already imported", "against import http", _HTTP, AT_MOST, 0.8),
    Bar("import", "import, with enum", "against import http", _HTTP, AT_MOST, 1.0),
    Bar("import", "memory of the import, by tracemalloc", "against import http", _HTTP, AT_MOST, 1.0),
    Bar("import", "memory of the import, private", "against import http", _HTTP, AT_MOST, 1.0),
    Bar("import", "memory of the import, resident", "against import http", _HTTP, AT_MOST, 1.0),
    Bar("tally", "tally", "against numpy.bincount", ("numpy.bincount, uint16",), AT_LEAST, 3),
    Bar("tally", "tally", "against Counter on the list", _COUNTER, AT_LEAST, 30),
    Bar("log", "tally_log", "one thread against wc -l", ("wc -l",), AT_MOST, 2.5),
    Bar("log", "tally_log", "one thread against re and Counter, by line", _RE_BY_LINE, AT_LEAST, 8),
    Bar("log", "tally_log", "one thread against re and Counter, whole log in memory", _RE, AT_LEAST, 8),
    Bar("log", "tally_log", "one thread against mawk", ("mawk, status by column",), AT_LEAST, 5),
    Bar("log", "tally_log", "one thread against goaccess", ("goaccess",), AT_LEAST, 50),
    Bar(
        "log",
        "tally_log",
        "two threads against one",
        ("tally_log, threads=1",),
        AT_LEAST,
        1.6,
        ours="tally_log, threads=2",
    ),
    Bar(
        "lua",
        "phrase(404)",
        "against an empty C call or a closure",
        ("empty C call", "closure over a table"),
        AT_MOST,
        1.3,
        platforms=_PUC,
    ),
    Bar(
        "lua",
        "is_client_error(404)",
        "against an empty C call or a closure",
        ("empty C call", "closure that compares"),
        AT_MOST,
        1.3,
        platforms=_PUC,
    ),
    Bar("lua", "phrase(404)", "against a table index", ("table",), AT_MOST, 1.3, platforms=_JIT),
    Bar("lua", "is_client_error(404)", "against comparing inline", _INLINE, AT_MOST, 1.3, platforms=_JIT),
    Bar("lua", "aborted traces, each function alone", "", (), BELOW, 1, platforms=_JIT),
    Bar("lua", "aborted traces, all functions in one process", "", (), BELOW, 1, platforms=_JIT),
    Bar("c", "size of the shared library, stripped", "", (), BELOW, 400_000),
]
for _linkage in ("shared library", "static library", "compiled in, no PIC"):
    for _codes in ("(404)", ", codes of a real log", ", codes 100..599 evenly"):
        _row = f"httpstatus_phrase{_codes}, {_linkage}"
        BARS.append(Bar("c", _row, "against the generated switch", _SWITCH, NO_SLOWER, 1))
