"""ACT08, ACT11: what the rapport asks for, beside what the articles decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.conclusions import derive_conclusions, find_underivable
from delib_gen.lang.phrasebook import load_table
from delib_gen.rules.references import find_usual, shorten
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("ACT08", A, scope="acte", with_statut=True)
def demandes_sans_article(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Demandes du rapport qui ne répondent pas aux articles, une à une.

    Vérifie : quand le rapport donne ses conclusions, il y en a autant que d'articles
    (l'article de publication mis à part), dans le même ordre et avec le même verbe.
    Rien n'est vérifié sur un acte amendé.
    Pourquoi : l'organe décide de ce qui lui est demandé, et de rien d'autre.
    Exemple : trois articles, et deux demandes.
    Que faire : complétez les conclusions, ou écrivez `conclusions: auto`.
    """
    typed = acte.acte
    rapport = typed.rapport
    if rapport is None or rapport.conclusions is None or not typed.articles:
        return
    if typed.amende:
        return
    place: YamlPath = (*acte.path, "rapport", "conclusions")
    requests = [" ".join(c.reference.split()) for c in rapport.conclusions]
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
    for index, (request, (path, article)) in enumerate(
        zip(requests, articles, strict=True)
    ):
        if find_underivable(article, phrases):
            continue
        expected = derive_conclusions([article], phrases)[0]
        verb = _first_verb(expected)
        if not fold_word(request).startswith(fold_word(verb)):
            yield report(
                (*place, index),
                f"la demande {index + 1}, {shorten(request)}, ne répond pas à "
                f"l'article {shorten(article)} : « {verb}… » est attendu",
                "mettez les demandes dans l'ordre des articles, avec les mêmes verbes",
                related=((path, "l'article"),),
            )


@rule("ACT11", E, scope="acte", with_statut=True)
def verbe_inconnu(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Article dont le verbe est inconnu, quand les demandes en sont tirées.

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
        text = item.texte
        if text is None and item.ref in library and not library[item.ref].habituel:
            text = library[item.ref].texte
        if text is None:
            continue
        article = " ".join(text.reference.split())
        verb = find_underivable(article, phrases)
        if not verb:
            continue
        usual = find_usual(item, library)
        yield report(
            place,
            f"l'article {index + 1}, {shorten(article)}, commence par « {verb} », dont "
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
        text = item.texte
        if text is None and item.ref in library:
            text = library[item.ref].texte
        words = " ".join(text.reference.split()) if text else ""
        found.append(((*acte.path, "articles", index), words))
    return found


def _first_verb(request: str) -> str:
    """`D’approuver` or `De créer`: what a request begins with."""
    words = request.split(" ")
    return words[0] if len(words[0]) > 2 else " ".join(words[:2])
