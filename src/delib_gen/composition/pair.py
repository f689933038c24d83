"""Two editions of a document side by side, block against block.

Both come from one layout, so that they are alike but for a block that one edition
alone has; it then stands alone. A container that both have is opened, so that its
blocks are paired in their turn; it stands around its rows and, for what styles say of
its children, in each cell again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from delib_gen.composition.tree import Alinea, Balise, Ensemble, Part, Rang
from delib_gen.prose.pieces import (
    Chiffres,
    Diapositive,
    Graphique,
    Question,
    Signatures,
)
from delib_gen.prose.tree import Bloc, Brin, Liste, Prose, Titre
from delib_gen.prose.visuals import pair_visuals
from delib_gen.prose.walk import iter_texts

_T = TypeVar("_T")
_SHORT = 250
"""Signs under which a row is not torn apart by the end of a page."""
_LONG_NUMBER = 2
"""Signs of a question's number that stand in the room of a short one."""
_Pair = tuple[Bloc | None, Bloc | None]
_LISTS = ("ul", "ol")


def pair_parts(
    first: Sequence[Part],
    second: Sequence[Part],
    langues: tuple[str, str],
    *,
    commun: bool,
) -> tuple[Part, ...]:
    """The parts of two editions, each with its blocks in rows.

    Args:
        first: the parts of the edition on the left.
        second: those of the other one.
        langues: their languages.
        commun: whether what the first alone has goes across both columns.
    """
    writer = _Pairer(langues, commun=commun)
    others = {partie.nom: partie.blocs for partie in second}
    paired = [
        Part(p.nom, tuple(writer.pair(p.blocs, others.pop(p.nom, ())))) for p in first
    ]
    paired += [Part(nom, tuple(writer.pair((), b))) for nom, b in others.items()]
    return tuple(paired)


class _Pairer:
    """Makes rows; the lists that go over several of them are numbered."""

    def __init__(self, langues: tuple[str, str], *, commun: bool) -> None:
        self._langues = langues
        self._commun = commun
        self._lists = 0

    def pair(
        self, left: Prose, right: Prose, inside: tuple[Ensemble, ...] = ()
    ) -> Iterator[Bloc]:
        """The rows of two sequences of blocks.

        Args:
            left: the blocks of the first edition.
            right: those of the second.
            inside: the containers that they stand in, the outermost first.
        """
        matched = match_blocks(left, right, _name_kind)
        pairs: list[_Pair] = [
            (here, None if here and there and _is_left_out(there, here) else there)
            for here, there in matched
        ]
        for number, pair in enumerate(pairs, start=1):
            if all(bloc is None or isinstance(bloc, Liste | Chiffres) for bloc in pair):
                yield from self._pair_items(pair, inside)
            elif opened := _open(pair):
                yield from self._pair_opened(*opened, inside)
            else:
                last = number == len(pairs) or not inside or not _is_list(inside[-1])
                yield self._make_row(pair, inside, point=not last)

    def _pair_items(
        self, pair: tuple[Bloc | None, ...], inside: tuple[Ensemble, ...]
    ) -> Iterator[Bloc]:
        """The items of two lists: a list is tagged as one, whatever its rows."""
        self._lists += 1
        items = [list(_part(bloc, self._lists)) for bloc in pair]
        rows = list(zip_longest(*items))
        for number, (left, right) in enumerate(rows, start=1):
            yield self._make_row((left, right), inside, point=number < len(rows))

    def _pair_opened(
        self,
        around: Ensemble,
        left: Prose,
        right: Prose,
        inside: tuple[Ensemble, ...],
    ) -> Iterator[Bloc]:
        """The blocks of two containers of one kind, in that container."""
        if _is_list(around):
            self._lists += 1
            around = replace(around, liste=self._lists)
            yield from self.pair(left, right, (*inside, around))
            return
        rows = tuple(self.pair(left, right, (*inside, replace(around, passe=True))))
        yield replace(around, blocs=rows)

    def _make_row(
        self, pair: _Pair, inside: tuple[Ensemble, ...], *, point: bool
    ) -> Rang:
        cells = tuple(() if b is None else (_wrap(b, inside),) for b in pair)
        longest = max(_count_signs(bloc) for bloc in pair if bloc is not None)
        return Rang(
            (cells[0], cells[1]),
            self._langues,
            commun=self._commun and pair[1] is None,
            point=point,
            bref=longest < _SHORT,
        )


def _is_left_out(right: Bloc, left: Bloc) -> bool:
    """Whether a block is there only for its place: its text is in the first edition."""
    empty = not _count_signs(right)
    return empty and (
        isinstance(right, Alinea | Signatures) or bool(_count_signs(left))
    )


