"""In which order acts say what comes before the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import one_of, saisie_error


class PieceActe(StrEnum):
    """A piece of an act that an organ may put elsewhere, in the usual order."""

    IDENTITE = "identite"
    NUMERO = "numero"
    TITRE = "titre"
    REUNION = "reunion"
    ENCADRE = "encadre"
    PREAMBULE = "preambule"
    PRESENTS = "presents"
    POUVOIRS = "pouvoirs"
    ABSENTS = "absents"
    ASSISTANTS = "assistants"
    MOUVEMENTS = "mouvements"
    COMPTES = "comptes"
    SECRETAIRES = "secretaires"
    EXPOSE = "expose"
    ORGANE = "organe"
    VISAS = "visas"
    AVIS = "avis"
    CONSIDERANTS = "considerants"


def _once(pieces: list[PieceActe]) -> list[PieceActe]:
    """Each piece has one place.

    Raises:
        PydanticCustomError: if one is named twice.
    """
    twice = next((p for n, p in enumerate(pieces) if p in pieces[:n]), None)
    if twice is not None:
        raise saisie_error(
            STR03, f"`{twice.value}` est nommé deux fois", "n'en gardez qu'un"
        )
    return pieces


DispositionSaisie = Annotated[
    list[Annotated[PieceActe, one_of(PieceActe)]], AfterValidator(_once)
]


def arrange(usual: Iterable[PieceActe], wanted: Sequence[PieceActe]) -> list[PieceActe]:
    """All the pieces: those named in their order, the others where they usually are.

    Of those named, as many as can stay where they are do; each other one is set
    behind the one that is named before it.

    Args:
        usual: the pieces in the usual order.
        wanted: those that an organ names.
    """
    order = list(usual)
    kept = _keep_most([order.index(piece) for piece in wanted])
    moved = [piece for piece in wanted if order.index(piece) not in kept]
    placed = [piece for piece in order if piece not in moved]
    for rank, piece in enumerate(wanted):
        if piece in moved:
            before = placed.index(wanted[rank - 1]) + 1 if rank else None
            placed.insert(placed.index(wanted[1]) if before is None else before, piece)
    return placed


def _keep_most(places: Sequence[int]) -> list[int]:
    """The longest run of places that go up; of those as long, the closest one."""
    best: list[list[int]] = [[]]
    for place in places:
        before = [run for run in best if not run or run[-1] < place]
        best.append([*max(before, key=_weigh), place])
    return max(best, key=_weigh)


def _weigh(run: list[int]) -> tuple[int, int]:
    return len(run), run[0] - run[-1] if run else 0
