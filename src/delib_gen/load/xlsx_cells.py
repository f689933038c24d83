"""The cells of a workbook: what they hold, and what their format shows of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from delib_gen.schema.nombre import NombreLu
from delib_gen.tableaux.feuille import Cellule, Doute, Forme
from delib_gen.tableaux.shown.cell import CellFormat, load_format
from delib_gen.tableaux.shown.codes import GENERAL
from delib_gen.tableaux.shown.days import EPOCH, LAST
from delib_gen.tableaux.torn import find_torn

_DIGITS = ".15g"
"""As many digits as a spreadsheet itself keeps: 0.1 + 0.2 is 0.3 there."""
_WORDS = {True: "VRAI", False: "FAUX"}
_HUNDRED = 100
_DAY, _MOMENT, _HOUR = (load_format(number, GENERAL) for number in (14, 22, 20))


def read_cell(cell: Any, line: int, rank: int, epoch: int) -> Cellule:  # noqa: ANN401 - openpyxl has many
    """A cell of openpyxl's as ours.

    Args:
        cell: the cell; of a class that depends on what it holds.
        line: its row, from 1.
        rank: its column, from 1.
        epoch: how many days after the end of 1899 those of the file begin.
    """
    place = f"{name_column(rank)}{line}"
    value = cell.value
    if value is None:
        return Cellule("", place, line)
    form = load_format(cell.style_array.numFmtId, cell.number_format)
    if isinstance(value, bool):
        return _read_truth(value, form, Cellule("", place, line))
    if isinstance(value, str):
        shown = form.show_text(value)
        doubt = _doubt(shown.doute) or find_torn(value)
        return Cellule(shown.texte, place, line, format=form, doute=doubt)
    if not isinstance(value, int | float):
        value, form = _read_moment(value, form)
        epoch = 0
    number = Decimal(format(value, _DIGITS))
    if not number.is_finite():
        doubt = _doubt("ce n'est pas un nombre qu'un tableur connaît")
        return Cellule(str(value), place, line, format=form, doute=doubt)
    shown = form.show(number, epoch)
    return Cellule(
        shown.texte,
        place,
        line,
        _read_value(number, epoch, form),
        form,
        shown.dit is not None and shown.dit != number,
        _doubt(shown.doute),
    )


def _doubt(motif: str) -> Doute | None:
    remede = "vérifiez ce qui est imprimé, ou donnez un autre format à la cellule"
    return Doute(motif, remede) if motif else None


@cache
def name_column(rank: int) -> str:
    """A column's letters, from its rank: 28 is AB."""
    letters = ""
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _read_truth(value: bool, form: CellFormat, cell: Cellule) -> Cellule:
    """A cell that is true or false: Excel says so whatever its format."""
    if form.code == GENERAL:
        return replace(cell, texte=_WORDS[value], format=form)
    shown = form.show(Decimal(value))
    doubt = f"c'est une case {_WORDS[value]}, qu'Excel montre ainsi malgré son format"
    return replace(cell, texte=shown.texte, format=form, doute=_doubt(doubt))


def _read_moment(
    value: dt.datetime | dt.time | dt.timedelta, form: CellFormat
) -> tuple[float, CellFormat]:
    """A day or an hour that the file writes in letters, as a number of days."""
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1), form
    if isinstance(value, dt.time):
        moment, plain = dt.datetime.combine(EPOCH, value), _HOUR
    else:
        moment, plain = value, _MOMENT if value.time() != dt.time() else _DAY
    days = (moment - EPOCH) / dt.timedelta(days=1)
    return days, plain if form.code == GENERAL else form


def _read_value(
    number: Decimal, epoch: int, form: CellFormat
) -> NombreLu | dt.date | None:
    """What a number is, as its format says: a quantity, or a whole day."""
    main = form.main
    if main.is_date:
        whole = number == number.to_integral_value() and main.has_day
        if not whole or not 0 < number + epoch < LAST:
            return None
        return (EPOCH + dt.timedelta(days=int(number) + epoch)).date()
    if main.is_percentage:
        number *= _HUNDRED
    number = number.normalize()
    decimals = form.decimals
    if decimals is None:
        decimals = max(0, -int(number.as_tuple().exponent))
    kind = Forme.NOMBRE if decimals else Forme.ENTIER
    if main.is_percentage:
        kind = Forme.POURCENTAGE
    elif main.in_euros and form.decimals is not None:
        kind = Forme.EUROS  # neither thousands of them nor a price of something
    return NombreLu(Decimal(f"{number:f}"), decimals, kind, form.is_grouped)
