"""Which texts of a drawing cannot be read whole: what covers them may be of any shape.

The objects of a page tell where they stand (`visibility`), not of what shape they
are; so the picture itself is asked. It is painted whole, then without its texts, then
its texts alone and black: of the ink that a sign has alone, what does not change the
whole picture is not seen there.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from delib_gen.audit.ink import show
from delib_gen.audit.painted import (
    Rect,
    is_line,
    iter_clips,
    iter_painted,
    measure_sign,
)

_DENSITY, _LARGEST = 3.0, 2400.0
"""Points painted to a point of the page, and on its longer side at the most."""
_INK, _CHANGE = 128, 12
"""From where a point is ink, and where two pictures differ there."""
_STROKED = pdfium.FPDF_TEXTRENDERMODE_STROKE
_SPACE, _APART = 0.33, 0.6
"""Gaps against a sign's height: what may be a space, what parts two texts."""
_SEEN = 0.95
"""The part of its ink that a sign needs to be read: a corner less makes another one."""
_SLACK = 0.5
"""Points that a sign may be over an edge."""


@dataclass(frozen=True, slots=True)
class _Masks:
    """A drawing painted: its texts alone, and what of them shows in the whole."""

    ink: Image.Image
    seen: Image.Image
    scale: float
    size: tuple[float, float]

    def shows(self, box: Rect) -> bool:
        """Whether enough of the ink within a box is seen."""
        if not _holds((0.0, 0.0, *self.size), box):
            return False
        left, bottom, right, top = (round(side * self.scale) for side in box)
        down = round(self.size[1] * self.scale)
        place = (left, down - top, right, down - bottom)
        ink, seen = (_count(mask.crop(place)) for mask in (self.ink, self.seen))
        return seen >= _SEEN * ink


def find_hidden_labels(content: bytes) -> list[str]:
    """The texts of a drawing that are hidden in whole or in part, each once.

    Args:
        content: a PDF whose only page is the drawing.
    """
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        textpage = page.get_textpage()
        masks = _paint(page)
        labels = [
            (text, all(_is_seen(textpage, rank, masks) for rank in ranks))
            for text, ranks in _list_labels(textpage)
        ]
        return list(dict.fromkeys(text for text, seen in labels if not seen))


def _list_labels(textpage: pypdfium2.PdfTextPage) -> list[tuple[str, list[int]]]:
    """The texts of a page, each with the ranks of its signs that have ink.

    The library ends a line after each sign where an engine places them one by one:
    what is near enough is of one text all the same.
    """
    labels: list[tuple[str, list[int]]] = []
    last: Rect | None = None
    space = ""
    for rank in range(textpage.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(textpage.raw, rank))
        if sign.isspace():
            space = space or sign.strip("\r\n")
            continue
        box = measure_sign(textpage.raw, rank)
        gap = _measure_gap(last, box) if last else _APART
        if gap >= _APART:
            labels.append(("", []))
        elif gap > _SPACE:
            space = space or " "
        text, ranks = labels[-1]
        labels[-1] = (f"{text}{space}{sign}".lstrip(), [*ranks, rank])
        last, space = box, ""
    return labels


def _measure_gap(one: Rect, other: Rect) -> float:
    """The gap between two signs, against the height of one."""
    across = max(one[0], other[0]) - min(one[2], other[2])
    along = max(one[1], other[1]) - min(one[3], other[3])
    size = max(one[2] - one[0], one[3] - one[1], other[3] - other[1])
    return max(across, along) / size if size else _APART


def _is_seen(textpage: pypdfium2.PdfTextPage, rank: int, masks: _Masks) -> bool:
    """Whether a sign is within its clips, and its ink in the whole picture."""
    box = measure_sign(textpage.raw, rank)
    clips = iter_clips(pdfium.FPDFText_GetTextObject(textpage.raw, rank))
    within = all(clip is not None and _holds(clip, box) for clip in clips)
    return within and masks.shows(box)


def _holds(outer: Rect, inner: Rect) -> bool:
    """Whether a sign is whole within an edge."""
    return (
        outer[0] - _SLACK <= inner[0]
        and outer[1] - _SLACK <= inner[1]
        and inner[2] <= outer[2] + _SLACK
        and inner[3] <= outer[3] + _SLACK
    )


def _paint(page: pypdfium2.PdfPage) -> _Masks:
    size = page.get_size()
    scale = min(_DENSITY, _LARGEST / max(size))

    def paint() -> Image.Image:
        picture: Image.Image = page.render(scale=scale).to_pil()
        return picture.convert("RGB")

    painted = list(iter_painted(page.raw))
    texts = [one.is_text for one in painted]
    shapes = [
        not one.is_text
        and not (one.kind == pdfium.FPDF_PAGEOBJ_PATH and is_line(one.obj))
        for one in painted
    ]
    show(painted, map(any, zip(texts, shapes, strict=True)))
    whole = paint()
    show(painted, shapes)
    changed = _find_beyond(ImageChops.difference(whole, paint()), _CHANGE)
    show(painted, texts)
    for obj in (one.obj for one in painted if one.is_text):
        # The edge that is drawn around a text, to part it from its ground, is no ink.
        if pdfium.FPDFTextObj_GetTextRenderMode(obj) == _STROKED:
            pdfium.FPDFPageObj_SetIsActive(obj, False)
        else:
            pdfium.FPDFPageObj_SetFillColor(obj, 0, 0, 0, 255)
    ink = _find_beyond(ImageChops.invert(paint()), _INK)
    return _Masks(ink, ImageChops.darker(ink, changed), scale, size)


def _find_beyond(picture: Image.Image, bound: int) -> Image.Image:
    """White where one of a picture's colours is beyond a bound, black elsewhere."""
    red, green, blue = picture.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 * (level > bound) for level in range(256)])


def _count(mask: Image.Image) -> int:
    return mask.histogram()[255]
