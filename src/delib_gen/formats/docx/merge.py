"""Several documents in one: each in its section, with its own styles and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.merge_styles import StyleMerger
from delib_gen.formats.docx.notes import NOTES, copy_separators, find_notes
from delib_gen.formats.docx.xml import Element, get_properties, make, put

_RELATION = "{" + qn("r:id")[1:].partition("}")[0] + "}"
_REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_NUMBERED = (("w:bookmarkStart", "w:id"), ("w:bookmarkEnd", "w:id"))


def merge_documents(documents: Sequence[Document]) -> Document:
    """The first document with the others after it, each on a new page.

    Pages are numbered on. Remarks that a template has in its margin are left
    out from the second document on.
    """
    first, *others = documents
    _number_on(first.element.body)
    known: dict[bytes, dict[str, str]] = {}
    for other in others:
        _close_section(first.element.body)
        _Merger(first, other, known).run()
    return first


def adopt_body(base: Document, other: Document) -> list[Element]:
    """The blocks of a document, made at home in another, for it to place."""
    for section in list(other.element.body.iter(qn("w:sectPr"))):
        section.getparent().remove(section)
    body = base.element.body
    count = len(body)
    _Merger(base, other, {}).run()
    adopted = list(body)[count:]
    for element in adopted:
        body.remove(element)
    return adopted


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


def _number_on(body: Element) -> None:
    for numbers in body.iter(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)


class _Merger:
    """Puts one document at the end of another."""

    def __init__(
        self, base: Document, other: Document, known: dict[bytes, dict[str, str]]
    ) -> None:
        self._base = base
        self._other = other
        self._styles = StyleMerger(base, other, known)
        self._moved: set[int] = set()
        self._names = {str(p.partname) for p in base.part.package.iter_parts()}

    def run(self) -> None:
        body = self._other.element.body
        _number_on(body)
        for name in _REMARKS:
            for remark in list(body.iter(qn(f"w:{name}"))):
                remark.getparent().remove(remark)
        for kind in NOTES:
            self._merge_notes(body, kind)
        section = next(body.iter(qn("w:sectPr")), None)
        begins = None if section is None else section.find(qn("w:type"))
        if section is not None and begins is not None:
            section.remove(begins)  # without it, a section begins on a new page
        self._renumber(body)
        self._adopt(body, self._other.part, self._base.part)
        self._base.element.body.extend(list(body))

    def _adopt(self, root: Element, source: Part, target: Part) -> None:
        """Make the tree of a part at home in another: styles, lists, relations."""
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
        part.partname = self._free_name(part.partname)
        part._package = self._base.part.package
        if isinstance(part, XmlPart):
            self._styles.translate(part.element)
        for rel in part.rels.values():
            if not rel.is_external:
                self._move(rel.target_part)

    def _free_name(self, name: PackURI) -> PackURI:
        if str(name) not in self._names:
            self._names.add(str(name))
            return name
        stem, ending = str(name).removesuffix(f".{name.ext}"), name.ext
        stem, number = re.sub(r"\d+$", "", stem), 1
        while f"{stem}{number}.{ending}" in self._names:
            number += 1
        self._names.add(f"{stem}{number}.{ending}")
        return PackURI(f"{stem}{number}.{ending}")

    def _renumber(self, body: Element) -> None:
        """Bookmarks and drawings are known by numbers, which must differ."""
        for tag, attribute in (*_NUMBERED, ("wp:docPr", "id")):
            name = qn(attribute) if ":" in attribute else attribute
            used = self._base.element.body.iter(qn(tag))
            shift = max((int(e.get(name)) for e in used), default=0) + 1
            for element in body.iter(qn(tag)):
                element.set(name, str(int(element.get(name)) + shift))

    def _merge_notes(self, body: Element, kind: str) -> None:
        """The notes at the foot of pages, which live in a part of their own."""
        references = list(body.iter(qn(f"w:{kind}Reference")))
        source, target = (find_notes(d, kind) for d in (self._other, self._base))
        if not references or source is None:
            return
        if target is None:
            self._move(source)
            self._base.part.relate_to(source, NOTES[kind])
            copy_separators(self._other, self._base, kind)
            return
        identifier = qn("w:id")
        own = {note.get(identifier): note for note in source.element}
        free = max(int(note.get(identifier)) for note in target.element) + 1
        for number, reference in enumerate(references, start=free):
            note = deepcopy(own[reference.get(identifier)])
            for element in (note, reference):
                element.set(identifier, str(number))
            self._adopt(note, source, target)
            target.element.append(note)
