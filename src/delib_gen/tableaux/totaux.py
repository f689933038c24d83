"""The totals of a table: those that it states are checked, those asked for are made."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.findings.structure import STR14, STR15
from delib_gen.schema.base import fold_word
from delib_gen.tableaux.colonnes import iter_values
from delib_gen.tableaux.feuille import NOMBRES, SOMMABLES
from delib_gen.tableaux.shown.figures import WIDE, round_to, write_value

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.schema.fiches.tableau import TableauDeDonnees
    from delib_gen.tableaux.table import LigneLue, Table

_TOTAL, _PART = "total", "soustotal"


def settle_totals(
    table: Table, reglages: TableauDeDonnees | None
) -> Iterator[Diagnostic]:
    """Set apart the row of totals that a table states, and check it.

    Args:
        table: the table, whose `totaux` are filled.
        reglages: what its fiche says.
    """
    stated = _find_stated(table, reglages)
    asked = list_asked(table)
    if reglages is not None and reglages.ligne_totale is not None and stated is None:
        yield STR14.at(
            (),
            f"« {table.feuille.relatif} » : aucune ligne ne commence par "
            f"« {reglages.ligne_totale} »",
            "corrigez `ligne_totale`, ou ôtez-la : le logiciel fait les totaux",
        )
    for rank in asked:
        column = table.colonnes[rank]
        if column.forme not in NOMBRES:
            yield STR14.at(
                (),
                f"« {table.feuille.relatif} » : la colonne « {column.nom} » n'est pas "
                "faite de nombres, son total ne peut être calculé",
                "donnez son type dans la fiche, ou ôtez `total`",
            )
    if asked and stated is None and _FIRST in asked:
        yield STR14.at(
            (),
            f"« {table.feuille.relatif} » : la première colonne reçoit un total ; il "
            "n'y a pas de place pour le mot qui l'annonce",
            "mettez d'abord une colonne de texte, par `choix: […]`",
        )
    if stated is None:
        return
    table.lignes.remove(stated)
    table.totaux.append(stated)
    yield from _check(table, stated, asked)


_FIRST = 0


def list_asked(table: Table) -> list[int]:
    """The columns whose total is asked for."""
    return [
        rank
        for rank, column in enumerate(table.colonnes)
        if column.reglage is not None and column.reglage.total
    ]


def sum_column(table: Table, rank: int) -> Decimal:
    """The sum of a column, rows that are sums themselves apart."""
    cases = [r.cases[rank] for r in table.lignes if not r.libelle.startswith(_PART)]
    with localcontext(WIDE):
        return sum(iter_values(cases), Decimal(0))


def count_decimals(table: Table, rank: int) -> int:
    """How many decimals a total shows: those of the number that shows most."""
    column = table.colonnes[rank]
    if column.decimales is not None:
        return column.decimales
    return max((row.cases[rank].decimales for row in table.lignes), default=0)


def _find_stated(table: Table, reglages: TableauDeDonnees | None) -> LigneLue | None:
    """The row of totals: the one that the fiche names, else the last one."""
    named = reglages.ligne_totale if reglages is not None else None
    if named is not None:
        wanted = fold_word(named)
        return next((r for r in table.lignes if r.libelle == wanted), None)
    last = table.lignes[-1]
    return last if last.libelle.startswith(_TOTAL) else None


def _check(table: Table, stated: LigneLue, asked: list[int]) -> Iterator[Diagnostic]:
    for rank, column in enumerate(table.colonnes):
        if rank in table.fautives:
            continue  # the cell is told: its column's sum would accuse the total
        value = stated.cases[rank].valeur
        if column.forme not in SOMMABLES and rank not in asked:
            continue
        if not isinstance(value, Decimal):
            if rank in asked and column.forme in NOMBRES:
                yield STR15.at(
                    (),
                    f"« {table.feuille.relatif} » : la ligne de total n'a pas de total "
                    f"pour la colonne « {column.nom} »",
                    "complétez-la dans le fichier",
                    span=table.feuille.find_span(stated.ligne),
                )
            continue
        found = sum_column(table, rank)
        shown = max(stated.cases[rank].decimales, 0)
        # The workbook's own sum has other digits far behind those that are seen.
        if value != found and round_to(value, shown) != round_to(found, shown):
            yield STR15.at(
                (),
                f"« {table.feuille.relatif} », colonne « {column.nom} » : le total est "
                f"de {write_value(value)}, la somme des lignes est de "
                f"{write_value(found)}",
                "corrigez la ligne ou le total dans le fichier",
                severity=Severity.ERREUR if rank in asked else Severity.AVERTISSEMENT,
                span=table.feuille.find_span(stated.ligne),
            )
