"""References to annexes as links, between the pieces of a dossier.

Nothing is printed that was not: a link goes around the words that are there, and
has the look of the text. A piece on its own has no such links: their targets are not
in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from delib_gen.lang.editions import split_edition
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.renvois import make_reader
from delib_gen.prose.tree import Paragraphe
from delib_gen.prose.walk import iter_blocs, write_plain

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.lang.renvois import Annexe, RenvoiReader
    from delib_gen.prose.tree import Brin, Brins, Prose
    from delib_gen.view.base import View

_ANNEXE = re.compile(r"annexe-([a-z]+)-(\d+)((?:-\d+)*)")
"""The name of an annexe: its piece, its rank there, and what it is within a file."""
_DECIDES = "deliberation"
Stretch = tuple[int, int, str]
"""Where a link begins and ends in a text, and the piece that it goes to."""


def link_pieces(pieces: Sequence[Composition]) -> list[Composition]:
    """The pieces of a dossier with links from one to another."""
    linker = Linker([piece.view for piece in pieces])
    return [linker.link(piece) for piece in pieces]


class Linker:
    """Finds what a text of a piece sends to, among the pieces of its dossier."""

    def __init__(self, views: Sequence[View]) -> None:
        self._titles = {view.meta.piece: view.meta.signet for view in views}
        self._pieces: dict[str, dict[Annexe, str]] = {}
        for view in views:
            match = _ANNEXE.fullmatch(view.meta.place)
            if match is not None and not match[3]:
                known = self._pieces.setdefault(view.meta.groupe, {})
                known[match[1], int(match[2])] = view.meta.piece

    def link(self, piece: Composition) -> Composition:
        """A piece with its references as links."""
        if not self.concerns(piece.view):
            return piece

        def link(brins: Brins) -> Brins:
            return tuple(self._link_runs(brins, piece.view))

        return piece.change_texts(link)

    def _link_runs(self, brins: Brins, view: View) -> Iterator[Brin]:
        """Runs cut where a link begins or ends; none goes across a note or a link."""
        for apart, group in groupby(brins, _stands_apart):
            runs = list(group)
            text = "" if apart else "".join(brin.texte for brin in runs)
            stretches = sorted(self.find(text, view)) if text else []
            yield from self._cut(runs, stretches) if stretches else runs

    def _cut(
        self, runs: Sequence[Brin], stretches: Sequence[Stretch]
    ) -> Iterator[Brin]:
        start = 0
        for brin in runs:
            end = start + len(brin.texte)
            place = start
            for first, last, target in stretches:
                left, right = max(first, start), min(last, end)
                if left >= right:
                    continue
                if place < left:
                    yield replace(brin, texte=brin.texte[place - start : left - start])
                yield replace(
                    brin,
                    texte=brin.texte[left - start : right - start],
                    cible=f"#{target}",
                    bulle=self._titles[target],
                )
                place = right
            if place < end or not brin.texte:
                yield replace(brin, texte=brin.texte[place - start :])
            start = end

    def concerns(self, view: View) -> bool:
        """Whether the texts of a piece may send to annexes: those of an act do.

        A contents page names the annexes too, and has links of its own.
        """
        place, known = view.meta.place, self._pieces.get(view.meta.groupe, {})
        own = place in (*(of for of, _ in known), _DECIDES, "rapport")
        return bool(known) and (own or _ANNEXE.fullmatch(place) is not None)

    def find(self, text: str, view: View) -> Iterator[Stretch]:
        """The stretches of a text that send to another piece, in order."""
        piece, known = view.meta.piece, self._pieces.get(view.meta.groupe, {})
        place = "" if _ANNEXE.fullmatch(view.meta.place) else view.meta.place
        if _fold(text) in _list_requests(view):
            place = _DECIDES  # what is asked is what an article says, annexes and all
        for reader in _list_readers(view):
            for renvoi in reader.read(text):
                for cible in renvoi.cibles:
                    found = renvoi.find(cible.rang, place, known)
                    target = known[found] if found else piece
                    if target != piece:
                        yield cible.start, cible.end, target


def _list_readers(view: View) -> list[RenvoiReader]:
    """A reader for the languages of a piece; those without words share French's."""
    books = [load_phrasebook(langue) for langue in split_edition(view.meta.langue)]
    own = [book for book in books if book.has_table("renvois")]
    return [make_reader(book) for book in own or books[:1]]


def _list_requests(view: View) -> frozenset[str]:
    """The requests of a rapport, which are its articles over again."""
    editions = getattr(view, "vues", (view,))
    return frozenset(
        _fold(request)
        for edition in editions
        for request in (
            *getattr(edition, "conclusions", ()),
            *map(write_plain, _list_paragraphs(getattr(edition, "demandes", ()))),
        )
    )


def _list_paragraphs(prose: Prose) -> Iterator[Prose]:
    return ((b,) for b in iter_blocs(prose) if isinstance(b, Paragraphe))


def _fold(text: str) -> str:
    """A text with its spaces alike."""
    return " ".join(text.split())


def _stands_apart(brin: Brin) -> bool:
    """Whether a run is no part of the text around it."""
    return bool(brin.cible or brin.saut or brin.note or brin.blanc)
