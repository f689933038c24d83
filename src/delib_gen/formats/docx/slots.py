"""The places of a template where prose goes: a mark is printed, then replaced."""

from __future__ import annotations

import typing
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.room import measure_room
from delib_gen.formats.docx.xml import (
    Element,
    get_properties,
    list_paragraphs,
    make,
    put,
    read_text,
)
from delib_gen.prose.tree import Prose
from delib_gen.templating.errors import TemplateFault
from delib_gen.view.base import is_prose

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.view.base import View


@dataclass(frozen=True, slots=True)
class Slot:
    """Prose as a template sees it: true where there is some, printed as a mark.

    Attributes:
        name: the name under which the template asks for it.
        prose: the blocks that replace the mark.
        mark: a text that the document holds nowhere else.
    """

    name: str
    prose: Prose
    mark: str

    def __str__(self) -> str:
        return self.mark

    def __bool__(self) -> bool:
        return bool(self.prose)


def make_slots(view: View) -> dict[str, Slot]:
    """The slots of a view, by the names that templates use."""
    said = "\n".join(view.iter_words())
    rank = 0
    while f"\ue000{rank}:" in said:  # nobody types it, but a text may hold anything
        rank += 1
    hints = typing.get_type_hints(type(view))
    return {
        name: Slot(name, value, f"\ue000{rank}:{name}\ue001")
        for name, value in view.context().items()
        if hints.get(name) == Prose or is_prose(value)
    }


def fill_slots(
    document: Document, slots: dict[str, Slot], writer: ProseWriter, template: str
) -> None:
    """Put prose where the template has its marks.

    Raises:
        TemplateFault: if a mark shares its paragraph, or stands where prose
            cannot go.
    """
    marks = {slot.mark: slot for slot in slots.values()}
    for paragraph in list_paragraphs(document.element.body):
        text = read_text(paragraph).strip()
        if text in marks:
            _replace(paragraph, marks[text].prose, writer)
    for part in document.part.package.iter_parts():
        said = _read_part(part)
        for slot in slots.values():
            if slot.mark in said:
                raise TemplateFault(
                    template,
                    f"balise `{{{{ {slot.name} }}}}`",
                    "un texte suivi ne peut venir à cette place",
                    "mettez la balise seule dans un paragraphe du corps du document, "
                    "hors en-tête, pied de page et note",
                )


def _read_part(part: Any) -> str:  # noqa: ANN401
    if isinstance(part, XmlPart):
        return str(etree.tostring(part.element, encoding="unicode"))
    blob: bytes = part.blob
    return blob.decode("utf-8", "replace") if part.partname.ext == "xml" else ""


def _replace(paragraph: Element, prose: Prose, writer: ProseWriter) -> None:
    """Put paragraphs in place of one.

    Those of plain text look like it; a page break before it goes to the first,
    the end of a section to the last.
    """
    look = deepcopy(get_properties(paragraph))
    once = {name: look.find(qn(name)) for name in _ONCE}
    for element in once.values():
        if element is not None:
            look.remove(element)
    new_page = once["w:pageBreakBefore"] is not None
    room = measure_room(paragraph)
    written = writer.write(prose, look, room, new_page=new_page)
    section, parent = once["w:sectPr"], paragraph.getparent()
    if not written:
        alone = parent.tag == qn("w:tc") and len(parent.findall(qn("w:p"))) == 1
        written = [make("p")] if section is not None or alone else []
    for element in written:
        paragraph.addprevious(element)
    parent.remove(paragraph)
    if section is not None:
        put(get_properties(written[-1]), section)


_ONCE = ("w:pageBreakBefore", "w:sectPr")
"""What one paragraph alone takes over: the first, the last."""
