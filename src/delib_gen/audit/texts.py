"""The texts painted on a page: what tells that one cannot be read, or casts a doubt.

What a text is by itself, what fills its place before and after it, and which others
stand there too; where that is not enough, the page has to be painted (`ink`).
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from delib_gen.audit.contrast import (
    MIN_ALPHA,
    WHITE,
    blend,
    is_told_apart,
)
from delib_gen.audit.letters import find_distortion
from delib_gen.audit.painted import (
    Painted,
    Rect,
    Shape,
    read_colour,
    read_object,
    read_shape,
)
from delib_gen.audit.reasons import (
    CLIPPED,
    OFF_PAGE,
    PALE,
    TRANSPARENT,
    UNDER_SHAPE,
    UNPAINTED,
)

_INVISIBLE_MODES = (
    pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
    pdfium.FPDF_TEXTRENDERMODE_CLIP,
)
_STROKED = pdfium.FPDF_TEXTRENDERMODE_STROKE
_FIRST, _NEXT = 0.3, 0.25
"""Of their height, the least advance of letters that are not looked at."""
_CROWDED = 0.5
"""Of its width, the part of a letter that the next one may cover."""
_WITHIN = 0.6
"""The part of a sign that must be within its page and its clips."""
_OVERLAP = 0.12
"""Of the smaller one, what two texts may share."""
_EDGE = 0.3
"""Points that a drawing may be over a text."""
_UNDERLINE = 0.3
"""Of the height of a text, how thick the line under it may be."""
_STRUCK = 3
"""How many lines may run over a text."""
_SIZE = ctypes.c_float()


@dataclass(slots=True, eq=False)
class Text:
    """A text painted, and what may keep it from being read."""

    painted: Painted
    bounds: Rect
    reason: str = ""
    doubt: bool = False
    lines: int = 0
    above: list[Shape] = field(default_factory=list)
    crossed: list[Text] = field(default_factory=list)


def list_texts(painted: Sequence[Painted], *, styled: bool) -> list[Text]:
    """The texts, with the reasons that need no painting.

    Args:
        painted: all that is painted on a page.
        styled: whether a style may have hidden one; where it has not, none is asked.
    """
    if not styled:
        return [Text(one, one.measure()) for one in painted if one.is_text]
    texts: list[Text] = []
    shapes: list[Shape] = []
    for one in painted:
        if not one.is_text:
            if shape := read_shape(one):
                _cover(shape, texts)
                shapes.append(shape)
            elif one.kind == pdfium.FPDF_PAGEOBJ_PATH:
                _strike(Shape(one.measure()), texts)
            continue
        text = Text(one, one.measure())
        text.reason = _find_reason(one)
        if not text.reason:
            _set_ground(text, shapes)
        texts.append(text)
    return texts


def _find_reason(painted: Painted) -> str:
    """Why a text cannot be read, by what it is itself."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(painted.obj)
    if mode in _INVISIBLE_MODES:
        return UNPAINTED
    pdfium.FPDFTextObj_GetFontSize(painted.obj, _SIZE)
    a, b, c, d, _, _ = painted.read_matrix()
    if distorted := find_distortion((a, b, c, d), _SIZE.value):
        return distorted
    _, alpha = read_colour(painted.obj)
    return TRANSPARENT if alpha * painted.alpha < MIN_ALPHA else ""


def _set_ground(text: Text, shapes: Sequence[Shape]) -> None:
    """Compare a text with what was painted before, where that is one colour."""
    ground = WHITE
    for shape in shapes:
        if shape.colour and _measure_shared(shape.bounds, text.bounds) == 1:
            ground, text.doubt = shape.colour, False
        elif (
            shape.colour != ground
            and touch(shape.bounds, text.bounds)
            and not _underlines(shape.bounds, text)
        ):
            text.doubt = True
    colour, alpha = read_colour(text.painted.obj)
    shown = blend(colour, alpha * text.painted.alpha, ground)
    if not text.doubt and not is_told_apart(shown, ground):
        text.reason = PALE


def _underlines(rect: Rect, text: Text) -> bool:
    """Whether a drawing only runs under the letters of a text, as thin as they ask."""
    _, across, _, _, _, baseline = text.painted.read_matrix()
    _, bottom, _, top = rect
    high = text.bounds[3] - text.bounds[1]
    below = (bottom + top) / 2 < baseline and top - bottom < _UNDERLINE * high
    return not across and below


