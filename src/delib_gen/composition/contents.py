"""The list of the pieces of a file, as a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.composition.runs import make_runs
from delib_gen.prose.tree import Bloc, Brins

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.view.sommaire import Entree


@dataclass(frozen=True, slots=True)
class LigneSommaire:
    """A line: what a piece is called, what it is about, where it begins.

    Attributes:
        intitule: its name.
        objet: what it is about; no run where its name says it.
        cible: the anchor at which it begins.
        niveau: 1 for a piece, 2 for what is within it.
        page: the number of its page, where the format knows one.
    """

    intitule: Brins
    objet: Brins
    cible: str
    niveau: int
    page: str


@dataclass(frozen=True, slots=True)
class Sommaire(Bloc):
    """The list of the pieces of a file."""

    lignes: tuple[LigneSommaire, ...]


def make_contents(entrees: Iterable[Entree]) -> Sommaire:
    """The list, from the lines of a view."""
    return Sommaire(
        tuple(
            LigneSommaire(
                make_runs(entree.intitule),
                make_runs(entree.objet),
                entree.cible,
                entree.niveau,
                entree.page,
            )
            for entree in entrees
        )
    )
