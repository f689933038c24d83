"""What a sheet's own XML says that its values do not: formulas, merges, hidden rows.

openpyxl's quick reader leaves these out.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from delib_gen.load.xlsx_cells import name_column

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_YES = ("1", "true")


@dataclass(frozen=True, slots=True)
class Looks:
    """Places of a sheet, as messages name them.

    Attributes:
        unsolved: formulas whose result was not kept.
        merged: ranges of merged cells.
        hidden: rows and columns that are not shown.
    """

    unsolved: tuple[str, ...]
    merged: tuple[str, ...]
    hidden: tuple[str, ...]


def look_at_sheet(content: bytes, sheet: Any) -> Looks:  # noqa: ANN401
    """Look at the XML of a sheet, already found to be of a bearable size."""
    from lxml import etree

    unsolved: list[str] = []
    merged: list[str] = []
    hidden: list[str] = []
    # openpyxl alone knows which part a sheet is; a test holds the name.
    path = sheet._worksheet_path
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = package.read(path)
    tags = [f"{{{_MAIN}}}{name}" for name in ("c", "row", "col", "mergeCell")]
    for _, element in etree.iterparse(
        io.BytesIO(part), tag=tags, resolve_entities=False, no_network=True
    ):
        name = etree.QName(element).localname
        if name == "c":
            formula = element.find(f"{{{_MAIN}}}f")
            value = element.find(f"{{{_MAIN}}}v")
            if formula is not None and (value is None or value.text is None):
                unsolved.append(element.get("r") or "?")
        elif name == "mergeCell":
            merged.append(element.get("ref") or "?")
        elif element.get("hidden") in _YES:
            hidden.append(_name_hidden(name, element))
        if name == "row":
            element.clear()
    return Looks(tuple(unsolved), tuple(merged), tuple(hidden))


def _name_hidden(name: str, element: Any) -> str:  # noqa: ANN401
    if name == "row":
        return f"ligne {element.get('r')}"
    letters = name_column(int(element.get("min") or 1))
    return f"colonne {letters}"
