"""PRE01: the quorum, act by act."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.build import count_en_exercice
from delib_gen.model.deroule import Evenement
from delib_gen.rules.registry import rule
from delib_gen.rules.report import SURE
from delib_gen.rules.sheet import count_doubtful
from delib_gen.rules.words import (
    count,
    name_organe,
    name_to_type,
    write_day,
    write_share,
)
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.mentions import MouvementNomme
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report
    from delib_gen.schema.droit import RegleQuorum, RegleRegime
    from delib_gen.schema.regle import Regle

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule(
    "PRE01",
    E,
    A,
    scope="acte-parmi",
    regles=(
        "quorum",
        "interesses",
        "regimes.quorum_plus_de",
        "regimes.quorum_au_moins",
    ),
)
def quorum_non_atteint(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Quorum non atteint.

    Vérifie : à l'ouverture de chaque acte, assez de membres sont là pour que l'organe
    délibère, selon le régime de l'acte. Les deux comptes sont toujours donnés :
    présents ; présents ou représentés. Là où le texte le veut, qui se déporte n'est pas
    compté parmi les présents, même s'il reste dans la salle.
    Pourquoi : un acte pris sans quorum est nul.
    Exemple : cinq présents et deux pouvoirs, quand huit des quinze membres en
    exercice sont requis.
    Que faire : vérifiez la feuille de présence. Qui s'en va pendant l'examen d'un point
    y était à son ouverture : `quitte` nomme l'acte suivant. Si le quorum a manqué, la
    séance se tient de nouveau : donnez alors à la nouvelle `defaut_quorum`, le jour de
    celle qui a manqué.
    Réserve : quand le quorum n'est atteint qu'en comptant les pouvoirs, et que le
    texte qui les compte n'est pas tenu pour sûr, c'est un avertissement.
    """
    regle = find_in_force(acte.situation.regles.quorum, acte.jour)
    if regle is None:
        return
    quorum, place = acte.quorum, (*acte.path, "numero")
    represented = count(
        quorum.avec_pouvoirs, "présent ou représenté", "présents ou représentés"
    )
    there = f"{count(quorum.presents, 'membre présent', 'membres présents')}"
    there += f"{_tell_out(acte)} ; "
    there += represented
    needed = f"{quorum.requis} requis, {_write_requirement(acte, regle)}"
    sheet = (((*acte.etat.feuille.base, "presents"), "la feuille de présence"),)
    if not quorum.atteint:
        doubtful = count_doubtful(acte) + _count_too_many(acte)
        if quorum.compte + doubtful >= quorum.requis:
            return  # what is to be corrected is told already, and may be enough
        leaving, lacking = _list_leaving(acte), _find_lacking(acte)
        yield report(
            place,
            f"le quorum n'est pas atteint : {there} ; {needed}",
            _write_way(acte, leaving, lacking),
            regle=lacking or _find_special(acte) or regle,
            related=(*sheet, *((m.path, "ce départ") for m in leaving)),
        )
    elif quorum.presents < quorum.requis and regle.confiance < SURE:
        yield report(
            place,
            f"le quorum n'est atteint qu'en comptant les pouvoirs : {there} ; {needed}",
            "vérifiez que le texte applicable compte bien les membres représentés",
            severity=A,
            regle=regle,
            related=sheet,
        )


def _count_too_many(acte: ActeEnSeance) -> int:
    """How many members there are beyond the seats: that is told by itself (PRE20)."""
    effectif = find_in_force(acte.situation.regles.effectif, acte.jour)
    number = count_en_exercice(acte.situation, acte.jour, acte.etat)
    return max(number - effectif.valeur, 0) if effectif else 0


def _find_lacking(acte: ActeEnSeance) -> Regle | None:
    """The record that leaves out those who step aside, if the lack is its doing."""
    regle = find_in_force(acte.situation.regles.interesses, acte.jour)
    if regle is None or regle.comptes_presents:
        return None
    aside = set(acte.presence.ecartes) - acte.sortis
    staying = len(aside & set(acte.presence.presents))
    return regle if acte.quorum.compte + staying >= acte.quorum.requis else None


