"""How large the text of a slide may be for the slide to hold it.

The layout engine alone knows for certain; what it cannot hold, it carries over to
a page « suite », so nothing hangs on this estimate but looks. It is made once for
all formats, from mean widths of letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from delib_gen.prose.pieces import Chiffres, Graphique
from delib_gen.prose.tree import Bloc, Brins, Citation, Liste, Prose, Tableau, Titre
from delib_gen.prose.volets import pair_visuals
from delib_gen.prose.walk import iter_brins, iter_texts

_LETTER, _LINE, _GAP = 0.52, 1.25, 0.5
"""Against the size of the text: a letter's mean width, a line, a paragraph's end."""
_FIGURE = 1.65
_CARD = 4.6
_INDENT = 1.1
_ROW = 0.68
"""The height of a table's row, in centimetres: its text does not shrink."""
_BESIDE = 0.46
"""The part of a slide's width that a text has beside a picture."""
_LARGEST = 1.25
"""A short text is set larger: the page is looked at from afar."""
_STEP = 0.05
MAX_CARDS = 4
CARDS_BESIDE = 2
"""How many cards stand side by side beside a picture."""
_MAX_LABEL = 44
_MAX_FIGURES = 24
"""The signs of a row of cards, if each were as wide as its widest."""
_DIGIT = 0.6


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


def are_cards(bloc: Chiffres) -> bool:
    """Whether figures stand side by side, as cards: few of them, short, shortly named.

    A figure that is wider than its card would be broken inside.
    """
    labels = [count_signs(c.libelle) for c in bloc.chiffres]
    return (
        len(labels) <= MAX_CARDS
        and max(labels, default=0) <= _MAX_LABEL
        and len(labels) * _count_digits(bloc) <= _MAX_FIGURES
    )


def count_signs(brins: Brins) -> int:
    """How many signs a text has."""
    return sum(len(b.texte) for b in brins)


def _measure(prose: Prose, page: Page, scale: float) -> float:
    """About how high the blocks of a slide are."""
    size = page.corps * scale
    height = 0.0
    for texts, visuals in pair_visuals(prose):
        beside = page.largeur * (_BESIDE if texts and visuals else 1)
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
        room = width - (_count_digits(bloc) * _DIGIT + _INDENT) * _FIGURE * size
        labels = (count_signs(c.libelle) for c in bloc.chiffres)
        rows = sum(_count_lines(signs, room, size) for signs in labels)
        return (rows * _FIGURE + _GAP) * size
    heavy = 1.15 if isinstance(bloc, Titre) else 1.0
    lines = sum(
        _count_lines(int(len(line) * heavy), width, size)
        for text in iter_texts((bloc,))
        for line in text.split("\n")
    )
    paragraphs = sum(1 for _ in iter_brins((bloc,)))
    return (lines * _LINE + paragraphs * _GAP) * size


def _count_digits(bloc: Chiffres) -> int:
    return max((count_signs(c.valeur) for c in bloc.chiffres), default=0)


def _count_lines(signs: int, width: float, size: float) -> int:
    return max(1, ceil(signs * _LETTER * size / max(width, size)))
