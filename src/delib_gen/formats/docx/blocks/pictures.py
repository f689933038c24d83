"""Pictures, and charts with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place
from delib_gen.formats.docx.columns import PADDING
from delib_gen.formats.docx.grid import make_side_by_side
from delib_gen.formats.docx.xml import Element, get_properties, make, put
from delib_gen.prose.pieces import Emblemes, Graphique
from delib_gen.prose.tree import Image

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter


_LINE = 12
"""Eighths of a point of the line that closes what heads a cover."""


def write_picture(
    writer: ProseWriter, block: Image, place: Place, label: Label | None
) -> Iterator[Element]:
    """A picture, its caption below."""
    paragraph = writer.write_styled((), place, styles.FIGURE, label=label)
    paragraph.append(writer.book.pictures.write(block, place.width, place.room))
    if place.left:
        put(get_properties(paragraph), make("jc", val="left"))
    yield paragraph
    if block.legende:
        put(get_properties(paragraph), make("keepNext"))
        yield writer.write_styled(block.legende, place, styles.CAPTION)


def write_emblems(
    writer: ProseWriter, block: Emblemes, place: Place, _label: Label | None
) -> Iterator[Element]:
    """What an authority is known by, side by side, and the line that closes it."""
    count = len(block.emblemes)
    room = place.width / count - 2 * PADDING
    inside = replace(
        place, left=0.0, by_hand=False, room=replace(place.room, width=room)
    )
    cells = [
        [
            *(write_picture(writer, e.image, inside, None) if e.image else ()),
            *(writer.write_styled(line, inside, styles.EMBLEM) for line in e.lignes),
        ]
        for e in block.emblemes
    ]
    table = make_side_by_side(cells, count, place.width, place.left)
    for properties in table.iter(qn("w:tcPr")):
        properties.append(make("vAlign", val="center"))
    yield table
    below = writer.write_styled((), place, styles.EMBLEMS_END)
    if block.filet:
        line = make("bottom", val="single", sz=_LINE, space=1, color=block.filet)
        put(get_properties(below), make("pBdr", line))
    yield below


def write_chart(
    writer: ProseWriter, block: Graphique, place: Place, label: Label | None
) -> Iterator[Element]:
    """A chart, then the numbers that it is drawn from."""
    yield from writer.write_blocks((block.image, block.tableau), place, label)
