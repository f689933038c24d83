"""Days in the words of a language's own data, for messages.

Documents get their dates from CLDR, through `grammar`; a message can do with
the names of the months, and `check` then need not load CLDR's data to start.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from delib_gen.lang.phrasebook import read_language_data
from delib_gen.resources import templates_dir
from delib_gen.schema.base import fold_word


@cache
def list_months(langue: str) -> tuple[str, ...]:
    """The names of the months, in small letters, January first."""
    data = read_language_data(templates_dir() / langue / "langue.yaml")
    return tuple(data["mois"])


@cache
def rank_months(langue: str) -> dict[str, int]:
    """The rank of each month by its name, accents and case aside."""
    names = enumerate(list_months(langue), start=1)
    return {fold_word(name): rank for rank, name in names}


def write_day(day: dt.date, langue: str) -> str:
    """A day: `19 décembre 2023`; the first of a month as the language says."""
    data = read_language_data(templates_dir() / langue / "langue.yaml")
    number = data["premier"] if day.day == 1 else str(day.day)
    return f"{number} {list_months(langue)[day.month - 1]} {day.year}"
