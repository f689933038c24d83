"""TYP02: the place of the sitting, as it reads within the sentence that it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report


@rule("TYP02", Severity.AVERTISSEMENT)
def lieu_hors_de_la_phrase(
    situation: Situation, report: Report
) -> Iterator[Diagnostic]:
    """Lieu de la séance qui ne se lira pas dans la phrase.

    Vérifie : `lieu` ne commence pas par une majuscule.
    Pourquoi : il est imprimé tel quel après « s'est réunie », et le logiciel ne
    choisit pas entre « à », « au » et « à la ».
    Exemple : `lieu: Bastia`, imprimé « s'est réunie Bastia ».
    Que faire : écrivez-le avec sa préposition : `lieu: à Bastia, au théâtre municipal`.
    """
    lieu = situation.seance.lieu
    if lieu is None or not lieu.reference.strip()[:1].isupper():
        return
    place = lieu.reference.strip()
    reunie = situation.organe.noms[LANGUE_DE_REFERENCE].reunie
    yield report(
        ("lieu",),
        f"le lieu « {place} » commence par une majuscule ; il sera imprimé "
        f"« {reunie} {place} »",
        f"écrivez-le avec sa préposition, par exemple `lieu: à {place}`",
    )
