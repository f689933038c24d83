"""Footnotes: Word keeps them in a part of their own, and numbers them itself.

It counts them through the whole file, and programs near to it read no other order: a
note that has another number in its piece, or in its column, has that one typed.
"""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import styled
from delib_gen.formats.docx.languages import language_tag, say_language
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, make, make_text, put
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

NOTES = {
    "footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnote": RELATIONSHIP_TYPE.ENDNOTES,
}
"""The relations of the parts that hold notes, by the kind of note."""
TYPED = qn("w:customMarkFollows")
"""What says of a call that its number is typed after it."""
_ID, _TYPE = qn("w:id"), qn("w:type")
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
"""The lines above the notes, which are kept among them under numbers of their own."""


class Footnotes:
    """Adds footnotes to a document.

    Attributes:
        part: the part that holds them, made where the document has none.
    """

    def __init__(self, document: Document) -> None:
        self.part = find_notes(document, "footnote") or _add_part(document)
        self._typed = 0

    def add(
        self, runs: list[Element], number: int, names: StyleNames, tag: str, mark: str
    ) -> Element:
        """Put a note below the others; gives the run that calls it.

        Args:
            runs: its text.
            number: what the document knows it by.
            names: the styles that there are for it.
            tag: the language of what calls it.
            mark: the number that it must show; any if empty.
        """
        style = names.paragraph(styles.NOTE)
        typed = mark not in ("", str(self._count() - self._typed + 1))
        self._typed += typed
        shown = make_text(mark) if typed else make("footnoteRef")
        sign = make("r", _make_look(names), shown)
        paragraph = make("p", sign, make("r", make_text(" ")), *runs)
        if style is not None:
            paragraph.insert(0, styled(style))
        say_language(paragraph, tag)
        self.part.element.append(make("footnote", paragraph, id=number))
        call = make("footnoteReference", id=number)
        if typed:
            call.set(TYPED, "1")
        after = [make_text(mark)] if typed else []
        return make("r", _make_look(names), call, *after)

    def _count(self) -> int:
        """How many notes there are; the lines above them are among them."""
        return sum(1 for note in self.part.element if note.get(_TYPE) is None)


def _make_look(names: StyleNames) -> Element:
    """What a number that calls a note looks like."""
    mark = names.character(styles.NOTE_MARK)
    if mark is not None:
        return make("rPr", make("rStyle", val=mark))
    return make("rPr", make("vertAlign", val="superscript"))


def find_notes(document: Document, kind: str) -> XmlPart | None:
    """The part of a document that holds its notes of a kind."""
    for rel in document.part.rels.values():
        if rel.reltype == NOTES[kind] and not rel.is_external:
            part = rel.target_part
            return part if isinstance(part, XmlPart) else None
    return None


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
    say_language(root, language_tag(LANGUE_DE_REFERENCE))  # they have no words
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
