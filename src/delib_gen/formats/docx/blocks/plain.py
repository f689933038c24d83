"""Headings, paragraphs, quotations, real lists, new pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.indents import measure_indent
from delib_gen.formats.docx.numbering import LEVELS
from delib_gen.formats.docx.xml import Element
from delib_gen.prose.tree import Citation, Liste, Paragraphe, SautDePage, Titre

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_QUOTED = 1.0
"""How far a quotation in a list stands in from it, in centimetres; elsewhere the
style says it."""


def write_heading(
    writer: ProseWriter, block: Titre, place: Place, label: Label | None
) -> Iterator[Element]:
    """A heading of Word's own, one level below those of the piece."""
    name = styles.HEADING.format(level=block.niveau + 1)
    heading = replace(place, look=styled(writer.names.paragraph(name)))
    yield writer.write_paragraph(block.brins, heading, label, plain=True)


def write_plain(
    writer: ProseWriter, block: Paragraphe, place: Place, label: Label | None
) -> Iterator[Element]:
    """A paragraph."""
    yield writer.write_paragraph(block.brins, place, label)


def write_quotation(
    writer: ProseWriter, block: Citation, place: Place, label: Label | None
) -> Iterator[Element]:
    """The blocks of a quotation."""
    style = writer.names.paragraph(styles.QUOTATION)
    nested = place.left > 0 or style is None
    inside = replace(
        place, look=styled(style), left=place.left + _QUOTED, by_hand=nested
    )
    yield from writer.write_blocks(block.blocs, inside, label)


def write_list(
    writer: ProseWriter, block: Liste, place: Place, label: Label | None
) -> Iterator[Element]:
    """A list with numbers of its own."""
    if label is not None and not label.given:
        yield writer.write_paragraph((), place, label)
    indent = measure_indent(block, writer.charte, place.size)
    left = place.left + indent.text
    level = min(place.depth, LEVELS - 1)
    number = writer.numbering.add(block, level, left, indent.label)
    names = (styles.TIGHT_LIST,) if block.serree else ()
    style = writer.names.paragraph(*names, styles.LIST)
    inside = replace(
        place, look=styled(style), left=left, depth=place.depth + 1, by_hand=True
    )
    for point in block.points:
        yield from writer.write_blocks(point, inside, Label(number, level))


def write_break(
    _writer: ProseWriter, _block: SautDePage, _place: Place, _label: Label | None
) -> Iterator[Element]:
    """What follows begins a page."""
    yield make_break()
