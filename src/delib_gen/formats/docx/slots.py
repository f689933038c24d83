"""The places of a template where blocks go: an element is printed, then replaced."""

from __future__ import annotations

import typing
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from markupsafe import escape

from delib_gen.formats.docx.gaps import make_empty
from delib_gen.formats.docx.room import measure_room
from delib_gen.formats.docx.xml import Element, get_properties, make, put, read_text
from delib_gen.prose.tree import Prose
from delib_gen.templating.errors import TemplateFault
from delib_gen.view.base import is_prose

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.view.base import View

_SPACE = "urn:delib-gen"
_SLOT = f"{{{_SPACE}}}bloc"
_PART = "partie"
"""What a template calls the parts of a piece."""
Find = Callable[[str], Prose]
"""Gives the blocks that a name stands for."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Blocks as a template sees them: true where there are some.

    Attributes:
        name: the name under which the template asks for them.
        filled: whether there are some.
    """

    name: str
    filled: bool

    def __html__(self) -> str:
        """What is printed in their place."""
        return f'<d:bloc xmlns:d="{_SPACE}" nom="{escape(self.name)}"/>'

    def __bool__(self) -> bool:
        return self.filled


def make_slots(piece: Composition, view: View) -> dict[str, Any]:
    """The slots of a piece, by the names that templates use.

    Args:
        piece: the piece, whose parts they are.
        view: its edition, of which prose has a place of its own.
    """
    kind: Any = type(view)
    known = _list_proses(kind)
    slots: dict[str, Any] = {
        name: Slot(name, bool(value))
        for name, value in view.context().items()
        if name in known or is_prose(value)
    }
    parts = {
        part.nom: Slot(f"{_PART}.{part.nom}", bool(part.blocs))
        for part in piece.parties
    }
    return {**slots, _PART: parts}


@cache
def _list_proses(kind: type[View]) -> frozenset[str]:
    """The fields of a view that are prose, be it empty."""
    hints = typing.get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if hint == Prose)


def split_name(name: str) -> tuple[str, str]:
    """The part that a slot stands for, or else the field of the view."""
    field, _, part = name.partition(".")
    return (part, "") if field == _PART else ("", name)


def read_slot(element: Element) -> str:
    """The name of the slot that an element holds; empty where it holds none."""
    slot = next(element.iter(_SLOT), None)
    return "" if slot is None else slot.get("nom")


def check_slots(frame: Document, template: str) -> None:
    """Refuse slots that share their paragraph, or stand where no block can.

    Raises:
        TemplateFault: if there is one.
    """
    for part in frame.part.package.iter_parts():
        for slot in part.element.iter(_SLOT) if isinstance(part, XmlPart) else ():
            paragraph: Element = next(slot.iterancestors(qn("w:p")), None)
            if part is not frame.part or paragraph is None or not _is_alone(paragraph):
                raise TemplateFault(
                    template,
                    f"balise `{{{{ {slot.get('nom')} }}}}`",
                    "un texte suivi ne peut venir à cette place",
                    "mettez la balise seule dans un paragraphe du corps du document, "
                    "hors en-tête, pied de page et note",
                )


def _is_alone(paragraph: Element) -> bool:
    """Whether a paragraph holds one slot, and no text beside."""
    return len(list(paragraph.iter(_SLOT))) == 1 and not read_text(paragraph).strip()


def fill_slots(body: Element, find: Find, writer: ProseWriter) -> None:
    """Put blocks where a frame has its slots."""
    for slot in list(body.iter(_SLOT)):
        paragraph = next(slot.iterancestors(qn("w:p")))
        _replace(paragraph, find(slot.get("nom")), writer)


def _replace(paragraph: Element, prose: Prose, writer: ProseWriter) -> None:
    """Put paragraphs in place of one.

    Those of plain text look like it; a page break before it goes to the first,
    the end of a section to the last.
    """
    look, begins, section = read_look(paragraph)
    room = measure_room(paragraph)
    written = writer.write(prose, look, room, new_page=begins is not None)
    if writer.broken:
        _begin_page(paragraph)
    parent = paragraph.getparent()
    if not written:
        alone = parent.tag == qn("w:tc") and len(parent.findall(qn("w:p"))) == 1
        written = [make("p")] if section is not None or alone else []
    for element in written:
        paragraph.addprevious(element)
    parent.remove(paragraph)
    if section is not None:
        put(get_properties(written[-1]), section)


def read_look(paragraph: Element) -> tuple[Element, Element | None, Element | None]:
    """The look of what replaces a slot, and what one paragraph alone takes over.

    That is the sign that it begins a page, and the section that it ends.
    """
    look = deepcopy(get_properties(paragraph))
    begins, section = (look.find(qn(f"w:{n}")) for n in ("pageBreakBefore", "sectPr"))
    for element in (begins, section):
        if element is not None:
            look.remove(element)
    return look, begins, section


def _begin_page(paragraph: Element) -> None:
    """Have what follows a paragraph begin a page, be it a slot of its own."""
    following = paragraph.getnext()
    if following is not None and following.tag == qn("w:p"):
        put(get_properties(following), make("pageBreakBefore"))
    elif following is not None and following.tag == qn("w:tbl"):
        following.addprevious(make_empty(broken=True))
