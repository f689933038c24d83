"""Prose as Word's own paragraphs: who writes a block is found by what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.blocks.place import Label, Place
from delib_gen.formats.docx.blocks.registry import find_block_writer
from delib_gen.formats.docx.numbering import Numbering, twips
from delib_gen.formats.docx.runs import RunWriter
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, make, put
from delib_gen.prose.tree import Bloc, Brin, Liste, Paragraphe, Prose

if TYPE_CHECKING:
    from delib_gen.schema.charte import Charte


class ProseWriter:
    """Writes prose for a document, with its styles and its own lists.

    Attributes:
        document: the document, for what must stand in a part of its own.
        names: its styles.
        charte: the house style.
    """

    def __init__(self, document: Document, charte: Charte) -> None:
        self.document = document
        self.names = StyleNames.read(document)
        self.charte = charte
        self._runs = RunWriter(document, self.names)

    @cached_property
    def numbering(self) -> Numbering:
        """The document's lists, made when the first one is written."""
        return Numbering(self.document, self.charte.mesures.retrait_liste)

    def write(self, prose: Prose, look: Element) -> list[Element]:
        """The blocks of a prose, for the body of the document.

        Args:
            prose: the blocks.
            look: the properties of plain paragraphs.
        """
        return list(self.write_blocks(prose, Place(look), None))

    def write_blocks(
        self, blocks: Sequence[Bloc], place: Place, label: Label | None
    ) -> Iterator[Element]:
        """Blocks that stand in one place.

        Args:
            blocks: the blocks.
            place: where they stand.
            label: the number that the first paragraph bears.
        """
        for block, following in zip_longest(blocks, blocks[1:]):
            announces = isinstance(block, Paragraphe) and isinstance(following, Liste)
            here = self._announce(place) if announces else place
            yield from find_block_writer(block)(self, block, here, label)
        if label is not None and not label.given:
            yield self.write_paragraph((), place, label)  # an empty item counts too

    def write_paragraph(
        self,
        brins: Sequence[Brin],
        place: Place,
        label: Label | None = None,
        *,
        plain: bool = False,
    ) -> Element:
        """A paragraph.

        Args:
            brins: its runs.
            place: where it stands.
            label: the number that it bears, if it was not given before.
            plain: whether bold is left out, in a style that is bold by itself.
        """
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

    def _announce(self, place: Place) -> Place:
        """The same place for a paragraph that a list follows."""
        named = place.look.find(qn("w:pStyle"))
        style = None if named is None else named.get(qn("w:val"))
        announcement = self.names.announcement(style)
        if announcement is None or announcement == style:
            return place
        look = deepcopy(place.look)
        put(look, make("pStyle", val=announcement))
        return replace(place, look=look)
