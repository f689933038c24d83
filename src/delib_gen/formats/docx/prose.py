"""Prose as Word's own paragraphs: headings, quotations, real lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.indents import measure_indent
from delib_gen.formats.docx.numbering import LEVELS, Numbering, twips
from delib_gen.formats.docx.runs import RunWriter
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, make, put
from delib_gen.prose.tree import Bloc, Brin, Citation, Liste, Prose, Titre

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte

_QUOTED = 1.0
"""How far a quotation in a list stands in from it, in centimetres; elsewhere the
style says it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where blocks stand.

    Attributes:
        look: the properties of their paragraphs.
        left: how far they stand in, in centimetres.
        depth: how many lists are around them.
        by_hand: whether the style does not know how far they stand in.
    """

    look: Element
    left: float = 0.0
    depth: int = 0
    by_hand: bool = False


@dataclass(slots=True)
class _Label:
    """The number that the first paragraph of an item bears, once."""

    number: int
    level: int
    given: bool = False

    def give(self) -> Element | None:
        if self.given:
            return None
        self.given = True
        return make(
            "numPr", make("ilvl", val=self.level), make("numId", val=self.number)
        )


class ProseWriter:
    """Writes prose for a document, with its styles and its own lists."""

    def __init__(self, document: Document, charte: Charte) -> None:
        self._names = StyleNames.read(document)
        self._runs = RunWriter(document, self._names)
        self._document = document
        self._charte = charte
        self._numbering: Numbering | None = None

    def write(self, prose: Prose, look: Element) -> list[Element]:
        """The paragraphs of a prose.

        Args:
            prose: the blocks.
            look: the properties of plain paragraphs.
        """
        return list(self._blocks(prose, _Place(look), None))

    def _blocks(
        self, blocks: Sequence[Bloc], place: _Place, label: _Label | None
    ) -> Iterator[Element]:
        for block, following in zip_longest(blocks, blocks[1:]):
            if isinstance(block, Titre):
                name = styles.HEADING.format(level=block.niveau + 1)
                heading = replace(place, look=_styled(self._names.paragraph(name)))
                yield self._paragraph(block.brins, heading, label, plain=True)
            elif isinstance(block, Liste):
                yield from self._list(block, place, label)
            elif isinstance(block, Citation):
                yield from self._blocks(block.blocs, self._quote(place), label)
            elif isinstance(following, Liste):
                yield self._paragraph(block.brins, self._announce(place), label)
            else:
                yield self._paragraph(block.brins, place, label)
        if label is not None and not label.given:
            yield self._paragraph((), place, label)  # an empty item counts too

    def _announce(self, place: _Place) -> _Place:
        """The same place for a paragraph that a list follows."""
        named = place.look.find(qn("w:pStyle"))
        style = None if named is None else named.get(qn("w:val"))
        announcement = self._names.announcement(style)
        if announcement is None or announcement == style:
            return place
        look = deepcopy(place.look)
        put(look, make("pStyle", val=announcement))
        return replace(place, look=look)

    def _quote(self, place: _Place) -> _Place:
        style = self._names.paragraph(styles.QUOTATION)
        nested = place.left > 0 or style is None
        return replace(
            place, look=_styled(style), left=place.left + _QUOTED, by_hand=nested
        )

    def _list(
        self, block: Liste, place: _Place, label: _Label | None
    ) -> Iterator[Element]:
        if label is not None and not label.given:
            yield self._paragraph((), place, label)
        if self._numbering is None:
            self._numbering = Numbering(
                self._document, self._charte.mesures.retrait_liste
            )
        indent = measure_indent(block, self._charte)
        left = place.left + indent.text
        level = min(place.depth, LEVELS - 1)
        number = self._numbering.add(block, level, left, indent.label)
        names = (styles.TIGHT_LIST,) if block.serree else ()
        style = self._names.paragraph(*names, styles.LIST)
        inside = _Place(_styled(style), left, place.depth + 1, by_hand=True)
        for point in block.points:
            yield from self._blocks(point, inside, _Label(number, level))

    def _paragraph(
        self,
        brins: Sequence[Brin],
        place: _Place,
        label: _Label | None,
        *,
        plain: bool = False,
    ) -> Element:
        properties = deepcopy(place.look)
        number = label.give() if label is not None else None
        if number is not None:
            put(properties, number)
        elif place.by_hand:
            put(properties, make("ind", left=twips(place.left), firstLine=0))
        paragraph = make("p")
        if len(properties):
            paragraph.append(properties)
        paragraph.extend(self._runs.write(brins, plain=plain))
        return paragraph


def _styled(style: str | None) -> Element:
    """Properties that say no more than a style; none where there is none."""
    return make("pPr", *(() if style is None else (make("pStyle", val=style),)))
