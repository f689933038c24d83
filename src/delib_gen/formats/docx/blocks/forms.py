"""Questions with their answers or room for them, and places to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.controls import make_checkbox, make_control
from delib_gen.formats.docx.grid import Look, keep_together, make_row, make_table
from delib_gen.formats.docx.runs import TAB
from delib_gen.formats.docx.xml import Element, get_properties, make, put
from delib_gen.lang.typography import NBSP
from delib_gen.prose.pieces import Choix, Question, Signataire, Signatures
from delib_gen.prose.tree import Brin

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_LINE = 0.75
"""The height of a line to write on by hand, in centimetres."""
_ROOM = 4.0
"""The height of a place to sign, in centimetres."""
_TALLEST = 0.8
"""What a place to answer takes of the height of a page at the most."""
_BETWEEN = 60
"""The room between two answers to tick, in twentieths of a point."""


def write_question(
    writer: ProseWriter, block: Question, place: Place, label: Label | None
) -> Iterator[Element]:
    """A question, kept with its answer, or with the box that waits for one."""
    asked = writer.write_styled(
        block.texte, place, styles.QUESTION, label=label, bold=True
    )
    properties = put(get_properties(asked), make("keepNext")).getparent()
    if block.numero:
        number = writer.write_runs((*block.numero, Brin(TAB)))
        for run in reversed(number):
            properties.addnext(run)
    yield asked
    if block.reponse:
        style = writer.names.paragraph(styles.ANSWER)
        look = place.look if style is None else styled(style)
        yield from writer.write_blocks(block.reponse, replace(place, look=look), None)
        return
    if block.choix:
        made = [_make_choice(writer, block, choice, place) for choice in block.choix]
        for paragraph in made[:-1]:
            put(get_properties(paragraph), make("keepNext"))
            put(get_properties(paragraph), make("spacing", after=_BETWEEN))
        yield from made
    elif block.lignes:
        yield _make_box(writer, block, place)


def _make_choice(
    writer: ProseWriter, block: Question, choice: Choix, place: Place
) -> Element:
    """An answer after the box that a click ticks; Word has boxes alone."""
    paragraph = writer.write_styled((), place, styles.ANSWER)
    paragraph.append(make_checkbox(choice.aide, f"{block.nom}_{choice.valeur}"))
    for run in writer.write_runs((Brin(NBSP), *choice.texte)):
        paragraph.append(run)
    return paragraph


def _make_box(writer: ProseWriter, block: Question, place: Place) -> Element:
    """A frame to type or to write in: it grows with what is typed."""
    inside = replace(place, left=0.0, by_hand=False)
    paragraph = writer.write_styled((), inside, styles.ANSWER)
    asked = "".join(brin.texte for brin in block.texte)
    paragraph.append(
        make_control("", [], title=asked, tag=block.nom, several_lines=True)
    )
    height = min(max(block.lignes, 1) * _LINE, place.room.height * _TALLEST)
    row = make_row([[paragraph]], [place.width], height=height)
    look = Look(writer.names.table(*styles.TABLE), lines=True, left=place.left)
    return make_table([place.width], [row], look)


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
    abreast = block.de_front
    widths = [place.width / abreast] * abreast
    rows = []
    for start in range(0, len(block.places), abreast):
        parties = block.places[start : start + abreast]
        parties += (Signataire(()),) * (abreast - len(parties))
        style = styles.COSIGNATORY if block.sous else styles.SIGNATORY
        rows.append(make_row(_sign(writer, parties, place, slice(1), style), widths))
        rest = _sign(writer, parties, place, slice(1, None), style)
        rows.append(make_row(rest, widths, height=_ROOM, low=block.sous))
    keep_together(rows[:-1])
    yield make_table(widths, rows, Look(left=place.left))


def _sign(
    writer: ProseWriter,
    parties: Sequence[Signataire],
    around: Place,
    lines: slice,
    style: str,
) -> list[list[Element]]:
    """The cells of a row: the names, which stand in line, or what is below them."""
    inside = replace(around, left=0.0, by_hand=False)
    return [
        [writer.write_styled(line, inside, style) for line in party.lignes[lines]]
        for party in parties
    ]
