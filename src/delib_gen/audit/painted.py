"""What is painted on a page of a PDF, in order, as pdfium tells it.

It is read through pypdfium2's raw interface because the convenient one costs more
than the whole layout. What stands in a group is measured on the page: a group has a
matrix, an opacity and edges of its own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from delib_gen.audit.contrast import Colour

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Matrix = tuple[float, float, float, float, float, float]
_MAX_FORMS = 8
_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_OPAQUE = 0.98
_PATTERN = (0xBF, 0xBF, 0xBF)
"""What pdfium gives for the colour of a pattern, such as a gradient."""
_THIN = 2.0
"""Points: a line no thicker may run across a text, which it strikes and not hides."""


_HATCH = 12
"""Corners of a path of lines."""


@dataclass(frozen=True, slots=True)
class Painted:
    """An object painted.

    Attributes:
        obj: pdfium's.
        kind: its sort, one of pdfium's numbers.
        matrix: from the group's measures to the page's; None where they are the same.
        groups: the groups that it is in, each with its own matrix, from outside in.
        alpha: how opaque the groups are.
    """

    obj: object
    kind: int
    matrix: Matrix | None = None
    groups: tuple[Painted, ...] = ()
    alpha: float = 1.0

    @property
    def is_text(self) -> bool:
        """Whether it is text."""
        return bool(self.kind == pdfium.FPDF_PAGEOBJ_TEXT)

    def measure(self) -> Rect:
        """Where it stands on its page."""
        return _move(measure_object(self.obj), self.matrix)

    def read_matrix(self) -> Matrix:
        """From its own measures to the page's."""
        own = read_matrix(self.obj)
        return own if self.matrix is None else _multiply(own, self.matrix)

    def iter_clips(self) -> Iterator[Rect | None]:
        """The bounds of each clip of it; None for one that leaves nothing."""
        for painted in (*self.groups, self):
            for clip in iter_clips(painted.obj):
                yield clip and _move(clip, painted.matrix)


def iter_painted(page: object) -> Iterator[Painted]:
    """The painted objects of a page in order, those of groups too."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        obj = pdfium.FPDFPage_GetObject(page, index)
        yield from _open(Painted(obj, pdfium.FPDFPageObj_GetType(obj)))


def _open(painted: Painted) -> Iterator[Painted]:
    form = pdfium.FPDF_PAGEOBJ_FORM
    if painted.kind != form or len(painted.groups) > _MAX_FORMS:
        yield painted
        return
    groups = (*painted.groups, painted)
    matrix = painted.read_matrix()
    inner = None if matrix == _PLAIN else matrix
    alpha = painted.alpha * read_colour(painted.obj)[1]
    for index in range(pdfium.FPDFFormObj_CountObjects(painted.obj)):
        obj = pdfium.FPDFFormObj_GetObject(painted.obj, index)
        kind = pdfium.FPDFPageObj_GetType(obj)
        yield from _open(Painted(obj, kind, inner, groups, alpha))


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing that may hide a text, or be its ground.

    Attributes:
        bounds: what it covers of the page, at the most.
        colour: its colour, where it fills these bounds and lets nothing through.
    """

    bounds: Rect
    colour: Colour | None = None


def read_shape(painted: Painted) -> Shape | None:
    """What a drawing covers; None for a thin line, and for what does not show."""
    path = painted.kind == pdfium.FPDF_PAGEOBJ_PATH
    if path and is_line(painted.obj) and not _is_hatched(painted.obj):
        return None
    bounds = painted.measure()
    for clip in painted.iter_clips():
        # One side of a border is painted as the whole of it, clipped to that side.
        x1, y1, x2, y2 = clip or (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = bounds
        bounds = (max(left, x1), max(bottom, y1), min(right, x2), min(top, y2))
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _THIN:
        return None
    if not path:
        return Shape(bounds)
    colour, alpha = read_colour(painted.obj)
    alpha *= painted.alpha
    if _is_filled(painted.obj) and not alpha:
        return None
    flat = alpha > _OPAQUE and colour != _PATTERN and _is_rectangle(painted.obj)
    return Shape(bounds, colour if flat else None)


def is_line(obj: object) -> bool:
    """Whether a path is a thin line, drawn as one or filled."""
    if _is_filled(obj) and pdfium.FPDFPath_CountSegments(obj) > 2:
        left, bottom, right, top = measure_object(obj)
        return min(right - left, top - bottom) <= _THIN
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(obj, width)
    _, b, _, d, _, _ = read_matrix(obj)
    return width.value * max(abs(b), abs(d)) <= _THIN


def _is_hatched(obj: object) -> bool:
    """Whether a path has so many lines that they may cover a text."""
    count: int = pdfium.FPDFPath_CountSegments(obj)
    return count > _HATCH and not _is_filled(obj)


def _is_filled(obj: object) -> bool:
    mode, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    pdfium.FPDFPath_GetDrawMode(obj, mode, stroke)
    filled: bool = mode.value != pdfium.FPDF_FILLMODE_NONE
    return filled


def _is_rectangle(obj: object) -> bool:
    """Whether a path fills its bounds: no more corners than four, no curve."""
    count = pdfium.FPDFPath_CountSegments(obj)
    if not _is_filled(obj) or count > 6:
        return False
    kinds = (
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(obj, index))
        for index in range(count)
    )
    return pdfium.FPDF_SEGMENT_BEZIERTO not in kinds


