"""The parts of a whole, each named beside it with its value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from delib_gen.graphiques.donnees import Donnees
from delib_gen.graphiques.encre import (
    LIGNE,
    TAILLE,
    Encre,
    Feuille,
    measure,
    number,
    shorten,
    wrap,
)
from delib_gen.graphiques.nombres import format_number

_MOST = 2
_GAP = 4.0


@dataclass(slots=True)
class _Part:
    """A part: where it points to, and what is said of it."""

    angle: float
    lines: list[str]
    base: float = 0.0


def draw_parts(donnees: Donnees, unite: str, encre: Encre) -> Feuille:
    """A disc of parts, the first one from the top, clockwise."""
    feuille = Feuille(encre)
    whole = [p for p in donnees.iter_points() if p[0] > 0]
    total = sum((p[0] for p in whole), Decimal(0)) or Decimal(1)
    side = feuille.largeur * 0.29
    top = 0.0
    if unite:
        feuille.text(0, TAILLE, shorten(unite, feuille.largeur), "start")
        top = LIGNE + _GAP
    room = (len(whole) + 1) // 2 * (LIGNE * 1.6) + 2 * LIGNE
    feuille.hauteur = max(210.0, room) + top
    center = (feuille.largeur / 2, top + (feuille.hauteur - top) / 2)
    radius = min(82.0, feuille.largeur / 2 - side - 18)
    parts: list[_Part] = []
    turned = Decimal(0)
    for rank, (value, category, _) in enumerate(whole):
        start, turned = turned, turned + value
        span = (float(start / total), float(turned / total))
        # The last part touches the first: of one colour, they would look like one.
        last = rank == len(whole) - 1 and rank % len(encre.couleurs) == 0 < rank
        _slice(feuille, center, radius, span, encre.pick(rank + (2 if last else 0)))
        label = f"{category} : {format_number(value)}".replace(" :", "\u00a0:")
        parts.append(_Part(sum(span) / 2, _break(label, format_number(value), side)))
    _name(feuille, center, radius, parts)
    return feuille


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
    feuille: Feuille,
    center: tuple[float, float],
    radius: float,
    span: tuple[float, float],
    color: str,
) -> None:
    start, end = span
    r = number(radius)
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
    feuille.path(way, fill=color, stroke="#FFFFFF", stroke_width=1.5)


def _name(
    feuille: Feuille, center: tuple[float, float], radius: float, parts: list[_Part]
) -> None:
    """The names on both sides, each as near its part as the others let it."""
    sides = (
        [p for p in parts if p.angle < 0.5],
        [p for p in reversed(parts) if p.angle >= 0.5],
    )
    for side, way, anchor in zip(sides, (1, -1), ("start", "end"), strict=True):
        _spread(feuille, side, center[1], radius)
        x = center[0] + way * (radius + 18)
        for part in side:
            middle = part.base + LIGNE * (len(part.lines) - 1) / 2 - TAILLE / 3
            edge = _point(center, radius + 2, part.angle)
            feuille.path(
                f"M {edge} L {number(x - way * 3)} {number(middle)}",
                fill="none",
                stroke=f"#{feuille.encre.texte}",
                stroke_width=0.6,
            )
            for line, text in enumerate(part.lines):
                feuille.text(x, part.base + LIGNE * line, text, anchor)


def _spread(feuille: Feuille, side: list[_Part], middle: float, radius: float) -> None:
    """Set the first base line of each name: in order, none over another."""
    reach = TAILLE + (LIGNE + _GAP if middle > feuille.hauteur / 2 else 0)
    for part in side:
        wanted = middle - (radius + 10) * math.cos(2 * math.pi * part.angle)
        part.base = max(wanted - LIGNE * (len(part.lines) - 1) / 2, reach)
        reach = part.base + LIGNE * len(part.lines) + _GAP
    limit = feuille.hauteur - _GAP
    for part in reversed(side):
        part.base = min(part.base, limit - LIGNE * (len(part.lines) - 1))
        limit = part.base - LIGNE - _GAP
