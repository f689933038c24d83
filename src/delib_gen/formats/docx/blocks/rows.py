"""Two versions of a block side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from delib_gen.composition.tree import Rang
from delib_gen.formats.docx.blocks.layout import is_kept
from delib_gen.formats.docx.blocks.place import Label, Place
from delib_gen.formats.docx.grid import keep_together
from delib_gen.formats.docx.xml import Element

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter


def write_row(
    writer: ProseWriter, block: Rang, place: Place, _label: Label | None
) -> Iterator[Element]:
    """A row of the table of two columns."""
    if writer.columns is None:
        raise ValueError("a row is written where there are no columns")
    cells, begins = [], False
    here = replace(place, room=writer.columns.find_room(across=block.commun))
    for rank, blocs in enumerate(block.cellules):
        with writer.speak(block.langues[rank], rank):
            written = writer.write_blocks(blocs, here, None)
            cells.append(writer.settle(written, followed=True))
        begins = begins or writer.broken
    if block.point and any(map(is_kept, chain(*block.cellules))):
        keep_together(chain(*cells))
    yield from writer.columns.make_row(cells, across=block.commun, begins=begins)
