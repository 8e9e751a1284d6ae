"""The arguments of the command line, and argparse as it uses it. httpstatus(1) is made of these parsers."""

from __future__ import annotations

import argparse
import re
import sys

import httpstatus

from .output import complain, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

DESCRIPTION = """\
Look up any HTTP status code: what it means, who defined it, and what to do about it.
"""

USAGE_COLUMN = len("usage: ")


def _folded(usage: str) -> str:
    """Wrap a line of usage at 80 columns; text in brackets stays together."""
    indent = len(usage.partition(" [")[0]) + 1
    lines = [""]
    for part in re.findall(r"\[[^]]*\]\S*|\S+", usage):
        if USAGE_COLUMN + len(lines[-1]) + 1 + len(part) > 80:
            lines.append(" " * (indent - 1))
        lines[-1] += f" {part}" if lines[-1] else part
    return ("\n" + " " * USAGE_COLUMN).join(lines)


LIST_USAGE = _folded(
    "httpstatus list [--origin ID] [--class CLASS] [--standing NAME] [--json] [--color WHEN] [CLASS|ORIGIN]..."
)
SEARCH_USAGE = _folded("httpstatus search [--json] [--color WHEN] WORD...")
TALLY_USAGE = _folded(
    "httpstatus tally [--format NAME] [--since TIME] [--until TIME] [--per PERIOD] [--only SET] [--top N]"
    " [--fail-if LIMIT] [--skipped] [--follow] [--svg FILE] [--csv | --json] [--color WHEN] FILE..."
)
USAGES = ("\n" + " " * USAGE_COLUMN).join(
    ["httpstatus [--short | --json] [--color WHEN] QUERY...", LIST_USAGE, SEARCH_USAGE, TALLY_USAGE]
)

EXAMPLES = """\
queries:
  404, 4xx, 500-504          a code, a class, a set of codes
  "not found", NOT_FOUND     a phrase or a name, past or present, in any case
  nginx:499, nginx           what one origin says; all of its codes
  "HTTP/1.1 404 Not Found"   a status line
  "550 5.1.1 User unknown"   a mail server's reply; 5.1.1 is its enhanced status code
  404.13                     a sub-status of IIS
  smtp:550, warning:110, cloudflare:1020, grpc:NOT_FOUND, iis:404
                             a code of another system; the system alone lists its codes
  H12, SH--, ws:1006, h2:REFUSED_STREAM, h3:0x10b, dns_timeout, TCP_MISS_ABORTED/000
                             codes of logs and protocols; what two systems know is shown for both
  retry:curl, retry:503      what a client retries automatically; which clients retry a code

examples:
  httpstatus 404 499                            everything about two codes
  httpstatus list --class 4xx --origin nginx    what nginx may log
  httpstatus search timeout                     whatever has to do with timeouts
  httpstatus tally access.log access.log.1.gz   how often each code came
  httpstatus tally --since 1h --per 1m access.log
                                                the last hour, minute by minute
  zcat *.gz | httpstatus tally --json -         the same for a pipe, as JSON

"httpstatus list --help" and the like say more about a command. A terminal gets color where rich is installed
(pip install "httpstatus[cli]") and NO_COLOR is not set; a pipe gets plain lines. FORCE_COLOR and --color=always color
a pipe too.

exit status: 0 found, 1 nothing found or a file could not be read, 2 wrong usage or the output cannot be written,
3 the limit of --fail-if is exceeded.
"""


