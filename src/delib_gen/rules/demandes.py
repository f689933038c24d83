"""ACT08, ACT11: what the rapport asks for, beside what the articles decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.conclusions import derive_request, find_underivable
from delib_gen.lang.phrasebook import load_table
from delib_gen.model.textes import read_part
from delib_gen.prose.walk import iter_texts, write_plain
from delib_gen.rules.comparaison import Objets, fold_words
from delib_gen.rules.references import find_usual, quote
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.lang.conclusions import Demande
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.prose.tree import Prose
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("ACT08", A, scope="acte", with_statut=True)
def demandes_sans_article(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Demandes du rapport qui ne répondent pas aux articles, une à une.

    Vérifie : quand le rapport donne ses conclusions, il y en a autant que d'articles
    (l'article de publication mis à part), dans le même ordre, avec les mêmes verbes,
    et sur le même objet : mots, noms et nombres. Rien n'est vérifié sur un acte amendé.
    Pourquoi : l'organe décide de ce qui lui est demandé, et de rien d'autre.
    Exemple : trois articles, et deux demandes ; « D'approuver le rapport », quand
    l'article approuve le budget.
    Que faire : complétez les conclusions, ou écrivez `conclusions: auto`.
    """
    typed = acte.acte
    rapport = typed.rapport
    if rapport is None or rapport.conclusions is None or not typed.articles:
        return
    if typed.amende:
        return
    place: YamlPath = (*acte.path, "rapport", "conclusions")
    requests = [
        " ".join(" ".join(iter_texts(version.prose)).split())
        for rank in range(len(rapport.conclusions))
        for langue, version in acte.lu.contents.prose(*place[2:], rank).items()
        if langue == LANGUE_DE_REFERENCE
    ]
    articles = _list_own_articles(acte)
    if len(requests) != len(articles):
        yield report(
            place,
            f"le rapport fait {count(len(requests), 'demande')}, pour "
            f"{count(len(articles), 'article')} (publication mise à part)",
            "complétez les conclusions, ou écrivez `conclusions: auto` : elles seront "
            "tirées des articles",
            related=(((*acte.path, "articles"), "les articles"),),
        )
        return
    phrases = load_table(LANGUE_DE_REFERENCE, "conclusions")
    paths = [path for path, _ in articles]
    words = [" ".join(article.split()) for _, article in articles]
    wanted = [derive_request(article, phrases) for _, article in articles]
    objects = Objets(
        [request.texte for request in wanted],
        phrases.tables["conclusions"]["sans_objet"],
    )
    for index, request in enumerate(requests):
        told = f"la demande {index + 1}, {quote(request)}, "
        verb = _find_missing_verb(request, wanted[index])
        if verb:
            yield report(
                (*place, index),
                f"{told}ne répond pas à l'article {quote(words[index])} : "
                f"« {verb}… » est attendu",
                "mettez les demandes dans l'ordre des articles, avec les mêmes verbes",
                related=((paths[index], "l'article"),),
            )
            continue
        gap = objects.compare(request, index)
        if gap:
            other = objects.find_better(request, index)
            yield report(
                (*place, index),
                f"{told}n'a pas le même objet que l'article {quote(words[index])} : "
                f"{gap}",
                "reprenez les termes de l'article, ou écrivez `conclusions: auto`"
                if other is None
                else f"elle répond à l'article {quote(words[other])} : mettez les "
                "demandes dans l'ordre des articles",
                related=((paths[index], "l'article"),),
            )


@rule("ACT11", E, scope="acte", with_statut=True)
def verbe_inconnu(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Article dont on ne sait faire une demande, quand les demandes en sont tirées.

    Vérifie : quand le rapport ne donne pas ses conclusions, chaque article commence
    par un verbe dont le logiciel sait faire une demande.
    Pourquoi : le rapport demanderait une phrase fautive.
    Exemple : un article qui commence par « La convention est approuvée ».
    Que faire : commencez l'article par un verbe (APPROUVE, AUTORISE…), donnez les
    `conclusions` du rapport, ou, pour un article habituel, son `ref`.
    """
    rapport = acte.acte.rapport
    if rapport is None or rapport.conclusions is not None:
        return
    phrases = load_table(LANGUE_DE_REFERENCE, "conclusions")
    library = acte.situation.autorite.articles
    for index, item in enumerate(acte.acte.articles or ()):
        place = (*acte.path, "articles", index)
        if item.ref in library and library[item.ref].habituel:
            continue
        prose = _read_article(acte, index)
        article = write_plain(prose)
        if not prose:
            continue
        verb = find_underivable(article, phrases)
        if not verb:
            continue
        usual = find_usual(item, library)
        yield report(
            place,
            f"l'article {index + 1}, {quote(article)}, commence par « {verb} », dont "
            "le logiciel ne sait pas faire une demande",
            f"remplacez-le par `- ref: {usual}`, l'article habituel"
            if usual
            else "commencez l'article par un verbe (APPROUVE, AUTORISE, DÉCIDE…), ou "
            "donnez les `conclusions` du rapport",
            related=(((*acte.path, "rapport"), "le rapport, sans `conclusions`"),),
        )


def _list_own_articles(acte: ActeEnSeance) -> list[tuple[YamlPath, str]]:
    """The articles that the rapport has to ask for, with their places."""
    library = acte.situation.autorite.articles
    found: list[tuple[YamlPath, str]] = []
    for index, item in enumerate(acte.acte.articles or ()):
        if find_usual(item, library):
            continue
        words = write_plain(_read_article(acte, index))
        found.append(((*acte.path, "articles", index), words))
    return found


def _read_article(acte: ActeEnSeance, index: int) -> Prose:
    """An article in French; nothing where it names a usual one that is unknown."""
    versions = read_part(acte, "articles", index)
    return versions[LANGUE_DE_REFERENCE].prose if versions else ()


def _find_missing_verb(request: str, wanted: Demande) -> str:
    """The first of an article's verbs that a request lacks, in their order.

    An article that opens on a verb is asked for by a request that does so too.
    """
    said, place = fold_words(request), 0
    for rank, verb in enumerate(wanted.verbes):
        sought = fold_words(verb)
        starts = range(place, len(said) - len(sought) + 1)
        if rank == 0 and wanted.texte.startswith(verb):
            starts = range(min(1, len(starts)))
        found = next((s for s in starts if said[s : s + len(sought)] == sought), None)
        if found is None:
            return verb if rank == 0 else verb[:1].lower() + verb[1:]
        place = found + len(sought)
    return ""
