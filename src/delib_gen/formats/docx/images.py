"""Pictures as Word can show them: upright, of a known size, drawings as points too."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.prose.tree import Image

_INCH = 2.54
_DENSITY = 96
"""Points to the inch of a picture, as on the pages of the other formats."""
_SHARP = 200
"""Points to the inch of what stands for a drawing."""
_LARGEST = 12.0
"""Inches of the longer side of what stands for a drawing."""
_ORIENTATION = 0x0112
_UPRIGHT = 1
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|cm|mm|in|pt|pc)?\s*")
_IN_INCHES = {
    "px": 1 / _DENSITY, "cm": 1 / _INCH, "mm": 0.1 / _INCH, "in": 1.0, "pt": 1 / 72,
    "pc": 1 / 6,
}  # fmt: skip


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
    """A photograph turned upright: Word takes no notice of how it was held."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    with Pillow.open(io.BytesIO(content)) as opened:
        if opened.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
            turned = ImageOps.exif_transpose(opened)
            buffer = io.BytesIO()
            turned.save(buffer, kind.upper(), quality=95)
            width, height, content = *turned.size, buffer.getvalue()
        else:
            width, height = opened.size
    scale = _INCH / _DENSITY
    return Picture(content, kind, width * scale, height * scale)


def _prepare_drawing(content: bytes, tools: RenderTools) -> Picture:
    width, height = _measure_drawing(content)
    points = _draw(content, width, height, tools)
    return Picture(points, "png", width * _INCH, height * _INCH, content)


def _measure_drawing(content: bytes) -> tuple[float, float]:
    """The size of a drawing in inches: what it says, or the shape of what it shows."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    box = [float(n) for n in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if n]
    shape = (box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else (300.0, 150.0)
    width, height = (_read_length(root.get(name, "")) for name in ("width", "height"))
    if width and height:
        return width, height
    if width:
        return width, width * shape[1] / shape[0]
    if height:
        return height * shape[0] / shape[1], height
    return shape[0] / _DENSITY, shape[1] / _DENSITY


def _read_length(text: str) -> float:
    match = _NUMBER.fullmatch(text)
    return float(match[1]) * _IN_INCHES[match[2] or "px"] if match else 0.0


def _draw(content: bytes, width: float, height: float, tools: RenderTools) -> bytes:
    """The points of a drawing, at one density: the same at each run."""
    scale = min(1.0, _LARGEST / max(width, height))
    key = (content, width * scale, height * scale)
    return _draw_once(*key, _Tools(tools))


class _Tools:
    """Tools under a name that does not change: they cannot be looked up by value."""

    def __init__(self, tools: RenderTools) -> None:
        self.tools = tools
        self._key = (tools.faces.found, tools.library.folders)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tools) and self._key == other._key


@lru_cache(maxsize=32)
def _draw_once(content: bytes, width: float, height: float, tools: _Tools) -> bytes:
    """A drawing set on a page of its size by the engine that sets the PDF files.

    A dossier needs it twice, in a piece and in the whole: it is drawn once.
    """
    import pypdfium2

    from delib_gen.formats.pdf.engine import lay_out

    data = base64.b64encode(content).decode()
    page = (
        f'<!DOCTYPE html><html lang="fr"><head><title>-</title><style media="all">'
        f"@page {{ size: {width:.4f}in {height:.4f}in; margin: 0; }} "
        f"html, body {{ margin: 0; }} img {{ display: block; "
        f"width: {width:.4f}in; height: {height:.4f}in; }}</style></head>"
        f'<body><img alt="-" src="data:image/svg+xml;base64,{data}"></body></html>'
    )
    laid_out: Any = lay_out(page, tools.tools)
    with pypdfium2.PdfDocument(laid_out.write_pdf()) as document:
        drawn = document[0].render(scale=_SHARP / 72).to_pil()
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", dpi=(_SHARP, _SHARP))
    return buffer.getvalue()
