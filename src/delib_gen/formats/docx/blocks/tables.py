"""Tables: Word's own, their heads repeated on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.columns import PADDING, TableColumns, share_width
from delib_gen.formats.docx.grid import SHORT, Look, keep_together, make_row, make_table
from delib_gen.formats.docx.xml import (
    Element,
    drop_illegal,
    get_properties,
    make,
    put,
)
from delib_gen.prose.fitting import count_lines, measure_runs
from delib_gen.prose.tree import Brins, Tableau

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_WHOLE = f"{qn('w:trPr')}/{qn('w:cantSplit')}"
_SIZE = 10 / 12
"""The size of the type in a table over that of the text, as its styles have it."""
_LINE = 1.2
"""The height of a line against the size of its type."""
_TALLEST = 0.5
"""The part of a page's height that a row takes at the most and is not cut."""
_SIDES = {"gauche": "left", "centre": "center", "droite": "right"}


def write_table(
    writer: ProseWriter, block: Tableau, place: Place, label: Label | None
) -> Iterator[Element]:
    """A table, below its caption."""
    if label is not None and not label.given:
        yield writer.write_paragraph((), place, label)
    if block.legende:
        caption = writer.write_styled(block.legende, place, styles.CAPTION)
        put(get_properties(caption), make("keepNext"))
        yield caption
    size = writer.charte.polices.corps * _SIZE * place.room.scale
    columns = share_width(block, place.width, size)
    lines = _Lines(writer, block, place, columns)
    headed = any(block.entetes)
    rows = [
        *lines.make([block.entetes] if headed else [], styles.COLUMN_HEAD, bold=True),
        *lines.make(block.lignes, styles.CELL),
        *lines.make(block.totaux, styles.TOTAL, bold=True),
    ]
    if headed:
        rows[0][0].append(make("tblHeader"))
    _keep(rows, int(headed), len(block.totaux))
    look = Look(
        style=writer.names.table(*styles.TABLE),
        lines=True,
        left=place.left,
        title=drop_illegal("".join(b.texte for b in block.legende)),
        headed=headed,
        closed=bool(block.totaux),
    )
    yield make_table(columns.widths, rows, look)


class _Lines:
    """Writes the rows of a table."""

    def __init__(
        self, writer: ProseWriter, block: Tableau, place: Place, columns: TableColumns
    ) -> None:
        self._writer = writer
        self._sides = [_SIDES.get(a, "left") for a in block.alignements]
        self._widths = columns.widths
        scale = columns.scale * place.room.scale
        self._type = writer.charte.polices.corps * _SIZE * scale
        size = self._type if scale < 1 else 0.0
        self._place = replace(place, left=0.0, by_hand=False, size=size)

    def make(
        self, rows: Sequence[Sequence[Brins]], name: str, *, bold: bool = False
    ) -> Iterator[Element]:
        """Rows whose cells are in a style, which is bold or is not."""
        style = self._writer.names.paragraph(name)
        places = []
        for side in self._sides:
            look = styled(style)
            put(look, make("jc", val=side))
            places.append(replace(self._place, look=look))
        by_hand = bold and style is None
        for row in rows:
            cells = []
            for brins, place in zip(row, places, strict=True):
                said = [replace(b, gras=True) for b in brins] if by_hand else brins
                plain = bold and not by_hand
                cells.append([self._writer.write_paragraph(said, place, plain=plain)])
            yield make_row(cells, self._widths, whole=not self._is_tall(row))

    def _is_tall(self, row: Sequence[Brins]) -> bool:
        """Whether a row is so high that it had better go on over a page's end."""
        lines = (
            count_lines(measure_runs(brins), width - 2 * PADDING, self._type)
            for brins, width in zip(row, self._widths, strict=True)
        )
        height = max(lines, default=1) * self._type * _LINE
        return height > self._place.room.height * _TALLEST


def _keep(rows: Sequence[Element], heads: int, totals: int) -> None:
    """Keep a head with two rows, the last ones together, a short table whole."""
    whole = all(row.find(_WHOLE) is not None for row in rows)
    if len(rows) <= SHORT and whole:
        keep_together(rows[:-1])
        return
    keep_together(rows[: heads + 1])
    keep_together(rows[-max(totals, 1) - 1 : -1])
