"""What layouts add to prose: paragraphs by style, groups, the list of the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from delib_gen.composition.contents import LigneSommaire, Sommaire
from delib_gen.composition.tree import Alinea, Ensemble
from delib_gen.formats.docx import styles
from delib_gen.formats.docx.blocks.place import Label, Place, styled
from delib_gen.formats.docx.book import UNCOUNTED, name_bookmark
from delib_gen.formats.docx.gaps import hold, make_break, set_space
from delib_gen.formats.docx.grid import keep_together
from delib_gen.formats.docx.narrow import COLUMN_SIZE
from delib_gen.formats.docx.numbering import half_points, twips
from delib_gen.formats.docx.runs import TAB, set_size
from delib_gen.formats.docx.xml import (
    Element,
    get_properties,
    make,
    make_text,
    put,
)
from delib_gen.prose.fitting import measure_runs
from delib_gen.prose.tree import Bloc, Brin

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter

_COVER, _SLIDE = "couverture", "diapositive"
"""The groups that have pages of their own, by their classes."""
_BOXED = "encadre"
"""The group that stands in a frame."""
_SMALL, _REDUCED = "legale", 0.85
"""What the law wants below an act, and its size over that of the text."""
_SLACK, _MARGIN = 1.1, 0.5
"""How much wider a line may be in a face near ours, and what is left free beside it."""
_INSIDE = 0.2
"""Where a frame stands in a cell, whose edges hide what is drawn outside of them."""
_KEPT = "chiffres"
"""The group whose lines no page's end may part."""
_HELD = "tenu"
"""What stays on the page of what follows it."""
_BELOW = {"du-papier": 80, "fin": 280}
"""Twentieths of a point below some lines, by their classes: a head's are close to each
other, and the last of an agenda has room below."""
_LOOKS = {"reponse": styles.ANSWER, "ouverture": styles.OPENING_TEXT}
"""The styles of plain paragraphs in some groups."""
_TITLE = styles.HEADING.format(level=1)
_LEVELS = 2


def write_line(
    writer: ProseWriter, block: Alinea, place: Place, label: Label | None
) -> Iterator[Element]:
    """A paragraph in the style of that name; a plain one where there is none."""
    names = (block.style, _TITLE) if block.signet else (block.style,)
    style = writer.names.paragraph(*names)
    here = place if style is None else replace(place, look=styled(style))
    plain = writer.names.is_on(style, styles.BOLD_SWITCH)
    classes = block.balises[-1].classe.split() if block.balises else ()
    with writer.speak(block.langue):
        brins, number = writer.headings.count(block.brins)
        paragraph = writer.write_paragraph((), here, label or number)
        paragraph.extend(writer.write_runs(brins, plain=plain))
    if _HELD in classes:
        put(get_properties(paragraph), make("keepNext"))
    if _SMALL in classes:
        corps = writer.charte.polices.corps
        corps = corps if writer.columns is None else min(corps, COLUMN_SIZE)
        set_size(paragraph, half_points(corps * _REDUCED))
    for name in _BELOW.keys() & classes:
        set_space(paragraph, after=_BELOW[name])
    yield paragraph


def write_group(
    writer: ProseWriter, block: Ensemble, place: Place, label: Label | None
) -> Iterator[Element]:
    """The blocks of a group; a slide begins a page, a cover ends one."""
    classes = block.balise.classe.split()
    if _SLIDE in classes and writer.begun and not block.passe:
        yield make_break()
    names = [_LOOKS[name] for name in classes if name in _LOOKS]
    style = writer.names.paragraph(*names)
    here = place if style is None else replace(place, look=styled(style))
    written = writer.write_blocks(block.blocs, here, label)
    if _BOXED in classes:
        room = _find_room(writer, block, place)
        inside = 0.0 if writer.columns is None else _INSIDE
        written = (_frame(element, inside, room + inside) for element in written)
    if _HELD in classes:
        written = iter(hold(written))
    yield from keep_rows(written) if is_kept(block) else written
    if _COVER in classes and not block.passe:
        yield make_break()


def _find_room(writer: ProseWriter, block: Ensemble, place: Place) -> float:
    """What the longest line of a frame leaves free on its right, in centimetres."""
    lines = [b.brins for b in block.blocs if isinstance(b, Alinea)]
    longest = max(map(measure_runs, lines), default=0.0)
    taken = longest * writer.charte.polices.corps * _SLACK + _MARGIN
    # Two languages side by side have a line in a row, each with its frame.
    return 0.0 if block.liste else max(place.width - taken, 0.0)


def _frame(line: Element, left: float, right: float) -> Element:
    """A paragraph with a frame, which Word draws around those that follow it too."""
    sides = (
        make(side, val="single", sz=4, space=4, color="auto")
        for side in ("top", "left", "bottom", "right")
    )
    if line.tag == qn("w:p"):
        properties = get_properties(line)
        put(properties, make("pBdr", *sides))
        put(properties, make("ind", left=twips(left), right=twips(right)))
    return line


def is_kept(block: Bloc) -> bool:
    """Whether the lines of a group stay on one page: a ballot's count."""
    return isinstance(block, Ensemble) and _KEPT in block.balise.classe.split()


def keep_rows(lines: Iterable[Element]) -> list[Element]:
    """Lines kept on one page, but for the last, which may end it."""
    *others, last = lines
    keep_together(others)
    return [*others, last]


def write_contents(
    writer: ProseWriter, block: Sommaire, place: Place, _label: Label | None
) -> Iterator[Element]:
    """A line for each piece: a link, and Word's own number of its page.

    One that leads nowhere heads those that follow it.
    """
    for rank, line in enumerate(block.lignes, start=2):
        style = styles.CONTENTS.format(level=min(line.niveau, _LEVELS))
        paragraph = writer.write_styled((), place, style)
        if not line.cible or rank == len(block.lignes):  # the last is not alone
            put(get_properties(paragraph), make("keepNext"))
        if not line.cible:
            bold = [replace(run, gras=True) for run in line.intitule]
            paragraph.extend(writer.write_runs(bold))
            yield paragraph
            continue
        subject = (Brin("", saut=True), *line.objet) if line.objet else ()
        runs = writer.write_runs((*line.intitule, *subject, Brin(TAB)))
        if line.cible in writer.book.anchors:
            runs = [_link(line, runs, writer.book.numbers)]
        paragraph.extend(runs)
        yield paragraph


def _link(
    line: LigneSommaire, runs: list[Element], numbers: Mapping[str, int]
) -> Element:
    """A link to a piece, with a field that says on which page it begins.

    It shows the number of our own layout until Word is asked to reckon its fields:
    to have it done at the opening, Word would ask a question first.
    """
    bookmark = name_bookmark(line.cible)
    order = make("instrText")
    order.text = f" PAGEREF {bookmark} \\h "
    field = (
        make("fldChar", fldCharType="begin"),
        order,
        make("fldChar", fldCharType="separate"),
        make_text(str(numbers.get(line.cible, UNCOUNTED))),
        make("fldChar", fldCharType="end"),
    )
    asked = [make("r", content) for content in field]
    return make("hyperlink", *runs, *asked, anchor=bookmark, history="1")
