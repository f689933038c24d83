"""VOT05, VOT06, VOT09: what the vote decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.resultat import Mode
from delib_gen.rules.ballot import is_decided
from delib_gen.rules.registry import check, rule
from delib_gen.rules.report import SURE
from delib_gen.rules.words import count, write_elu
from delib_gen.schema.droit import Partage
from delib_gen.schema.vote import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT
_TIES = (Mode.VOIX_PREPONDERANTE, Mode.PARTAGE, Mode.PARTAGE_ADOPTE)


@rule("VOT05", E, A, scope="acte", regles=("partage", "regimes.partage"))
def partage_des_voix(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Partage des voix.

    Vérifie : autant de voix pour que contre. La voix prépondérante du président de
    séance décide là où il y en a une et où il a voté pour ou contre ; sinon l'acte
    est rejeté, ou adopté s'il arrête un compte administratif. Au scrutin secret, nul ne
    sait comment le président a voté : là où le texte ne dit pas ce que devient sa voix,
    c'est l'issue proclamée qui décide.
    Pourquoi : l'issue ne se lit plus dans les chiffres ; elle dépend d'un texte.
    Exemple : sept voix pour, sept contre, une abstention.
    Que faire : vérifiez les listes. Si l'issue est bien celle-là, rien n'est à
    corriger ; l'acte dira d'où elle vient.
    Réserve : là où le texte n'est pas tenu pour sûr, ou quand seuls les chiffres
    sont connus et que la voix du président décide, c'est une erreur tant que l'issue
    n'est pas donnée (`issue: adopte` ou `issue: rejete`).
    """
    for scrutin in acte.scrutins:
        resultat, vote = scrutin.resultat, scrutin.vote
        if resultat.mode not in _TIES or not is_decided(acte, scrutin):
            continue
        regle = resultat.regle
        unseen = is_chair_unseen(scrutin)
        doubtful = regle is None or regle.confiance < SURE or unseen
        outcome = "adopté" if resultat.adopte else "rejeté"
        issue = Issue.ADOPTE if resultat.adopte else Issue.REJETE
        if vote.issue not in (None, issue):
            continue  # told as a contradiction
        hint = "rien n'est à corriger si c'est bien ce qui a été proclamé"
        if vote.issue is None:
            hint = f"si c'est bien ce qui a été proclamé, dites-le : `issue: {issue}`"
        if vote.issue is None and unseen:
            hint = _write_proclaimed(scrutin)
        yield report(
            scrutin.path,
            f"partage des voix, {tell_count(scrutin)} : {_tell_tie(acte, scrutin)}"
            + (
                " ; le logiciel ne peut dire l'issue"
                if unseen and scrutin.secret and vote.issue is None
                else f", {_name_subject(scrutin)} est {outcome}"
            ),
            hint,
            severity=E if doubtful and vote.issue is None else A,
            regle=regle,
        )


def _name_subject(scrutin: ScrutinTenu) -> str:
    return "ce qui est mis aux voix" if scrutin.partie else "l'acte"


def is_chair_unseen(scrutin: ScrutinTenu) -> bool:
    """Whether the chair's vote would decide, and only figures are known."""
    casting = scrutin.regles.partage is Partage.VOIX_PREPONDERANTE
    return casting and not scrutin.decompte.nominatif


def _write_proclaimed(scrutin: ScrutinTenu) -> str:
    if scrutin.secret:
        return "dites ce qui a été proclamé : `issue: adopte` ou `issue: rejete`"
    return (
        "dites ce qui a été proclamé : `issue: adopte` si le président a voté pour, "
        "`issue: rejete` sinon"
    )


def _tell_tie(acte: ActeEnSeance, scrutin: ScrutinTenu) -> str:
    """Why a tie ends as it does."""
    resultat, president = scrutin.resultat, acte.president.elu
    if scrutin.secret and is_chair_unseen(scrutin):
        return (
            "le texte donne voix prépondérante au président de séance, sans dire si "
            "elle vaut au scrutin secret, où nul ne sait comment il a voté"
        )
    if resultat.mode is Mode.VOIX_PREPONDERANTE and president:
        return f"par la voix prépondérante de {write_elu(president)}, qui préside"
    if resultat.adopte:
        return "une majorité ne s'étant pas prononcée contre lui"
    if is_chair_unseen(scrutin):
        return "la voix du président de séance, qui décide, n'étant pas connue"
    if scrutin.regles.partage is Partage.VOIX_PREPONDERANTE and president:
        return f"{write_elu(president)}, qui préside, n'ayant voté ni pour ni contre"
    return "faute de majorité"


