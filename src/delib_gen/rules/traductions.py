"""LAN02: what an edition in another language would print in French."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.readers import name_language
from delib_gen.model.issue import flatten
from delib_gen.rules.registry import rule
from delib_gen.rules.untranslated import list_untranslated
from delib_gen.rules.words import count
from delib_gen.schema.base import shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.rules.untranslated import Untranslated


@rule("LAN02", Severity.AVERTISSEMENT)
def texte_sans_version(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Texte sans version dans une langue demandée.

    Vérifie : dans une édition en une autre langue que le français, chaque texte
    imprimé a une version dans cette langue. Les textes habituels que l'acte prend à
    la collectivité sont dits en une fois, acte par acte ; ce que seuls impriment des
    papiers de la séance (débats, thèmes…) est dit quand ils sont demandés.
    Pourquoi : un texte qui n'en a pas est imprimé en français, marqué comme tel.
    Exemple : `delib-gen render seance.yaml --lang co`, et un visa sans `co:`.
    Que faire : `delib-gen translate seance.yaml` met ces textes en tableau, avec ce
    qui les entoure, et relit les traductions dans le fichier de séance.
    """
    for langue in report.langues:
        rows = [
            row
            for row in list_untranslated(situation, langue)
            if _is_asked(row, situation, report)
        ]
        name = name_language(langue)
        for row in rows:
            if not row.printed.ref:
                yield replace(report, acte=row.printed.repere)(
                    row.printed.path,
                    f"{row.printed.nature} sans version en {name}, à imprimer en "
                    f"français : « {shorten(flatten(row.printed.texte.reference))} »",
                    _advise(row, situation.lue.file, langue),
                    span=row.span,
                )
        for acte in situation.actes:
            usual = [r for r in rows if r.printed.ref and r.printed.acte is acte]
            if usual:
                yield _report_usual(replace(report, acte=acte.repere), usual, langue)


def _is_asked(row: Untranslated, situation: Situation, report: Report) -> bool:
    """Whether an act prints it, or a paper that is asked for; and it was read whole."""
    said, held = row.printed, situation.lue.tenue
    if said.acte is not None and not said.acte.lu.sound:
        return False
    papers = said.list_papers(held=held)
    return said.is_in_act(held=held) or not report.papiers.isdisjoint(papers)


def _advise(row: Untranslated, file: str, langue: str) -> str:
    if row.fichier:
        return (
            f"traduisez « {row.fichier} » dans un fichier à part, et nommez les deux : "
            f"`{row.printed.path[-1]}: {{{LANGUE_DE_REFERENCE}: …, {langue}: …}}`"
        )
    return (
        f"ajoutez `{langue}:` à ce texte, ou faites-le traduire : "
        f"`delib-gen translate {file} --lang {langue}`"
    )


def _report_usual(
    report: Report, rows: Sequence[Untranslated], langue: str
) -> Diagnostic:
    names = list(dict.fromkeys(row.printed.ref for row in rows))
    what = count(len(names), "texte habituel", "textes habituels")
    return report(
        (*rows[0].printed.path, "ref"),
        f"{what} sans version en {name_language(langue)}, à imprimer en français : "
        + ", ".join(f"`{name}`" for name in names),
        f"ajoutez `{langue}:` à leur texte dans le fichier de la collectivité",
    )
