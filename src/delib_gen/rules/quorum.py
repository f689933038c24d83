"""PRE01: the quorum, act by act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.build import count_en_exercice
from delib_gen.rules.registry import rule
from delib_gen.rules.report import SURE
from delib_gen.rules.sheet import count_doubtful
from delib_gen.rules.words import count, name_organe, write_day, write_share
from delib_gen.schema.droit import RegleQuorum, RegleRegime, find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule(
    "PRE01",
    E,
    A,
    scope="acte",
    regles=("quorum", "regimes.quorum_plus_de", "regimes.quorum_au_moins"),
)
def quorum_non_atteint(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Quorum non atteint.

    Vérifie : à l'ouverture de chaque acte, assez de membres sont là pour que l'organe
    délibère, selon le régime de l'acte. Les deux comptes sont toujours donnés :
    présents ; présents ou représentés.
    Pourquoi : un acte pris sans quorum est nul.
    Exemple : cinq présents et deux pouvoirs, quand huit des quinze membres en
    exercice sont requis.
    Que faire : vérifiez la feuille de présence. Si le quorum a manqué, la séance se
    tient de nouveau : donnez alors à la nouvelle `defaut_quorum`, le jour de celle
    qui a manqué.
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
        if quorum.compte + count_doubtful(acte) >= quorum.requis:
            return  # the names to correct are told already, and may be enough
        yield report(
            place,
            f"le quorum n'est pas atteint : {there} ; {needed}",
            "vérifiez la feuille de présence et les pouvoirs ; si le quorum a manqué, "
            "l'acte ne peut être pris à cette séance",
            regle=_find_special(acte) or regle,
            related=sheet,
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


def _tell_out(acte: ActeEnSeance) -> str:
    """Those of the sheet who are not counted: ` (14, moins 3 qui…)`."""
    out = len(acte.presence.presents) - acte.quorum.presents
    if not out:
        return ""
    who = count(out, "qui se déporte ou est sorti", "qui se déportent ou sont sortis")
    return f" ({len(acte.presence.presents)}, moins {who})"


def _tell_out_of_base(acte: ActeEnSeance) -> str:
    """Those in office whom the law leaves out of the count, as they step aside."""
    all_of_them = count_en_exercice(acte.situation, acte.jour)
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
        own = special.quorum_plus_de if special else None
        share = f"plus de {write_share(own if own is not None else regle.plus_de)}"
    powers = "comptent" if regle.pouvoirs_comptes else "ne comptent pas"
    return (
        f"soit {share} des {count(acte.quorum.base, 'membre')} en exercice"
        f"{_tell_out_of_base(acte)} "
        f"({name_organe(acte.situation)}, {write_day(acte.jour)} : "
        f"les pouvoirs {powers})"
    )
