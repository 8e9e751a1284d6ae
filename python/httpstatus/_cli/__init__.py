"""The command line: httpstatus, and python -m httpstatus.

Modules are imported where they are needed: a query that goes to a pipe loads neither argparse nor json nor rich.
"""

from __future__ import annotations

import sys

import httpstatus

from .output import OutputFailed, complain, set_color, show, show_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .layout import Block

FOUND = 0
NOTHING = 1
USAGE = 2
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 and the number of SIGPIPE


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line with these arguments, sys.argv's where none are given; returns the exit status."""
    try:
        return _run(list(sys.argv[1:] if words is None else words))
    except OutputFailed as failed:
        if isinstance(failed.__cause__, BrokenPipeError):
            return PIPE_CLOSED
        complain(f"cannot write: {getattr(failed.__cause__, 'strerror', None) or failed.__cause__ or failed}")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # argparse has had its say
        return int(stop.code or 0)


def _run(words: list[str]) -> int:
    if words and words[0] not in COMMANDS and not any(each.startswith("-") for each in words):
        return _explain(words, as_json=False)
    for at, argument in enumerate(words):
        if argument in COMMANDS:
            return COMMANDS[argument](words[:at] + words[at + 1 :])
        if not argument.startswith("-") or argument == "--":
            break
    from .arguments import query_parser

    options = query_parser().parse(words, "queries", "give a QUERY such as 404, or a command: list, search or tally")
    set_color(options.color)
    return _explain(options.queries, options.json, options.short)


def _explain(asked: list[str], as_json: bool, short: bool = False) -> int:
    from .queries import answer

    answers = [answer(query) for query in asked]
    from os.path import isfile
    from shlex import quote

    for each in answers:
        if "error" in each and isfile(each["query"]):
            each["hints"] = [f"tally {quote(each['query'])}"]
    if as_json:
        show_json(answers)
    elif short:
        from .text import short_lines

        show(short_lines(answers))
    else:
        from .text import page

        blocks: list[Block] = []
        for each in answers:
            made = page(each)
            blocks += ["", *made] if blocks and made else made
        show(blocks)
    nothing = [each for each in answers if "error" in each]
    for each in nothing:
        complain(each["error"])
        _hint(each["hints"])
    return NOTHING if nothing else FOUND


def _hint(hints: list[str]) -> None:
    """What else to try."""
    from shlex import quote

    if hints:
        commands = [hint if hint.startswith(("tally ", "search ", "--")) else quote(hint) for hint in hints]
        complain("try: " + ", ".join(f"httpstatus {command}" for command in commands))


def _list(words: list[str]) -> int:
    from .arguments import list_parser

    parser = list_parser()
    options = parser.parse_args(words)
    set_color(options.color)
    for word in options.filters:
        if word[:1].isdigit() or word.lower() == httpstatus.label(0):
            options.label = word
        else:
            options.origin = word
    try:
        meanings = list(httpstatus.registry(options.origin, options.standing))
    except httpstatus.UnknownStatusError as error:
        parser.error(str(error))
    if options.label:
        label = options.label.lower()
        labels = [each.label for each in httpstatus.StatusClass] + [httpstatus.label(0)]
        if label not in labels:
            parser.error(f"unknown class {options.label!r}; known: {', '.join(labels)}")
        meanings = [meaning for meaning in meanings if httpstatus.label(meaning.code) == label]
    return _show_meanings(meanings, options.json, "no meaning is of that origin, class and standing at once")


def _search(words: list[str]) -> int:
    from .arguments import search_parser

    options = search_parser().parse(words, "words", "give a WORD to look for")
    set_color(options.color)
    text = " ".join(options.words)
    found = httpstatus.search(text)
    status = _show_meanings(found, options.json, f"nothing has to do with {text!r}")
    if not found:
        _hint(_instead(options.words, text))
    return status


def _instead(words: list[str], text: str) -> list[str]:
    """What to try for a search that finds nothing: the right spelling, the query that the text is, fewer words."""
    from .queries import answer, respelled

    hints = respelled(text)
    made = answer(text)
    hints += made["hints"] if "error" in made else [text]
    if len(words) > 1:
        hints += [f"search {word}" for word in words if httpstatus.search(word)]
    return list(dict.fromkeys(hints)) or ["list"]


def _show_meanings(meanings: list[Any], as_json: bool, otherwise: str) -> int:
    if as_json:
        show_json(meanings)
    elif meanings:
        from .text import listing

        show([listing(meanings)])
    if not meanings:
        complain(otherwise)
    return FOUND if meanings else NOTHING


def _tally(words: list[str]) -> int:
    from .arguments import tally_parser
    from .tally import Choice, run

    parser = tally_parser()
    options = parser.parse(words, "files", "give a FILE to count; - is standard input")
    try:
        choice = Choice(options)
    except ValueError as error:
        parser.error(str(error))
    set_color(options.color)
    return run(options.files, choice)


def _help(words: list[str]) -> int:
    command = words[0] if words and words[0] in COMMANDS and words[0] != "help" else ""
    return COMMANDS[command](["--help"]) if command else _run(["--help"])


COMMANDS = {"list": _list, "search": _search, "tally": _tally, "count": _tally, "help": _help}
