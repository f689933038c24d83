"""Workbooks as files that a session names."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from delib_gen.load.files import NamedFile

if TYPE_CHECKING:
    import openpyxl


def save_book(book: openpyxl.Workbook) -> NamedFile:
    """A workbook as a file."""
    out = io.BytesIO()
    book.save(out)
    return NamedFile("a.xlsx", "a.xlsx", out.getvalue())