@rule("VOT06", E, scope="acte", regles=("majorite", "regimes.majorite"))
def issue_contredite(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Issue annoncée que le décompte contredit.

    Vérifie : `issue`, si elle est donnée, est celle du décompte.
    Pourquoi : l'acte imprime l'issue que le décompte donne ; si une autre a été
    proclamée, l'un des deux est faux.
    Exemple : `issue: adopte`, avec six voix pour et neuf contre.
    Que faire : corrigez les listes ou l'issue. Si c'est la règle du partage qui est
    inexacte, corrigez-la dans le fichier de la collectivité.
    """
    for scrutin in acte.scrutins:
        vote, resultat = scrutin.vote, scrutin.resultat
        if vote.issue is None or not is_decided(acte, scrutin):
            continue
        if (vote.issue is Issue.ADOPTE) == resultat.adopte:
            continue
        found = "adopté" if resultat.adopte else "rejeté"
        stated = "rejeté" if resultat.adopte else "adopté"
        tie = resultat.mode in _TIES
        why = f", {_tell_tie(acte, scrutin)}" if tie else ""
        yield report(
            (*scrutin.path, "issue"),
            f"l'issue annoncée est « {stated} », mais le décompte donne « {found} » : "
            f"{tell_count(scrutin)}{why}",
            "corrigez les listes du vote, ou l'issue"
            + (
                " ; si c'est la règle du partage qui est inexacte, corrigez `partage` "
                "dans le fichier de la collectivité"
                if tie
                else ""
            ),
        )


@check(issue_contredite.kind, scope="acte")
def issue_contredite_par_les_parties(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """The outcome of the whole, where every part was decided the same way."""
    vote = acte.acte.vote
    if vote is None or vote.issue is None or acte.scrutin or not acte.parties:
        return
    adopted = {p.resultat.adopte for p in acte.parties}
    if len(adopted) > 1 or (vote.issue is Issue.ADOPTE) in adopted:
        return
    both = adopted.pop()
    stated, found = ("rejeté", "adoptées") if both else ("adopté", "rejetées")
    yield report(
        (*acte.path, "vote", "issue"),
        f"l'issue annoncée est « {stated} », mais toutes les parties sont {found}",
        "corrigez l'issue, ou les votes des parties",
    )


@rule("VOT09", A, scope="acte")
def aucun_suffrage(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Aucun suffrage exprimé.

    Vérifie : une voix au moins s'est prononcée pour ou contre.
    Pourquoi : sans suffrage exprimé il n'y a pas de majorité ; l'acte n'est pas
    adopté.
    Exemple : tous les votants s'abstiennent.
    Que faire : vérifiez les listes ; si elles sont exactes, rien n'est à corriger.
    """
    for scrutin in acte.scrutins:
        if scrutin.resultat.mode is not Mode.AUCUN_SUFFRAGE:
            continue
        if is_decided(acte, scrutin):
            subject = _name_subject(scrutin)
            yield report(
                scrutin.path,
                f"aucun suffrage n'est exprimé, {tell_count(scrutin)} : {subject} "
                "n'est pas adopté",
                "vérifiez les listes du vote ; si elles sont exactes, rien n'est à "
                "corriger",
            )


def tell_count(scrutin: ScrutinTenu) -> str:
    """The count in words: `7 voix pour, 7 contre, 1 abstention`."""
    chiffres = scrutin.decompte.chiffres
    told = [f"{chiffres.pour} voix pour", f"{chiffres.contre} contre"]
    rest = (
        (chiffres.abstention, "abstention", ""),
        (chiffres.blancs, "bulletin blanc", "bulletins blancs"),
        (chiffres.nuls, "bulletin nul", "bulletins nuls"),
        (chiffres.non_participation, "non-participation", ""),
    )
    return ", ".join(told + [count(n, one, many) for n, one, many in rest if n])
