"""Pictures, and charts with their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place
from delib_gen.formats.docx.xml import Element, get_properties, make, put
from delib_gen.prose.pieces import Graphique
from delib_gen.prose.tree import Image

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter


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


def write_chart(
    writer: ProseWriter, block: Graphique, place: Place, label: Label | None
) -> Iterator[Element]:
    """A chart, then the numbers that it is drawn from."""
    yield from writer.write_blocks((block.image, block.tableau), place, label)
