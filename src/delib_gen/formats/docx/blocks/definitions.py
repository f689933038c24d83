"""Terms, and what they mean below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.xml import Element, get_properties, make, put
from delib_gen.prose.tree import Definitions

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_STEP = 1.0
"""How far a meaning stands in from its term, in centimetres, as the style says."""


def write_definitions(
    writer: ProseWriter, block: Definitions, place: Place, label: Label | None
) -> Iterator[Element]:
    """Each term with its meanings, kept with the first of them."""
    style = writer.names.paragraph(styles.DEFINITION)
    meaning = replace(
        place,
        look=styled(style),
        left=place.left + _STEP,
        by_hand=place.left > 0 or style is None,
    )
    for entry in block.entrees:
        for term in entry.termes:
            paragraph = writer.write_styled(
                term, place, styles.TERM, label=label, bold=True
            )
            put(get_properties(paragraph), make("keepNext"))
            yield paragraph
        for blocks in entry.blocs:
            yield from writer.write_blocks(blocks, meaning, None)
