"""PRE12: what moves during the sitting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.deroule import Evenement
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import agree, write_day, write_elu
from delib_gen.schema.base import suggest
from delib_gen.schema.heure import read_hour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.deroule import Etape, Etat
    from delib_gen.model.mentions import MouvementNomme
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E = Severity.ERREUR


@rule("PRE12", E)
def mouvement_impossible(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Arrivée d'un présent, départ d'un absent, ou à un acte qui n'existe pas.

    Vérifie : qui arrive n'était pas là, qui quitte la séance y était, et l'acte que
    le mouvement (ou l'appel) nomme est de cette séance. L'acte nommé est compris : à
    cet acte, qui arrive est là, qui quitte n'y est plus ; qui entre en fonction
    (`installe`) siège, qui cesse ses fonctions (`cesse`) ne siège plus.
    Pourquoi : le quorum et le vote se comptent à chaque acte sur ceux qui sont là.
    Exemple : `mouvements: [{membre: TIBERI, arrive: 23/187 CP}]`, quand Mme TIBERI
    est présente à l'ouverture.
    Que faire : corrigez le mouvement, ou la feuille de présence ; donnez le numéro
    ou l'`id` d'un acte, tel qu'il est écrit sous `actes`.
    """
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if mouvement is None or not mouvement.membre.sure:
            continue
        elu = mouvement.membre.elu
        if elu is None:
            continue
        here = elu in etape.avant.presents
        place = (*mouvement.path, etape.evenement.value)
        if etape.evenement in (Evenement.INSTALLATION, Evenement.CESSATION):
            yield from _check_mandate(situation, etape, elu, report)
            continue
        if etape.evenement is Evenement.ARRIVEE and here:
            yield report(
                place,
                f"{write_elu(elu)} arrive à cet acte, mais y est déjà "
                f"{agree(elu, 'présent', 'présente')}",
                "supprimez ce mouvement, ou retirez ce nom de `presents`",
            )
        elif etape.evenement is Evenement.DEPART and not here:
            yield report(
                place,
                f"{write_elu(elu)} quitte la séance à cet acte, mais "
                f"{_tell_state(etape.avant, elu)}",
                "supprimez ce mouvement, ou corrigez la feuille de présence ; pour un "
                "pouvoir donné par un absent, écrivez `pouvoir:` et `des:`",
            )


def _check_mandate(
    situation: Situation, etape: Etape, elu: Elu, report: Report
) -> Iterator[Diagnostic]:
    """A mandate that ends or begins at an act, as the register has it."""
    mouvement = etape.mouvement
    if mouvement is None:
        return
    place = (*mouvement.path, etape.evenement.value)
    eve = mouvement.membre.jour - dt.timedelta(days=1)
    if etape.evenement is Evenement.CESSATION and elu in etape.avant.hors:
        yield report(
            place,
            f"le mandat de {write_elu(elu)} cesse à cet acte, mais n'est pas en cours",
            "supprimez ce mouvement, ou corrigez le numéro de l'acte",
        )
    if etape.evenement is Evenement.INSTALLATION and elu.siege(
        situation.code_organe, eve
    ):
        yield report(
            place,
            f"{write_elu(elu)} entre en fonction à cet acte, mais le registre lui "
            f"connaît déjà un mandat le {write_day(eve)}",
            "supprimez ce mouvement, ou corrigez `depuis` dans le fichier de la "
            "collectivité ; pour une arrivée, écrivez `arrive:`",
        )


def _tell_state(etat: Etat, elu: Elu) -> str:
    if elu in etat.pouvoirs:
        return f"n'y est que {agree(elu, 'représenté', 'représentée')}"
    return "n'y est pas"


@check(mouvement_impossible.kind)
def deux_fois_le_meme_mouvement(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """A member who does the same thing twice at one act: two powers, say."""
    seen: dict[tuple[Elu, str, int], YamlPath] = {}
    for etape in situation.etapes:
        mouvement = etape.mouvement
        if etape.evenement is not Evenement.POUVOIR or mouvement is None:
            continue
        elu = mouvement.membre.elu
        if elu is None:
            continue
        key = (elu, etape.evenement.value, etape.rang)
        place = (*mouvement.path, etape.evenement.value)
        if key in seen:
            yield report(
                place,
                f"{write_elu(elu)} donne deux pouvoirs à compter du même acte",
                "gardez celui qui vaut",
                related=((seen[key], "l'autre pouvoir"),),
            )
        seen.setdefault(key, place)


@check(mouvement_impossible.kind)
def acte_du_mouvement_inconnu(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """A movement or a roll-call at an act that the sitting does not have."""
    if any(lu.acte is None for lu in situation.lue.actes):
        return  # the act may be the one that could not be read
    typed_words = (word for acte in situation.actes for word in acte.acte.reperes)
    known = list(dict.fromkeys(typed_words))
    seance = situation.seance
    for typed, mouvement in zip(seance.mouvements, situation.mouvements, strict=True):
        for key, rang in mouvement.rangs.items():
            if rang is None:
                numero = getattr(typed, key)
                yield report(
                    (*mouvement.path, key),
                    f"aucun acte de cette séance n'a le n° {numero}",
                    f"`{key}:` porte le numéro d'un acte, ou son `id` ; l'heure se met "
                    "sous `heure:`"
                    if read_hour(numero)
                    else suggest(numero, known),
                )
        yield from _check_order(mouvement, report)
    for appel, feuille in zip(seance.appels, situation.feuilles[1:], strict=True):
        if feuille.rang is None:
            yield report(
                (*feuille.base, "des"),
                f"aucun acte de cette séance n'a le n° {appel.des}",
                suggest(appel.des, known),
            )


def _check_order(mouvement: MouvementNomme, report: Report) -> Iterator[Diagnostic]:
    """Who leaves and comes back does so in that order."""
    gone = mouvement.rangs.get(Evenement.DEPART.value)
    back = mouvement.rangs.get(Evenement.ARRIVEE.value)
    if gone is not None and back is not None and back <= gone:
        yield report(
            (*mouvement.path, Evenement.ARRIVEE.value),
            "le retour (`arrive`) doit venir après le départ (`quitte`)",
            "corrigez l'un des deux numéros ; pour une arrivée suivie d'un départ, "
            "faites deux mouvements",
        )
