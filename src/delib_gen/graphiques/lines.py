"""Lines through the values of each series, named where they end."""

from __future__ import annotations

from delib_gen.graphiques.axes import (
    Frame,
    draw_head,
    draw_rows,
    measure_scale,
    stand_frame,
)
from delib_gen.graphiques.donnees import Donnees, Serie
from delib_gen.graphiques.numbers import format_number
from delib_gen.graphiques.patterns import DASHES, draw_sign
from delib_gen.graphiques.scale import Scale, make_scale
from delib_gen.graphiques.sheet import (
    LINE,
    SIZE,
    Sheet,
    measure,
    number,
    spread,
    wrap,
)

_NAMES = 0.28
"""The most of a sheet that the names of lines may take."""


def draw_lines(sheet: Sheet, donnees: Donnees, unite: str) -> None:
    """A line for each series."""
    scale = make_scale(value for value, _, _ in donnees.iter_points())
    widest = max((measure(s.nom) for s in donnees.series), default=0.0)
    room = min(widest, sheet.width * _NAMES) if len(donnees.series) > 1 else 0.0
    left, right = measure_scale(scale), sheet.width - room - 10
    slot = (right - left) / max(len(donnees.categories), 1)
    unnamed = Donnees("", donnees.categories, donnees.series[:1])
    top = draw_head(sheet, unite, unnamed) + SIZE
    frame = stand_frame(sheet, donnees, left, right, top)
    if scale.marks[0] < 0:  # the lowest point has its value below it
        frame = Frame(left, top, right, frame.bottom - LINE)
    draw_rows(sheet, scale, frame)
    ends: list[tuple[float, int]] = []
    for rank, serie in enumerate(donnees.series):
        points = _place(serie, scale, frame, slot)
        _draw_one(sheet, points, rank)
        known = [p for p in points if p is not None]
        if known:
            ends.append((known[-1][1], rank))
    if room:
        _name_lines(sheet, donnees, ends, (right + 6, room))
    elif donnees.series:
        _name_values(sheet, donnees.series[0], scale, frame, slot)


def _place(
    serie: Serie, scale: Scale, frame: Frame, slot: float
) -> list[tuple[float, float] | None]:
    return [
        None
        if value is None
        else (
            frame.left + slot * (index + 0.5),
            frame.bottom - scale.place(value) * frame.height,
        )
        for index, value in enumerate(serie.valeurs)
    ]


def _draw_one(
    sheet: Sheet, points: list[tuple[float, float] | None], rank: int
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
    if DASHES[rank % len(DASHES)]:
        look["stroke_dasharray"] = DASHES[rank % len(DASHES)]
    if moves:
        sheet.path(" ".join(moves), stroke=sheet.ink.pick(rank), **look)
    for point in points:
        if point is not None:
            draw_sign(sheet, *point, rank)


def _name_lines(
    sheet: Sheet,
    donnees: Donnees,
    ends: list[tuple[float, int]],
    room: tuple[float, float],
) -> None:
    """The name of each line where it ends; those that would touch move apart."""
    x, width = room
    names = {rank: wrap(donnees.series[rank].nom, width, 2) for _, rank in ends}
    below = SIZE / 3
    wanted = [(y + below, len(names[rank])) for y, rank in sorted(ends)]
    bases = spread(wanted, SIZE + below, sheet.height - below)
    for (_, rank), base in zip(sorted(ends), bases, strict=True):
        for line, text in enumerate(names[rank]):
            color = sheet.ink.pick(rank)
            sheet.text(x, base + LINE * line, text, "start", color)


def _name_values(
    sheet: Sheet, serie: Serie, scale: Scale, frame: Frame, slot: float
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
            y = point[1] + LINE + 2 if below else point[1] - 8
            sheet.text(point[0], y, format_number(value))
