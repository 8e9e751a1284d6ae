"""The command line: httpstatus, and python -m httpstatus.

Modules are imported where they are needed: a query that goes to a pipe loads neither argparse nor json nor rich.
"""

from __future__ import annotations

import sys

import httpstatus

from ._cli_output import OutputFailed, complain, show, show_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ._cli_arguments import Parser
    from ._cli_layout import Block
    from ._cli_queries import Answer

FOUND = 0
NOTHING = 1
USAGE = 2
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
PIPE_CLOSED = 141  # 128 and the number of SIGPIPE

DESCRIPTION = """\
Every HTTP status code that anyone sends: what it means, who says so, and what to do about it.
"""

LIST_USAGE = "httpstatus list [--origin ID] [--class CLASS] [--standing NAME] [--json]"
SEARCH_USAGE = "httpstatus search [--json] WORD..."
TALLY_USAGE = "httpstatus tally [--format NAME] [--json] FILE..."
USAGES = f"""\
httpstatus [--json] QUERY...
       {LIST_USAGE}
       {SEARCH_USAGE}
       {TALLY_USAGE}"""

EXAMPLES = """\
a query is:
  404, 4xx, 500-504          a code, a class, a set of codes
  "not found", NOT_FOUND     a phrase or a name, past or present, in any case
  nginx:499, nginx           what one origin says; all of its codes
  "HTTP/1.1 404 Not Found"   a status line
  "550 5.1.1 User unknown"   a mail server's reply; 5.1.1 is its enhanced status code
  404.13                     a sub-status of IIS
  smtp:550, warning:110, cloudflare:1020, grpc:NOT_FOUND, iis:404
                             a code of another system; the system alone lists its codes
  retry:curl, retry:503      what a client repeats by itself; which clients repeat a code

examples:
  httpstatus 404 499                            everything about two codes
  httpstatus list --class 4xx --origin nginx    what nginx may log
  httpstatus search timeout                     whatever has to do with timeouts
  httpstatus tally access.log access.log.1.gz   how often each code came
  zcat *.gz | httpstatus tally --json -         the same for a pipe, as JSON

"httpstatus list --help" and the like say more about a command. A terminal gets colour where rich is installed
(pip install "httpstatus[cli]") and NO_COLOR is not set; a pipe gets plain lines.

exit status: 0 found, 1 nothing found or a file could not be read, 2 wrong usage or the output cannot be written.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with these arguments, sys.argv's where none are given; returns the exit status."""
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except OutputFailed as failed:
        if isinstance(failed.__cause__, BrokenPipeError):
            return PIPE_CLOSED
        complain(f"cannot write: {getattr(failed.__cause__, 'strerror', None) or failed.__cause__ or failed}")
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # argparse has had its say
        return int(stop.code or 0)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] not in COMMANDS and not any(each.startswith("-") for each in arguments):
        return _explain(arguments, as_json=False)
    for at, argument in enumerate(arguments):
        if argument in COMMANDS:
            return COMMANDS[argument](arguments[:at] + arguments[at + 1 :])
        if not argument.startswith("-") or argument == "--":
            break
    parser = _parser(USAGES, DESCRIPTION)
    parser.epilog = EXAMPLES
    parser.add_argument("queries", metavar="QUERY", nargs="*", help="what to explain: see below")
    parser.add_argument("--json", action="store_true", help="write JSON (docs/httpstatus.schema.json)")
    parser.add_argument("--version", action="version", version=f"httpstatus {httpstatus.__version__}")
    options = parser.parse(arguments, "queries", "give a QUERY such as 404, or a command: list, search or tally")
    return _explain(options.queries, options.json)


def _parser(usage: str, description: str) -> Parser:
    from ._cli_arguments import Parser

    return Parser(usage, description)


def _explain(queries: list[str], as_json: bool) -> int:
    from ._cli_queries import answer

    answers = [answer(query) for query in queries]
    if as_json:
        show_json(answers)
    else:
        from ._cli_text import page

        blocks: list[Block] = []
        for each in answers:
            made = page(each)
            blocks += ["", *made] if blocks and made else made
        show(blocks)
    nothing = [each for each in answers if "error" in each]
    for each in nothing:
        complain(each["error"])
        _hint(each)
    return NOTHING if nothing else FOUND


def _hint(answer: Answer) -> None:
    """What else to try."""
    from os.path import isfile
    from shlex import quote

    if answer["hints"]:
        complain("try: " + ", ".join(f"httpstatus {quote(hint)}" for hint in answer["hints"]))
    if isfile(answer["query"]):
        complain(f"to count the codes of a log: httpstatus tally {quote(answer['query'])}")


def _list(arguments: list[str]) -> int:
    parser = _parser(LIST_USAGE, "List the registry: every meaning of every code, or those that the options leave.")
    parser.add_argument(
        "--origin", metavar="ID", help='whose meanings: iana, nginx, cloudflare, ... ("httpstatus nginx")'
    )
    parser.add_argument("--class", metavar="CLASS", dest="label", help="1xx to 5xx, or other for codes outside them")
    parser.add_argument("--standing", metavar="NAME", help="standard, draft, unofficial, ...")
    parser.add_argument("--json", action="store_true", help="write JSON, with all texts")
    options = parser.parse_args(arguments)
    try:
        meanings = list(httpstatus.registry(options.origin, options.standing))
    except httpstatus.UnknownStatusError as error:
        parser.error(str(error))
    if options.label:
        label = options.label.lower()
        labels = [each.label for each in httpstatus.StatusClass] + [httpstatus.label(0)]
        if label not in labels:
            parser.error(f"{options.label!r} is no class; there are {', '.join(labels)}")
        meanings = [meaning for meaning in meanings if httpstatus.label(meaning.code) == label]
    return _show_meanings(meanings, options.json, "no meaning is of that origin, class and standing at once")


def _search(arguments: list[str]) -> int:
    parser = _parser(SEARCH_USAGE, "Search words, or beginnings of words, in names, phrases and texts; best first.")
    parser.add_argument("words", metavar="WORD", nargs="*", help="all of them must be there")
    parser.add_argument("--json", action="store_true", help="write JSON, with all texts")
    options = parser.parse(arguments, "words", "give a WORD to look for")
    words = " ".join(options.words)
    found = httpstatus.search(words)
    message = f"nothing has to do with {words!r}"
    if not found:
        try:
            httpstatus.code(words)
        except httpstatus.UnknownStatusError as error:
            message = str(error)
    return _show_meanings(found, options.json, message)


def _show_meanings(meanings: list[Any], as_json: bool, otherwise: str) -> int:
    if as_json:
        show_json(meanings)
    elif meanings:
        from ._cli_text import listing

        show([listing(meanings)])
    if not meanings:
        complain(otherwise)
    return FOUND if meanings else NOTHING


def _tally(arguments: list[str]) -> int:
    from httpstatus._private import log_formats

    formats = log_formats()
    parser = _parser(TALLY_USAGE, "Count the status codes of logs, plain or gzip.")
    parser.add_argument("files", metavar="FILE", nargs="*", help='a log; "-" is standard input')
    parser.add_argument(
        "--format", metavar="NAME", default=formats[0], help=f"{', '.join(formats)}; default: %(default)s"
    )
    parser.add_argument("--json", action="store_true", help="write JSON (docs/httpstatus.schema.json)")
    options = parser.parse(arguments, "files", "give a FILE to count; - is standard input")
    from ._cli_tally import check_format, run

    try:
        check_format(options.format)
    except ValueError as error:
        parser.error(str(error))
    return run(options.files, options.format, options.json)


COMMANDS = {"list": _list, "search": _search, "tally": _tally}
