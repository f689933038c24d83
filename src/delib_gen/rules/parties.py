"""VOT13: a vote taken by parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.ballot import is_decided
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E = Severity.ERREUR


@rule("VOT13", E, scope="acte")
def parties_sans_issue(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Vote par parties dont on ne sait ce qu'il décide.

    Vérifie : quand des parties sont adoptées et d'autres rejetées, un vote sur
    l'ensemble, ou `issue`, dit ce qu'il advient de l'acte ; les articles que les
    parties nomment existent, et chacun n'est donné qu'à une partie. Sans vote sur
    l'ensemble, chacun l'est à une partie ; toutes rejetées, il n'y a plus d'acte.
    Pourquoi : les articles rejetés ne sont pas imprimés ; il faut savoir lesquels, et
    si le reste fait un acte.
    Exemple : une partie adoptée, l'autre rejetée, sans `issue`.
    Que faire : ajoutez à `vote` les listes du vote sur l'ensemble, ou
    `issue: adopte` ou `issue: rejete` ; corrigez les numéros des articles.
    """
    vote = acte.acte.vote
    if vote is None or not acte.parties:
        return
    wrong = [*_check_articles(acte, report)]
    yield from wrong
    if wrong or not all(is_decided(acte, scrutin) for scrutin in acte.scrutins):
        return
    adopted = [partie for partie in acte.parties if partie.resultat.adopte]
    rejected = [partie for partie in acte.parties if not partie.resultat.adopte]
    whole = acte.resultat is not None and acte.resultat.adopte
    if adopted and rejected and acte.scrutin is None and vote.issue is None:
        yield report(
            (*acte.path, "vote", "parties"),
            f"{count(len(adopted), 'partie est adoptée', 'parties sont adoptées')}, "
            f"{count(len(rejected), 'est rejetée', 'sont rejetées')} ; rien ne dit ce "
            "qu'il advient de l'acte",
            "ajoutez à `vote` les listes du vote sur l'ensemble, ou `issue: adopte` "
            "ou `issue: rejete`",
        )
    elif whole and not adopted:
        yield report(
            (*acte.path, "vote", "parties"),
            "toutes les parties sont rejetées, mais le vote sur l'ensemble adopte "
            "l'acte, où il ne reste rien",
            "corrigez les votes des parties, ou celui sur l'ensemble",
        )
    elif whole:
        yield from _check_named(acte, rejected, report)


def _check_named(
    acte: ActeEnSeance, rejected: list[ScrutinTenu], report: Report
) -> Iterator[Diagnostic]:
    """What is left of an adopted act is known: every part says its articles."""
    for scrutin in rejected:
        if scrutin.partie is not None and not scrutin.partie.articles:
            yield report(
                scrutin.path,
                "cette partie est rejetée, mais ne dit pas quels articles elle "
                "portait : ils seraient imprimés",
                "ajoutez à la partie `articles: [1]`, avec leurs numéros",
            )
    usual = acte.situation.autorite.articles
    named = {n for p in acte.parties if p.partie for n in p.partie.articles}
    left = [
        number
        for number, item in enumerate(acte.acte.articles or (), start=1)
        if number not in named and not (item.ref in usual and usual[item.ref].habituel)
    ]
    if named and left and acte.scrutin is None:
        yield report(
            (*acte.path, "vote", "parties"),
            f"{'l’article' if len(left) == 1 else 'les articles'} "
            f"{join(str(number) for number in left)} "
            f"{'n’est' if len(left) == 1 else 'ne sont'} d'aucune partie, et "
            "l'ensemble n'a pas été mis aux voix",
            "ajoutez-les à `articles` de la partie qui les a portés, ou ajoutez à "
            "`vote` les listes du vote sur l'ensemble",
        )


def _check_articles(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    known = len(acte.acte.articles or ())
    seen: dict[int, YamlPath] = {}
    for partie in acte.parties:
        for i, number in enumerate(partie.partie.articles if partie.partie else ()):
            place = (*partie.path, "articles", i)
            if not 1 <= number <= known:
                yield report(
                    place,
                    f"l'article {number} n'existe pas ; l'acte a "
                    f"{count(known, 'article')}",
                    "corrigez le numéro ; les articles se comptent à partir de 1",
                )
            elif number in seen:
                yield report(
                    place,
                    f"l'article {number} est donné à deux parties",
                    "gardez-le dans la partie qui l'a mis aux voix",
                    related=((seen[number], "l'autre partie"),),
                )
            else:
                seen[number] = place
