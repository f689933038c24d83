"""Footnotes: Word keeps them in a part of their own, and numbers them itself."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import styled
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, make, make_text, put

NOTES = {
    "footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnote": RELATIONSHIP_TYPE.ENDNOTES,
}
"""The relations of the parts that hold notes, by the kind of note."""
_ID = qn("w:id")
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The lines above the notes, which are kept among them under numbers of their own."""

# The library keeps these parts as bytes, if it is not told that they are trees:
# whatever goes through the runs of a document would then have to know of them.
for _kind in (CONTENT_TYPE.WML_FOOTNOTES, CONTENT_TYPE.WML_ENDNOTES):
    PartFactory.part_type_for[_kind] = XmlPart


class Footnotes:
    """Adds footnotes to a document.

    Attributes:
        part: the part that holds them, made where the document has none.
    """

    def __init__(self, document: Document, names: StyleNames) -> None:
        self.part = find_notes(document, "footnote") or _add_part(document)
        self._style = names.paragraph(styles.NOTE)
        self._mark = names.character(styles.NOTE_MARK)
        self._free = max((int(n.get(_ID)) for n in self.part.element), default=0)

    def add(self, runs: list[Element]) -> Element:
        """Put a note below the others; gives the run that calls it.

        Args:
            runs: its text.
        """
        self._free = max(self._free, 0) + 1
        sign = make("r", self._look(), make("footnoteRef"))
        paragraph = make("p", sign, make("r", make_text(" ")), *runs)
        if self._style is not None:
            paragraph.insert(0, styled(self._style))
        self.part.element.append(make("footnote", paragraph, id=self._free))
        return make("r", self._look(), make("footnoteReference", id=self._free))

    def _look(self) -> Element:
        if self._mark is not None:
            return make("rPr", make("rStyle", val=self._mark))
        return make("rPr", make("vertAlign", val="superscript"))


def find_notes(document: Document, kind: str) -> XmlPart | None:
    """The part of a document that holds its notes of a kind."""
    for rel in document.part.rels.values():
        if rel.reltype == NOTES[kind] and not rel.is_external:
            part = rel.target_part
            return part if isinstance(part, XmlPart) else None
    return None


def iter_stories(document: Document) -> Iterator[Element]:
    """The trees that hold the text of a document: its body, then its notes."""
    yield document.element.body
    for kind in NOTES:
        part = find_notes(document, kind)
        if part is not None:
            yield part.element


def copy_separators(source: Document, target: Document, kind: str) -> None:
    """Say in the settings, as another document does, which notes are lines.

    Args:
        source: the document whose part of notes the other one takes over.
        target: the other one.
        kind: the kind of notes.
    """
    said = source.settings.element.find(qn(f"w:{kind}Pr"))
    if said is not None:
        put(target.settings.element, deepcopy(said))


def _add_part(document: Document) -> XmlPart:
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in _SEPARATORS:
        look = make("pPr", make("spacing", after=0, line=240, lineRule="auto"))
        line = make("p", look, make("r", make(kind)))
        root.append(make("footnote", line, type=kind, id=number))
    part = XmlPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        root,
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    named = (make("footnote", id=number) for number, _ in _SEPARATORS)
    put(document.settings.element, make("footnotePr", *named))
    return part
