"""PRE05, PRE06, PRE07: the powers at the opening."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.annuaire import sort_elus
from delib_gen.model.deroule import Evenement
from delib_gen.rules.registry import check, rule
from delib_gen.rules.sheet import (
    find_etat,
    find_key_span,
    is_self_given,
    list_places,
)
from delib_gen.rules.words import agree, count, join, name_to_type, write_elu
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.deroule import Etape
    from delib_gen.model.mentions import Feuille, PouvoirDonne
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.droit import ReglePouvoirs

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("PRE05", E, A)
def mandataire_absent(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Pouvoir donné à quelqu'un qui n'est pas présent, ou qui s'en va.

    Vérifie : le mandataire, à droite des deux-points, est parmi les présents à
    l'ouverture ; pour un pouvoir donné en cours de séance, à l'acte où il commence.
    Un mandataire qui quitte la séance est signalé : le pouvoir tombe.
    Pourquoi : un absent ne vote pas, ni pour lui ni pour un autre.
    Exemple : `pouvoirs: {BOZZI: LACOMBE}`, quand M. LACOMBE est absent.
    Que faire : corrigez le mandataire, ou mettez le donneur aux absents. Si le
    mandataire s'en va, le donneur peut en choisir un autre :
    `mouvements: [{membre: BOZZI, pouvoir: TIBERI, des: 23/187 CP}]`.
    """
    for feuille in situation.feuilles:
        present = {m.elu for m in feuille.presents}
        places = list_places(situation, feuille)
        arriving = _list_arriving(situation, feuille)
        for pouvoir in feuille.pouvoirs:
            holder, giver = pouvoir.mandataire, pouvoir.donneur.elu
            if not holder.sure or holder.elu is None or is_self_given(pouvoir):
                continue
            if holder.elu in present or holder.elu in arriving:
                continue
            state = places.get(holder.elu)
            where = (
                agree(holder.elu, *state[0].etat)
                if state
                else "qui ne figure pas sur la feuille de présence"
            )
            yield report(
                holder.path,
                f"{write_elu(giver) if giver else pouvoir.donneur.texte} donne pouvoir "
                f"à {write_elu(holder.elu)}, {where} ; un mandataire présent est "
                "attendu",
                "corrigez le mandataire, ou mettez le donneur parmi les absents",
            )


def _list_arriving(situation: Situation, feuille: Feuille) -> set[Elu]:
    """Those who come in before the very act that the sheet is for."""
    return {
        etape.mouvement.membre.elu
        for etape in situation.etapes
        if etape.evenement is Evenement.ARRIVEE
        and etape.mouvement is not None
        and etape.mouvement.membre.elu is not None
        and etape.rang == feuille.rang
    }


