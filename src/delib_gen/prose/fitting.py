"""How large the text of a slide may be for the slide to hold it.

The layout engine alone knows for certain; what it cannot hold, it carries over to
a page « suite », so nothing hangs on this estimate but looks. It is made once for
all formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from delib_gen.letters import measure_text
from delib_gen.prose.pieces import Chiffres, Graphique
from delib_gen.prose.tree import Bloc, Brins, Citation, Liste, Prose, Tableau, Titre
from delib_gen.prose.visuals import pair_visuals
from delib_gen.prose.walk import iter_brins, iter_texts

_RAGGED, _LINE, _GAP = 1.1, 1.25, 0.5
"""What ends of lines leave, as a line is broken between words; against the size of
the text, a line and a paragraph's end."""
_FIGURE = 1.65
_CARD = 4.6
_INDENT = 1.1
_ROW = 0.68
"""The height of a table's row, in centimetres: its text does not shrink."""
BESIDE, DRAWN, GUTTER = 0.46, 0.62, 0.8
"""The parts of a slide's width that a text has beside a picture, and a chart beside
its numbers; what stands between, in centimetres."""
_HEADED = 2.5
"""What stands around a chart's picture, in centimetres: its title, the name of its
numbers, and on the first slide the title of the set."""
_LARGEST = 1.25
"""A short text is set larger: the page is looked at from afar."""
_DENSE = 0.75
"""How large a slide holds, against most of its set, for its text to be as theirs."""
_STEP = 0.05
MAX_CARDS = 4
CARDS_BESIDE = 2
"""How many cards stand side by side beside a picture."""
_MAX_LABEL = 44
_MAX_FIGURES = 24
"""The signs of a row of cards, if each had as many as the longest."""


@dataclass(frozen=True, slots=True)
class Page:
    """The room of a slide below its title, in centimetres.

    Attributes:
        largeur: its width.
        hauteur: its height.
        corps: the size of the text.
        corps_minimal: the smallest that it may shrink to.
    """

    largeur: float
    hauteur: float
    corps: float
    corps_minimal: float


def fit_text(prose: Prose, page: Page) -> float:
    """How large the text of a slide is set, against its own size.

    The largest that holds; where even the smallest does not, the largest that needs
    no more pages than that one.
    """
    floor = page.corps_minimal / page.corps
    most = ceil(_measure(prose, page, floor) / page.hauteur)
    scale = _LARGEST
    while scale > floor and _measure(prose, page, scale) > most * page.hauteur:
        scale -= _STEP
    return round(max(scale, floor), 3)


def fit_set(scales: Sequence[float]) -> float:
    """How large the text of a set of slides is: one size, that they all hold at.

    A slide that is far denser than most is not asked: it keeps a smaller one.

    Args:
        scales: the largest that each slide holds at; one at the least.
    """
    middle = sorted(scales)[len(scales) // 2]
    return min(scale for scale in scales if scale >= _DENSE * middle)


def measure_chart(page: Page, rows: int, *, beside: bool) -> tuple[float, float]:
    """The width and height that a chart's picture has on a slide, in centimetres.

    Its numbers stand beside it; where a text does, below it, if that leaves it half
    the height: else they go on on another page, for a picture must be seen.

    Args:
        page: the room of the slide.
        rows: the lines of its numbers.
        beside: whether a text is beside it.
    """
    tall = page.hauteur - _HEADED
    if not beside:
        return page.largeur * DRAWN - GUTTER, tall
    left = tall - (rows + 2) * _ROW
    return page.largeur * (1 - BESIDE), left if left > tall / 2 else tall


def are_cards(bloc: Chiffres) -> bool:
    """Whether figures stand side by side, as cards: few of them, short, shortly named.

    A figure that is wider than its card would be broken inside.
    """
    labels = [_count_signs(c.libelle) for c in bloc.chiffres]
    longest = max((_count_signs(c.valeur) for c in bloc.chiffres), default=0)
    return (
        len(labels) <= MAX_CARDS
        and max(labels, default=0) <= _MAX_LABEL
        and len(labels) * longest <= _MAX_FIGURES
    )


def _count_signs(brins: Brins) -> int:
    return sum(len(b.texte) for b in brins)


def measure_widest(bloc: Chiffres) -> float:
    """How wide the widest of some figures is: they are bold."""
    widths = (measure_runs(c.valeur, bold=True) for c in bloc.chiffres)
    return max(widths, default=0.0)


def measure_runs(brins: Brins, *, bold: bool = False) -> float:
    """How wide a text is, over the size of its type."""
    return measure_text("".join(b.texte for b in brins), bold=bold)


def _measure(prose: Prose, page: Page, scale: float) -> float:
    """About how high the blocks of a slide are."""
    size = page.corps * scale
    height = 0.0
    for texts, visuals in pair_visuals(prose):
        beside = page.largeur * (BESIDE if texts and visuals else 1)
        abreast = CARDS_BESIDE if texts and visuals else MAX_CARDS
        read = sum(_measure_block(b, beside, size, abreast) for b in texts)
        seen = sum(_measure_visual(b, alone=not texts) for b in visuals)
        height += max(read, min(seen, page.hauteur))
    return height


def _measure_visual(bloc: Bloc, *, alone: bool) -> float:
    """The height of a picture; of a chart, that of its table as well."""
    if not isinstance(bloc, Graphique):
        return 8.0
    table = (len(bloc.tableau.lignes) + 2) * _ROW
    return max(9.0, table) if alone else 7.0 + table


def _measure_block(
    bloc: Bloc, width: float, size: float, abreast: int = MAX_CARDS
) -> float:
    if isinstance(bloc, Liste):
        inside = width - _INDENT * size
        return sum(
            sum(_measure_block(b, inside, size) for b in point) for point in bloc.points
        )
    if isinstance(bloc, Citation):
        return sum(_measure_block(b, width - 2, size) for b in bloc.blocs)
    if isinstance(bloc, Tableau):
        return (len(bloc.lignes) + len(bloc.totaux) + 1) * _ROW
    if isinstance(bloc, Chiffres):
        if are_cards(bloc):
            return _CARD * size * ceil(len(bloc.chiffres) / abreast)
        room = width - (measure_widest(bloc) + _INDENT) * _FIGURE * size
        labels = (measure_runs(c.libelle) for c in bloc.chiffres)
        rows = sum(count_lines(label, room, size) for label in labels)
        return (rows * _FIGURE + _GAP) * size
    heavy = isinstance(bloc, Titre)
    lines = sum(
        count_lines(measure_text(line, bold=heavy), width, size)
        for text in iter_texts((bloc,))
        for line in text.split("\n")
    )
    paragraphs = sum(1 for _ in iter_brins((bloc,)))
    return (lines * _LINE + paragraphs * _GAP) * size


def count_lines(text: float, width: float, size: float) -> int:
    """About how many lines a text takes.

    Args:
        text: how wide it is, over the size of its type.
        width: how wide a line is, in centimetres.
        size: that of the type.
    """
    return max(1, ceil(text * _RAGGED * size / max(width, size)))
