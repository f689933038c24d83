"""The table as an Excel workbook (.xlsx), through openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from delib_gen.findings.told import ToldError
from delib_gen.load.xlsx_package import PackageFault, repack
from delib_gen.tableaux.writing import (
    MAX_SIGNS,
    CellError,
    SheetToWrite,
    write_workbook,
)

_WIDTHS = (30, 28, 20, 40, 60, 60, 50, 30)


def _refuse() -> ToldError:
    return ToldError(
        "ce classeur ne se lit pas",
        "enregistrez-le à nouveau, ou passez par un `.csv`",
    )


def write_texts(rows: Sequence[Sequence[str]]) -> bytes:
    """A sheet of texts.

    Raises:
        ToldError: if a text is too long for a cell, or holds a character
            that a workbook cannot.
    """
    try:
        return write_workbook((SheetToWrite("traductions", rows, _WIDTHS),))
    except CellError as fault:
        if fault.too_long:
            raise ToldError(
                f"un texte de {len(fault.text)} signes ne tient pas dans une cellule "
                f"de classeur ({MAX_SIGNS} au plus)",
                "demandez un `.csv`",
            ) from None
        raise ToldError(
            "un texte contient un caractère invisible qu'un classeur refuse : "
            f"{fault.text[:60]!a}",
            "effacez-le dans la séance",
        ) from None


def read_workbook(content: bytes, most: int) -> list[list[str]]:
    """The texts of the first sheet.

    Args:
        content: the file's bytes.
        most: how many rows are read at most; one more tells that there are more.

    Raises:
        ToldError: if it is no workbook, unpacks to more than it should, or
            a cell is a formula: nothing here computes.
    """
    package = _check_package(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(package), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = [list(row) for row in sheet.iter_rows(max_row=most + 2)]
    except Exception:  # whatever a library stumbles on in somebody's file
        raise _refuse() from None
    return [[_read_cell(cell) for cell in row] for row in rows]


def _read_cell(cell: Any) -> str:  # noqa: ANN401 - one of several classes of cells
    if cell.data_type == "f":
        raise ToldError(
            f"la cellule {cell.coordinate} est une formule ; un texte est attendu",
            "mettez une apostrophe devant, ou récrivez le texte",
        )
    return "" if cell.value is None else str(cell.value)


def _check_package(content: bytes) -> bytes:
    """What may be opened of a workbook; refuses more than a table of texts ever is."""
    try:
        return repack(content)
    except PackageFault as fault:
        if not fault.bound:
            raise _refuse() from fault
        raise ToldError(
            "ce classeur contient bien plus qu'un tableau de traductions",
            "copiez les seules lignes utiles dans un classeur neuf",
        ) from fault
