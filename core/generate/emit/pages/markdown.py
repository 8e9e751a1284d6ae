"""The little Markdown that the reference needs: what CommonMark has, tables, and anchors that every forge keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def escape(text: str) -> str:
    """Text that Markdown takes as it is; underscores within words need no help."""
    text = re.sub(r"([\\`*\[\]<>|~])", r"\\\1", text)
    text = re.sub(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def anchor(name: str) -> str:
    return f'<a id="{name}"></a>'


def section_url(document: str, section: str = "") -> str:
    """The address of a document, or nothing where none follows from its name."""
    rfc = re.fullmatch(r"RFC (\d+)", document)
    if rfc:
        part = f"#section-{section}" if section[:1].isdigit() else f"#appendix-{section}" if section else ""
        return f"https://www.rfc-editor.org/rfc/rfc{rfc[1]}{part}"
    if re.fullmatch(r"draft-[a-z0-9-]+", document):
        return f"https://datatracker.ietf.org/doc/{re.sub(r'-[0-9][0-9]$', '', document)}/"
    return ""


def _link(text: str, url: str) -> str:
    return f"[{escape(text)}]({url})" if url else escape(text)


def link_reference(reference: str) -> str:
    """RFC 9110 15.1, 15.3.1; RFC 9111 3, each section with its link."""
    parts = []
    for part in reference.split("; "):
        found = re.fullmatch(r"(RFC \d+|MS-[A-Z]+|draft-[a-z0-9-]+)(?: ([0-9A-Z.]+(?:, [0-9A-Z.]+)*))?", part)
        if not found:
            parts.append(escape(part))
            continue
        document, sections = found[1], (found[2] or "").split(", ")
        first = _link(f"{document} {sections[0]}".strip(), section_url(document, sections[0]))
        parts.append(", ".join([first, *(_link(s, section_url(document, s)) for s in sections[1:])]))
    return "; ".join(parts)


def link_documents(documents: str) -> str:
    """RFC 5321, RFC 3207: documents between commas."""
    return ", ".join(link_reference(document) for document in documents.split(", "))


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows)]
    return [re.sub(r"\|  (?=\|)", "| ", line) for line in lines]


class Page:
    """A page in the making: blocks with an empty line between them."""

    def __init__(self, title: str, banner: str) -> None:
        self.banner = banner
        self.blocks = [f"# {title}"]

    def heading(self, title: str, level: int) -> None:
        self.blocks.append(f"{'#' * level} {title}")

    def text(self, text: str) -> None:
        self.blocks.append(text)

    def lines(self, lines: Iterable[str]) -> None:
        """A list or a table."""
        block = "\n".join(lines)
        if block:
            self.blocks.append(block)

    def done(self) -> str:
        return self.banner + "\n\n".join(self.blocks) + "\n"
