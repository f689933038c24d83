"""Drawings (SVG) set each on a page of its size: for Word, and to be read back."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.sorties import SOR01
from delib_gen.prose.pieces import Graphique
from delib_gen.prose.tree import Image
from delib_gen.prose.walk import iter_blocs

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View

INCH = 2.54
DENSITY = 96
"""Points to the inch of a picture, as on the pages of the other formats."""
_LARGEST = 12.0
"""Inches of the longer side of the page."""
_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|cm|mm|in|pt|pc)?\s*")
_IN_INCHES = {
    "px": 1 / DENSITY, "cm": 1 / INCH, "mm": 0.1 / INCH, "in": 1.0, "pt": 1 / 72,
    "pc": 1 / 6,
}  # fmt: skip
_NAMED = 5
"""How many hidden texts of a drawing are told: enough to find the place."""


def check_drawings(
    views: Sequence[View], acte: str, tools: RenderTools
) -> Iterator[Diagnostic]:
    """SOR01 for the texts of drawings: one hidden, even in part, would be lost.

    No word of theirs is among those that the audit of a file looks for.
    """
    blocs = [bloc for view in views for bloc in iter_blocs(view)]
    charts = {bloc.image.contenu for bloc in blocs if isinstance(bloc, Graphique)}
    drawn = {b.contenu: b for b in blocs if isinstance(b, Image) and b.sorte == "svg"}
    for image in drawn.values():
        if b"text" not in image.contenu:
            continue
        from delib_gen.audit.drawings import find_hidden_labels

        page = lay_out_drawing(image.contenu, *measure_drawing(image.contenu), tools)
        hidden = find_hidden_labels(page)
        if not hidden:
            continue
        ours = image.contenu in charts
        name = "".join(b.texte for b in image.legende) or image.alternative
        told = ", ".join(f"« {text} »" for text in hidden[:_NAMED])
        more = f" et {len(hidden) - _NAMED} autres" if len(hidden) > _NAMED else ""
        yield SOR01.at(
            (),
            f"dessin « {name} » : ce texte est caché, en tout ou en partie, par ce qui "
            f"est peint après lui, ou coupé : {told}{more}",
            "c'est un défaut du logiciel, signalez-le"
            if ours
            else "dans le logiciel de dessin, mettez ce texte au premier plan et dans "
            "la page, ou ôtez-le",
            severity=Severity.ERREUR if ours else Severity.AVERTISSEMENT,
            acte=acte,
        )


def measure_drawing(content: bytes) -> tuple[float, float]:
    """The size of a drawing in inches: what it says, or the shape of what it shows."""
    from lxml import etree

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
    return shape[0] / DENSITY, shape[1] / DENSITY


def _read_length(text: str) -> float:
    match = _NUMBER.fullmatch(text)
    return float(match[1]) * _IN_INCHES[match[2] or "px"] if match else 0.0


def lay_out_drawing(
    content: bytes, width: float, height: float, tools: RenderTools
) -> bytes:
    """The PDF of a drawing, alone on a page of its size, in inches."""
    scale = min(1.0, _LARGEST / max(width, height))
    return _lay_out_once(content, width * scale, height * scale, _Tools(tools))


@dataclass(frozen=True, slots=True, eq=False)
class _Tools:
    """Tools under a name that does not change: they cannot be looked up by value."""

    tools: RenderTools

    def __hash__(self) -> int:
        return hash((self.tools.faces.found, self.tools.library.folders))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tools) and hash(self) == hash(other)


@lru_cache(maxsize=32)
def _lay_out_once(content: bytes, width: float, height: float, tools: _Tools) -> bytes:
    """By the engine that sets the PDF files; the audit and Word share the page."""
    from delib_gen.formats.pdf.engine import lay_out

    data = base64.b64encode(content).decode()
    page = (
        f'<!DOCTYPE html><html lang="fr"><head><title>-</title><style media="all">'
        f"@page {{ size: {width:.4f}in {height:.4f}in; margin: 0; }} "
        f"html, body {{ margin: 0; }} img {{ display: block; "
        f"width: {width:.4f}in; height: {height:.4f}in; }}</style></head>"
        f'<body><img alt="-" src="data:image/svg+xml;base64,{data}"></body></html>'
    )
    written: bytes = lay_out(page, tools.tools).write_pdf()
    return written
