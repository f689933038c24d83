"""Files of data: their rows, and the table that these make."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from delib_gen.findings import Diagnostic
    from delib_gen.load.files import NamedFile
    from delib_gen.schema.base import Schema
    from delib_gen.tableaux.feuille import FeuilleLue
    from delib_gen.tableaux.table import Table

    Sheet = tuple[FeuilleLue | None, list[Diagnostic]]

# Each of these loads libraries that most sessions do not need.


def read_sheet(file: NamedFile, feuille: str) -> Sheet:
    """The rows of a CSV file, or of a sheet of a workbook.

    Args:
        file: the file.
        feuille: the sheet that is meant, of a workbook.
    """
    if PurePath(file.relative).suffix.lower() == ".csv":
        from delib_gen.load.csv_rows import read_csv

        return read_csv(file)
    from delib_gen.load.xlsx_rows import read_xlsx

    return read_xlsx(file, feuille)


def make_table(
    file: NamedFile, holder: Schema | None, read: Callable[[NamedFile, str], Sheet]
) -> tuple[Table | None, list[Diagnostic]]:
    """The table that a file makes, as the fiche that names it says if it is one's.

    Args:
        file: the file.
        holder: the block that names it.
        read: gives the rows of a file.
    """
    from delib_gen.schema.fiches.tableau import TableauDeDonnees
    from delib_gen.tableaux.table import read_sheet_table

    settings = holder if isinstance(holder, TableauDeDonnees) else None
    sheet, findings = read(file, (settings.feuille if settings else None) or "")
    if sheet is None:
        return None, findings
    table, more = read_sheet_table(sheet, settings)
    return table, [*findings, *more]
