"""The parts of a whole, each named beside it with its value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.sheet import (
    LINE,
    SIZE,
    Sheet,
    cut,
    measure,
    number,
    spread,
    wrap,
)

_MOST = 2
_GAP = 4.0


@dataclass(frozen=True, slots=True)
class _Part:
    """A part: from where to where, in turns of the disc, and what is said of it."""

    start: float
    end: float
    color: str
    lines: list[str]

    @property
    def middle(self) -> float:
        """Where it points to."""
        return (self.start + self.end) / 2


def draw_parts(sheet: Sheet, donnees: Donnees, unite: str) -> None:
    """A disc of parts, the first one from the top, clockwise."""
    whole = [p for p in donnees.iter_points() if p[0] > 0]
    total = sum((p[0] for p in whole), Decimal(0)) or Decimal(1)
    side = sheet.width * 0.29
    top = 0.0
    if unite:
        sheet.text(0, SIZE, cut(unite, sheet.width), "start")
        top = LINE + _GAP
    parts: list[_Part] = []
    turned = Decimal(0)
    for rank, (value, category, _) in enumerate(whole):
        start, turned = turned, turned + value
        # The last part touches the first: of one colour, they would look like one.
        last = rank == len(whole) - 1 and rank % len(sheet.ink.colors) == 0 < rank
        color = sheet.ink.pick(rank + (2 if last else 0))
        label = f"{category} : {format_number(value)}".replace(" :", "\u00a0:")
        lines = _break(label, format_number(value), side)
        parts.append(_Part(float(start / total), float(turned / total), color, lines))
    sides = (
        [p for p in parts if p.middle < 0.5],
        [p for p in reversed(parts) if p.middle >= 0.5],
    )
    heights = (sum(LINE * len(p.lines) + _GAP for p in s) + LINE for s in sides)
    room = (len(whole) + 1) // 2 * (LINE * 1.6) + 2 * LINE
    sheet.height = max(sheet.height, top + max(room, *heights))
    center = (sheet.width / 2, top + (sheet.height - top) / 2)
    tall = (sheet.height - top) / 2 - LINE
    radius = max(min(tall, sheet.width / 2 - side - 18), LINE)
    for part in parts:
        _slice(sheet, center, radius, part)
    for names, way, anchor in zip(sides, (1, -1), ("start", "end"), strict=True):
        _name(sheet, center, radius, names, top, way, anchor)


def _break(label: str, value: str, width: float) -> list[str]:
    """What is said of a part in lines, its value always whole."""
    if measure(label) <= width:
        return [label]
    return [*wrap(label.removesuffix(f" {value}"), width, _MOST), value]


def _point(center: tuple[float, float], radius: float, part: float) -> str:
    angle = 2 * math.pi * part
    x, y = center[0] + radius * math.sin(angle), center[1] - radius * math.cos(angle)
    return f"{number(x)} {number(y)}"


def _slice(
    sheet: Sheet,
    center: tuple[float, float],
    radius: float,
    part: _Part,
) -> None:
    start, end, r = part.start, part.end, number(radius)
    if end - start > 0.9999:  # an arc that ends where it starts is not drawn
        half = _point(center, radius, start + 0.5)
        first = _point(center, radius, start)
        way = f"M {first} A {r} {r} 0 1 1 {half} A {r} {r} 0 1 1 {first} Z"
    else:
        large = int(end - start > 0.5)
        way = (
            f"M {number(center[0])} {number(center[1])} "
            f"L {_point(center, radius, start)} "
            f"A {r} {r} 0 {large} 1 {_point(center, radius, end)} Z"
        )
    sheet.path(way, fill=part.color, stroke="#FFFFFF", stroke_width=1.5)


def _name(
    sheet: Sheet,
    center: tuple[float, float],
    radius: float,
    parts: list[_Part],
    top: float,
    way: int,
    anchor: str,
) -> None:
    """The names on one side, each as near its part as the others let it."""
    wanted = [
        (center[1] - (radius + 10) * math.cos(2 * math.pi * p.middle), len(p.lines))
        for p in parts
    ]
    bases = spread(wanted, SIZE + top, sheet.height - _GAP, _GAP)
    x = center[0] + way * (radius + 18)
    for part, base in zip(parts, bases, strict=True):
        middle = base + LINE * (len(part.lines) - 1) / 2 - SIZE / 3
        edge = _point(center, radius + 2, part.middle)
        sheet.path(
            f"M {edge} L {number(x - way * 3)} {number(middle)}",
            fill="none",
            stroke=f"#{sheet.ink.text}",
            stroke_width=0.6,
        )
        for line, text in enumerate(part.lines):
            sheet.text(x, base + LINE * line, text, anchor)
