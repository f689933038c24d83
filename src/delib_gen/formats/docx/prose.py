"""Prose as Word's own paragraphs: who writes a block is found by what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.composition.tree import Ensemble, Rang
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.blocks.registry import WRITERS
from delib_gen.formats.docx.gaps import hold, make_break, settle
from delib_gen.formats.docx.headings import HeadingCounter
from delib_gen.formats.docx.languages import language_tag, say_language
from delib_gen.formats.docx.merge_styles import name_default
from delib_gen.formats.docx.numbering import Numbering, half_points, twips
from delib_gen.formats.docx.room import Room
from delib_gen.formats.docx.runs import TAB, RunWriter, set_size
from delib_gen.formats.docx.styles import PAGE_SWITCH
from delib_gen.formats.docx.xml import (
    Element,
    make,
    put,
)
from delib_gen.prose.pieces import Chiffres, Signatures
from delib_gen.prose.tree import Bloc, Brin, Liste, Paragraphe, Prose

if TYPE_CHECKING:
    from delib_gen.formats.docx.book import Book
    from delib_gen.formats.docx.en_regard import Columns
    from delib_gen.formats.docx.styles import StyleNames
    from delib_gen.schema.charte import Charte


class ProseWriter:
    """Writes the blocks of a piece, with its styles and its own lists.

    Attributes:
        book: the document, for what must stand in a part of its own.
        names: the styles of the piece.
        charte: the house style.
        tag: the language of what is written, as Word calls it.
        begun: whether a block of the text was written already.
        broken: whether what comes next begins a page.
        numbering: the lists of the piece, or of one of its columns.
        headings: counts the headings of the same.
        columns: how two languages stand side by side; None where there is one.
    """

    def __init__(
        self, book: Book, names: StyleNames, charte: Charte, tag: str, shade: str
    ) -> None:
        """Begin to write.

        Args:
            book: the document.
            names: the styles of the piece.
            charte: the house style.
            tag: the language of the piece, as Word calls it.
            shade: the ground of what has no version in its language; none if empty.
        """
        self.book = book
        self.names = names
        self.charte = charte
        self.tag = tag
        self.begun = self.broken = False
        self.columns: Columns | None = None
        step = charte.mesures.retrait_liste
        self._numberings = [Numbering(book.document, step) for _ in range(2)]
        self._counters = [HeadingCounter(book.document) for _ in range(2)]
        self.numbering, self.headings = self._numberings[0], self._counters[0]
        self._written = defaultdict[int, set[int]](set)
        self._runs = RunWriter(book, names, shade)

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
        return self.settle(chain([make_break()] if new_page else [], blocks))

    def settle(
        self, blocks: Iterable[Element], *, followed: bool = False
    ) -> list[Element]:
        """Blocks as they stand one below the other in the document, or in a cell."""
        written, self.broken = settle(blocks, self._begins_page, followed=followed)
        return self.finish(written)

    def finish(self, written: list[Element]) -> list[Element]:
        """Elements that say their language, and their style where Word must know."""
        for element in written:
            say_language(element, self.tag)
            name_default(element, self.names.default)
        return written

    @contextmanager
    def speak(self, langue: str, column: int | None = None) -> Iterator[None]:
        """What is written in here is in a language; in the piece's own if empty.

        Args:
            langue: the language.
            column: the rank of the column that it stands in, whose lists are its own.
        """
        around = self.tag, self.numbering, self.headings, self.begun
        self.tag = language_tag(langue) if langue else self.tag
        if column is not None:
            self.numbering, self.begun = self._numberings[column], False
            self.headings = self._counters[column]
        try:
            yield
        finally:
            self.tag, self.numbering, self.headings, self.begun = around

    def find_whole(self, block: Chiffres) -> Chiffres:
        """The figures to write: all of a list at the first that stands on its own."""
        if block.entier is None:
            return block
        of_column = self._written[id(self.numbering)]
        if block.suite in of_column:
            return replace(block, chiffres=())
        of_column.add(block.suite)
        return block.entier

    def _begins_page(self, paragraph: Element) -> bool:
        return self.names.is_on(self.names.find_style(paragraph), PAGE_SWITCH)

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
            ends = (_find_first(block), _find_first(following))
            announces = isinstance(ends[0], Paragraphe) and isinstance(ends[1], Liste)
            here = self._announce(place) if announces else place
            made = WRITERS[type(block)](self, block, here, label)
            yield from hold(made) if isinstance(ends[1], Signatures) else made
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
        paragraph.extend(self._runs.write(brins, self.tag, plain=plain))
        if place.size:
            set_size(paragraph, half_points(place.size))
        return paragraph

    def write_styled(
        self,
        brins: Sequence[Brin],
        place: Place,
        *names: str,
        label: Label | None = None,
        bold: bool = False,
        size: float = 0.0,
    ) -> Element:
        """A paragraph in a style of its own.

        Args:
            brins: its runs.
            place: where it stands.
            names: the styles that suit it, the first that there is.
            label: the number that it bears, if it was not given before.
            bold: whether the style is bold; it then is so by hand where there is
                no such style.
            size: how large it is set, in centimetres; 0 where the style says it.
        """
        style = self.names.paragraph(*names)
        if bold and style is None:
            brins = [replace(brin, gras=True) for brin in brins]
        by_hand = place.left > 0
        place = replace(place, look=styled(style), by_hand=by_hand, size=size)
        plain = bold and style is not None
        return self.write_paragraph(brins, place, label, plain=plain)

    def write_runs(
        self, brins: Sequence[Brin], *, plain: bool = False
    ) -> list[Element]:
        """Runs with tabs among them, for a paragraph that is made elsewhere."""
        runs: list[Element] = []
        for tab, group in groupby(brins, key=lambda brin: brin.texte == TAB):
            if tab:
                run = make("r", make("tab"))
                say_language(run, self.tag)
                runs.append(run)
            else:
                runs += self._runs.write(list(group), self.tag, plain=plain)
        return runs

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


def _find_first(block: Bloc | None) -> Bloc | None:
    """A block, or what stands first in a row of two languages."""
    if isinstance(block, Rang):
        block = next((bloc for cell in block.cellules for bloc in cell), None)
        while isinstance(block, Ensemble):
            block = block.blocs[0]
    return block
