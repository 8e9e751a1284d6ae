"""A plot of results as SVG: a line for each contender, and on it a dot where its median is, with its quartiles.

The scale is logarithmic, since what is compared differs by factors; hence dots, and no bars, whose lengths would lie.
"""

from __future__ import annotations

import math
from typing import NamedTuple
from xml.sax.saxutils import escape

from results import Spread

WIDTH, LABELS, VALUES, LINE, HEAD = 900, 330, 90, 20, 34
STYLE = """\
  <style>
    text { font: 12px system-ui, sans-serif; fill: #1f2328; }
    .title { font-size: 15px; font-weight: 600; }
    .row { font-weight: 600; }
    .label, .tick { fill: #59636e; }
    .ours { fill: #1a6dcc; stroke: #1a6dcc; }
    .floor { fill: #ffffff; stroke: #8c959f; }
    .peer { fill: #bc4c00; stroke: #bc4c00; }
    .grid { stroke: #d1d9e0; }
    .ground { fill: #ffffff; }
  </style>"""


class Dot(NamedTuple):
    label: str
    kind: str  # "ours", "floor" or "peer"
    spread: Spread


class Group(NamedTuple):
    title: str
    dots: list[Dot]


def _ticks(low: float, high: float) -> list[float]:
    return [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def _text(x: float, y: float, text: str, kind: str, anchor: str = "start") -> str:
    return f'  <text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _mark(dot: Dot, x: float, y: float) -> str:
    """Shapes differ as colours do: a dot is ours, a square a peer, a hollow dot a floor."""
    if dot.kind == "peer":
        return f'  <rect class="peer" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
    return f'  <circle class="{dot.kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.5" stroke-width="1.5"/>'


def draw(title: str, unit: str, groups: list[Group], number: str = "{:,.1f}") -> str:
    """The text of an SVG file. number says how a median is written."""
    values = [value for group in groups for dot in group.dots for value in dot.spread]
    ticks = _ticks(min(values), max(values))
    left, right = LABELS, WIDTH - VALUES
    begin, end = math.log10(ticks[0]), math.log10(ticks[-1])

    def x_of(value: float) -> float:
        return left + (math.log10(value) - begin) / ((end - begin) or 1) * (right - left)

    parts = []
    y = 70.0
    for group in groups:
        y += HEAD - LINE
        parts.append(_text(12, y, group.title, "row"))
        y += LINE
        for dot in group.dots:
            low, median, high = (x_of(value) for value in dot.spread)
            parts.append(_text(24, y, dot.label, "label"))
            parts.append(f'  <line class="{dot.kind}" x1="{low:.1f}" y1="{y - 4}" x2="{high:.1f}" y2="{y - 4}"/>')
            parts.append(_mark(dot, median, y - 4))
            parts.append(_text(WIDTH - 12, y, f"{number.format(dot.spread.median)} {unit}", "label", "end"))
            y += LINE
    grid = []
    for tick in ticks:
        x = x_of(tick)
        grid.append(f'  <line class="grid" x1="{x:.1f}" y1="56" x2="{x:.1f}" y2="{y - 8:.1f}"/>')
        grid.append(_text(x, 50, f"{tick:g} {unit}", "tick", "middle"))
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y:.0f}" viewBox="0 0 {WIDTH} {y:.0f}" '
        f'role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">',
        STYLE,
        '  <rect class="ground" width="100%" height="100%"/>',
        _text(12, 24, title, "title"),
    ]
    return "\n".join([*head, *grid, *parts, "</svg>", ""])
