"""What the pages of a Word dossier say at their head: the act, and the piece."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from delib_gen.formats.docx.blocks.place import styled
from delib_gen.formats.docx.styles import StyleNames, find_default_style
from delib_gen.formats.docx.xml import Element, make, make_text, put

STYLE = "Tête de dossier"
_ID = "Tetededossier"
_SIZE, _COLOUR = 16, "555555"
"""Half points, and a grey: the head is not of the text."""


def add_heads(document: Document, acte: str, piece: str) -> None:
    """Put a line above what each header of a piece says.

    Its style is added to a template that has none of that name.

    Args:
        document: the piece.
        acte: the name of the act, on the left.
        piece: that of the piece, on the right; empty where it is the act.
    """
    known = StyleNames.read(document).paragraph(STYLE)
    style = _add_style(document) if known is None else known
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_HEADER and isinstance(part, XmlPart):
            part.element.insert(0, _write(acte, piece, style))


def number_leaves(document: Document, folio: str) -> None:
    """Say at the foot of each page which leaf it is, out of no number of leaves.

    Args:
        document: the piece.
        folio: what stands before the number; empty where no page is to have one.
    """
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTER and isinstance(part, XmlPart):
            for field in list(part.element.iter(qn("w:fldSimple"))):
                _number_leaf(field, folio)


def begin_pages(document: Document, premier: int) -> None:
    """Give the first page its number, where that is not 1."""
    if premier > 1:
        section = next(document.element.body.iter(qn("w:sectPr")))
        found = section.find(qn("w:pgNumType"))
        numbers = put(section, make("pgNumType")) if found is None else found
        numbers.set(qn("w:start"), str(premier))


def _number_leaf(field: Element, folio: str) -> None:
    """Put the word before a field of the page's number, and take that of all away."""
    asked = (field.get(qn("w:instr")) or "").split()
    if asked[:1] == ["NUMPAGES"]:
        slash = field.getprevious()
        said = () if slash is None else slash.iter(qn("w:t"))
        if "".join(text.text or "" for text in said).strip() == "/":
            field.getparent().remove(slash)
        field.getparent().remove(field)
    elif asked[:1] == ["PAGE"] and folio:
        field.addprevious(make("r", make_text(f"{folio} ")))
    elif asked[:1] == ["PAGE"]:
        field.getparent().remove(field)


def _measure(document: Document) -> int:
    """The width of the text, in twentieths of a point."""
    section = document.sections[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return int(((section.page_width or 0) - sides) / 635)


def _add_style(document: Document) -> str:
    tabs = make("tabs", make("tab", val="right", pos=_measure(document)))
    styles = document.styles.element
    base = find_default_style(styles)
    style = make(
        "style",
        make("name", val=STYLE),
        *([make("basedOn", val=base)] if base else []),
        make("pPr", tabs, make("spacing", before=0, after=0), make("jc", val="left")),
        make(
            "rPr",
            make("b", val="0"),
            make("color", val=_COLOUR),
            make("sz", val=_SIZE),
            make("szCs", val=_SIZE),
        ),
        type="paragraph",
        customStyle="1",
        styleId=_ID,
    )
    styles.append(style)
    return _ID


def _write(acte: str, piece: str, style: str) -> Element:
    content = (make_text(acte), make("tab"), make_text(piece))
    return make("p", styled(style), *(make("r", said) for said in content))
