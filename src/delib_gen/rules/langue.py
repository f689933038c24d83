"""LAN01, LAN03, STR03: the languages of an act, of its editions, their varieties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR03
from delib_gen.lang.readers import (
    count_lacking_phrases,
    find_unread_names,
    find_unread_phrases,
    list_varieties,
    name_language,
)
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import count
from delib_gen.schema.acte import Destination
from delib_gen.schema.base import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report

A = Severity.AVERTISSEMENT


@rule("LAN01", A, scope="acte")
def titre_sans_version(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Titre qui n'est pas donné dans toutes les langues de la charte.

    Vérifie : le titre est donné dans chaque langue que la charte graphique de la
    collectivité imprime : en français et en corse, pour la Collectivité de Corse.
    Pourquoi : l'acte publié porte les deux titres.
    Exemple : `titre: AUTORISANT LA CANDIDATURE…`, sans version corse.
    Que faire : donnez le titre par langues : `titre: {fr: …, co: …}`.
    """
    charte, typed = acte.situation.reference.charte, acte.acte
    if charte is None:
        return
    places = [(Destination.DELIBERATION, typed.titre, (*acte.path, "titre"))]
    if typed.rapport is not None and typed.rapport.titre is not None:
        path = (*acte.path, "rapport", "titre")
        places.append((Destination.RAPPORT, typed.rapport.titre, path))
    for piece, titre, path in places:
        for langue in charte.titres.get(piece.value, ()):
            if titre.get(langue) is None:
                yield report(
                    path,
                    f"ce titre n'a pas de version en {name_language(langue)}, que la "
                    f"charte imprime (`{piece.value}`)",
                    f"donnez-le par langues : `{{fr: …, {langue}: …}}`",
                )


@rule("LAN03", A)
def phrases_a_relire(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Phrases de l'édition que personne n'a encore relues.

    Vérifie : dans une édition en une autre langue que le français, chaque phrase que le
    logiciel écrit de lui-même, et chaque nom de la collectivité, a été lu dans une
    source, en découle par une règle, ou a été relu. C'est dit une fois par édition.
    Pourquoi : une phrase composée de mots attestés peut n'être pas celle qu'un locuteur
    écrirait ; une phrase que des mots attestés ne disent pas est laissée en français.
    Exemple : `delib-gen render seance.yaml --lang co`.
    Que faire : donnez à relire la liste des phrases à quelqu'un dont c'est la langue ;
    `templates/co/LISEZMOI.md` dit comment corriger une phrase.
    """
    for langue in report.langues:
        unread = [
            *find_unread_phrases(langue),
            *find_unread_names(langue, situation.reference.codes),
        ]
        if not unread:
            continue
        yield report(
            ("collectivite",),
            f"{count(len(unread), 'phrase ou nom', 'phrases et noms')} de l'édition en "
            f"{name_language(langue)} à relire encore par un locuteur ; "
            f"{count(count_lacking_phrases(langue), 'phrase', 'phrases')} en français, "
            "faute de mots attestés",
            f"donnez à relire `docs/{name_language(langue)}-a-relire.md`, qui dit la "
            "source de chacune",
        )


@check(STR03)
def variete_inconnue(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A variety of a language that the data of that language do not have."""
    own = situation.seance.variete
    for langue, variete in situation.autorite.variete.items():
        known = list_varieties(langue)
        if variete in known:
            continue
        hint = (
            suggest(variete, known)
            if known
            else f"ôtez `{langue}` de `variete` : cette langue n'a pas de variétés ici"
        )
        yield report(
            ("variete", langue) if langue in own else ("collectivite",),
            f"la variété « {variete} » n'est pas connue pour la langue « {langue} »",
            hint,
        )
