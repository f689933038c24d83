"""LAN01: the languages that the authority wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.schema.acte import Destination
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
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


def name_language(code: str) -> str:
    """A language in French: `corse`."""
    # Imported here: only a finding needs it, and it is slow to load.
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(LANGUE_DE_REFERENCE).languages.get(code)
    except UnknownLocaleError:  # pragma: no cover - French is always there
        name = None
    return str(name or code)
