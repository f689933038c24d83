"""Acts that touch each other once they were signed: rectified, withdrawn, annulled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.load.registre import find_known
from delib_gen.schema.base import fold_word
from delib_gen.schema.suite import Effet

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.model.situation import ActeEnSeance, Situation


def list_touched(acte: ActeEnSeance) -> list[tuple[Effet, str]]:
    """What an act does to others, each with the other's number."""
    typed = ((effet, getattr(acte.acte, effet.value)) for effet in Effet)
    return [(effet, numero) for effet, numero in typed if numero]


def find_day(situation: Situation, numero: str) -> dt.date | None:
    """The day of an act of the sitting, or that a register knows; None otherwise."""
    wanted = fold_word(numero)
    days = [acte.jour for acte in situation.actes if fold_word(acte.numero) == wanted]
    known = find_known(situation.reference.registres, numero)
    days += [inscrit.jour for _, inscrit in known]
    return days[0] if len(set(days)) == 1 else None
