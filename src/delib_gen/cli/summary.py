"""What a check comes to, act by act, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.checking import Checked, blocks
from delib_gen.findings import Severity, count_severities
from delib_gen.model.issue import name_acte
from delib_gen.rules.words import MODES, STATUTS, count
from delib_gen.schema.seance import Stade

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance

_BOTH = "présents ou représentés"


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


def tell_statut(name: str, statut: str) -> str:
    """Why an act was not put to the sitting."""
    return f"{name} : {STATUTS[statut]}"


def _describe(acte: ActeEnSeance) -> str:
    """The outcome, the votes and the quorum of an act."""
    name = name_acte(acte)
    if acte.acte.statut is not None:
        return tell_statut(name, acte.acte.statut.value)
    if acte.situation.seance.stade is Stade.PROJET:
        return f"{name} : projet"
    quorum = acte.quorum
    needed = f"quorum de {quorum.requis}" if quorum.requis else "sans quorum requis"
    there = (
        f"{needed} : {count(quorum.presents, 'présent')}, "
        f"{count(quorum.avec_pouvoirs, 'présent ou représenté', _BOTH)}"
    )
    if acte.resultat is None:
        return f"{name} : acte pris, sans vote ; {there}"
    if acte.elections:
        elus = ", ".join(m.texte for e in acte.elections for m in e.elus)
        alone = all(e.saisie.candidature_unique for e in acte.elections)
        how = "candidature unique" if alone else "élection"
        return f"{name} : {how} ({elus}) ; {there}"
    outcome = "adopté" if acte.resultat.adopte else "rejeté"
    return (
        f"{name} : {outcome} {MODES[acte.resultat.mode]}{_tell_votes(acte)} ; {there}"
    )


def _tell_votes(acte: ActeEnSeance) -> str:
    """The figures of the vote on the whole: ` (12 pour, 3 contre)`."""
    if acte.decompte is None:
        return ""
    figures = acte.decompte.chiffres
    votes = f"{figures.pour} pour, {figures.contre} contre"
    for number, *words in (
        (figures.abstention, "abstention"),
        (figures.blancs, "blanc"),
        (figures.nuls, "nul"),
        (figures.non_participation, "sans participation", "sans participation"),
    ):
        if number:
            votes += f", {count(number, *words)}"
    return f" ({votes})"
