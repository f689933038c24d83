"""Sheets as an Excel workbook (.xlsx), through openpyxl: same cells, same bytes."""

from __future__ import annotations

import datetime as dt
import io
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_SIGNS = 32_767
"""The longest text that a cell of a workbook holds, in characters."""
_EPOCH = dt.date(1980, 1, 1)
_LINE, _HIGHEST = 15, 409
"""The height of a line, and of the highest row that Excel has, in points."""
_BESIDE = 2
"""Signs of a column's width that a text leaves free: at its ends, for wide letters."""


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """A sheet: its head is its first row.

    Attributes:
        nom: on its tab, 31 characters at the most.
        rows: the cells, texts and whole numbers.
        widths: how wide the columns are, in characters; the last one holds for the
            columns that follow.
        named: whether the first column names each row, and stays in sight.
    """

    nom: str
    rows: Sequence[Sequence[str | int]]
    widths: Sequence[int]
    named: bool = False


class CellError(ValueError):
    """A text that no cell holds: too long, or with a character that none takes."""

    def __init__(self, text: str) -> None:
        """Keep the text: whoever writes says where it comes from."""
        super().__init__(text)
        self.text = text

    @property
    def too_long(self) -> bool:
        """Whether the text is too long; else it has a character that none takes."""
        return len(self.text) > MAX_SIGNS


def write_workbook(sheets: Iterable[SheetToWrite], jour: dt.date = _EPOCH) -> bytes:
    """A workbook of a few sheets, wide enough to work in.

    Args:
        sheets: at least one.
        jour: the day that it says it was made on.

    Raises:
        CellError: at the first text that no cell holds.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    made = dt.datetime.combine(jour, dt.time())
    book.properties.created = book.properties.modified = made
    for sheet in sheets:
        page: Any = book.create_sheet(sheet.nom)
        columns = max(map(len, sheet.rows), default=0)
        *first, rest = sheet.widths
        widths = [*first, *(rest,) * (columns - len(first))]
        for rank, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                _fill(page.cell(rank, column), value, head=rank == 1)
            lines = max(map(_count_lines, map(str, row), widths), default=1)
            if lines > 1:  # LibreOffice makes no room for them by itself
                page.row_dimensions[rank].height = min(lines * _LINE, _HIGHEST)
        for column, width in enumerate(widths, start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        page.freeze_panes = "B2" if sheet.named else "A2"
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = "1:1"
    out = io.BytesIO()
    ExcelWriter(book, _Undated(out, "w", zipfile.ZIP_DEFLATED)).save()
    return out.getvalue()


def _count_lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, bold or not."""
    return sum(
        len(textwrap.wrap(line, max(width - _BESIDE, 1))) or 1
        for line in text.split("\n")
    )


def _fill(cell: Any, value: str | int, *, head: bool) -> None:  # noqa: ANN401 - openpyxl has many
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils.exceptions import IllegalCharacterError

    if isinstance(value, str):
        if len(value) > MAX_SIGNS:
            raise CellError(value)
        try:
            cell.value = value
        except IllegalCharacterError:
            raise CellError(value) from None
        # A text that begins with « = » is a text, here and once edited.
        cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font = Font(name=cell.font.name, size=cell.font.size, bold=True)


class _Undated(zipfile.ZipFile):
    """A package without hours: a clock neither changes its bytes nor spoils it."""

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
