"""Slides, and figures to be seen from afar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.columns import PADDING
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.grid import Look, make_row, make_side_by_side, make_table
from delib_gen.formats.docx.xml import Element
from delib_gen.prose.fitting import Page, are_cards, fit_text, measure_widest
from delib_gen.prose.pieces import Chiffres, Diapositive
from delib_gen.prose.visuals import is_visual

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.formats.docx.room import Room
    from delib_gen.schema.charte import StyleDiapositives

_POINT = 2.54 / 72
_SIZE = 28 * _POINT
"""The size of a figure, where there is room, as the style has it."""
_COUNTED = 18 * _POINT
"""The size of what figures on the cards of a slide count, at the most."""
_HEADED, _OPENED = 3.5, 7.0
"""What stands above and below the text of a slide, and of one that opens the set."""
_ROW_SIZE = 16 * _POINT
"""The size of a figure before what it counts, as the style has it."""
_SLACK = 1.03
"""A face near ours may be a little wider."""
_SHARED, _READ = 0.7, 0.35
"""What a text on a slide leaves of the page's height to a picture, and may take."""
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
    text = styles.OPENING_TEXT if block.ouverture else styles.SLIDE_TEXT
    named = writer.names.paragraph(text)
    look = place.look if named is None else styled(named)
    size = _fit_text(block, place, writer.charte.diapositives)
    room = _leave_room(block, place.room)
    inside = replace(place, look=look, room=room, size=size)
    yield from writer.write_blocks(block.blocs, inside, None)
    if block.pied:
        yield writer.write_styled(block.pied, place, styles.SLIDE_FOOT)


def _fit_text(block: Diapositive, place: Place, style: StyleDiapositives) -> float:
    """How large its text is set: as on the page that it was made for, if it holds."""
    height = place.room.height - (_OPENED if block.ouverture else _HEADED)
    texts = tuple(bloc for bloc in block.blocs if not is_visual(bloc))
    if len(texts) < len(block.blocs):
        height *= _READ
    page = Page(place.width, height, style.corps, style.corps_minimal)
    return style.corps * min(block.echelle, fit_text(texts, page))


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
    size = _fit_size(block, width, place)
    named = min(place.size, _COUNTED)
    cells = [
        [
            writer.write_styled(
                figure.valeur, inside, styles.BIG_FIGURE, bold=True, size=size
            ),
            writer.write_styled(
                figure.libelle, inside, styles.FIGURE_LABEL, size=named
            ),
        ]
        for figure in block.chiffres
    ]
    return make_side_by_side(cells, len(cells), place.width, place.left)


def _write_rows(writer: ProseWriter, block: Chiffres, place: Place) -> Element:
    first = min(_widest(block) * _ROW_SIZE + 2 * PADDING, place.width / 3)
    widths = [first, place.width - first]
    inside = replace(place, left=0.0, by_hand=False)
    named = min(place.size, _ROW_SIZE)
    rows = [
        make_row(
            [
                [writer.write_styled(f.valeur, inside, styles.ROW_FIGURE, bold=True)],
                [writer.write_styled(f.libelle, inside, styles.ROW_LABEL, size=named)],
            ],
            widths,
        )
        for f in block.chiffres
    ]
    return make_table(widths, rows, Look(left=place.left))


def _fit_size(block: Chiffres, width: float, place: Place) -> float:
    """The size of the figures: twice that of a slide's text, if none would be cut.

    0 where it is that of their style.
    """
    fits = (width - 2 * PADDING) / max(_widest(block), 0.1)
    size = min(2 * place.size or _SIZE * place.room.scale, fits)
    return 0.0 if size == _SIZE else size


def _widest(block: Chiffres) -> float:
    """The width of the widest figure over the size of the type."""
    return measure_widest(block) * _SLACK
