"""Let links find <a id="code-404"></a>: the pages of the registry have these, since every forge keeps them."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

ANCHOR = re.compile(r'<a id="([^"]+)">')


class RawAnchors(SphinxTransform):
    default_priority = 870  # before MyST resolves the links within a page, at 879

    def apply(self, **kwargs: Any) -> None:
        slugs = getattr(self.document, "myst_slugs", None)
        if slugs is None:
            return
        for node in list(self.document.findall(nodes.raw)):
            for name in ANCHOR.findall(node.astext()):
                slugs[name] = (node.line or 0, name, "")
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_transform(RawAnchors)
    return {"parallel_read_safe": True}
