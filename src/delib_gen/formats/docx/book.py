"""The one document that pieces are written into: each in its section, with its frame.

A frame is a template filled: its own paragraphs, its headers and footers, its page. The
first one becomes the document; what the next ones bring is made at home in it, before
the parts of the piece are written in their places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.merge_styles import StyleMerger
from delib_gen.formats.docx.notes import NOTES, Footnotes, copy_separators, find_notes
from delib_gen.formats.docx.pictures import PictureWriter
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, get_properties, make, put

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools

_RELATION = "{" + qn("r:id")[1:].partition("}")[0] + "}"
_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_ID = qn("w:id")
_NUMBERED = (
    (qn("w:bookmarkStart"), _ID),
    (qn("w:footnote"), _ID),
    (qn("w:endnote"), _ID),
    (qn("wp:docPr"), "id"),
)
"""What Word knows by a number, which nothing else of its kind may bear."""
UNCOUNTED = "\u00a0"
"""A page's number where nobody has laid the pages out."""


def name_bookmark(anchor: str) -> str:
    """The bookmark of an anchor: Word's have no hyphens, and `_` hides them."""
    return "_" + re.sub(r"\W", "_", anchor)


class Book:
    """A document under way.

    Attributes:
        document: the document; there is none before the first frame.
        anchors: the pieces that it holds, where there are several.
        numbers: the pages that they begin on, as far as these are known.
    """

    document: Document

    def __init__(
        self,
        tools: RenderTools,
        anchors: Collection[str],
        numbers: Mapping[str, int],
    ) -> None:
        self.anchors = anchors
        self.numbers = numbers
        self._tools = tools
        self._styles: dict[bytes, dict[str, str]] = {}
        self._numbers = count(1)
        self._names: set[str] = set()

    @cached_property
    def notes(self) -> Footnotes:
        """The document's footnotes, made when the first one is written."""
        return Footnotes(self.document)

    @cached_property
    def pictures(self) -> PictureWriter:
        """The document's pictures, each of them once."""
        return PictureWriter(self, self._tools)

    def take_number(self) -> int:
        """A number that nothing in the document bears."""
        return next(self._numbers)

    def adopt(self, frame: Document) -> StyleNames:
        """Make what a frame brings at home in the document; its styles.

        The first one is the document itself. Remarks that a template has in its
        margin are left out from the second on.
        """
        if not self._names:
            self.document = frame
            self._numbers = count(1 + max(_list_numbers(frame), default=0))
            parts = frame.part.package.iter_parts()
            self._names = {str(part.partname) for part in parts}
            return StyleNames.read(frame)
        merger = StyleMerger(self.document, frame, self._styles)
        names = StyleNames.read(frame).rename(merger.ids, merger.find_default())
        _Mover(self, frame, merger).adopt_body()
        return names

    def append(self, frame: Document) -> None:
        """Put the section of a frame at the end; pages are numbered on."""
        body, added = self.document.element.body, frame.element.body
        for numbers in added.iter(qn("w:pgNumType")):
            numbers.attrib.pop(qn("w:start"), None)
        if body is added:
            return
        section = next(added.iter(qn("w:sectPr")), None)
        begins = None if section is None else section.find(qn("w:type"))
        if section is not None and begins is not None:
            section.remove(begins)  # without it, a section begins on a new page
        _close_section(body)
        body.extend(list(added))

    def name_part(self, name: PackURI) -> PackURI:
        """A name that no part of the document has, near to one."""
        stem, ending = str(name).removesuffix(f".{name.ext}"), name.ext
        stem, number, free = re.sub(r"\d+$", "", stem), 1, str(name)
        while free in self._names:
            free = f"{stem}{number}.{ending}"
            number += 1
        self._names.add(free)
        return PackURI(free)

    def add_bookmark(self, paragraph: Element, anchor: str) -> None:
        """Put a bookmark where a piece begins."""
        number = self.take_number()
        start = make("bookmarkStart", id=number, name=name_bookmark(anchor))
        get_properties(paragraph).addnext(start)
        start.addnext(make("bookmarkEnd", id=number))


def _list_numbers(document: Document) -> Iterator[int]:
    """The numbers that a document has given already."""
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for tag, attribute in _NUMBERED:
                yield from (int(e.get(attribute)) for e in part.element.iter(tag))


def _close_section(body: Element) -> None:
    """Give the section that ends a document to its last paragraph."""
    section = body.find(qn("w:sectPr"))
    if section is None:
        section = make("sectPr")
    else:
        body.remove(section)
    if not len(body) or body[-1].tag != qn("w:p") or _ends_section(body[-1]):
        body.append(make("p"))
    put(get_properties(body[-1]), section)


def _ends_section(paragraph: Element) -> bool:
    return next(paragraph.iter(qn("w:sectPr")), None) is not None


class _Mover:
    """Makes what a frame brings at home in the document."""

    def __init__(self, book: Book, frame: Document, styles: StyleMerger) -> None:
        self._book = book
        self._frame = frame
        self._styles = styles
        self._moved: set[int] = set()

    def adopt_body(self) -> None:
        body = self._frame.element.body
        for name in _REMARKS:
            for remark in list(body.iter(qn(f"w:{name}"))):
                remark.getparent().remove(remark)
        for kind in NOTES:
            self._adopt_notes(body, kind)
        self._adopt(body, self._frame.part, self._book.document.part)

    def _adopt(self, root: Element, source: Part, target: Part) -> None:
        """Make a tree at home: numbers, styles, lists, relations."""
        for element in root.iter(qn("wp:docPr")):
            element.set("id", str(self._book.take_number()))
        ends = {end.get(_ID): end for end in root.iter(qn("w:bookmarkEnd"))}
        for start in root.iter(qn("w:bookmarkStart")):
            end, number = ends.get(start.get(_ID)), str(self._book.take_number())
            start.set(_ID, number)
            if end is not None:
                end.set(_ID, number)
        self._styles.translate(root)
        for element in root.iter(etree.Element):
            for name, rid in element.attrib.items():
                if name.startswith(_RELATION) and rid in source.rels:
                    element.set(name, self._relate(source.rels[rid], target))

    def _relate(self, rel: Any, target: Part) -> str:  # noqa: ANN401
        if rel.is_external:
            return target.relate_to(rel.target_ref, rel.reltype, is_external=True)
        self._move(rel.target_part)
        return target.relate_to(rel.target_part, rel.reltype)

    def _move(self, part: Part) -> None:
        """Take a part over under a name that is free, with all it refers to."""
        if id(part) in self._moved:
            return
        self._moved.add(id(part))
        part.partname = self._book.name_part(part.partname)
        part._package = self._book.document.part.package
        if isinstance(part, XmlPart):
            self._styles.translate(part.element)
        for rel in part.rels.values():
            if not rel.is_external:
                self._move(rel.target_part)

    def _adopt_notes(self, body: Element, kind: str) -> None:
        """The notes that a template has, which live in a part of their own."""
        references = list(body.iter(qn(f"w:{kind}Reference")))
        source = find_notes(self._frame, kind)
        target = find_notes(self._book.document, kind)
        if not references or source is None:
            return
        if target is None:
            self._move(source)
            self._book.document.part.relate_to(source, NOTES[kind])
            copy_separators(self._frame, self._book.document, kind)
            target = source
        own = {note.get(_ID): note for note in source.element}
        for reference in references:
            note = own[reference.get(_ID)]
            if target is not source:
                note = deepcopy(note)
                self._adopt(note, source, target)
                target.element.append(note)
            number = str(self._book.take_number())
            note.set(_ID, number)
            reference.set(_ID, number)
