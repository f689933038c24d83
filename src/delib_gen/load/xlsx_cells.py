"""The cells of a workbook: what they hold, and what their format says that it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from delib_gen.schema.nombre import NombreLu
from delib_gen.tableaux.feuille import Cellule, Forme

_DIGITS = ".15g"
"""As many digits as a spreadsheet itself keeps: 0.1 + 0.2 is 0.3 there."""
_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_GROUPED = re.compile(r"[#0],[#0]|[#0] [#0]")
_EURO = re.compile(r"€|EUR")
_WORDS = {True: "VRAI", False: "FAUX"}
_HUNDRED = 100
_SIGNS = {Forme.EUROS: " €", Forme.POURCENTAGE: " %"}


def read_cell(cell: Any, line: int, rank: int) -> Cellule:  # noqa: ANN401 - openpyxl has many
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
        # Its sign belongs to it: a column in doubt is printed as it is shown.
        text = f"{number.valeur:f}".replace(".", ",") + _SIGNS.get(number.forme, "")
        return Cellule(text, place, line, number)
    if isinstance(value, dt.datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return Cellule(f"{value:%d/%m/%Y}", place, line, value.date())
        return Cellule(f"{value:%d/%m/%Y %H:%M}", place, line)
    if isinstance(value, dt.time):
        return Cellule(f"{value:%H:%M}", place, line)
    return Cellule(str(value), place, line)


@cache
def name_column(rank: int) -> str:
    """A column's letters, from its rank: 28 is AB."""
    letters = ""
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a format says of the numbers that it shows.

    Attributes:
        forme: euros or a percentage; None where it says neither.
        decimales: how many decimals it shows; None for as many as there are.
        groupe: whether thousands are set apart.
    """

    forme: Forme | None
    decimales: int | None
    groupe: bool


@cache
def _read_format(shown: str) -> _Shown:
    form = _QUOTED.sub("", shown).split(";")[0]
    forme = Forme.POURCENTAGE if "%" in form else None
    if _EURO.search(shown):
        forme = Forme.EUROS
    match = _DECIMALS.search(form)
    says = any(sign in form for sign in "0#?")
    decimals = len(match[1]) if match else (0 if says else None)
    return _Shown(forme, decimals, bool(_GROUPED.search(form)))


def _read_number(value: float, shown: str) -> NombreLu:
    """A number with the decimals that its format shows."""
    form = _read_format(shown)
    number = Decimal(format(value, _DIGITS) if isinstance(value, float) else value)
    if form.forme is Forme.POURCENTAGE:
        number *= _HUNDRED
    number = number.normalize()
    decimals = form.decimales
    if decimals is None:
        decimals = max(0, -int(number.as_tuple().exponent))
    kind = form.forme or (Forme.NOMBRE if decimals else Forme.ENTIER)
    return NombreLu(Decimal(f"{number:f}"), decimals, kind, form.groupe)
