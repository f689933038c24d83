"""What the pages of a Word dossier say at their head: the act, and the piece."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import XmlPart

from delib_gen.formats.docx.xml import Element, make, make_text

_SIZE, _COLOUR = 16, "555555"
"""Half points, and a grey: the head is not of the text."""


def add_heads(document: Document, acte: str, piece: str) -> None:
    """Put a line above what each header of a piece says.

    It has its look by itself: a template of an office's own may lack any style.

    Args:
        document: the piece.
        acte: the name of the act, on the left.
        piece: that of the piece, on the right; empty where it is the act.
    """
    width = _measure(document)
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_HEADER and isinstance(part, XmlPart):
            part.element.insert(0, _write(acte, piece, width))


def _measure(document: Document) -> int:
    """The width of the text, in twentieths of a point."""
    section = document.sections[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return int(((section.page_width or 0) - sides) / 635)


def _write(acte: str, piece: str, width: int) -> Element:
    tabs = make("tabs", make("tab", val="right", pos=width))
    line = make("p", make("pPr", tabs, make("jc", val="left")))
    for content in (make_text(acte), make("tab"), make_text(piece)):
        looks = (
            make("b", val="0"),
            make("color", val=_COLOUR),
            make("sz", val=_SIZE),
            make("szCs", val=_SIZE),
        )
        line.append(make("r", make("rPr", *looks), content))
    return line
