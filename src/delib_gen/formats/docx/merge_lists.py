"""The lists of a document, copied into another under numbers that are free."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.numbering import add_number, find_numbering, next_number
from delib_gen.formats.docx.xml import Element

_VAL = qn("w:val")
_NSID = 0x00D20000


class ListMerger:
    """Copies the lists that are used, under numbers that are free."""

    def __init__(self, base: Document, other: Document) -> None:
        self.styles: dict[str, str] = {}
        self._base = find_numbering(base)
        self._other = find_numbering(other)
        self._numbers: dict[str, str] = {"0": "0"}  # nought takes a list away

    def translate(self, root: Element) -> None:
        """Renumber the lists that a tree uses, copying them at their first use."""
        for use in root.iter(qn("w:numId")):
            use.set(_VAL, self._number(use.get(_VAL)))

    def look(self, style: Element) -> bytes:
        """A style of the other document, its list said in full."""
        return write_canonical(style, self._other)

    def base_look(self, style: Element) -> bytes:
        """A style of the base, its list said in full."""
        return write_canonical(style, self._base)

    def _number(self, number: str) -> str:
        if number not in self._numbers:
            found = _find_list(self._other, number)
            self._numbers[number] = number if found is None else self._copy(*found)
        return self._numbers[number]

    def _copy(self, num: Element, abstract: Element) -> str:
        num, abstract = deepcopy(num), deepcopy(abstract)
        identifier = next_number(self._base, "abstractNum", "abstractNumId")
        abstract.set(qn("w:abstractNumId"), str(identifier))
        for nsid in abstract.findall(qn("w:nsid")):
            nsid.set(_VAL, f"{_NSID + identifier:08X}")
        for link in list(abstract.iter(qn("w:pStyle"))):
            new = self.styles.get(link.get(_VAL), link.get(_VAL))
            if new == link.get(_VAL):  # the base's own list bears that style
                link.getparent().remove(link)
            link.set(_VAL, new)
        first = self._base.find(qn("w:num"))
        if first is None:
            self._base.append(abstract)
        else:
            first.addprevious(abstract)
        number = next_number(self._base, "num", "numId")
        num.set(qn("w:numId"), str(number))
        num.find(qn("w:abstractNumId")).set(_VAL, str(identifier))
        add_number(self._base, num)
        return str(number)


def _find_list(numbering: Element, number: str) -> tuple[Element, Element] | None:
    for num in numbering.findall(qn("w:num")):
        if num.get(qn("w:numId")) == number:
            wanted = num.find(qn("w:abstractNumId")).get(_VAL)
            for abstract in numbering.findall(qn("w:abstractNum")):
                if abstract.get(qn("w:abstractNumId")) == wanted:
                    return num, abstract
    return None


def write_canonical(element: Element | None, numbering: Element | None = None) -> bytes:
    """A tree as bytes that are equal where Word would see no difference."""
    if element is None:
        return b""
    bare = deepcopy(element)
    for mark in list(bare.iter(qn("w:rsid"), qn("w:numId"))):
        if mark.tag == qn("w:numId") and numbering is not None:
            found = _find_list(numbering, mark.get(_VAL))
            if found is not None:
                abstract = deepcopy(found[1])
                abstract.attrib.clear()
                mark.addnext(abstract)
        mark.getparent().remove(mark)
    canonical: bytes = etree.tostring(bare, method="c14n", exclusive=True)
    return canonical
