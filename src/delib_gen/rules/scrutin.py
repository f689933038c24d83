"""VOT03, VOT05, VOT06, VOT07, VOT09, VOT11: what the vote amounts to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.decompte import SENS, Mode
from delib_gen.rules.ballot import (
    LABELS,
    is_counted,
    is_decided,
    is_sound,
    list_wrong_figures,
)
from delib_gen.rules.registry import rule
from delib_gen.rules.report import SURE
from delib_gen.rules.words import count, join, write_elu
from delib_gen.schema.droit import Partage, find_in_force
from delib_gen.schema.vote import Issue, Scrutin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.decompte import Decompte
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("VOT03", E, scope="acte")
def chiffres_inexacts(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Chiffres annoncés qui ne sont pas ceux des listes.

    Vérifie : chaque chiffre de `decompte` est le nombre des membres de la liste ;
    ensemble, ils font le nombre des membres présents ou représentés.
    Pourquoi : de deux résultats, l'acte ne peut en porter qu'un.
    Exemple : `contre: [BOZZI, LACOMBE]` et `decompte: {contre: 3}`.
    Que faire : corrigez le chiffre ou la liste. Qui n'est nommé nulle part a voté
    pour ; qui se déporte compte parmi ceux qui ne prennent pas part au vote.
    """
    vote, decompte = acte.acte.vote, acte.decompte
    if vote is None or vote.decompte is None or decompte is None or not is_sound(acte):
        return
    wrong = list_wrong_figures(acte)
    if not wrong:
        return
    place = (*acte.path, "vote", "decompte")
    stated = {s: n for s in SENS if (n := getattr(vote.decompte, s)) is not None}
    first = next(iter(wrong))
    told = join(
        f"{number} « {LABELS[sens]} » au lieu de {decompte.count(sens)}"
        for sens, number in wrong.items()
    )
    voters = sum(decompte.count(sens) for sens in SENS)
    total = sum(stated.values())
    sums = (
        f" ; les chiffres font {total}, pour {count(voters, 'membre')} "
        "présents ou représentés"
        if len(stated) == len(SENS) and total != voters
        else ""
    )
    yield report(
        (*place, first),
        f"`decompte` annonce {told}, d'après les listes et la feuille de "
        f"présence{sums}",
        "corrigez le chiffre, ou nommez les membres dans `contre`, `abstention` ou "
        "`non_participation` : qui n'y est pas vote pour",
        related=(((*acte.path, "vote"), "les listes du vote"),),
    )


