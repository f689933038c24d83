"""What became of an act, in a few words, for lists and boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.rules.words import MODES, STATUTS

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an act.

    Attributes:
        mot: in a word or two.
        ton: how it is marked: `bon`, `erreur`, `avertissement`, `neutre` or
            `note`.
        suite: what else there is to say.
    """

    mot: str
    ton: str
    suite: str = ""


def awaits_vote(acte: ActeEnSeance) -> bool:
    """Whether an act is put to the sitting, and its vote is still to be noted."""
    return acte.delibere and acte.resultat is None and not acte.acte.prend_acte


def describe_outcome(acte: ActeEnSeance) -> Outcome:
    """What became of an act, or is to come."""
    if acte.acte.statut is not None:
        return Outcome(STATUTS[acte.acte.statut.value], "neutre")
    if not acte.situation.lue.tenue:
        return Outcome("à venir", "neutre")
    if acte.resultat is None:
        if acte.acte.prend_acte:
            return Outcome("prend acte", "note")
        return Outcome("à voter", "avertissement")
    if acte.elections:
        return Outcome(
            "élection",
            "note",
            ", ".join(m.texte for e in acte.elections for m in e.elus),
        )
    if acte.resultat.adopte:
        return Outcome("adopté", "bon", MODES[acte.resultat.mode])
    return Outcome("rejeté", "erreur", MODES[acte.resultat.mode])