@check(mandataire_absent.kind)
def mandataire_du_mouvement_absent(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The powers given during the sitting, and those that a departure undoes."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or etape.evenement is Evenement.ARRIVEE:
            continue
        after = find_etat(situation, etape.rang)
        giver, holder = mouvement.membre, mouvement.mandataire
        if (
            holder is not None
            and holder.sure
            and holder.elu is not None
            and holder.elu not in after.presents
            and holder.elu != giver.elu
        ):
            yield report(
                holder.path,
                f"{write_elu(holder.elu)} reçoit un pouvoir pendant la séance, mais "
                "n'est pas là à l'acte où il commence",
                "corrigez le mandataire : un membre présent est attendu",
            )
        if etape.evenement is Evenement.DEPART and giver.sure and giver.elu is not None:
            yield from _tell_lapses(situation, etape, giver.elu, report)


def _tell_lapses(
    situation: Situation, etape: Etape, gone: Elu, report: Report
) -> Iterator[Diagnostic]:
    after = find_etat(situation, etape.rang)
    if gone not in etape.avant.presents or gone in after.presents:
        return
    for donneur, mandataire in after.pouvoirs.items():
        if mandataire == gone != donneur and etape.mouvement is not None:
            yield report(
                etape.mouvement.membre.path,
                f"{write_elu(gone)} s'en va : le pouvoir que lui a donné "
                f"{write_elu(donneur)} tombe tant "
                f"{agree(gone, 'qu’il', 'qu’elle')} n'est pas là ; "
                f"{write_elu(donneur)} est {agree(donneur, 'compté', 'comptée')} "
                f"{agree(donneur, 'absent', 'absente')}",
                "rien n'est à corriger si c'est ce qui s'est passé ; si le donneur a "
                "choisi un autre mandataire, ajoutez un mouvement : "
                f"`{{membre: {name_to_type(situation.annuaire, donneur)}, pouvoir: …, "
                "des: …}`",
                severity=A,
            )


@rule("PRE06", E, regles=("pouvoirs",))
def trop_de_pouvoirs(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Mandataire qui détient plus de pouvoirs qu'il n'est permis.

    Vérifie : personne ne détient plus de pouvoirs que la règle de l'organe n'en
    permet ce jour-là.
    Pourquoi : les voix portées par un pouvoir de trop sont nulles.
    Exemple : `pouvoirs: {BOZZI: COLONNA, LACOMBE: COLONNA}`, quand un seul pouvoir
    est permis.
    Que faire : donnez le pouvoir de trop à un autre membre présent, ou mettez son
    donneur aux absents.
    """
    for feuille in situation.feuilles:
        regle = find_in_force(situation.regles.pouvoirs, feuille.jour)
        if regle is None:
            continue
        held: dict[Elu, list[PouvoirDonne]] = defaultdict(list)
        for pouvoir in feuille.pouvoirs:
            holder = pouvoir.mandataire
            if holder.sure and holder.elu is not None and not is_self_given(pouvoir):
                held[holder.elu].append(pouvoir)
        for elu, pouvoirs in held.items():
            if len(pouvoirs) <= regle.max_par_mandataire:
                continue
            givers = join(
                write_elu(p.donneur.elu) if p.donneur.elu else p.donneur.texte
                for p in pouvoirs
            )
            *before, last = pouvoirs
            yield report(
                last.mandataire.path,
                _tell_excess(elu, len(pouvoirs), givers, regle),
                "donnez le pouvoir de trop à un autre membre présent, ou mettez son "
                "donneur parmi les absents",
                regle=regle,
                related=tuple(
                    (p.donneur.path, "un autre pouvoir, ici") for p in before
                ),
            )


def _tell_excess(elu: Elu, held: int, givers: str, regle: ReglePouvoirs) -> str:
    return (
        f"{write_elu(elu)} détient {count(held, 'pouvoir')} ({givers}) ; "
        f"{count(regle.max_par_mandataire, 'seul est permis', 'sont permis')}"
    )


@check(trop_de_pouvoirs.kind)
def trop_de_pouvoirs_en_cours_de_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The powers given during the sitting, to somebody who holds some already."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or etape.evenement is Evenement.ARRIVEE:
            continue
        holder = mouvement.mandataire
        if holder is None or not holder.sure or holder.elu is None:
            continue
        after = find_etat(situation, etape.rang)
        regle = find_in_force(situation.regles.pouvoirs, holder.jour)
        givers = sort_elus(g for g, h in after.pouvoirs.items() if h == holder.elu)
        if regle is None or len(givers) <= regle.max_par_mandataire:
            continue
        told = join(write_elu(giver) for giver in givers)
        yield report(
            holder.path,
            _tell_excess(holder.elu, len(givers), told, regle),
            "donnez le pouvoir de trop à un autre membre présent",
            regle=regle,
        )


@rule("PRE07", E)
def pouvoir_sans_objet(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Pouvoir donné à soi-même, ou par un membre présent.

    Vérifie : qui donne pouvoir n'est pas là, et le donne à un autre.
    Pourquoi : un membre présent vote lui-même ; son pouvoir donnerait deux voix.
    Exemple : `pouvoirs: {VANNI: VANNI}`, ou un pouvoir de Mme TIBERI, présente.
    Que faire : supprimez le pouvoir, ou retirez le donneur des présents.
    """
    for feuille in situation.feuilles:
        present = {m.elu: m for m in feuille.presents if m.sure}
        for pouvoir in feuille.pouvoirs:
            giver, elu = pouvoir.donneur, pouvoir.donneur.elu
            if not giver.sure or elu is None:
                continue
            if is_self_given(pouvoir):
                yield report(
                    giver.path,
                    _tell_self(elu),
                    "corrigez le mandataire, ou supprimez cette ligne",
                    span=find_key_span(situation.lue, giver.path),
                )
            elif elu in present:
                yield report(
                    giver.path,
                    f"{write_elu(elu)} donne pouvoir, mais est "
                    f"{agree(elu, 'présent', 'présente')} : qui est là vote en "
                    "personne",
                    "supprimez le pouvoir, ou retirez ce nom de `presents`",
                    span=find_key_span(situation.lue, giver.path),
                    related=((present[elu].path, "parmi les présents, ici"),),
                )


def _tell_self(elu: Elu) -> str:
    return (
        f"{write_elu(elu)} se donne pouvoir à "
        f"{agree(elu, 'lui-même', 'elle-même')} ; un autre membre est attendu"
    )


@check(pouvoir_sans_objet.kind)
def pouvoir_sans_objet_en_cours_de_seance(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """The powers given during the sitting: by somebody who is away, to another."""
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or mouvement.mandataire is None:
            continue
        giver, holder = mouvement.membre, mouvement.mandataire
        if not giver.sure or giver.elu is None or etape.evenement is Evenement.ARRIVEE:
            continue
        if giver.elu == holder.elu:
            yield report(
                holder.path,
                _tell_self(giver.elu),
                "corrigez le mandataire, ou supprimez ce mouvement",
            )
        elif giver.elu in find_etat(situation, etape.rang).presents:
            yield report(
                holder.path,
                f"{write_elu(giver.elu)} donne pouvoir, mais est "
                f"{agree(giver.elu, 'présent', 'présente')} à l'acte où il commence : "
                "qui est là vote en personne",
                "supprimez `pouvoir`, ou dites aussi `quitte:`",
            )
