"""The names and phrases of the registry: how they are folded, and which code each of them stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .load import Registry


def normalise(text: str) -> str:
    """Fold a name or phrase the way core/names.c does before it looks one up."""
    return re.sub(r"[ _'-]", "", text.lower())


@dataclass
class TextEntry:
    text: str  # normalised
    row: int  # the meaning it stands for; the first one where it is ambiguous
    field: str  # the field of the meaning that has the text, and its place there where that is a list
    place: int
    codes: list[int]  # one code, or every candidate


def text_index(registry: Registry) -> list[TextEntry]:
    """Every name and phrase that leads to a code.

    IANA's current names win over its former ones and those over vendors' words; among equals
    several codes make the text ambiguous.
    """
    found: dict[str, dict[int, list[tuple[int, str, int]]]] = {}
    for row, m in enumerate(registry.meanings):
        for is_former, fields in enumerate((("name", "phrase"), ("former_phrases", "former_names", "aliases"))):
            rank = is_former + (0 if m.is_default else 2)
            for name in fields:
                value = getattr(m, name)
                for place, text in enumerate([value] if isinstance(value, str) else value):
                    if normalise(text) and text != "(Unused)":
                        found.setdefault(normalise(text), {}).setdefault(rank, []).append((row, name, place))
    entries = []
    for text, ranks in sorted(found.items()):
        best = ranks[min(ranks)]
        codes = list(dict.fromkeys(registry.meanings[row].code for row, _, _ in best))
        entries.append(TextEntry(text, *best[0], codes))
    return entries


def vendor_names(registry: Registry, origin: str) -> list[tuple[str, int]]:
    """The constants of one origin, former ones last; a name given to two codes carries the second one's number."""
    names: dict[str, int] = {}
    for m in registry.meanings:
        if m.origin == origin:
            names[m.name if m.name not in names else f"{m.name}_{m.code}"] = m.code
    for m in registry.meanings:
        if m.origin == origin:
            for former in m.former_names:
                names.setdefault(former, m.code)
    return list(names.items())