@rule("VOT05", E, A, scope="acte", regles=("partage", "regimes.partage"))
def partage_des_voix(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Partage des voix.

    Vérifie : autant de voix pour que contre. La voix prépondérante du président de
    séance décide là où il y en a une et où il a voté pour ou contre ; sinon l'acte
    est rejeté, ou adopté s'il arrête un compte administratif.
    Pourquoi : l'issue ne se lit plus dans les chiffres ; elle dépend d'un texte.
    Exemple : sept voix pour, sept contre, une abstention.
    Que faire : vérifiez les listes. Si l'issue est bien celle-là, rien n'est à
    corriger ; l'acte dira d'où elle vient.
    Réserve : là où le texte n'est pas tenu pour sûr, c'est une erreur tant que
    l'issue n'est pas donnée (`issue: adopte` ou `issue: rejete`).
    """
    vote, resultat = acte.acte.vote, acte.resultat
    if vote is None or resultat is None or not is_decided(acte):
        return
    if resultat.mode not in (Mode.VOIX_PREPONDERANTE, Mode.PARTAGE):
        return
    regle = resultat.regle
    doubtful = regle is None or regle.confiance < SURE
    blocks = doubtful and vote.issue is None
    outcome = "adopté" if resultat.adopte else "rejeté"
    issue = Issue.ADOPTE if resultat.adopte else Issue.REJETE
    if vote.issue not in (None, issue):
        return  # told as a contradiction
    yield report(
        (*acte.path, "vote"),
        f"partage des voix, {_tell_count(acte)} : {_tell_tie(acte)}, "
        f"l'acte est {outcome}",
        f"si c'est bien ce qui a été proclamé, dites-le : `issue: {issue}`"
        if vote.issue is None
        else "rien n'est à corriger si c'est bien ce qui a été proclamé",
        severity=E if blocks else A,
        regle=regle,
    )


def _tell_tie(acte: ActeEnSeance) -> str:
    """Why a tie ends as it does."""
    resultat, president = acte.resultat, acte.president.elu
    if resultat is not None and resultat.mode is Mode.VOIX_PREPONDERANTE and president:
        return f"par la voix prépondérante de {write_elu(president)}, qui préside"
    if resultat is not None and resultat.adopte:
        return "une majorité ne s'étant pas prononcée contre lui"
    if _find_tie_effect(acte) is Partage.VOIX_PREPONDERANTE and president:
        return f"{write_elu(president)}, qui préside, n'ayant voté ni pour ni contre"
    return "faute de majorité"


def _find_tie_effect(acte: ActeEnSeance) -> Partage | None:
    """What the law says of a tie at this act."""
    regles = acte.situation.regles
    regime = find_in_force(regles.regimes.get(acte.acte.regime, []), acte.jour)
    if regime is not None and regime.partage is not None:
        return regime.partage
    regle = find_in_force(regles.partage, acte.jour)
    return regle.effet if regle else None


@rule("VOT06", E, scope="acte")
def issue_contredite(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Issue annoncée que le décompte contredit.

    Vérifie : `issue`, si elle est donnée, est celle du décompte.
    Pourquoi : l'acte imprime l'issue que le décompte donne ; si une autre a été
    proclamée, l'un des deux est faux.
    Exemple : `issue: adopte`, avec six voix pour et neuf contre.
    Que faire : corrigez les listes ou l'issue. Si c'est la règle du partage qui est
    inexacte, corrigez-la dans le fichier de la collectivité.
    """
    vote, resultat = acte.acte.vote, acte.resultat
    if vote is None or resultat is None or vote.issue is None or not is_decided(acte):
        return
    if (vote.issue is Issue.ADOPTE) == resultat.adopte:
        return
    found = "adopté" if resultat.adopte else "rejeté"
    stated = "rejeté" if resultat.adopte else "adopté"
    tie = resultat.mode in (Mode.VOIX_PREPONDERANTE, Mode.PARTAGE)
    why = f", {_tell_tie(acte)}" if tie else ""
    yield report(
        (*acte.path, "vote", "issue"),
        f"l'issue annoncée est « {stated} », mais le décompte donne « {found} » : "
        f"{_tell_count(acte)}{why}",
        "corrigez les listes du vote, ou l'issue"
        + (
            " ; si c'est la règle du partage qui est inexacte, corrigez `partage` dans "
            "le fichier de la collectivité"
            if tie
            else ""
        ),
    )


@rule("VOT07", E, A, scope="acte", with_statut=True)
def vote_hors_de_propos(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Vote sur un acte qui n'est pas venu en séance, ou vote qui manque.

    Vérifie : un acte retiré, reporté ou renvoyé n'a ni vote ni élection ; un acte
    dont le régime règle la majorité n'est pas seulement « pris acte ».
    Pourquoi : un tel acte n'a pas été délibéré, ou devait l'être.
    Exemple : `statut: retire` et `vote: unanimite` sur le même acte.
    Que faire : gardez `statut` ou le vote, selon ce qui s'est passé.
    """
    acts = acte.acte
    if acts.statut is not None:
        for key in ("vote", "election"):
            if getattr(acts, key) is not None:
                yield report(
                    (*acte.path, key),
                    f"l'acte porte `statut: {acts.statut}` : il n'a pas été mis aux "
                    f"voix, mais `{key}` est donné",
                    f"supprimez `{key}` ; ou supprimez `statut`, si l'acte a été voté",
                    related=(((*acte.path, "statut"), "le statut"),),
                )
        return
    regime = find_in_force(
        acte.situation.regles.regimes.get(acts.regime, []), acte.jour
    )
    if acts.prend_acte and acts.vote is None and acts.election is None and regime:
        yield report(
            (*acte.path, "prend_acte"),
            f"l'organe prend acte sans voter, mais le régime `{acts.regime}` suppose "
            "un vote",
            "ajoutez `vote:`, ou corrigez `regime`",
            severity=A,
            regle=regime,
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
    if not is_decided(acte):
        return
    if acte.resultat is not None and acte.resultat.mode is Mode.AUCUN_SUFFRAGE:
        yield report(
            (*acte.path, "vote"),
            f"aucun suffrage n'est exprimé, {_tell_count(acte)} : l'acte n'est pas "
            "adopté",
            "vérifiez les listes du vote ; si elles sont exactes, rien n'est à "
            "corriger",
        )


@rule("VOT11", A, scope="acte", regles=("regimes.scrutin_secret",))
def nomination_non_secrete(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Nomination qui n'est ni secrète ni dispensée de l'être.

    Vérifie : une nomination (`regime: nomination`) est votée au scrutin secret, ou
    l'organe a décidé à l'unanimité de s'en dispenser.
    Pourquoi : les nominations se font au scrutin secret.
    Exemple : `regime: nomination` et `vote: unanimite`, sans plus.
    Que faire : si l'organe l'a décidé à l'unanimité, ajoutez `dispense_secret: oui`.
    """
    vote = acte.acte.vote
    regime = find_in_force(
        acte.situation.regles.regimes.get(acte.acte.regime, []), acte.jour
    )
    if vote is None or acte.acte.dispense_secret:
        return
    if regime is None or not regime.scrutin_secret:
        return
    if vote.scrutin is not Scrutin.SECRET:
        yield report(
            (*acte.path, "regime"),
            "cette nomination n'est pas faite au scrutin secret, et l'organe ne s'en "
            "est pas dispensé",
            "si l'organe s'en est dispensé à l'unanimité, ajoutez "
            "`dispense_secret: oui`",
            regle=regime,
        )


def _tell_count(acte: ActeEnSeance) -> str:
    """The count in words: `7 voix pour, 7 contre, 1 abstention`."""
    decompte: Decompte | None = acte.decompte
    if decompte is None or not is_counted(acte):
        return ""
    told = [
        f"{len(decompte.pour)} voix pour",
        f"{len(decompte.contre)} contre",
    ]
    if decompte.abstention:
        told.append(count(len(decompte.abstention), "abstention"))
    if decompte.non_participation:
        told.append(count(len(decompte.non_participation), "non-participation"))
    return ", ".join(told)
