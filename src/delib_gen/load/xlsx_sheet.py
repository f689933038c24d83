"""What a sheet's own XML says that its values do not: formulas, merges, hidden rows.

openpyxl's quick reader leaves these out.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.load.xlsx_cells import name_column

if TYPE_CHECKING:
    from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_VALUE_TAG = f"{{{_MAIN}}}v"
_YES = ("1", "true")


@dataclass(frozen=True, slots=True)
class Looks:
    """Places of a sheet, as messages name them.

    Attributes:
        unsolved: formulas whose result was not kept.
        errors: cells that hold an error, with what it says.
        merged: ranges of merged cells.
        hidden: rows and columns that are not shown.
        widest: the rank of the last column that holds something.
    """

    unsolved: tuple[str, ...]
    errors: tuple[str, ...]
    merged: tuple[str, ...]
    hidden: tuple[str, ...]
    widest: int


def look_at_sheet(content: bytes, sheet: Any) -> Looks:  # noqa: ANN401 - openpyxl has many
    """Look at the XML of a sheet, already found to be of a bearable size."""
    from lxml import etree

    widest = 0
    unsolved: list[str] = []
    errors: list[str] = []
    merged: list[str] = []
    hidden: list[str] = []
    part = _read_part(content, sheet)
    tags = [f"{{{_MAIN}}}{name}" for name in ("c", "row", "col", "mergeCell")]
    for _, element in etree.iterparse(
        io.BytesIO(part), tag=tags, resolve_entities=False, no_network=True
    ):
        name = etree.QName(element).localname
        if name == "c":
            formula = element.find(f"{{{_MAIN}}}f")
            value = element.find(f"{{{_MAIN}}}v")
            if element.get("t") == "e":
                errors.append(f"{element.get('r')} ({element.findtext(_VALUE_TAG)})")
            if len(element):
                widest = max(widest, _rank_column(element.get("r") or ""))
            told = value is not None and (value.text or element.get("t") == "str")
            if formula is not None and not told:  # an empty text is a result
                unsolved.append(element.get("r") or "?")
        elif name == "mergeCell":
            merged.append(element.get("ref") or "?")
        elif element.get("hidden") in _YES:
            hidden.append(_name_hidden(name, element))
        if name == "row":
            element.clear()
    return Looks(tuple(unsolved), tuple(errors), tuple(merged), tuple(hidden), widest)


def is_filled(content: bytes, sheet: Any) -> bool:  # noqa: ANN401 - openpyxl has many
    """Whether a sheet has a cell that holds something."""
    return _VALUE.search(_read_part(content, sheet)) is not None


def _read_part(content: bytes, sheet: Any) -> bytes:  # noqa: ANN401 - openpyxl has many
    # openpyxl alone knows which part a sheet is; a test holds the name.
    path = sheet._worksheet_path
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(path)


def _rank_column(reference: str) -> int:
    """The rank of the column of `AB12`, from 1."""
    rank = 0
    for letter in reference.rstrip("0123456789"):
        rank = rank * 26 + ord(letter) - ord("A") + 1
    return rank


def _name_hidden(name: str, element: etree._Element) -> str:
    if name == "row":
        return f"ligne {element.get('r')}"
    letters = name_column(int(element.get("min") or 1))
    return f"colonne {letters}"
