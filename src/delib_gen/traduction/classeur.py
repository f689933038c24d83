"""The table as an Excel workbook (.xlsx), through openpyxl."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from delib_gen.load.xlsx_package import PackageFault, repack
from delib_gen.traduction.errors import TraductionError

MAX_CELL = 32_767
"""The longest text that a cell of a workbook holds, in characters."""
_WIDTHS = (30, 28, 20, 40, 60, 60, 50, 30)


def _refuse() -> TraductionError:
    return TraductionError(
        "ce classeur ne se lit pas",
        "enregistrez-le à nouveau, ou passez par un `.csv`",
    )


def write_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """A sheet whose cells are texts and nothing else, wide enough to work in.

    Raises:
        TraductionError: if a text is too long for a cell, or holds a character
            that a workbook cannot.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils.exceptions import IllegalCharacterError
    from openpyxl.writer.excel import ExcelWriter

    book = openpyxl.Workbook()
    sheet: Any = book.active  # a new workbook has one sheet
    sheet.title = "traductions"
    for rank, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if len(text) > MAX_CELL:
                raise TraductionError(
                    f"un texte de {len(text)} signes ne tient pas dans une cellule de "
                    f"classeur ({MAX_CELL} au plus)",
                    "demandez un `.csv`",
                )
            cell = sheet.cell(rank, column)
            try:
                cell.value = text
            except IllegalCharacterError:
                raise TraductionError(
                    "un texte contient un caractère invisible qu'un classeur refuse : "
                    f"{text[:60]!a}",
                    "effacez-le dans la séance",
                ) from None
            # A text that begins with « = » is a text, here and once edited.
            cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if rank == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    ExcelWriter(book, _Undated(out, "w", zipfile.ZIP_DEFLATED)).save()
    return out.getvalue()


class _Undated(zipfile.ZipFile):
    """A package that a clock before 1980, which no zip can hold, does not spoil."""

    def writestr(
        self,
        zinfo_or_arcname: Any,  # noqa: ANN401 - as the library has it
        data: Any,  # noqa: ANN401 - the same
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a part."""
        if isinstance(zinfo_or_arcname, str):
            zinfo_or_arcname = zipfile.ZipInfo(zinfo_or_arcname)
            compress_type = compress_type or self.compression
        super().writestr(zinfo_or_arcname, data, compress_type, compresslevel)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as it is called
        """Add a part from a file."""
        self.writestr(arcname, Path(filename).read_bytes())


def read_workbook(content: bytes, most: int) -> list[list[str]]:
    """The texts of the first sheet.

    Args:
        content: the file's bytes.
        most: how many rows are read at most; one more tells that there are more.

    Raises:
        TraductionError: if it is no workbook, unpacks to more than it should, or
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
        raise TraductionError(
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
        raise TraductionError(
            "ce classeur contient bien plus qu'un tableau de traductions",
            "copiez les seules lignes utiles dans un classeur neuf",
        ) from fault
