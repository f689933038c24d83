"""What a check comes to, act by act, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.checking import Checked, blocks
from delib_gen.findings import Severity, count_severities
from delib_gen.model.issue import flatten
from delib_gen.schema.base import shorten

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance

_MODES = {
    "unanimite": "à l'unanimité",
    "majorite": "à la majorité",
    "voix-preponderante": "par la voix prépondérante du président",
    "partage": "à égalité des voix",
    "aucun-suffrage": "faute de suffrage exprimé",
}
_STATUTS = {
    "retire": "retiré de l'ordre du jour",
    "reporte": "reporté",
    "renvoye": "renvoyé",
}


def summarise(name: str, checked: Checked, *, strict: bool) -> str:
    """One line for the file, one for each act whose count is known."""
    counts = count_severities(checked.findings)
    errors, warnings = counts[Severity.ERREUR], counts[Severity.AVERTISSEMENT]
    if blocks(checked.findings, strict=strict):
        verdict = "à corriger"
    elif warnings:
        verdict = "peut être produit, avec des avertissements"
    else:
        verdict = "rien à signaler"
    lines = [f"{name} : {verdict}"]
    situation = checked.situation
    if situation is not None and not errors:
        lines += [f"  {_describe(acte)}" for acte in situation.actes]
    return "\n".join(lines)


def tell_statut(acte: ActeEnSeance) -> str:
    """Why an act was not put to the sitting; empty where it was."""
    if acte.acte.statut is None:
        return ""
    return f"{_name(acte)} : {_STATUTS[acte.acte.statut.value]}"


def _name(acte: ActeEnSeance) -> str:
    """Its number; without one, its rank and its title."""
    titre = shorten(flatten(acte.acte.titre.reference))
    return acte.numero or f"acte {acte.lu.index + 1} (« {titre} »)"


def _describe(acte: ActeEnSeance) -> str:
    """The outcome, the votes and the quorum of an act."""
    name = _name(acte)
    if acte.acte.statut is not None:
        return tell_statut(acte)
    quorum = acte.quorum
    there = (
        f"quorum de {quorum.requis} : {quorum.presents} présents, "
        f"{quorum.avec_pouvoirs} présents ou représentés"
    )
    if acte.resultat is None or acte.decompte is None:
        return f"{name} : acte pris, sans vote ; {there}"
    count = acte.decompte
    votes = f"{len(count.pour)} pour, {len(count.contre)} contre"
    for elus, word in (
        (count.abstention, "abstention"),
        (count.non_participation, "sans participation"),
    ):
        if elus:
            votes += f", {len(elus)} {word}"
    outcome = "adopté" if acte.resultat.adopte else "rejeté"
    return f"{name} : {outcome} {_MODES[acte.resultat.mode.value]} ({votes}) ; {there}"
