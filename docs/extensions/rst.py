"""What the extensions share: prose of source files as reStructuredText, and a directive that makes it into a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
SECTION = re.compile(r"RFC\s+(\d+),\s+(section|appendix)\s+([0-9A-Z]+(?:\.[0-9]+)*)")
RFC = re.compile(r"RFC\s+(\d+)")
MARKED = re.compile(r"`[^`\n]+`|(?<![\w*])\*\w+\*(?![\w*])")  # `code` and *emphasis*
PARTS = re.compile("|".join(each.pattern for each in (SECTION, RFC, MARKED)))


def escape(text: str) -> str:
    """Prose that reStructuredText takes as it is."""
    return re.sub(r"([\\*`_|])", r"\\\1", text)


def prose(text: str, rest: Callable[[str], str] = escape) -> str:
    """Prose with its `code` and *emphasis*, and with links to RFCs; rest makes what is between these."""
    out, at = "", 0
    for match in PARTS.finditer(text):
        out += rest(text[at : match.start()])
        at = match.end()
        if number := match[1] or match[4]:
            place = f"#{match[2]}-{match[3]}" if match[1] else ""
            out += f"`{' '.join(match[0].split())} <https://www.rfc-editor.org/rfc/rfc{number}{place}>`__"
        else:
            out += f"`{match[0]}`" if match[0].startswith("`") else match[0]
    return out + rest(text[at:])


def indent(lines: list[str], by: int = 3) -> list[str]:
    return [" " * by + line if line else "" for line in lines]


def heading(title: str) -> list[str]:
    return ["", title, "-" * len(title), ""]


class Generated(SphinxDirective):
    """A directive whose content is made from source files."""

    sources: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        for source in self.sources:
            self.env.note_dependency(str(ROOT / source))
        return self.parse_text_to_nodes("\n".join(self.lines()), allow_section_headings=True)
