"""PRE05, PRE06, PRE07: the powers given during the sitting, and those that lapse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.annuaire import sort_elus
from delib_gen.model.deroule import Evenement
from delib_gen.rules.pouvoirs import (
    mandataire_absent,
    pouvoir_sans_objet,
    tell_excess,
    tell_self,
    trop_de_pouvoirs,
)
from delib_gen.rules.registry import check
from delib_gen.rules.sheet import find_etat
from delib_gen.rules.words import agree, join, name_to_type, write_elu
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.deroule import Etat
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

A = Severity.AVERTISSEMENT


_LEAVING = (Evenement.DEPART, Evenement.CESSATION)


@dataclass(frozen=True, slots=True)
class PouvoirEnSeance:
    """A power given during the sitting, by names typed right.

    Attributes:
        mandataire: where its holder is named.
        apres: the attendance at the act from which it holds.
    """

    donneur: Elu
    detenteur: Elu
    mandataire: Mention
    apres: Etat


def list_pouvoirs_en_seance(situation: Situation) -> Iterator[PouvoirEnSeance]:
    """The powers given during the sitting, in the order they were."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or etape.evenement is Evenement.ARRIVEE:
            continue
        if etape.evenement is Evenement.DEPART and mouvement.gives_later:
            continue
        giver, holder = mouvement.membre, mouvement.mandataire
        if holder is None or not (giver.sure and holder.sure):
            continue
        if giver.elu is not None and holder.elu is not None:
            after = find_etat(situation, etape.rang)
            yield PouvoirEnSeance(giver.elu, holder.elu, holder, after)


@check(mandataire_absent.kind)
def mandataire_absent_en_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The holder is there at the act from which the power holds."""
    for pouvoir in list_pouvoirs_en_seance(situation):
        if pouvoir.detenteur == pouvoir.donneur:
            continue
        if pouvoir.detenteur not in pouvoir.apres.presents:
            yield report(
                pouvoir.mandataire.path,
                f"{write_elu(pouvoir.detenteur)} reçoit un pouvoir pendant la séance, "
                "mais n'est pas là à l'acte où il commence",
                "corrigez le mandataire : un membre présent est attendu",
            )


@check(mandataire_absent.kind)
def pouvoir_qui_tombe(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """The powers that somebody holds when he leaves."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or etape.evenement not in _LEAVING:
            continue
        gone, after = mouvement.membre.elu, find_etat(situation, etape.rang)
        if gone is None or not mouvement.membre.sure:
            continue
        if gone not in etape.avant.presents or gone in after.presents:
            continue
        seated = situation.find_suppleances(after.presents, mouvement.membre.jour)
        for donneur, mandataire in after.pouvoirs.items():
            if mandataire == gone != donneur and donneur not in seated.remplaces:
                yield report(
                    mouvement.membre.path,
                    _tell_lapse(gone, donneur, etape.evenement),
                    "rien n'est à corriger si c'est ce qui s'est passé ; si le donneur "
                    "a choisi un autre mandataire, ajoutez un mouvement : "
                    f"`{{membre: {name_to_type(situation.annuaire, donneur)}, "
                    "pouvoir: …, des: …}`",
                    severity=A,
                )


def _tell_lapse(gone: Elu, donneur: Elu, evenement: Evenement) -> str:
    ends = evenement is Evenement.CESSATION
    how = "cesse ses fonctions" if ends else "s'en va"
    away = f" tant {agree(gone, 'qu’il', 'qu’elle')} n'est pas là"
    return (
        f"{write_elu(gone)} {how} : le pouvoir que lui a donné {write_elu(donneur)} "
        f"tombe{'' if ends else away} ; "
        f"{write_elu(donneur)} est {agree(donneur, 'compté', 'comptée')} "
        f"{agree(donneur, 'absent', 'absente')}"
    )


@check(trop_de_pouvoirs.kind)
def trop_de_pouvoirs_en_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The powers given to somebody who holds some already."""
    for pouvoir in list_pouvoirs_en_seance(situation):
        holder, standing = pouvoir.detenteur, pouvoir.apres.pouvoirs
        regle = find_in_force(situation.regles.pouvoirs, pouvoir.mandataire.jour)
        givers = sort_elus(giver for giver, h in standing.items() if h == holder)
        if regle is None or len(givers) <= regle.max_par_mandataire:
            continue
        told = join(write_elu(giver) for giver in givers)
        yield report(
            pouvoir.mandataire.path,
            tell_excess(holder, len(givers), told, regle),
            "donnez le pouvoir de trop à un autre membre présent",
            regle=regle,
        )


@check(pouvoir_sans_objet.kind)
def pouvoir_sans_objet_en_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The giver is away, and gives it to another."""
    for pouvoir in list_pouvoirs_en_seance(situation):
        giver = pouvoir.donneur
        if giver == pouvoir.detenteur:
            yield report(
                pouvoir.mandataire.path,
                tell_self(giver),
                "corrigez le mandataire, ou supprimez ce mouvement",
            )
        elif giver in pouvoir.apres.presents:
            yield report(
                pouvoir.mandataire.path,
                f"{write_elu(giver)} donne pouvoir, mais est "
                f"{agree(giver, 'présent', 'présente')} à l'acte où il commence : qui "
                "est là vote en personne",
                "supprimez `pouvoir`, ou dites aussi `quitte:`",
            )
