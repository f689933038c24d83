"""The numbers of a chart, from the file that it names or as typed in its fiche."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Severity, Span
from delib_gen.findings.structure import STR03, STR14
from delib_gen.graphiques.donnees import (
    Donnees,
    WrongData,
    check_donnees,
    read_rows,
    read_typed,
)
from delib_gen.schema.fiches.diapositives import TypeGraphique
from delib_gen.schema.nombre import NombreLu
from delib_gen.tableaux.doubts import find_unsure

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.schema.fiches.diapositives import GraphiqueSaisi
    from delib_gen.tableaux.feuille import Cellule, FeuilleLue


def read_graphique(
    graphique: GraphiqueSaisi, feuille: FeuilleLue | None, path: YamlPath
) -> tuple[Donnees | None, list[Diagnostic]]:
    """The numbers of a chart, or what they lack, with their line (STR03).

    Args:
        graphique: the chart as its fiche asks for it.
        feuille: the rows of the file that it names, where it names one.
        path: its place in the session.
    """
    try:
        if feuille is None:
            donnees = read_typed(graphique.donnees or {})
        else:
            rows = [[_say(c) for c in ligne] for ligne in feuille.lignes]
            donnees = read_rows(rows)
    except WrongData as wrong:
        return None, [_tell(str(wrong), wrong.line, feuille, path)]
    fault = check_donnees(donnees, parts=graphique.type is TypeGraphique.SECTEURS)
    if fault:
        return None, [_tell(fault, 1, feuille, path)]
    return donnees, list(_tell_doubts(feuille)) if feuille else []


def _tell_doubts(feuille: FeuilleLue) -> Iterator[Diagnostic]:
    """Names and numbers that are surely not what was typed."""
    for doubt in find_unsure([cell for row in feuille.lignes for cell in row]):
        said = f"« {feuille.relatif} » : {doubt.message}"
        span = feuille.find_span(doubt.ligne)
        yield STR14.at((), said, doubt.hint, severity=Severity.AVERTISSEMENT, span=span)


def _tell(
    message: str, line: int, feuille: FeuilleLue | None, path: YamlPath
) -> Diagnostic:
    if feuille is None:
        hint = "donnez par exemple `donnees: {Bastia: 12, Corte: 7}`"
        return STR03.at((*path, "donnees"), message, hint)
    hint = (
        "dans le fichier : une ligne d'en-têtes, puis par ligne un nom et ses nombres"
    )
    span = Span(feuille.fichier, line, 1, line, 1)
    return STR03.at((*path, "fichier"), message, hint, span=span)


def _say(cell: Cellule) -> str:
    """A cell as it was typed; a number of a workbook as it would be typed."""
    if isinstance(cell.valeur, NombreLu):
        return f"{cell.valeur.valeur:f}".replace(".", ",")
    return cell.texte.strip()
