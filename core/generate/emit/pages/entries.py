"""Write the reference's pages on the systems in core/registry/systems, all of one form."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from ...load import Registry
from .markdown import Page, escape, link_reference, table

Entry = dict[str, Any]

COMPOSED = {
    "list": "A log may have several codes with commas between them.",
    "letters": "Read a state letter by letter; two letters that mean more together have an entry of their own.",
    "tags": "Read a code tag by tag; some whole codes have an entry of their own.",
}
RETRY = {
    "yes": "Yes.",
    "no": "No.",
    "idempotent": "Only an idempotent request.",
    "pause": "Only an idempotent request, after a pause.",
    "http1": "Over HTTP/1.1.",
    "depends": "It depends.",
}
COLUMNS = ["Code", "Title", "Meaning", "HTTP status", "May it be repeated?", "Standing", "Sources"]


def about(head: Entry) -> str:
    """What the index says of a system."""
    return escape(head["about"])


class Pages:
    def __init__(
        self, registry: Registry, banner: str, code_link: Callable[[int], str], source_links: Callable[[list[str]], str]
    ) -> None:
        self.known = {meaning.code for meaning in registry.meanings}
        self.banner = banner
        self._code_link, self._source_links = code_link, source_links

    def code_link(self, code: int) -> str:
        """The pages of the systems are one folder below the others."""
        return self._code_link(code).replace("](", "](../")

    def source_links(self, tags: list[str]) -> str:
        return self._source_links(tags).replace("](../", "](../../")

    def page(self, head: Entry) -> str:
        page = Page(escape(head["title"]), self.banner)
        page.text("[All codes](../../registry.md)")
        page.text(about(head))
        if "compose" in head:
            page.text(COMPOSED[head["compose"]])
        if "note" in head:
            page.text(f"*Note:* {escape(head['note'])}")
        facts = [["Id", f"`{head['id']}`"]]
        if "spec" in head:
            facts.append(["Defined in", link_reference(f"{head['spec']} {head['section']}")])
        facts += [["Read more", f"<{head['url']}>"], ["Sources", self.source_links(head["sources"])]]
        page.lines(table(["Query", f"`{head['prefix']}:CODE`"], facts))
        for part, entries in groupby(head["entries"], key=lambda entry: entry.get("part", "")):
            if part:
                page.heading(escape(part.replace("_", " ").capitalize()), 2)
            page.lines(table(COLUMNS, map(self._row, entries)))
        return page.done()

    def _row(self, entry: Entry) -> list[str]:
        names = [f"`{name}`" for name in (entry["key"], *entry.get("names", []))]
        if "number" in entry and entry["key"] != str(entry["number"]):
            names.append(self._number(entry))
        said = [entry["explanation"], entry.get("definition", ""), entry.get("note", "")]
        status = [self.code_link(entry["http_status"])] if entry.get("http_status") in self.known else []
        status.append(escape(entry.get("http_status_note", "")))
        retry = [RETRY[entry["retry"]]] if "retry" in entry else []
        retry.append(escape(entry.get("retry_note", "")))
        standing = [entry["standing"]]
        if "evidence" in entry:
            standing.append("(only others than the owner say so)")
        standing.append(escape(entry.get("since", "")))
        if "spec" in entry:
            standing.append(link_reference(f"{entry['spec']} {entry.get('section', '')}".strip()))
        elif entry.get("url"):
            standing.append(f"<{entry['url']}>")
        return [
            ", ".join(names),
            escape(entry["title"]),
            escape(" ".join(filter(None, said))),
            " ".join(filter(None, status)),
            " ".join(filter(None, retry)),
            " ".join(filter(None, standing)),
            self.source_links(entry["sources"]),
        ]

    def _number(self, entry: Entry) -> str:
        text = f"{entry['number']:#x}"
        if "last" in entry:
            text += f" to {entry['last']:#x}"
        return f"{text}, every {entry['step']:#x}" if "step" in entry else text


def emit_pages(
    registry: Registry, banner: str, code_link: Callable[[int], str], source_links: Callable[[list[str]], str]
) -> dict[str, str]:
    """Each page, by its name in docs/registry without .md."""
    pages = Pages(registry, banner, code_link, source_links)
    return {f"systems/{head['id']}": pages.page(head) for head in registry.heads}
