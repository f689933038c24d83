"""Prose as Word's own paragraphs: who writes a block is found by what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.blocks.registry import find_block_writer
from delib_gen.formats.docx.gaps import make_break, settle
from delib_gen.formats.docx.numbering import Numbering, twips
from delib_gen.formats.docx.pictures import PictureWriter
from delib_gen.formats.docx.room import Room
from delib_gen.formats.docx.runs import RunWriter
from delib_gen.formats.docx.styles import StyleNames
from delib_gen.formats.docx.xml import Element, make, put
from delib_gen.prose.tree import Bloc, Brin, Liste, Paragraphe, Prose

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools


class ProseWriter:
    """Writes prose for a document, with its styles and its own lists.

    Attributes:
        document: the document, for what must stand in a part of its own.
        names: its styles.
        tools: what the format works with.
        charte: the house style.
        begun: whether a block of the text was written already.
    """

    def __init__(self, document: Document, tools: RenderTools, shade: str = "") -> None:
        self.document = document
        self.names = StyleNames.read(document)
        self.tools = tools
        self.charte = tools.charte
        self.begun = False
        self._runs = RunWriter(document, self.names, shade)

    @cached_property
    def numbering(self) -> Numbering:
        """The document's lists, made when the first one is written."""
        return Numbering(self.document, self.charte.mesures.retrait_liste)

    @cached_property
    def pictures(self) -> PictureWriter:
        """The document's pictures."""
        return PictureWriter(self.document, self.tools)

    def write(
        self, prose: Prose, look: Element, room: Room, *, new_page: bool = False
    ) -> list[Element]:
        """The blocks of a prose, for the body of the document.

        Args:
            prose: the blocks.
            look: the properties of plain paragraphs.
            room: the size of the column that they go into.
            new_page: whether they begin a page.
        """
        self.begun = False
        blocks = self.write_blocks(prose, Place(look, room=room), None)
        return settle(chain([make_break()] if new_page else [], blocks))

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
            self.begun = True
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

    def write_styled(
        self,
        brins: Sequence[Brin],
        place: Place,
        *names: str,
        label: Label | None = None,
        bold: bool = False,
    ) -> Element:
        """A paragraph in a style of its own.

        Args:
            brins: its runs.
            place: where it stands.
            names: the styles that suit it, the first that there is.
            label: the number that it bears, if it was not given before.
            bold: whether the style is bold; it then is so by hand where there is
                no such style.
        """
        style = self.names.paragraph(*names)
        if bold and style is None:
            brins = [replace(brin, gras=True) for brin in brins]
        place = replace(place, look=styled(style), by_hand=place.left > 0)
        plain = bold and style is not None
        return self.write_paragraph(brins, place, label, plain=plain)

    def write_runs(self, brins: Sequence[Brin]) -> list[Element]:
        """Runs, for a paragraph that is made elsewhere."""
        return self._runs.write(brins)

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
