"""What tells series apart beside their colour: hatching, dashes, signs."""

from __future__ import annotations

from collections.abc import Iterator

from delib_gen.graphiques.sheet import Sheet, number

DASHES = ("", "7 4", "2 3", "10 3 2 3", "12 5", "4 2 1 2")
"""The dashes of lines, by series."""
_STEP = 6.0
_SIZE = 4.0


def fill_bar(sheet: Sheet, box: tuple[float, float, float, float], rank: int) -> None:
    """A bar with the colour and the hatching of its series.

    Args:
        sheet: the sheet.
        box: left, top, width, height.
        rank: that of the series.
    """
    x, y, width, height = box
    sheet.rect(x, y, width, height, sheet.ink.pick(rank))
    for x1, y1, x2, y2 in _hatch(x, y, x + width, y + height, rank % 6):
        sheet.line(x1, y1, x2, y2, stroke="#FFFFFF", stroke_width=1.3)


def _hatch(
    x0: float, y0: float, x1: float, y1: float, pattern: int
) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a pattern, cut at the edges of a bar."""
    if pattern in (1, 4):  # rising
        yield from _slant(x0, y0, x1, y1)
    if pattern in (3, 4):  # falling: the same, seen in a mirror
        for ax, ay, bx, by in _slant(x0, y0, x1, y1):
            yield x0 + x1 - ax, ay, x0 + x1 - bx, by
    if pattern == 2:
        yield from ((x0, y, x1, y) for y in _steps(y0, y1))
    if pattern == 5:
        yield from ((x, y0, x, y1) for x in _steps(x0, x1))


def _slant(
    x0: float, y0: float, x1: float, y1: float
) -> Iterator[tuple[float, float, float, float]]:
    for c in _steps(x0 + y0, x1 + y1):
        left, right = max(x0, c - y1), min(x1, c - y0)
        yield left, c - left, right, c - right


def _steps(start: float, end: float) -> Iterator[float]:
    place = start + _STEP
    while place < end:
        yield place
        place += _STEP


def draw_sign(sheet: Sheet, x: float, y: float, rank: int) -> None:
    """The sign of a series at one of its points."""
    color, s = sheet.ink.pick(rank), _SIZE
    shapes = (
        ((x - s, y), (x, y - s), (x + s, y), (x, y + s)),
        ((x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)),
        ((x, y - s), (x + s, y + s), (x - s, y + s)),
        ((x - s, y - s), (x + s, y - s), (x, y + s)),
        ((x - s, y - 1.5), (x + s, y - 1.5), (x + s, y + 1.5), (x - s, y + 1.5)),
        ((x - 1.5, y - s), (x + 1.5, y - s), (x + 1.5, y + s), (x - 1.5, y + s)),
    )
    points = " L ".join(f"{number(px)} {number(py)}" for px, py in shapes[rank % 6])
    sheet.path(f"M {points} Z", fill=color, stroke="#FFFFFF", stroke_width=0.6)
