"""A picture of counts as SVG: bars in parts by class, without anything from elsewhere."""

from __future__ import annotations

from html import escape

import httpstatus

from .counts import by_class

COLORS = {"1xx": "#4c78a8", "2xx": "#54a24b", "3xx": "#72b7b2", "4xx": "#eeca3b", "5xx": "#e45756"}
OTHER = "#9d9da3"
WIDTH = 960
MARGIN = 16
LINE = 20  # the height of a row
LEGEND = 32
COLUMNS = 40  # rows, beyond which there are columns without labels of their own
HEIGHT = 320  # of the columns
CHARACTER = 7  # the width of one, about

Row = tuple[str, list[tuple[int, int]]]


def bars(rows: list[Row]) -> str:
    """The picture of rows, which have a label and counts of codes."""
    most = max((_sum(row) for row in rows), default=0) or 1
    labels = sorted({httpstatus.label(code) for _, codes in rows for code, _ in codes})
    drawn = _rows(rows, most) if len(rows) <= COLUMNS else _columns(rows, most)
    height = LEGEND + (LINE * len(rows) if len(rows) <= COLUMNS else HEIGHT + LINE) + MARGIN
    legend = "".join(
        f'<rect x="{MARGIN + 72 * at}" y="8" width="12" height="12" fill="{COLORS.get(label, OTHER)}"/>'
        f'<text x="{MARGIN + 72 * at + 18}" y="18">{escape(label)}</text>\n'
        for at, label in enumerate(labels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="sans-serif" font-size="12">\n<title>Status codes</title>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n{legend}{drawn}</svg>\n'
    )


def _sum(row: Row) -> int:
    return sum(count for _, count in row[1])


def _about(row: Row) -> str:
    shown = ", ".join(f"{code:03d}: {count}" for code, count in row[1])
    return f"<title>{escape(row[0])}{escape(f' ({shown})' if shown else '')}</title>"


def _rows(rows: list[Row], most: int) -> str:
    """A row for each: label, bar, count."""
    left = MARGIN + min(max((len(label) for label, _ in rows), default=0) * CHARACTER + 8, WIDTH // 2)
    space = WIDTH - left - MARGIN - 9 * CHARACTER
    out = ""
    for at, row in enumerate(rows):
        y = LEGEND + LINE * at
        x = float(left)
        out += f'<g>{_about(row)}<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(row[0])}</text>'
        for label, count in sorted(by_class(row[1]).items()):
            width = space * count / most
            out += f'<rect x="{x:.1f}" y="{y + 3}" width="{width:.1f}" height="{LINE - 6}" '
            out += f'fill="{COLORS.get(label, OTHER)}"/>'
            x += width
        out += f'<text x="{x + 6:.1f}" y="{y + 14}">{_sum(row)}</text></g>\n'
    return out


def _columns(rows: list[Row], most: int) -> str:
    """A column for each, with the first and the last label below, and the largest count above."""
    space = WIDTH - 2 * MARGIN
    step = space / len(rows)
    bottom = LEGEND + HEIGHT
    out = f'<text x="{WIDTH - MARGIN}" y="18" text-anchor="end">at most {most}</text>\n'
    for at, row in enumerate(rows):
        y = float(bottom)
        out += f"<g>{_about(row)}"
        for label, count in sorted(by_class(row[1]).items()):
            height = HEIGHT * count / most
            y -= height
            out += f'<rect x="{MARGIN + step * at:.2f}" y="{y:.1f}" width="{max(step * 0.9, 0.5):.2f}" '
            out += f'height="{height:.1f}" fill="{COLORS.get(label, OTHER)}"/>'
        out += "</g>\n"
    out += f'<text x="{MARGIN}" y="{bottom + 16}">{escape(rows[0][0])}</text>'
    return out + f'<text x="{WIDTH - MARGIN}" y="{bottom + 16}" text-anchor="end">{escape(rows[-1][0])}</text>\n'
