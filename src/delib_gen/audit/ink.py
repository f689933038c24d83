"""What of a text's ink shows on its page: the page is painted, with it and without it.

Objects tell where they stand, not what they look like: of a gradient, a picture or
another text in the same place only the painted page tells whether a text is read.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from delib_gen.audit.contrast import linearize, measure_lightness
from delib_gen.audit.painted import Painted, Rect

_DENSITY = 2
"""Dots painted to a point of the page."""
_INK = 128
"""From where a dot is ink."""
_STEP = 26
"""From where two tones are told apart; thin letters are paler than their colour."""
_LIGHT = [round(255 * linearize(level)) for level in range(256)]
_TONE = [round(255 * measure_lightness(level / 255)) for level in range(256)]
_WEIGHTS = (0.2126, 0.7152, 0.0722, 0.0)


class Counted(NamedTuple):
    """Dots of a sign: its ink, those of it that show, and others that look like it."""

    ink: int
    shown: int
    alike: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Some texts of a page: their ink, what of it shows, the page with and without it.

    The page without them is without the lines under them, too.

    Pictures of tones have equal steps where eyes see equal steps.
    """

    ink: Image.Image
    seen: Image.Image
    whole: Image.Image
    ground: Image.Image
    corner: tuple[float, float]

    def measure(self, box: Rect) -> Counted:
        """What of a sign's ink shows, and what else looks like it there."""
        x, y = self.corner
        left, right = (round((side - x) * _DENSITY) for side in (box[0], box[2]))
        top, bottom = (round((y - side) * _DENSITY) for side in (box[3], box[1]))
        place = (left, top, max(right, left + 1), max(bottom, top + 1))
        ink, seen = self.ink.crop(place), self.seen.crop(place)
        total, shown = ink.histogram()[255], seen.histogram()[255]
        if not total or not shown:
            return Counted(total, shown, 0)
        tone = _find_median(self.whole.crop(place).histogram(seen))
        around = self.ground.crop(place).histogram(ImageChops.invert(ink))
        ground = _find_median(around)
        alike = (
            count
            for level, count in enumerate(around)
            if abs(level - tone) < abs(level - ground)
        )
        return Counted(total, shown, sum(alike))


def paint_layers(
    page: pypdfium2.PdfPage,
    painted: Sequence[Painted],
    layers: Sequence[Collection[Painted]],
    lines: Collection[int],
) -> list[Layer]:
    """The ink of each of some groups of texts; the page is not for painting any more.

    Args:
        page: the page.
        painted: all that is painted on it.
        layers: texts that do not stand on each other, in each group.
        lines: what of it is no ground of a text, though it looks like it: lines under
            words, by their `id`.
    """
    left, bottom, right, top = page.get_bbox()
    boxes = [text.measure() for layer in layers for text in layer]
    x1 = _cut(min((box[0] for box in boxes), default=left) - left, right - left)
    y1 = _cut(min((box[1] for box in boxes), default=bottom) - bottom, top - bottom)
    x2 = _cut(right - max((box[2] for box in boxes), default=right), right - left - x1)
    y2 = _cut(top - max((box[3] for box in boxes), default=top), top - bottom - y1)

    def paint(shown: Iterable[bool]) -> Image.Image:
        show(painted, shown)
        bitmap = page.render(
            scale=_DENSITY, crop=(x1, y1, x2, y2), may_draw_forms=False
        )
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")

    kept = [{id(text) for text in layer} for layer in layers]
    whole = _find_tones(paint(True for _ in painted))
    # A line under a word has the colour of a low line, or of a comma, that it crosses.
    left_out = [own | {*lines} for own in kept]
    grounds = [_find_tones(paint(id(p) not in o for p in painted)) for o in left_out]
    for layer in layers:
        for text in layer:
            for part in (*text.groups, text):
                pdfium.FPDFPageObj_SetFillColor(part.obj, 0, 0, 0, 255)
    made = []
    for own, ground in zip(kept, grounds, strict=True):
        bare = paint(id(p) in own for p in painted).convert("L")
        ink = bare.point([255 * (level < _INK) for level in range(256)])
        changed = ImageChops.difference(whole, ground)
        changed = changed.point([255 * (level >= _STEP) for level in range(256)])
        seen = ImageChops.darker(ink, changed)
        made.append(Layer(ink, seen, whole, ground, (left + x1, top - y2)))
    return made


def _cut(margin: float, length: float) -> int:
    """How many points of a side of a page have nothing to look at."""
    return max(0, math.floor(min(margin, length - 4)) - 1)


def show(painted: Iterable[Painted], shown: Iterable[bool]) -> None:
    """Choose which objects are painted."""
    for one, active in zip(painted, shown, strict=True):
        pdfium.FPDFPageObj_SetIsActive(one.obj, active)


def _find_tones(picture: Image.Image) -> Image.Image:
    return picture.point(_LIGHT * 3).convert("RGB").convert("L", _WEIGHTS).point(_TONE)


def _find_median(histogram: Sequence[int]) -> int:
    half, passed = sum(histogram) / 2, 0
    for level, count in enumerate(histogram):
        passed += count
        if passed >= half:
            return level
    return 0
