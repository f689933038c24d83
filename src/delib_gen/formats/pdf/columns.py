"""The reading order of two languages side by side: one whole, then the other.

A page is tagged row by row, so that a screen reader would change its voice at
each paragraph. The tags of each column are gathered under one section of their
language; what is there for the layout alone leaves no tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pydyf

from delib_gen.formats.pdf.structure import adopt, find_element, make_element

if TYPE_CHECKING:
    from weasyprint.formatting_structure.boxes import Box

    _Elements = list[pydyf.Dictionary]

_MARK = "_delib_gen_mark"
_ATTRIBUTES = ("data-passe", "data-colonne", "data-liste")
_FIRST = "0"


class _Mark:
    """What the page says of the element that a tag was made for."""

    def __init__(self, source: pydyf.Dictionary) -> None:
        self.passe, self.colonne, liste = (source.get(a) for a in _ATTRIBUTES)
        self.langue: str | None = source.get("lang")
        # A container that goes over the page, or a list that was opened to pair
        # its items, is one thing for who listens.
        self.whole: object = liste or source


def mark_element(box: Box, element: pydyf.Dictionary) -> None:
    """Keep with a structure element what its place among the columns hangs on."""
    source = getattr(box, "element", None)
    if hasattr(source, "get"):
        setattr(element, _MARK, _Mark(source))


def regroup_columns(pdf: pydyf.PDF) -> None:
    """Gather the structure of each language; nothing to do where there is one."""
    marks = (getattr(element, _MARK, None) for element in pdf.objects)
    if not any(mark is not None and mark.colonne is not None for mark in marks):
        return
    root = find_element(pdf, pdf.catalog["StructTreeRoot"])
    document = find_element(pdf, root["K"][0])
    splitter = _Splitter(pdf)
    parts = splitter.split_all(document["K"])
    document["K"] = pydyf.Array()
    for column in sorted(parts):
        items = parts[column]
        section = make_element(pdf, "/Sect", items[0]["Pg"])
        section["Lang"] = pydyf.String(splitter.langues[column])
        adopt(section, items)
        adopt(document, [section], more=True)


class _Splitter:
    """Parts structure elements by the column that they stand in."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self.langues: dict[str, str] = {}

    def split_all(self, references: Iterable[bytes]) -> dict[str, _Elements]:
        """The elements of each column; what is in none belongs to the first."""
        parts: dict[str, _Elements] = {}
        for reference in references:
            for column, items in self._split(
                find_element(self._pdf, reference)
            ).items():
                for item in items:
                    self._add(parts.setdefault(column, []), item)
        return parts

    def _split(self, element: pydyf.Dictionary) -> dict[str, _Elements]:
        mark = getattr(element, _MARK, None)
        if mark is not None and mark.colonne is not None:
            self.langues[mark.colonne] = mark.langue
            return {mark.colonne: list(self._unwrap(element))}
        if element["S"] not in _CONTAINERS or not self._has_columns(element):
            return {_FIRST: list(self._unwrap(element))}
        parts = self.split_all(element["K"])
        if mark is not None and mark.passe is not None:
            return parts
        return {column: [self._part(element, items)] for column, items in parts.items()}

    def _has_columns(self, element: pydyf.Dictionary) -> bool:
        """Whether a container is opened: its first children tell."""
        for reference in element["K"]:
            if isinstance(reference, int):
                continue  # content, by its number
            child = find_element(self._pdf, reference)
            mark = getattr(child, _MARK, None)
            if mark is not None and (mark.passe is not None or mark.colonne):
                return True
            if child["S"] in _CONTAINERS and self._has_columns(child):
                return True
        return False

    def _unwrap(self, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        """An element, or what is in it where it is there for the layout alone."""
        mark = getattr(element, _MARK, None)
        if mark is None or (mark.passe is None and mark.colonne is None):
            yield element
            return
        for reference in element["K"]:
            yield from self._unwrap(find_element(self._pdf, reference))

    def _part(self, element: pydyf.Dictionary, items: _Elements) -> pydyf.Dictionary:
        """A container with the elements of one column alone."""
        part = make_element(self._pdf, element["S"], items[0]["Pg"])
        setattr(part, _MARK, getattr(element, _MARK, None))
        adopt(part, items)
        return part

    def _add(self, known: _Elements, item: pydyf.Dictionary) -> None:
        """Put an element after others; one that only goes on joins what it was."""
        if not known or not _goes_on(known[-1], item):
            known.append(item)
            return
        last = known[-1]
        children = [find_element(self._pdf, reference) for reference in last["K"]]
        for reference in item["K"]:
            self._add(children, find_element(self._pdf, reference))
        adopt(last, children)


_CONTAINERS = ("/Part", "/Sect", "/Div", "/Art", "/NonStruct")
_MERGED = ("/Part", "/Sect", "/Div", "/Art", "/L")


def _goes_on(before: pydyf.Dictionary, after: pydyf.Dictionary) -> bool:
    """Whether two elements are one, cut by the end of a page or of a row."""
    if after["S"] not in _MERGED or after["S"] != before["S"]:
        return False
    one: Any = getattr(before, _MARK, None)
    other: Any = getattr(after, _MARK, None)
    return None not in (one, other) and bool(one.whole == other.whole)