def list_underlines(painted: Sequence[Painted], texts: Sequence[Text]) -> set[int]:
    """The lines that run under the letters of some texts, by their `id`."""
    lines: set[int] = set()
    for one in painted if texts else ():
        if one.kind == pdfium.FPDF_PAGEOBJ_PATH:
            rect = one.measure()
            crossed = (text for text in texts if touch(rect, text.bounds))
            if any(_underlines(rect, text) for text in crossed):
                lines.add(id(one))
    return lines


def _cover(shape: Shape, texts: Sequence[Text]) -> None:
    """What is painted over a text may hide it."""
    for text in texts:
        if not text.reason and touch(shape.bounds, text.bounds):
            if shape.colour and _measure_shared(shape.bounds, text.bounds) == 1:
                text.reason = UNDER_SHAPE
            else:
                text.doubt = True
                text.above.append(shape)


def _strike(line: Shape, texts: Sequence[Text]) -> None:
    """One line strikes a text, many cover it."""
    for text in texts:
        if touch(line.bounds, text.bounds):
            text.lines += 1
            if text.lines > _STRUCK and not text.reason:
                text.doubt = True
                text.above.append(line)


def find_crossed(texts: Sequence[Text]) -> None:
    """Texts that stand on each other; the edge that parts one from its ground apart."""
    shown = [
        text
        for text in texts
        if text.reason in ("", PALE)
        and pdfium.FPDFTextObj_GetTextRenderMode(text.painted.obj) != _STROKED
    ]
    shown.sort(key=lambda text: text.bounds[1])
    for rank, one in enumerate(shown):
        for other in shown[rank + 1 :]:
            if other.bounds[1] >= one.bounds[3]:
                break
            if other.bounds[0] > one.bounds[2] or one.bounds[0] > other.bounds[2]:
                continue
            small, large = sorted((one.bounds, other.bounds), key=_measure_area)
            if _measure_shared(large, small) > _OVERLAP:
                one.crossed.append(other)
                other.crossed.append(one)
                one.doubt = other.doubt = True


def needs_signs(text: Text, edges: Rect, textpage: object | None) -> bool:
    """Whether a text has to be looked at sign by sign.

    Without a text page, not so where it is short for its letters.
    """
    within = _measure_shared(edges, text.bounds) == 1 and all(
        clip is not None and _measure_shared(clip, text.bounds) == 1
        for clip in text.painted.iter_clips()
    )
    dense = textpage is not None and _is_dense(text, textpage)
    return bool(text.reason) or text.doubt or not within or dense


def _is_dense(text: Text, textpage: object) -> bool:
    """Whether a text is so short for its letters that some may stand on others."""
    pdfium.FPDFTextObj_GetFontSize(text.painted.obj, _SIZE)
    a, b, *_ = text.painted.read_matrix()
    left, bottom, right, top = text.bounds
    length = max(right - left, top - bottom)
    count = len(read_object(text.painted.obj, textpage).strip())
    least = _FIRST + _NEXT * (count - 1)
    return count > 1 and length < least * _SIZE.value * math.hypot(a, b)


def is_crowded(boxes: Sequence[Rect]) -> bool:
    """Whether most of the signs of a text stand on the next one."""
    shares = sorted(
        _measure_shared(large, small)
        for pair in pairwise(boxes)
        for small, large in [sorted(pair, key=_measure_area)]
    )
    return bool(shares) and shares[len(shares) // 2] > _CROWDED


def find_cut(text: Text, box: Rect, edges: Rect) -> str:
    """Why a sign is not whole: its page ends, or its text is clipped."""
    if _measure_shared(edges, box) < _WITHIN:
        return OFF_PAGE
    for clip in text.painted.iter_clips():
        if clip is None or _measure_shared(clip, box) < _WITHIN:
            return CLIPPED
    return ""


def touch(rect: Rect, box: Rect) -> bool:
    """Whether a drawing is over a text, or under it, by more than an edge."""
    return (
        rect[0] < box[2] - _EDGE
        and rect[1] < box[3] - _EDGE
        and rect[2] > box[0] + _EDGE
        and rect[3] > box[1] + _EDGE
    )


def _measure_area(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


def _measure_shared(rect: Rect, box: Rect) -> float:
    """The part of a box that is within a rectangle; a slack is given to its edges."""
    if rect[0] <= box[0] < box[2] <= rect[2] and rect[1] <= box[1] < box[3] <= rect[3]:
        return 1.0
    width, height = box[2] - box[0], box[3] - box[1]
    across = min(rect[2], box[2]) - max(rect[0], box[0])
    along = min(rect[3], box[3]) - max(rect[1], box[1])
    if across < 0 or along < 0:
        return 0.0
    wide, high = (across + _EDGE) / (width or 1), (along + _EDGE) / (height or 1)
    return min(1.0, wide) * min(1.0, high)
