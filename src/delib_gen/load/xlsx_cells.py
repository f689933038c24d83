"""The cells of a workbook: what they hold, and what their format says that it is."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from delib_gen.tableaux.feuille import Cellule, Forme, Nombre

_DIGITS = ".15g"
"""As many digits as a spreadsheet itself keeps: 0.1 + 0.2 is 0.3 there."""
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_GROUPED = re.compile(r"[#0],[#0]|[#0] [#0]")
_EURO = re.compile(r"€|EUR")
_WORDS = {True: "VRAI", False: "FAUX"}
_HUNDRED = 100


def read_cell(cell: Any, line: int, rank: int) -> Cellule:  # noqa: ANN401
    """A cell of openpyxl's as ours.

    Args:
        cell: the cell; of a class that depends on what it holds.
        line: its row, from 1.
        rank: its column, from 1.
    """
    place = f"{name_column(rank)}{line}"
    value = cell.value
    if value is None:
        return Cellule("", place, line)
    if isinstance(value, bool):
        return Cellule(_WORDS[value], place, line)
    if isinstance(value, int | float):
        number = _read_number(value, str(cell.number_format))
        text = f"{number.valeur:f}".replace(".", ",")
        return Cellule(text, place, line, number)
    if isinstance(value, dt.datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return Cellule(f"{value:%d/%m/%Y}", place, line, value.date())
        return Cellule(f"{value:%d/%m/%Y %H:%M}", place, line)
    if isinstance(value, dt.time):
        return Cellule(f"{value:%H:%M}", place, line)
    return Cellule(str(value), place, line)


def name_column(rank: int) -> str:
    """A column's letters, from its rank: 28 is AB."""
    letters = ""
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _read_number(value: float, shown: str) -> Nombre:
    """A number with the decimals that its format shows."""
    exact = Decimal(format(value, _DIGITS)) if isinstance(value, float) else value
    number = Decimal(exact)
    euro = bool(_EURO.search(shown))
    form = _QUOTED.sub("", shown).split(";")[0]
    if "%" in form:
        number = (number * _HUNDRED).normalize()
    own = max(0, -int(number.normalize().as_tuple().exponent))
    match = _DECIMALS.search(form)
    says = any(sign in form for sign in "0#?")
    decimals = len(match[1]) if match else (0 if says else own)
    if euro:
        kind = Forme.EUROS
    elif "%" in form:
        kind = Forme.POURCENTAGE
    else:
        kind = Forme.NOMBRE if decimals else Forme.ENTIER
    number = Decimal(f"{number:f}")  # 1E+3 is 1000
    return Nombre(number, decimals, kind, bool(_GROUPED.search(form)))
