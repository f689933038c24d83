"""What of a PDF page's text can be seen: colour, size, clipping, covering.

Text that extracts perfectly may still not be on the page: white on white, one
point high, clipped away, or under a filled rectangle. pdfium's list of painted
objects tells, in the order of painting; it is read through pypdfium2's raw
interface because the convenient one costs more than the whole layout.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

MIN_SIZE = 3.0
"""Points: smaller text is there to be hidden, not to be read."""
MIN_CONTRAST = 1.6
"""Ratio of luminance under which text cannot be told from its background."""
_WHITE = (255, 255, 255)
_INVISIBLE_MODES = (
    pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
    pdfium.FPDF_TEXTRENDERMODE_CLIP,
)
_MAX_FORMS = 8

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(slots=True)
class _Painted:
    """What has been painted so far on a page."""

    texts: list[tuple[Rect, object]] = field(default_factory=list)
    fills: list[tuple[Rect, tuple[int, int, int]]] = field(default_factory=list)
    hidden: list[object] = field(default_factory=list)


def find_hidden_text(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage
) -> list[str]:
    """The texts of a page that are painted but cannot be seen.

    Args:
        page: a pypdfium2 page.
        textpage: its text page.
    """
    painted = _Painted()
    for obj, veiled in iter_painted(page.raw):
        kind = pdfium.FPDFPageObj_GetType(obj)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            bounds = measure_object(obj)
            if veiled or _is_invisible(obj, bounds, painted.fills):
                painted.hidden.append(obj)
            else:
                painted.texts.append((bounds, obj))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _paint_fill(obj, painted)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            _cover(measure_object(obj), painted)
    return [read_object(obj, textpage.raw) for obj in painted.hidden]


def iter_painted(page: object) -> Iterator[tuple[object, bool]]:
    """The painted objects in order, those of groups too; and whether veiled."""
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        yield from _open(pdfium.FPDFPage_GetObject(page, index), False, 0)


def _open(obj: object, veiled: bool, depth: int) -> Iterator[tuple[object, bool]]:
    if (
        pdfium.FPDFPageObj_GetType(obj) != pdfium.FPDF_PAGEOBJ_FORM
        or depth > _MAX_FORMS
    ):
        yield obj, veiled
        return
    veiled = veiled or bool(pdfium.FPDFPageObj_HasTransparency(obj))
    for index in range(pdfium.FPDFFormObj_CountObjects(obj)):
        yield from _open(pdfium.FPDFFormObj_GetObject(obj, index), veiled, depth + 1)


def _is_invisible(
    obj: object,
    bounds: Rect,
    fills: list[tuple[Rect, tuple[int, int, int]]],
) -> bool:
    if pdfium.FPDFTextObj_GetTextRenderMode(obj) in _INVISIBLE_MODES:
        return True
    pdfium.FPDFTextObj_GetFontSize(obj, _SIZE)
    pdfium.FPDFPageObj_GetMatrix(obj, _MATRIX)
    scale = max(abs(_MATRIX.b), abs(_MATRIX.d))
    if _SIZE.value * scale < MIN_SIZE:
        return True
    red, green, blue, alpha = _color(obj)
    if alpha < 128:
        return True
    behind = _WHITE
    for rect, color in fills:
        if _covers(rect, bounds):
            behind = color
    if _contrast((red, green, blue), behind) < MIN_CONTRAST:
        return True
    return _is_clipped(obj, bounds)


def _is_clipped(obj: object, bounds: Rect) -> bool:
    """Whether a clip leaves less than the middle half of a text."""
    return not all(
        clip is not None and _covers(clip, bounds) for clip in iter_clips(obj)
    )


def iter_clips(obj: object) -> Iterator[Rect | None]:
    """The bounds of each clip of an object; None for one that leaves nothing."""
    clip = pdfium.FPDFPageObj_GetClipPath(obj)
    paths = pdfium.FPDFClipPath_CountPaths(clip)
    for path in range(max(paths, 0)):
        points: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if not points:
            yield None
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        yield (min(xs), min(ys), max(xs), max(ys))


def _paint_fill(obj: object, painted: _Painted) -> None:
    mode, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(obj, mode, stroke)
    red, green, blue, alpha = _color(obj)
    if mode.value == pdfium.FPDF_FILLMODE_NONE or alpha < 128:
        return
    left, bottom, right, top = measure_object(obj)
    for clip in iter_clips(obj):
        # One side of a border is painted as the whole of it, clipped to that side.
        x1, y1, x2, y2 = clip or (0.0, 0.0, 0.0, 0.0)
        left, bottom = max(left, x1), max(bottom, y1)
        right, top = min(right, x2), min(top, y2)
    if left >= right or bottom >= top:
        return
    bounds = (left, bottom, right, top)
    _cover(bounds, painted)
    painted.fills.append((bounds, (red, green, blue)))


def _cover(rect: Rect, painted: _Painted) -> None:
    """What is painted over a text hides it."""
    still: list[tuple[Rect, object]] = []
    for bounds, obj in painted.texts:
        if _covers(rect, bounds):
            painted.hidden.append(obj)
        else:
            still.append((bounds, obj))
    painted.texts = still


def _covers(rect: Rect, bounds: Rect) -> bool:
    """Whether a rectangle holds the middle half of another."""
    left, bottom, right, top = bounds
    quarter_x, quarter_y = (right - left) / 4, (top - bottom) / 4
    return (
        rect[0] <= left + quarter_x
        and rect[1] <= bottom + quarter_y
        and rect[2] >= right - quarter_x
        and rect[3] >= top - quarter_y
    )


# Boxes that pdfium fills in, made once: making them anew for each of some hundred
# objects a page cost more than the questions. One thread reads at a time.
_EDGES = [ctypes.c_float() for _ in range(4)]
_CHANNELS = [ctypes.c_uint() for _ in range(4)]
_SIZE = ctypes.c_float()
_MATRIX = pdfium.FS_MATRIX()


def measure_object(obj: object) -> Rect:
    """Where an object stands on its page."""
    pdfium.FPDFPageObj_GetBounds(obj, *_EDGES)
    left, bottom, right, top = _EDGES
    return (left.value, bottom.value, right.value, top.value)


def _color(obj: object) -> tuple[int, int, int, int]:
    pdfium.FPDFPageObj_GetFillColor(obj, *_CHANNELS)
    red, green, blue, alpha = _CHANNELS
    return (red.value, green.value, blue.value, alpha.value)


@lru_cache(maxsize=256)
def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The ratio of luminance of two colours, as WCAG 2 defines it (1 to 21)."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(color: tuple[int, int, int]) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    channels = (c / 255 for c in color)
    linear = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return sum(w * c for w, c in zip(weights, linear, strict=True))


def read_object(obj: object, textpage: object) -> str:
    """The text of an object."""
    length = pdfium.FPDFTextObj_GetText(obj, textpage, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(
        obj, textpage, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")
