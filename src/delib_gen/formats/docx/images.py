"""Pictures as Word can show them: of a known size, drawings as points too."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from delib_gen.formats.drawings import DENSITY, INCH, lay_out_drawing, measure_drawing

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.prose.tree import Image

_SHARP = 200
"""Points to the inch of what stands for a drawing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for Word.

    Attributes:
        points: the bytes of a picture made of points.
        kind: of what kind they are, `png` or `jpeg`.
        width: its own width, in centimetres.
        height: its own height.
        drawing: the bytes of the drawing that the points stand for; none where
            there is no drawing.
    """

    points: bytes
    kind: str
    width: float
    height: float
    drawing: bytes = b""


def prepare_picture(image: Image, tools: RenderTools) -> Picture:
    """A picture as Word can show it."""
    if image.sorte == "svg":
        return _prepare_drawing(image.contenu, tools)
    return _prepare_points(image.contenu, image.sorte)


def _prepare_points(content: bytes, kind: str) -> Picture:
    from PIL import Image as Pillow

    with Pillow.open(io.BytesIO(content)) as opened:
        width, height = opened.size
    scale = INCH / DENSITY
    return Picture(content, kind, width * scale, height * scale)


def _prepare_drawing(content: bytes, tools: RenderTools) -> Picture:
    width, height = measure_drawing(content)
    points = _draw(lay_out_drawing(content, width, height, tools))
    return Picture(points, "png", width * INCH, height * INCH, content)


@lru_cache(maxsize=32)
def _draw(page: bytes) -> bytes:
    """The points of a drawing, at one density: the same at each run.

    A dossier needs it twice, in a piece and in the whole: it is drawn once.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(page) as document:
        drawn = document[0].render(scale=_SHARP / 72).to_pil()
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", dpi=(_SHARP, _SHARP))
    return buffer.getvalue()
