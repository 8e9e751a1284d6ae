"""The little roff that manual pages need: macros of man(7) alone, which groff and mandoc lay out alike."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def escape(text: str) -> str:
    """Text that means itself; a hyphen that does not join words is a minus."""
    text = text.replace("\\", "\\e")
    return re.sub(r"(?<![A-Za-z0-9])-|-(?=-)", r"\\-", text)


def fill(text: str) -> str:
    """Escaped text in lines of a length that suits its readers; none of them begins like a request."""
    lines = textwrap.wrap(text, 79, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line[0] in ".'" else line for line in lines)


def code(text: str) -> str:
    """Text that a reader copies: no character is turned into a prettier one."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    text = text.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return re.sub(r"^(?=\.)", r"\\&", text, flags=re.MULTILINE)


def bold(text: str) -> str:
    return f"\\fB{code(text)}\\fR"


def italic(text: str) -> str:
    return f"\\fI{code(text)}\\fR"


def released(version: str, root: Path) -> str:
    """The day of a release, from the changelog; nothing for one that is still to come."""
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \[{re.escape(version)}\] - ([0-9-]+)$", changelog, re.MULTILINE)
    return found[1] if found else ""


class Page:
    """A manual page in the making."""

    def __init__(self, name: str, section: int, version: str, manual: str, banner: str, root: Path) -> None:
        self.lines = [
            f'.\\" {banner}',
            f'.TH {name.upper()} {section} "{released(version, root)}" "httpstatus {version}" "{manual}"',
        ]
        self._fresh = True  # right behind a heading, where no .PP belongs

    def heading(self, title: str) -> None:
        self.lines.append(f".SH {title.upper()}")
        self._fresh = True

    def subheading(self, title: str) -> None:
        self.lines.append(f".SS {title}")
        self._fresh = True

    def paragraph(self, text: str) -> None:
        """Text that is escaped already, one line of it or several."""
        if not self._fresh:
            self.lines.append(".PP")
        self.lines += text.split("\n")
        self._fresh = False

    def verbatim(self, lines: Iterable[str]) -> None:
        """Lines that stay as they are."""
        if not self._fresh:
            self.lines.append(".PP")
        self.lines += [".nf", *lines, ".fi"]
        self._fresh = False

    def tagged(self, term: str, text: str) -> None:
        """A term, and what is said about it."""
        self.lines += [".TP", term, *text.split("\n")]
        self._fresh = False

    def bullet(self, text: str) -> None:
        self.lines += [".IP \\(bu 2", *text.split("\n")]
        self._fresh = False

    @contextmanager
    def indented(self) -> Iterator[None]:
        self.lines.append(".RS 4")
        self._fresh = True
        yield
        self.lines.append(".RE")
        self._fresh = False

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