def iter_clips(obj: object) -> Iterator[Rect | None]:
    """The bounds of each clip of an object; None for one that leaves nothing."""
    clip = pdfium.FPDFPageObj_GetClipPath(obj)
    for path in range(max(pdfium.FPDFClipPath_CountPaths(clip), 0)):
        points: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            x, y = ctypes.c_float(), ctypes.c_float()
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        yield _bound(points) if points else None


# Boxes that pdfium fills in, made once: making them anew for each of some hundred
# objects a page cost more than the questions. One thread reads at a time.
_EDGES = [ctypes.c_float() for _ in range(4)]
_CHANNELS = [ctypes.c_uint() for _ in range(4)]
_MATRIX = pdfium.FS_MATRIX()
_MOST_SIGNS = 4096
_TEXT = ctypes.create_string_buffer(_MOST_SIGNS)
_SIGNS = ctypes.cast(_TEXT, ctypes.POINTER(pdfium.FPDF_WCHAR))


def measure_object(obj: object) -> Rect:
    """Where an object stands on its page, or in its group."""
    pdfium.FPDFPageObj_GetBounds(obj, *_EDGES)
    left, bottom, right, top = _EDGES
    return (left.value, bottom.value, right.value, top.value)


def read_matrix(obj: object) -> Matrix:
    """From an object's own measures to those of its page, or of its group."""
    pdfium.FPDFPageObj_GetMatrix(obj, _MATRIX)
    m = _MATRIX
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def read_colour(obj: object) -> tuple[Colour, float]:
    """What an object is filled with, and how opaque (0 to 1)."""
    pdfium.FPDFPageObj_GetFillColor(obj, *_CHANNELS)
    red, green, blue, alpha = _CHANNELS
    return (red.value, green.value, blue.value), alpha.value / 255


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer  # noqa: N806 - as matrices are written
    return (
        a * A + b * C,
        a * B + b * D,
        c * A + d * C,
        c * B + d * D,
        e * A + f * C + E,
        e * B + f * D + F,
    )


def _move(rect: Rect, matrix: Matrix | None) -> Rect:
    if matrix is None:
        return rect
    a, b, c, d, e, f = matrix
    left, bottom, right, top = rect
    return _bound(
        [
            (a * x + c * y + e, b * x + d * y + f)
            for x in (left, right)
            for y in (bottom, top)
        ]
    )


def _bound(points: list[tuple[float, float]]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def read_object(obj: object, textpage: object) -> str:
    """The text of an object."""
    size = pdfium.FPDFTextObj_GetText(obj, textpage, _SIGNS, _MOST_SIGNS)
    if size > ctypes.sizeof(_TEXT):
        longer = ctypes.create_string_buffer(size)
        into = ctypes.cast(longer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFTextObj_GetText(obj, textpage, into, size)
        return longer.raw.decode("utf-16-le").rstrip("\0")
    return ctypes.string_at(_TEXT, size).decode("utf-16-le").rstrip("\0")


def measure_sign(textpage: object, rank: int) -> Rect:
    """Where the ink of a sign stands on its page."""
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(textpage, rank, *sides)
    left, right, bottom, top = (side.value for side in sides)
    return (left, bottom, right, top)


def get_address(obj: object) -> int:
    """What tells an object from another one."""
    return ctypes.cast(obj, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
