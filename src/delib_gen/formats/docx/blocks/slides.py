"""Slides, and figures to be seen from afar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.blocks.registry import block_writer
from delib_gen.formats.docx.columns import PADDING
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.grid import make_side_by_side
from delib_gen.formats.docx.indents import measure_text
from delib_gen.formats.docx.xml import (
    Element,
    get_properties,
    get_run_properties,
    make,
    put,
)
from delib_gen.lang.marks import unmark
from delib_gen.prose.pieces import Chiffre, Chiffres, Diapositive

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_ABREAST = 4
_SIZE = 28
"""The size of a figure in points, where there is room."""
_POINT = 2.54 / 72
_SLACK = 1.1
"""The figures are bold, hence a little wider than we measure."""
_SECTION = styles.HEADING.format(level=2)


@block_writer(Diapositive)
def write_slide(
    writer: ProseWriter, block: Diapositive, place: Place, label: Label | None
) -> Iterator[Element]:
    """A slide on a page of its own, but for one that the text begins with."""
    if writer.begun:
        yield make_break()
    titles = [styles.OPENING_TITLE] if block.ouverture else []
    titles += [styles.SLIDE_TITLE, _SECTION]
    if block.titre:
        title = writer.write_styled(block.titre, place, *titles, label=label, bold=True)
        put(get_properties(title), make("keepNext"))
        yield title
    opening = writer.names.paragraph(styles.OPENING_TEXT) if block.ouverture else None
    look = place.look if opening is None else styled(opening)
    yield from writer.write_blocks(block.blocs, replace(place, look=look), None)
    if block.pied:
        yield writer.write_styled(block.pied, place, styles.SLIDE_FOOT)


@block_writer(Chiffres)
def write_figures(
    writer: ProseWriter, block: Chiffres, place: Place, label: Label | None
) -> Iterator[Element]:
    """Figures side by side, each above what it counts."""
    if label is not None and not label.given:
        yield writer.write_paragraph((), place, label)
    count = len(block.chiffres)
    if not count:
        return
    deep = -(-count // _ABREAST)
    abreast = -(-count // deep)  # six stand better by three than by four and two
    size = _fit_size(block, place.width / abreast)
    cells = [_write(writer, figure, place, size) for figure in block.chiffres]
    yield make_side_by_side(cells, abreast, place.width, place.left)


def _fit_size(block: Chiffres, width: float) -> int:
    """The size of the figures, in half points: smaller where one would be cut."""
    values = ("".join(b.texte for b in c.valeur) for c in block.chiffres)
    widest = max(measure_text(unmark(value)) for value in values)
    fits = (width - 2 * PADDING) / max(widest * _SLACK, 0.1)
    return round(min(_SIZE, fits / _POINT) * 2)


def _write(
    writer: ProseWriter, figure: Chiffre, around: Place, size: int
) -> list[Element]:
    inside = replace(around, left=0.0, by_hand=False)
    value = writer.write_styled(figure.valeur, inside, styles.BIG_FIGURE, bold=True)
    put(get_properties(value), make("keepNext"))
    for run in value.iter(qn("w:r")):
        for tag in ("sz", "szCs"):
            put(get_run_properties(run), make(tag, val=size))
    return [value, writer.write_styled(figure.libelle, inside, styles.FIGURE_LABEL)]
