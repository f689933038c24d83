"""What became of an act, in a few words, for lists and boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.rules.words import MODES, STATUTS
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.context import make_seance_context
from delib_gen.view.scrutin import write_outcome, write_scrutins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.charte import Charte


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
            ", ".join(
                m.elu.nom_complet if m.elu else m.texte
                for e in acte.elections
                for m in e.elus
            ),
        )
    if acte.resultat.adopte:
        return Outcome("adopté", "bon", MODES[acte.resultat.mode])
    return Outcome("rejeté", "erreur", MODES[acte.resultat.mode])


def quote_act(acte: ActeEnSeance) -> list[str]:
    """The words in which the act will say its vote, names apart; none for no vote."""
    charte = acte.situation.reference.charte
    if acte.resultat is None or acte.elections or charte is None:
        return []
    try:
        return list(_quote(acte, charte))
    except Exception:  # an act that is being typed need not make sense
        return []


def _quote(acte: ActeEnSeance, charte: Charte) -> Iterator[str]:
    context = make_seance_context(acte.situation, LANGUE_DE_REFERENCE, charte)
    turned = context.turn_to(acte)
    for bloc in write_scrutins(turned):
        heads = [groupe.intitule.partition("\xa0:")[0] for groupe in bloc.groupes]
        begin = [f"{bloc.objet} :"] if bloc.objet else []
        figures = ", ".join([*bloc.chiffres, *heads])
        yield " ".join(filter(None, [*begin, *bloc.annonces, figures, bloc.issue]))
    yield from filter(None, [write_outcome(turned)])
