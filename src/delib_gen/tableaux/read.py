"""From a sheet to a checked table, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.tableaux.table import Table, TableReader
from delib_gen.tableaux.totaux import settle_totals

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.schema.fiches.tableau import TableauDeDonnees
    from delib_gen.tableaux.feuille import FeuilleLue


def read_table(
    feuille: FeuilleLue, reglages: TableauDeDonnees | None
) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a sheet, and what is wrong with it (STR07, STR14, STR15).

    Args:
        feuille: the sheet as it was read.
        reglages: what its fiche says of it; None where no fiche names it.
    """
    reader = TableReader(feuille, reglages)
    table = reader.read()
    if table is None:
        return None, reader.findings
    return table, [*reader.findings, *settle_totals(table, reglages)]
