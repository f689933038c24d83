"""Two editions of a piece in one Word file: a table, a row for each pair of blocks.

Word has no columns that stay level with each other but those of a table. Screen
readers go through one row by row; the document says so where it begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.composition.pair import match_blocks
from delib_gen.formats.docx.blocks.place import Place
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.grid import SHORT
from delib_gen.formats.docx.languages import language_tag, set_run_language
from delib_gen.formats.docx.slots import Find, read_look, read_slot
from delib_gen.formats.docx.xml import Element, make, make_text

if TYPE_CHECKING:
    from delib_gen.formats.docx.narrow import Narrower
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.formats.docx.room import Room
    from delib_gen.view.en_regard import Colonne, EnRegardView

_GAP = 160
"""Twentieths of a point below a line about the document."""
_PARAGRAPH, _TABLE, _ROW, _BREAK = (qn(f"w:{n}") for n in ("p", "tbl", "tr", "br"))
Cells = Sequence[Sequence[Element]]


class Columns:
    """The two columns of a piece, and the tables that they are written in."""

    def __init__(self, view: EnRegardView, narrower: Narrower) -> None:
        self._colonnes = view.colonnes
        self._narrower = narrower
        self._widths = narrower.widths
        self._last: list[Element | None] = [None, None]

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
            # All are to be fitted: the first that begins a page must not end it.
            fitted = [self._narrower.fit(block, across=across) for block in blocks]
            begins = begins or any(fitted)
            if blocks:
                self._narrower.close_up(self._last[rank], blocks[0])
                self._last[rank] = blocks[-1]
        if begins:
            yield make_break()
        if any(cells):
            made = [self._make_cell(cells[0], 0, span=2)] if across else [
                self._make_cell(blocks, rank) for rank, blocks in enumerate(cells)
            ]  # fmt: skip
            yield make("tr", *_keep_whole(cells), *made)

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
        yield make("p")  # Word wants a paragraph after a table that ends a document

    def explain(self) -> Iterator[Element]:
        """How the document is to be read, in either language."""
        for colonne in self._colonnes:
            if colonne.lecture:
                yield _write_line(colonne.lecture, colonne)

    def _make_table(self) -> Element:
        names = " – ".join(colonne.nom for colonne in self._colonnes)
        described = " ".join(colonne.lecture for colonne in self._colonnes)
        cells = [
            self._make_cell([_write_line(colonne.nom, colonne)], rank)
            for rank, colonne in enumerate(self._colonnes)
        ]
        return make(
            "tbl",
            make(
                "tblPr",
                make("tblW", w=sum(self._widths), type="dxa"),
                make("tblLayout", type="fixed"),
                make("tblCaption", val=names),
                make("tblDescription", val=described),
            ),
            make("tblGrid", *(make("gridCol", w=width) for width in self._widths)),
            make("tr", make("trPr", make("tblHeader")), *cells),
        )

    def _make_cell(
        self, content: Sequence[Element], rank: int, span: int = 1
    ) -> Element:
        width = sum(self._widths) if span > 1 else self._widths[rank]
        looks = [make("tcW", w=width, type="dxa")]
        looks += [make("gridSpan", val=span)] if span > 1 else []
        cell = make("tc", make("tcPr", *looks), *content)
        if cell[-1].tag != _PARAGRAPH:
            cell.append(make("p"))
        return cell


def set_side_by_side(
    bodies: tuple[Element, Element],
    find: Find,
    writer: ProseWriter,
    columns: Columns,
    room: Room,
) -> None:
    """Put a piece into the first of two bodies: what its frame says, and its parts.

    Args:
        bodies: those of its frame in either language; one and the same where it
            says nothing by itself.
        find: gives the blocks that a slot stands for.
        writer: who writes them.
        columns: where they go.
        room: the size of the page, as it is for one language.
    """
    left, right = ([b for b in y if b.tag != qn("w:sectPr")] for y in bodies)

    known = {"", *map(_find_slot, left)}

    def write_part(slot: Element, name: str) -> Iterator[Element]:
        look, begins, _ = read_look(slot)
        yield from [] if begins is None else [make_break()]
        writer.begun = False
        yield from writer.write_blocks(find(name), Place(look, room=room), None)

    def iter_rows() -> Iterator[Element]:
        for one, other in match_blocks(left, right, _name_kind):
            cells = [[b] if _speaks(b) else [] for b in (one, other)]
            yield from columns.make_row(cells)
            # The rows of a part are of both editions: the first one's slot has them.
            if name := _find_slot(one):
                yield from write_part(one, name)
            if (name := _find_slot(other)) not in known:
                yield from write_part(other, name)

    made = writer.finish([*columns.explain(), *columns.gather(iter_rows())])
    for block in left:
        if block.getparent() is bodies[0]:
            bodies[0].remove(block)
    bodies[0][:0] = made


def speaks(body: Element) -> bool:
    """Whether a frame says something by itself, beside the parts of its piece."""
    return any(_speaks(block) for block in body if block.tag != qn("w:sectPr"))


def _speaks(block: Element | None) -> bool:
    return block is not None and not _find_slot(block)


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
