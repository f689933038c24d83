"""VOT03: the figures of a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.decompte import BULLETINS, SENS
from delib_gen.rules.ballot import (
    LABELS,
    count_list,
    count_unaccounted,
    has_unnamed_absentee,
    is_sound,
    list_figures,
    list_wrong_figures,
)
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E = Severity.ERREUR
_VOTERS = ("membre présent ou représenté", "membres présents ou représentés")


@rule("VOT03", E, scope="acte")
def chiffres_inexacts(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Chiffres annoncés qui ne sont pas ceux des listes, ou ne font pas le compte.

    Vérifie : chaque chiffre de `decompte` est le nombre des membres de la liste ;
    ensemble, ils font le nombre des membres présents ou représentés. Là où il n'y a
    que des chiffres (scrutin secret), ils rendent compte de tous les votants. Une
    élection ne compte pas plus de bulletins que de votants.
    Pourquoi : de deux résultats, l'acte ne peut en porter qu'un.
    Exemple : `contre: [BOZZI, LACOMBE]` et `decompte: {contre: 3}`.
    Que faire : corrigez le chiffre ou la liste. Qui n'est nommé nulle part a voté
    pour ; qui se déporte compte parmi ceux qui ne prennent pas part au vote.
    """
    for scrutin in acte.scrutins:
        if not is_sound(acte, scrutin):
            continue
        if scrutin.decompte.nominatif:
            yield from _compare_lists(scrutin, report)
        else:
            yield from _add_up(acte, scrutin, report)


def _compare_lists(scrutin: ScrutinTenu, report: Report) -> Iterator[Diagnostic]:
    """The figures beside the lists."""
    wrong, decompte = list_wrong_figures(scrutin), scrutin.decompte
    if not wrong:
        return
    stated = list_figures(scrutin)
    told = join(
        f"{count_list(number, name)} au lieu de {decompte.count(name)}"
        for name, number in wrong.items()
    )
    voters, total = decompte.chiffres.total, sum(stated.values())
    sums = (
        f" ; les chiffres font {total}, pour {count(voters, 'membre')} "
        "présents ou représentés"
        if stated.keys() >= set(SENS) and total != voters
        else ""
    )
    papers = {"blancs", "nuls"} & wrong.keys()
    yield report(
        (*scrutin.path, "decompte", next(iter(wrong))),
        f"`decompte` annonce {told}, d'après les listes et la feuille de "
        f"présence{sums}",
        "seul un scrutin secret a des bulletins blancs ou nuls : retirez ces chiffres, "
        "ou ajoutez `scrutin: secret`"
        if papers
        else "corrigez le chiffre, ou nommez les membres dans `contre`, `abstention` "
        "ou `non_participation` : qui n'y est pas vote pour",
        related=((scrutin.path, "les listes du vote"),),
    )


def _add_up(
    acte: ActeEnSeance, scrutin: ScrutinTenu, report: Report
) -> Iterator[Diagnostic]:
    """The figures that are all there is."""
    chiffres, presence = scrutin.decompte.chiffres, acte.presence
    entitled = len(presence.votants) + len(presence.retires)
    papers = [name for name in BULLETINS if scrutin.decompte.count(name)]
    if papers and not scrutin.secret:
        yield report(
            (*scrutin.path, "decompte", papers[0]),
            "un scrutin ordinaire n'a pas de bulletins blancs ni nuls",
            "retirez ces chiffres, ou ajoutez `scrutin: secret`",
        )
    elif count_unaccounted(acte, scrutin):
        aside = (
            f", dont {len(presence.retires)} qui ne "
            f"{'prend' if len(presence.retires) == 1 else 'prennent'} pas part au vote"
            if presence.retires
            else ""
        )
        told = " + ".join(
            count_list(scrutin.decompte.count(name), name) for name in LABELS
        )
        yield report(
            (*scrutin.path, "decompte"),
            f"les chiffres font {chiffres.total} ({told}), pour "
            f"{count(entitled, *_VOTERS)}{aside}",
            "corrigez les chiffres ; qui n'a pas voté se compte dans "
            "`non_participation`",
            related=(((*acte.etat.feuille.base, "presents"), "la présence"),),
        )
    elif has_unnamed_absentee(scrutin):
        named = len(scrutin.decompte.non_participation)
        yield report(
            (*scrutin.path, "decompte", "non_participation"),
            f"{_tell_absentees(chiffres.non_participation)} pas pris part au "
            "vote d'après `decompte`, mais "
            f"{count(named, 'est nommé ou se déporte', 'sont nommés ou se déportent')}",
            "nommez-les tous dans `non_participation` (ceux qui se déportent y sont "
            "déjà comptés), ou corrigez le chiffre",
        )


def _tell_absentees(number: int) -> str:
    verb = "n'a" if number < 2 else "n'ont"
    return f"{count(number, 'membre')} {verb}"
