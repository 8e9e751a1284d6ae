"""The site's search finds numbers: Sphinx leaves words of digits out of its index and out of queries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

SKIPPED = r" || queryTerm.match(/^\d+$/)"  # in the program that searches


class English(SearchEnglish):
    def word_filter(self, word: str) -> bool:
        return word.isdigit() or super().word_filter(word)


def mend(app: Sphinx, error: Exception | None) -> None:
    program = Path(app.outdir, "_static/searchtools.js")
    if error or not program.exists():
        return
    text = program.read_text(encoding="utf-8")
    if SKIPPED in text:
        program.write_text(text.replace(SKIPPED, ""), encoding="utf-8")
    elif r"match(/^\d+$/)" in text:
        raise RuntimeError("searchtools.js skips numbers in another way than docs/extensions/site_search.py knows")


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_search_language(English)
    app.connect("build-finished", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
