"""Two editions of a piece in one Word file: a table, a row for each pair of blocks.

Word has no columns that stay level with each other but those of a table. Screen
readers go through one row by row; the properties of the table and of the file say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.composition.pair import match_blocks
from delib_gen.composition.tree import Ensemble, Rang
from delib_gen.formats.docx.blocks.place import Place
from delib_gen.formats.docx.gaps import make_break, make_empty, set_space
from delib_gen.formats.docx.grid import SHORT
from delib_gen.formats.docx.languages import language_tag, set_run_language
from delib_gen.formats.docx.narrow import CELL_MARGINS, fit_block
from delib_gen.formats.docx.numbering import twips
from delib_gen.formats.docx.room import Room
from delib_gen.formats.docx.slots import Find, fill_slots, read_look, read_slot
from delib_gen.formats.docx.styles import CLOSE_SWITCH, PAGE_SWITCH
from delib_gen.formats.docx.xml import Element, get_properties, make, make_text, put

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.formats.docx.styles import StyleNames
    from delib_gen.prose.tree import Bloc, Prose
    from delib_gen.view.en_regard import Colonne, EnRegardView

_SCALE = 0.75
"""The size of the type in the tables of one column, over that on a page."""
_SHARED = 0.7
"""What the heads of columns, a title and a text leave of a page's height to a picture
that goes across both."""
_GAP = 160
"""Twentieths of a point below a line about the document."""
_PARAGRAPH, _TABLE, _ROW, _BREAK = (qn(f"w:{n}") for n in ("p", "tbl", "tr", "br"))
_BLOCKS = (_PARAGRAPH, _TABLE, qn("w:sdt"))
Cells = Sequence[Sequence[Element]]


class Columns:
    """The two columns of a piece, and the tables that they are written in.

    Attributes:
        width: that of both, in twips.
        langues: their languages.
    """

    def __init__(
        self, view: EnRegardView, names: StyleNames, width: int, height: float
    ) -> None:
        """Lay columns out.

        Args:
            view: the piece.
            names: its styles.
            width: that of both columns, in twips.
            height: that of the page, in centimetres.
        """
        self._colonnes = view.colonnes
        self.langues = [colonne.langue for colonne in view.colonnes]
        self._names = names
        self.width, self._height = width, height
        self._last: list[Element | None] = [None, None]

    def find_room(self, *, across: bool = False) -> Room:
        """How much room there is in a cell."""
        width = self.width if across else self.width // 2
        scale = 1.0 if across else _SCALE
        height = self._height * (_SHARED if across else 1.0)
        return Room((width - CELL_MARGINS) / twips(1), height, scale)

    def make_row(
        self, cells: Cells, *, across: bool = False, begins: bool = False
    ) -> Iterator[Element]:
        """A row, after the sign of a new page where it begins one.

        Args:
            cells: the blocks of either column.
            across: whether the first goes across both.
            begins: whether the row begins a page.
        """
        for rank, blocks in enumerate(cells):
            # All are asked: the first that begins a page must not end it.
            held = [self._hold_back(block) for block in blocks]
            begins = begins or any(held)
            if blocks:
                self._close_up(self._last[rank], blocks[0])
                self._last[rank] = blocks[-1]
        if begins:
            yield make_break()
        if any(cells):
            span = 2 if across else 1
            made = [self._make_cell(b, span) for b in (cells[:1] if across else cells)]
            yield make("tr", *_keep_whole(cells), *made)

    def _hold_back(self, block: Element) -> bool:
        """Whether a block was to begin a page, which it now does not: its row does."""
        begins = False
        for paragraph in block.iter(_PARAGRAPH):
            properties = get_properties(paragraph)
            own = properties.find(qn("w:pageBreakBefore"))
            style = self._names.find_style(paragraph)
            if own is not None or self._names.is_on(style, PAGE_SWITCH):
                put(properties, make("pageBreakBefore", val="0"))
                begins = True
        return begins

    def _close_up(self, one: Element | None, other: Element) -> None:
        """Leave no space between two paragraphs of a style that wants none there.

        Word leaves it out by itself, but not from one cell to the next.
        """
        if one is None or not one.tag == other.tag == _PARAGRAPH:
            return
        style = self._names.find_style(one)
        alike = style == self._names.find_style(other)
        if alike and self._names.is_on(style, CLOSE_SWITCH):
            set_space(one, after=0)
            set_space(other, before=0)

    def gather(self, rows: Iterable[Element]) -> Iterator[Element]:
        """Rows in tables: Word begins no page within one, but before it."""
        table, broken = self._make_table(), False
        for element in rows:
            if element.tag == _BREAK:
                broken = True
                continue
            if broken:
                if table.findall(_ROW)[1:]:
                    yield table
                    table = self._make_table()
                yield make("p", make("pPr", make("pageBreakBefore")))
                broken = False
            if element.tag != _ROW:
                (element,) = self.make_row([[element]], across=True)
            table.append(element)
        yield table
        yield make_empty()  # Word wants a paragraph after a table that ends a document

    def _make_table(self) -> Element:
        half = self.width // 2
        names = " – ".join(colonne.nom for colonne in self._colonnes)
        cells = [
            self._make_cell([_write_line(colonne.nom, colonne)])
            for colonne in self._colonnes
        ]
        return make(
            "tbl",
            make(
                "tblPr",
                make("tblW", w=2 * half, type="dxa"),
                make("tblLayout", type="fixed"),
                make("tblCaption", val=names),
                make("tblDescription", val=describe(self._colonnes)),
            ),
            make("tblGrid", *(make("gridCol", w=half) for _ in self._colonnes)),
            make("tr", make("trPr", make("tblHeader")), *cells),
        )

    def _make_cell(self, content: Sequence[Element], span: int = 1) -> Element:
        looks = [make("tcW", w=self.width // 2 * span, type="dxa")]
        looks += [make("gridSpan", val=span)] if span > 1 else []
        cell = make("tc", make("tcPr", *looks), *content)
        if cell[-1].tag != _PARAGRAPH:
            cell.append(make("p"))
        return cell


def describe(colonnes: Sequence[Colonne]) -> str:
    """How the document is to be read, in either language."""
    return " ".join(filter(None, (colonne.lecture for colonne in colonnes)))


def set_side_by_side(
    bodies: tuple[Element, Element],
    find: Find,
    writer: ProseWriter,
    columns: Columns,
) -> None:
    """Put a piece into the first of two bodies: what its frame says, and its parts.

    Args:
        bodies: those of its frame in either language; one and the same where it
            says nothing by itself.
        find: gives the blocks that a slot stands for.
        writer: who writes them.
        columns: where they go.
    """
    left, right = ([b for b in body if b.tag in _BLOCKS] for body in bodies)
    known = {"", *map(_find_slot, left)}

    def write_frame(block: Element | None, rank: int) -> list[Element]:
        if block is None or _find_slot(block):
            return []
        fit_block(block, columns.width // 2)
        # A slot that stands in a table of the frame has the blocks of its side.
        with writer.speak(columns.langues[rank], rank):
            fill_slots(block, lambda name: _pick(find(name), rank), writer)
        return [block]

    def write_part(slot: Element, name: str) -> Iterator[Element]:
        look, begins, _ = read_look(slot)
        yield from [] if begins is None else [make_break()]
        writer.begun = False
        place = Place(look, room=columns.find_room())
        yield from writer.write_blocks(find(name), place, None)

    def iter_rows() -> Iterator[Element]:
        for one, other in match_blocks(left, right, _name_kind):
            yield from columns.make_row([write_frame(one, 0), write_frame(other, 1)])
            # The rows of a part are of both editions: the first one's slot has them.
            if name := _find_slot(one):
                yield from write_part(one, name)
            if (name := _find_slot(other)) not in known:
                yield from write_part(other, name)

    made = writer.finish(list(columns.gather(iter_rows())))
    for block in list(bodies[0]):
        if block.tag != qn("w:sectPr"):
            bodies[0].remove(block)
    bodies[0][:0] = made


def speaks(body: Element) -> bool:
    """Whether a frame says something by itself, beside the parts of its piece."""
    return any(block.tag in _BLOCKS and not _find_slot(block) for block in body)


def _pick(prose: Prose, rank: int) -> Prose:
    """The blocks of one column of rows."""
    picked: list[Bloc] = []
    for bloc in prose:
        if isinstance(bloc, Rang):
            picked += bloc.cellules[rank]
        elif isinstance(bloc, Ensemble):
            picked.append(replace(bloc, blocs=_pick(bloc.blocs, rank)))
    return tuple(picked)


def _find_slot(block: Element | None) -> str:
    """The name of the slot that a block is; empty where it is none."""
    return read_slot(block) if block is not None and block.tag == _PARAGRAPH else ""


def _name_kind(block: Element) -> tuple[str, ...]:
    """The tag of a block, its slot, its style and its level in a list."""
    used = [block.tag, read_slot(block)]
    for tag in ("w:pStyle", "w:ilvl"):
        found = next(block.iter(qn(tag)), None)
        used.append("" if found is None else found.get(qn("w:val")))
    return tuple(used)


def _keep_whole(cells: Cells) -> list[Element]:
    """Properties of a row that no page end may cut: that of a table of few rows."""
    tables = [block for cell in cells for block in cell if block.tag == _TABLE]
    short = all(len(table.findall(_ROW)) <= SHORT for table in tables)
    return [make("trPr", make("cantSplit"))] if tables and short else []


def _write_line(text: str, colonne: Colonne) -> Element:
    """A line about the document, above what it speaks of."""
    properties = make("rPr", make("i"))
    set_run_language(properties, language_tag(colonne.langue))
    look = make("pPr", make("keepNext"), make("spacing", after=_GAP))
    return make("p", look, make("r", properties, make_text(text)))