def _list_leaving(acte: ActeEnSeance) -> list[MouvementNomme]:
    """Those who leave at this very act, if the quorum was there with them."""
    leaving = [
        mouvement
        for mouvement in acte.situation.mouvements
        if mouvement.rangs.get(Evenement.DEPART.value) == acte.lu.index
    ]
    return leaving if acte.quorum.compte + len(leaving) >= acte.quorum.requis else []


def _write_way(
    acte: ActeEnSeance, leaving: list[MouvementNomme], lacking: Regle | None
) -> str:
    if leaving:
        return _write_departure(acte, leaving[0])
    if lacking:
        return (
            "qui se déporte n'est pas présent, même s'il reste dans la salle ; si le "
            "quorum a manqué pour ce point, écrivez `statut: reporte` : il se prend à "
            "une nouvelle séance, où il n'en faut plus (`defaut_quorum`)"
        )
    return (
        "vérifiez la feuille de présence et les pouvoirs ; si le quorum a manqué, "
        "l'acte ne peut être pris à cette séance"
    )


def _write_departure(acte: ActeEnSeance, mouvement: MouvementNomme) -> str:
    """How to type a member who left during the item, after it was opened."""
    later = [a.repere for a in acte.situation.actes if a.lu.index > acte.lu.index]
    following = next(filter(None, later), "")
    elu = mouvement.membre.elu
    name = name_to_type(acte.situation.annuaire, elu) if elu else mouvement.membre.texte
    way = (
        f"écrivez `quitte: {following}`, l'acte suivant"
        if following
        else "supprimez ce mouvement, puisque aucun acte ne suit"
    )
    return (
        "le quorum se compte à l'ouverture de chaque point : si le départ est venu "
        f"ensuite, {way}, et donnez ici au vote `non_participation: [{name}]` ; sinon, "
        "l'acte ne peut être pris à cette séance"
    )


def _tell_out(acte: ActeEnSeance) -> str:
    """Those of the sheet who are not counted: ` (14, moins 3 qui…)`."""
    out = len(acte.presence.presents) - acte.quorum.presents
    if not out:
        return ""
    who = count(out, "qui se déporte ou est sorti", "qui se déportent ou sont sortis")
    return f" ({len(acte.presence.presents)}, moins {who})"


def _tell_out_of_base(acte: ActeEnSeance) -> str:
    """Those in office whom the law leaves out of the count, as they step aside."""
    all_of_them = count_en_exercice(acte.situation, acte.jour, acte.etat)
    out = all_of_them - acte.quorum.base
    if not out:
        return ""
    who = count(out, "qui se déporte", "qui se déportent")
    return f" ({all_of_them}, moins {who})"


def _find_special(acte: ActeEnSeance) -> RegleRegime | None:
    """The record of the act's regime, where it asks for a quorum of its own."""
    regime = acte.regime
    if regime and (regime.quorum_plus_de or regime.quorum_au_moins):
        return regime
    return None


def _write_requirement(acte: ActeEnSeance, regle: RegleQuorum) -> str:
    """What the law asks for: `plus de la moitié des 15 membres en exercice…`."""
    special = _find_special(acte)
    if special and special.quorum_au_moins is not None:
        share = f"au moins {write_share(special.quorum_au_moins)}"
    else:
        more = special.quorum_plus_de if special else regle.plus_de
        share = (
            f"plus de {write_share(more)}"
            if more is not None
            else f"au moins {write_share(regle.au_moins or Fraction(1))}"
        )
    powers = "comptent" if regle.pouvoirs_comptes else "ne comptent pas"
    return (
        f"soit {share} des {count(acte.quorum.base, 'membre')} en exercice"
        f"{_tell_out_of_base(acte)} "
        f"({name_organe(acte.situation)}, {write_day(acte.jour)} : "
        f"les pouvoirs {powers})"
    )
