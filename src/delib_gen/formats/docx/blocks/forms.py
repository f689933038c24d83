"""Questions with their answers or room for them, and places to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.blocks.registry import block_writer
from delib_gen.formats.docx.controls import make_checkbox, make_control
from delib_gen.formats.docx.gaps import set_space
from delib_gen.formats.docx.grid import Look, make_row, make_side_by_side, make_table
from delib_gen.formats.docx.xml import Element, get_properties, make, make_text, put
from delib_gen.prose.pieces import Choix, Question, Signataire, Signatures

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_STEP = 0.9
"""How far an answer stands in from its question, in centimetres, as the style says."""
_CLOSE = 60
"""Twentieths of a point between answers to tick."""
_LINE = 0.75
"""The height of a line to write on by hand, in centimetres."""
_ROOM = 4.0
"""The height of a place to sign, in centimetres."""
_TALLEST = 0.8
"""What a place to answer takes of the height of a page at the most."""
_ABREAST = 3


@block_writer(Question)
def write_question(
    writer: ProseWriter, block: Question, place: Place, label: Label | None
) -> Iterator[Element]:
    """A question, kept with its answer, or with the box that waits for one."""
    asked = writer.write_styled(
        block.texte, place, styles.QUESTION, label=label, bold=True
    )
    properties = put(get_properties(asked), make("keepNext")).getparent()
    if block.numero:
        number = [*writer.write_runs(block.numero), make("r", make("tab"))]
        for run in reversed(number):
            properties.addnext(run)
    yield asked
    style = writer.names.paragraph(styles.ANSWER)
    below = replace(
        place,
        look=place.look if style is None else styled(style),
        left=place.left + _STEP,
        by_hand=place.left > 0 or style is None,
    )
    if block.reponse:
        yield from writer.write_blocks(block.reponse, below, None)
    elif block.choix:
        for rank, choice in enumerate(block.choix):
            line = writer.write_paragraph(choice.texte, below)
            _put_box(line, block, choice)
            if rank < len(block.choix) - 1:
                put(get_properties(line), make("keepNext"))
                set_space(line, after=_CLOSE)
            yield line
    elif block.lignes:
        yield _make_box(writer, block, below)


def _put_box(line: Element, block: Question, choice: Choix) -> None:
    """Put a box to tick before an answer."""
    said = choice.aide or "".join(brin.texte for brin in choice.texte)
    box = make_checkbox(said, block.nom)
    get_properties(line).addnext(box)
    box.addnext(make("r", make_text(" ")))


def _make_box(writer: ProseWriter, block: Question, place: Place) -> Element:
    """A frame to type or to write in: it grows with what is typed."""
    inside = replace(place, left=0.0, by_hand=False)
    paragraph = writer.write_styled((), inside, styles.CELL)
    asked = block.aide or "".join(brin.texte for brin in block.texte)
    paragraph.append(
        make_control("", [], title=asked, tag=block.nom, several_lines=True)
    )
    height = min(block.lignes * _LINE, place.room.height * _TALLEST)
    row = make_row([[paragraph]], [place.width], height=height)
    look = Look(writer.names.table(*styles.TABLE), lines=True, left=place.left)
    return make_table([place.width], [row], look)


@block_writer(Signatures)
def write_signatures(
    writer: ProseWriter, block: Signatures, place: Place, label: Label | None
) -> Iterator[Element]:
    """Who signs, side by side, each above the room to do so."""
    if block.fait or (label is not None and not label.given):
        made = writer.write_styled(block.fait, place, styles.SIGNED_AT, label=label)
        put(get_properties(made), make("keepNext"))
        yield made
    if not block.places:
        return
    cells = [_sign(writer, party, place) for party in block.places]
    if len(cells) == 1:
        cells.insert(0, [])  # alone, one signs on the right
    abreast = _choose_columns(len(cells))
    yield make_side_by_side(cells, abreast, place.width, place.left, height=_ROOM)


def _choose_columns(count: int) -> int:
    """Three abreast at the most; four stand better by two."""
    return count if count <= _ABREAST else 2 if count % 2 == 0 else _ABREAST


def _sign(writer: ProseWriter, place: Signataire, around: Place) -> list[Element]:
    inside = replace(around, left=0.0, by_hand=False)
    return [
        writer.write_styled(line, inside, styles.SIGNATORY) for line in place.lignes
    ]
