"""What the pages have because a forge shows them too: anchors in HTML, and links to files that are no pages."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from docutils import nodes
from rst import ROOT
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

ANCHOR = re.compile(r'<a id="([^"]+)">')
LINK = re.compile(r"\]\((\.\./[^)#]+)")
URLS = dict(url.split(", ") for url in metadata("httpstatus").get_all("Project-URL") or [])


class RawAnchors(SphinxTransform):
    """Let links find <a id="code-404"></a>: every forge keeps these, and MyST overlooks them."""

    default_priority = 870  # before MyST resolves the links within a page, at 879

    def apply(self, **kwargs: Any) -> None:
        slugs = getattr(self.document, "myst_slugs", None)
        if slugs is None:
            return
        for node in list(self.document.findall(nodes.raw)):
            for name in ANCHOR.findall(node.astext()):
                slugs[name] = (node.line or 0, name, "")
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs


def outward(app: Sphinx, name: str, source: list[str]) -> None:
    """source-read: what lies outside of docs/ is linked in the repository."""

    def link(match: re.Match[str]) -> str:
        target = (Path(app.srcdir) / name).parent.joinpath(match[1]).resolve()
        if target.is_relative_to(app.srcdir) or not target.is_relative_to(ROOT):
            return match[0]
        kind = "tree" if target.is_dir() else "blob"
        return f"]({URLS['Homepage']}/{kind}/main/{target.relative_to(ROOT)}"

    source[0] = LINK.sub(link, source[0])


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(RawAnchors)
    app.connect("source-read", outward)
    return {"parallel_read_safe": True}
