"""argparse, as the command line uses it."""

from __future__ import annotations

import argparse
import sys

from ._cli_output import complain, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


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

        operands names the attribute, which its argument gives nargs="*"; wanted is the error where there is none.
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
