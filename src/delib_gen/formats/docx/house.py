"""The shipped templates in the house style of an authority: face, size, page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.numbering import half_points, twips
from delib_gen.formats.docx.xml import SCRIPTS, make, put
from delib_gen.resources import templates_dir

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.schema.charte import Charte

_SIDES = ("top", "right", "bottom", "left")
_USUAL = 100
_BETWEEN = 480
"""The most that stands between two paragraphs of an act, in twentieths of a point."""
_SIZE, _VAL = qn("w:sz"), qn("w:val")


def is_shared(template: Path) -> bool:
    """Whether a template is shipped for every authority, and so in no style of one."""
    return template.parent.parent == templates_dir()


def dress(frame: Document, charte: Charte) -> None:
    """Give a template the face, the size and the page of a house style.

    Args:
        frame: the template, filled; it was made for one of the house styles.
        charte: the one that it must show.
    """
    looks = frame.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    face = charte.polices.principale
    put(looks, make("rFonts", **dict.fromkeys(SCRIPTS, face)))
    size = half_points(charte.polices.corps)
    _scale(frame, size / int(looks.find(_SIZE).get(_VAL)))
    for tag in ("sz", "szCs"):
        put(looks, make(tag, val=size))
    mesures = charte.mesures
    _space(frame, mesures.espacement)
    sizes = twips(mesures.largeur), twips(mesures.hauteur)
    for section in frame.element.body.iter(qn("w:sectPr")):
        page, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        lying = page.get(qn("w:orient")) == "landscape"
        for name, size in zip("wh", reversed(sizes) if lying else sizes, strict=True):
            page.set(qn(f"w:{name}"), str(size))
        for side in _SIDES:
            margins.set(qn(f"w:{side}"), str(twips(mesures.marge)))


def _space(frame: Document, percent: int) -> None:
    """What is left between paragraphs; the room to sign, or on a cover, stays."""
    if percent == _USUAL:
        return
    for style in frame.styles.element.iter(qn("w:style")):
        for spacing in style.iter(qn("w:spacing")):
            for side in (qn("w:before"), qn("w:after")):
                given = int(spacing.get(side) or 0)
                if 0 < given <= _BETWEEN:
                    spacing.set(side, str(round(given * percent / 100)))


def _scale(frame: Document, ratio: float) -> None:
    """Sizes of type stay to that of the text what they were: a cell's is smaller."""
    for style in frame.styles.element.iter(qn("w:style")):
        for size in style.iter(_SIZE, qn("w:szCs")):
            size.set(_VAL, str(round(int(size.get(_VAL)) * ratio)))
