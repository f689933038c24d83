"""Where in the margin of somebody else's page there is room for a line of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_SCALE = 0.5
"""Dots for each point of the page: enough to see whether something is there."""
_MAX_DOTS = 1500
"""Dots on a side: a great plan is looked at from further away."""
_EVEN = 12
"""Levels of grey, of 256, that a plain ground may differ by."""

Place = tuple[float, float]
"""The corner, below on the left, of where the line goes, as the eye sees the page."""


def find_place(
    page: Any,  # noqa: ANN401 - a pypdfium2 page
    size: tuple[float, float],
    line: tuple[float, float],
    inset: float,
) -> Place:
    """The first corner of a page where nothing is printed, else the emptiest one.

    Args:
        page: the page, as pdfium reads it.
        size: its width and height to the eye, in the measure of the place.
        line: the width and height of what is to be printed.
        inset: how far from the edges.
    """
    places = list(_iter_places(size, line, inset))
    scale = min(_SCALE, _MAX_DOTS / max(page.get_size()))
    picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    across, down = picture.width / size[0], picture.height / size[1]
    measured: list[int] = []
    for left, bottom in places:
        box = (
            int(left * across),
            int((size[1] - bottom - line[1]) * down),
            max(int((left + line[0]) * across), int(left * across)) + 1,
            int((size[1] - bottom) * down) + 1,
        )
        darkest, lightest = picture.crop(box).getextrema()
        if lightest - darkest <= _EVEN:
            return left, bottom
        measured.append(lightest - darkest)
    return places[measured.index(min(measured))]


def _iter_places(
    size: tuple[float, float], line: tuple[float, float], inset: float
) -> Iterator[Place]:
    """The corners and the middles: above, then below; outside first."""
    right = size[0] - line[0] - inset
    for bottom in (size[1] - line[1] - inset, inset):
        for left in (right, inset, (size[0] - line[0]) / 2):
            yield max(left, 0.0), max(bottom, 0.0)