class Parser(argparse.ArgumentParser):
    """A parser that writes as the rest of the command line does: nothing unescaped, and no error overlooked."""

    def __init__(self, usage: str, description: str) -> None:
        super().__init__(
            prog=usage.partition(" [")[0],
            usage=usage,
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def parse(self, arguments: list[str], operands: str, wanted: str) -> argparse.Namespace:
        """Options and operands in any order, of which there has to be one; behind "--" all are operands.

        operands names the attribute, which its argument gives nargs="*"; wanted is the error if there is none.
        """
        end = arguments.index("--") if "--" in arguments else len(arguments)
        options = self.parse_intermixed_args(arguments[:end])
        getattr(options, operands).extend(arguments[end + 1 :])
        if not getattr(options, operands):
            self.error(wanted)
        return options

    def error(self, message: str) -> NoReturn:
        complain(message)
        complain(f'see "{self.prog} --help"')
        sys.exit(2)

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            write(message)


def query_parser() -> Parser:
    parser = Parser(USAGES, DESCRIPTION)
    parser.epilog = EXAMPLES
    parser.add_argument("queries", metavar="QUERY", nargs="*", help="what to explain: see below")
    outputs = parser.add_mutually_exclusive_group()
    outputs.add_argument("--short", action="store_true", help="write a line for each code, such as 404 Not Found")
    outputs.add_argument("--json", action="store_true", help="write JSON (docs/httpstatus.schema.json)")
    _add_color(parser)
    parser.add_argument("--version", action="version", version=f"httpstatus {httpstatus.__version__}")
    return parser


def _add_color(parser: Parser) -> None:
    parser.add_argument(
        "--color", metavar="WHEN", choices=("auto", "always", "never"), default="auto", help="auto, always or never"
    )


def list_parser() -> Parser:
    parser = Parser(LIST_USAGE, "List the registry: every meaning of every code, or those that the options leave.")
    parser.add_argument(
        "--origin", metavar="ID", help='whose meanings: iana, nginx, cloudflare, ... ("httpstatus nginx")'
    )
    parser.add_argument("--class", metavar="CLASS", dest="label", help="1xx to 5xx, or other for codes outside them")
    parser.add_argument("--standing", metavar="NAME", help="standard, draft, unofficial, ...")
    parser.add_argument("--json", action="store_true", help="write JSON, with all texts")
    parser.add_argument("filters", metavar="CLASS|ORIGIN", nargs="*", help="the same as --class or --origin")
    _add_color(parser)
    return parser


def search_parser() -> Parser:
    parser = Parser(SEARCH_USAGE, "Search words, or beginnings of words, in names, phrases and texts; best first.")
    parser.add_argument("words", metavar="WORD", nargs="*", help="all of them must be there")
    parser.add_argument("--json", action="store_true", help="write JSON, with all texts")
    _add_color(parser)
    return parser


def tally_parser() -> Parser:
    from httpstatus._private import log_formats

    formats = log_formats()
    parser = Parser(TALLY_USAGE, "Count the status codes of logs, plain or compressed (gzip, bzip2, xz, zstd).")
    parser.add_argument("files", metavar="FILE", nargs="*", help='a log; "-" is standard input')
    parser.add_argument(
        "--format", metavar="NAME", default=formats[0], help=f"{', '.join(formats)}; default: %(default)s"
    )
    parser.add_argument(
        "--since",
        metavar="TIME",
        help="count from a time on: '2026-11-30 12:00' (UTC), an RFC 3339 time, or 1h for an hour ago",
    )
    parser.add_argument("--until", metavar="TIME", help="count what came before a time")
    parser.add_argument(
        "--per", metavar="PERIOD", help="count by time: a row for each 30s, 1m, 2h, 1d or 1w; times are UTC"
    )
    parser.add_argument("--only", metavar="SET", help="show these codes only, such as 4xx,5xx; totals are of all")
    parser.add_argument("--top", metavar="N", type=int, help="show the N most common codes, the most common first")
    parser.add_argument(
        "--fail-if",
        metavar="LIMIT",
        help="exit with status 3 if a set exceeds a share ('5xx > 1%%') or a count ('500 > 9')",
    )
    parser.add_argument("--skipped", action="store_true", help="show the first three skipped lines of each log")
    parser.add_argument(
        "--follow", action="store_true", help="count what is added to the logs, until Ctrl-C; a terminal is redrawn"
    )
    parser.add_argument("--svg", metavar="FILE", help="draw a picture of the counts too, by time with --per")
    outputs = parser.add_mutually_exclusive_group()
    outputs.add_argument("--csv", action="store_true", help="write CSV: a line for each code, a column for each file")
    outputs.add_argument("--json", action="store_true", help="write JSON (docs/httpstatus.schema.json)")
    _add_color(parser)
    return parser
