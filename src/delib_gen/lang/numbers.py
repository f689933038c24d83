"""How a language writes numbers, amounts and days in the cells of a table."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from delib_gen.lang.phrasebook import read_language_data
from delib_gen.resources import templates_dir

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+\Z)")


class NumberWriter:
    """Writes numbers with the signs of a language (`chiffres` in `langue.yaml`)."""

    def __init__(self, signs: dict[str, Any]) -> None:
        self._signs = signs

    def write_number(self, value: Decimal, decimals: int, *, grouped: bool) -> str:
        """A number with so many decimals, its thousands set apart if that is asked."""
        whole, _, rest = f"{abs(value):.{decimals}f}".partition(".")
        if grouped:
            whole = _THOUSANDS.sub(self._signs["milliers"], whole)
        text = f"{whole}{self._signs['decimale']}{rest}" if rest else whole
        return f"{self._signs['moins']}{text}" if value < 0 else text

    def write_euros(self, value: Decimal, decimals: int) -> str:
        """An amount: `1 234,50 €`."""
        number = self.write_number(value, decimals, grouped=True)
        return str(self._signs["euros"].format(n=number))

    def write_percentage(self, value: Decimal, decimals: int) -> str:
        """A percentage: `12,5 %`."""
        number = self.write_number(value, decimals, grouped=True)
        return str(self._signs["pourcentage"].format(n=number))

    def write_day(self, day: dt.date) -> str:
        """A day in figures: `03/03/2026`."""
        parts = {
            "jour": f"{day.day:02}",
            "mois": f"{day.month:02}",
            "annee": f"{day.year:04}",
        }
        return str(self._signs["date"].format(**parts))


@cache
def load_number_writer(langue: str) -> NumberWriter:
    """The signs of a language."""
    data = read_language_data(templates_dir() / langue / "langue.yaml")
    return NumberWriter(data["chiffres"])
