"""Lines through the values of each series, named where they end."""

from __future__ import annotations

from delib_gen.graphiques.axes import (
    Cadre,
    draw_head,
    draw_rows,
    measure_scale,
    stand_frame,
)
from delib_gen.graphiques.donnees import Donnees, Serie
from delib_gen.graphiques.echelle import Echelle, make_scale
from delib_gen.graphiques.encre import (
    LIGNE,
    TAILLE,
    Encre,
    Feuille,
    measure,
    number,
    spread,
    wrap,
)
from delib_gen.graphiques.motifs import TRAITS, draw_sign
from delib_gen.graphiques.nombres import format_number

_NAMES = 0.28
"""The most of a sheet that the names of lines may take."""


def draw_lines(donnees: Donnees, unite: str, encre: Encre) -> Feuille:
    """A line for each series."""
    feuille = Feuille(encre)
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    widest = max((measure(s.nom) for s in donnees.series), default=0.0)
    room = min(widest, feuille.largeur * _NAMES) if len(donnees.series) > 1 else 0.0
    left, right = measure_scale(scale), feuille.largeur - room - 10
    slot = (right - left) / max(len(donnees.categories), 1)
    unnamed = Donnees("", donnees.categories, donnees.series[:1])
    top = draw_head(feuille, unite, unnamed) + TAILLE
    frame = stand_frame(feuille, donnees, left, right, top)
    if scale.graduations[0] < 0:  # the lowest point has its value below it
        frame = Cadre(left, top, right, frame.bas - LIGNE)
    draw_rows(feuille, scale, frame)
    ends: list[tuple[float, int]] = []
    for rank, serie in enumerate(donnees.series):
        points = _place(serie, scale, frame, slot)
        _draw_one(feuille, points, rank)
        known = [p for p in points if p is not None]
        if known:
            ends.append((known[-1][1], rank))
    if room:
        _name_lines(feuille, donnees, ends, (right + 6, room))
    elif donnees.series:
        _name_values(feuille, donnees.series[0], scale, frame, slot)
    return feuille


def _place(
    serie: Serie, scale: Echelle, frame: Cadre, slot: float
) -> list[tuple[float, float] | None]:
    return [
        None
        if value is None
        else (
            frame.gauche + slot * (index + 0.5),
            frame.bas - scale.place(value) * frame.hauteur,
        )
        for index, value in enumerate(serie.valeurs)
    ]


def _draw_one(
    feuille: Feuille, points: list[tuple[float, float] | None], rank: int
) -> None:
    """A line, broken where a value lacks."""
    moves: list[str] = []
    pen = "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        moves.append(f"{pen} {number(point[0])} {number(point[1])}")
        pen = "L"
    look: dict[str, object] = {"fill": "none", "stroke_width": 2}
    if TRAITS[rank % len(TRAITS)]:
        look["stroke_dasharray"] = TRAITS[rank % len(TRAITS)]
    if moves:
        feuille.path(" ".join(moves), stroke=feuille.encre.pick(rank), **look)
    for point in points:
        if point is not None:
            draw_sign(feuille, *point, rank)


def _name_lines(
    feuille: Feuille,
    donnees: Donnees,
    ends: list[tuple[float, int]],
    room: tuple[float, float],
) -> None:
    """The name of each line where it ends; those that would touch move apart."""
    x, width = room
    names = {rank: wrap(donnees.series[rank].nom, width, 2) for _, rank in ends}
    below = TAILLE / 3
    wanted = [(y + below, len(names[rank])) for y, rank in sorted(ends)]
    bases = spread(wanted, TAILLE + below, feuille.hauteur - below)
    for (_, rank), base in zip(sorted(ends), bases, strict=True):
        for line, text in enumerate(names[rank]):
            color = feuille.encre.pick(rank)
            feuille.text(x, base + LIGNE * line, text, "start", color)


def _name_values(
    feuille: Feuille, serie: Serie, scale: Echelle, frame: Cadre, slot: float
) -> None:
    """The values of a line that is alone, where they fit."""
    values = [v for v in serie.valeurs if v is not None]
    if any(measure(format_number(v)) > slot for v in values):
        return
    for value, point in zip(
        serie.valeurs, _place(serie, scale, frame, slot), strict=True
    ):
        if value is not None and point is not None:
            below = value < 0
            y = point[1] + LIGNE + 2 if below else point[1] - 8
            feuille.text(point[0], y, format_number(value))