def _part(liste: Bloc | None, number: int) -> Iterator[Bloc]:
    """The items of a list, each as a list that goes on from the one before."""
    if isinstance(liste, Liste):
        for rank, point in enumerate(liste.points):
            yield replace(
                liste, points=(point,), debut=liste.debut + rank, suite=number
            )
    elif isinstance(liste, Chiffres):
        for figure in liste.chiffres:
            yield Chiffres((figure,), liste, number)


def _wrap(bloc: Bloc, inside: tuple[Ensemble, ...]) -> Bloc:
    for around in reversed(inside):
        bloc = replace(around, blocs=(bloc,))
    return bloc


def _count_signs(bloc: Bloc) -> int:
    bare = replace(bloc, entier=None) if isinstance(bloc, Chiffres) else bloc
    return sum(len(text.strip()) for text in iter_texts((bare,)))


def _is_list(around: Ensemble) -> bool:
    return around.balise.nom in _LISTS


def match_blocks(
    left: Sequence[_T], right: Sequence[_T], name_kind: Callable[[_T], Hashable]
) -> Iterator[tuple[_T | None, _T | None]]:
    """The blocks of two sequences two by two, in their order.

    Alike sequences, the ordinary case, cost nothing but their length.

    Args:
        left: the blocks of one edition.
        right: those of the other.
        name_kind: tells of what kind a block is.
    """
    one, other = (list(map(name_kind, blocks)) for blocks in (left, right))
    if one == other:
        yield from zip(left, right, strict=True)
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        # Of another kind in the same place, they still say the same thing.
        yield from zip_longest(left[start:end], right[other_start:other_end])


def _name_kind(bloc: Bloc) -> Hashable:
    if isinstance(bloc, Alinea):
        return bloc.allure
    if isinstance(bloc, Ensemble):
        return bloc.balise
    if isinstance(bloc, Titre):
        return Titre.__name__, bloc.niveau
    return type(bloc).__name__


def _open(pair: _Pair) -> tuple[Ensemble, Prose, Prose] | None:
    """The container that both blocks are, and what either holds; None where none is."""
    answered = any(isinstance(bloc, Question) and bloc.reponse for bloc in pair)
    opened = [None if bloc is None else _open_block(bloc, answered) for bloc in pair]
    here = [o for o, bloc in zip(opened, pair, strict=True) if bloc is not None]
    if any(o is None for o in here):
        return None
    first = next(o for o in here if o is not None)
    left, right = (() if o is None else o.blocs for o in opened)
    return replace(first, blocs=()), left, right


def _open_block(bloc: Bloc, answered: bool) -> Ensemble | None:
    """A block as a container of others; None for one that stays whole.

    Args:
        bloc: the block.
        answered: whether a question is, in one edition at least.
    """
    if isinstance(bloc, Ensemble):
        return bloc
    if isinstance(bloc, Graphique):
        drawn = Ensemble(Balise("div", "dessin"), (bloc.image,))
        numbers = Ensemble(Balise("div", "nombres"), (bloc.tableau,))
        return Ensemble(Balise("div", "graphique"), (drawn, numbers))
    if isinstance(bloc, Question) and answered:
        answer = Ensemble(Balise("div", "reponse"), bloc.reponse)
        return Ensemble(Balise("div", "question"), (_ask(bloc), answer))
    if isinstance(bloc, Diapositive) and bloc.blocs:
        opening = " ouverture" if bloc.ouverture else ""
        look = Balise("section", f"diapositive{opening}")
        return Ensemble(look, _open_slide(bloc))
    return None


def _ask(question: Question) -> Alinea:
    """What is asked, without what answers it; its number is its opening."""
    number = question.numero
    long = number and len(number[0].texte) > _LONG_NUMBER
    look = Balise("p", "enonce numerotee" if long else "enonce")
    opening = (*number, Brin("\t")) if number else ()
    return Alinea("Question", (look,), (*opening, *question.texte))


def _open_slide(slide: Diapositive) -> Prose:
    """The title of a slide, what it shows, and what stands at its foot."""
    blocs: list[Bloc] = [replace(slide, blocs=(), pied=())]
    for sides in pair_visuals(slide.blocs):
        named = zip(("textes", "visuels"), sides, strict=True)
        inside = tuple(Ensemble(Balise("div", n), side) for n, side in named if side)
        blocs.append(Ensemble(Balise("div", "volets"), inside))
    if slide.pied:
        foot = (Balise("p", "pied"),)
        blocs.append(Alinea("Pied de diapositive", foot, slide.pied))
    return tuple(blocs)
