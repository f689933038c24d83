"""Slides, and figures to be seen from afar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.columns import PADDING
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.grid import Look, make_row, make_side_by_side, make_table
from delib_gen.formats.docx.xml import (
    Element,
    get_run_properties,
    make,
    put,
)
from delib_gen.prose.fitting import are_cards, measure_widest
from delib_gen.prose.pieces import Chiffres, Diapositive
from delib_gen.prose.visuals import is_visual

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.formats.docx.room import Room

_SIZE = 28
"""The size of a figure in points, where there is room."""
_POINT = 2.54 / 72
_ROW_SIZE = 16 * _POINT
"""The size of a figure before what it counts, as the style has it."""
_SLACK = 1.03
"""A face near ours may be a little wider."""
_SHARED = 0.7
"""What a text on a slide leaves of the page's height to a picture."""
_SECTION = styles.HEADING.format(level=2)


def write_slide(
    writer: ProseWriter, block: Diapositive, place: Place, label: Label | None
) -> Iterator[Element]:
    """A slide on a page of its own, but for one that the text begins with."""
    if writer.begun:
        yield make_break()
    titles = [styles.OPENING_TITLE] if block.ouverture else []
    titles += [styles.SLIDE_TITLE, _SECTION]
    if block.titre:
        yield writer.write_styled(block.titre, place, *titles, label=label, bold=True)
    opening = writer.names.paragraph(styles.OPENING_TEXT) if block.ouverture else None
    look = place.look if opening is None else styled(opening)
    inside = replace(place, look=look, room=_leave_room(block, place.room))
    yield from writer.write_blocks(block.blocs, inside, None)
    if block.pied:
        yield writer.write_styled(block.pied, place, styles.SLIDE_FOOT)


def _leave_room(block: Diapositive, room: Room) -> Room:
    """The page, lower for a picture that has a text above or below it."""
    if all(is_visual(bloc) for bloc in block.blocs):
        return room
    return replace(room, height=room.height * _SHARED)


def write_figures(
    writer: ProseWriter, block: Chiffres, place: Place, label: Label | None
) -> Iterator[Element]:
    """Figures side by side above what they count, or before it where that is long."""
    if label is not None and not label.given:
        yield writer.write_paragraph((), place, label)
    block = writer.find_whole(block)
    if not block.chiffres:
        return
    yield (_write_cards if are_cards(block) else _write_rows)(writer, block, place)


def _write_cards(writer: ProseWriter, block: Chiffres, place: Place) -> Element:
    width = place.width / len(block.chiffres)
    inside = replace(place, left=0.0, by_hand=False)
    size = _fit_size(block, width, place.room.scale)
    cells = []
    for figure in block.chiffres:
        value = writer.write_styled(figure.valeur, inside, styles.BIG_FIGURE, bold=True)
        for run in value.iter(qn("w:r")) if size < _SIZE * 2 else ():
            for tag in ("sz", "szCs"):
                put(get_run_properties(run), make(tag, val=size))
        counted = writer.write_styled(figure.libelle, inside, styles.FIGURE_LABEL)
        cells.append([value, counted])
    return make_side_by_side(cells, len(cells), place.width, place.left)


def _write_rows(writer: ProseWriter, block: Chiffres, place: Place) -> Element:
    first = min(_widest(block) * _ROW_SIZE + 2 * PADDING, place.width / 3)
    widths = [first, place.width - first]
    inside = replace(place, left=0.0, by_hand=False)
    rows = [
        make_row(
            [
                [writer.write_styled(f.valeur, inside, styles.ROW_FIGURE, bold=True)],
                [writer.write_styled(f.libelle, inside, styles.ROW_LABEL)],
            ],
            widths,
        )
        for f in block.chiffres
    ]
    return make_table(widths, rows, Look(left=place.left))


def _fit_size(block: Chiffres, width: float, scale: float) -> int:
    """The size of the figures, in half points: smaller where one would be cut."""
    fits = (width - 2 * PADDING) / max(_widest(block), 0.1)
    return round(min(_SIZE * scale, fits / _POINT) * 2)


def _widest(block: Chiffres) -> float:
    """The width of the widest figure over the size of the type."""
    return measure_widest(block) * _SLACK
