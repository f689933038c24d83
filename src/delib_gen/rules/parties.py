"""VOT13: a vote taken by parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.ballot import is_decided
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E = Severity.ERREUR


@rule("VOT13", E, scope="acte")
def parties_sans_issue(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Vote par parties dont on ne sait ce qu'il décide.

    Vérifie : quand des parties sont adoptées et d'autres rejetées, un vote sur
    l'ensemble, ou `issue`, dit ce qu'il advient de l'acte ; les articles que les
    parties nomment existent, et chacun n'est donné qu'à une partie.
    Pourquoi : les articles rejetés ne sont pas imprimés ; il faut savoir lesquels, et
    si le reste fait un acte.
    Exemple : une partie adoptée, l'autre rejetée, sans `issue`.
    Que faire : ajoutez à `vote` les listes du vote sur l'ensemble, ou
    `issue: adopte` ou `issue: rejete` ; corrigez les numéros des articles.
    """
    vote = acte.acte.vote
    if vote is None or not acte.parties:
        return
    yield from _check_articles(acte, report)
    if acte.scrutin is not None or vote.issue is not None:
        return
    if not all(is_decided(acte, partie) for partie in acte.parties):
        return
    adopted = sum(partie.resultat.adopte for partie in acte.parties)
    rejected = len(acte.parties) - adopted
    if adopted and rejected:
        yield report(
            (*acte.path, "vote", "parties"),
            f"{count(adopted, 'partie est adoptée', 'parties sont adoptées')}, "
            f"{count(rejected, 'est rejetée', 'sont rejetées')} ; rien ne dit ce qu'il "
            "advient de l'acte",
            "ajoutez à `vote` les listes du vote sur l'ensemble, ou `issue: adopte` "
            "ou `issue: rejete`",
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
