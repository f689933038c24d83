"""Where things stand on a page that is not ours: what is seen of it, and its turn."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
"""As PDF writes it: x becomes `a x + c y + e`, y becomes `b x + d y + f`."""
_QUARTER, _TURNS = 90, 4
_MAX_LEVELS = 50
"""Nodes between a page and the root of the pages: enough for any tree."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What a reader sees of a page.

    Attributes:
        box: the edges of it in the page's own measure: left, bottom, right, top.
        turns: how many quarters the page is turned, clockwise.
        unit: how many points a step of that measure is.
    """

    box: tuple[float, float, float, float]
    turns: int
    unit: float

    @property
    def width(self) -> float:
        """How wide it is to the eye, in the page's measure."""
        return self._sides[self.turns % 2]

    @property
    def height(self) -> float:
        """How high it is to the eye."""
        return self._sides[1 - self.turns % 2]

    @property
    def _sides(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return right - left, top - bottom

    @property
    def matrix(self) -> Matrix:
        """From what the eye sees, its corner below on the left, to the page."""
        left, bottom, right, top = self.box
        return (
            (1, 0, 0, 1, left, bottom),
            (0, 1, -1, 0, right, bottom),
            (-1, 0, 0, -1, right, top),
            (0, -1, 1, 0, left, top),
        )[self.turns]


def read_visible(page: pikepdf.Page) -> Visible:
    """What is seen of a page: its crop within its sheet, with its rotation."""
    media = _sort_edges(page.mediabox)
    crop = _sort_edges(page.cropbox)
    inside = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        inside = media  # a crop beside the sheet: viewers leave it out
    rotation = find_inherited(page.obj, "/Rotate")
    turns = int(rotation or 0) // _QUARTER % _TURNS
    return Visible(inside, turns, float(page.obj.get("/UserUnit", 1)))


def find_inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """The value of a key of a page, or of what stands above it; None for neither."""
    for _ in range(_MAX_LEVELS):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def write_matrix(matrix: Matrix) -> str:
    """A matrix as a content stream has it."""
    return " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in matrix)


def _sort_edges(box: pikepdf.Array) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = (float(edge) for edge in box)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
