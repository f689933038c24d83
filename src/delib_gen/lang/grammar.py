"""Dates, numbers and small words of a language, from `templates/<lang>/langue.yaml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date

from delib_gen.lang.phrasebook import PhraseError, read_language_data
from delib_gen.resources import templates_dir

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

_MAX_NUMBER = 999_999


class Grammar:
    """How a language writes days, numbers and the words before a name."""

    def __init__(self, langue: str, data: dict[str, Any]) -> None:
        self.langue = langue
        self._data = data
        self._locale = Locale.parse(data["locale"])
        self._words = [word for row in data["nombres"] for word in row.split()]
        if len(self._words) != 100:
            raise PhraseError(f"{langue}: {len(self._words)} numbers, not 100")

    def format_day(self, day: dt.date) -> str:
        """A day in figures: `19 décembre 2023`, `1er juillet 2022`."""
        text = format_date(day, self._data["date"], locale=self._locale)
        if day.day == 1:
            text = text.replace("1", self._data["premier"], 1)
        return text

    def format_day_capitals(self, day: dt.date) -> str:
        """A day as headings print it: `19 DÉCEMBRE 2023`."""
        return self.format_days_capitals([day])

    def format_days_capitals(self, days: Sequence[dt.date]) -> str:
        """Days as headings print them: `30 SEPTEMBRE ET 1ER OCTOBRE 2021`."""
        months = self._data["mois_capitales"]
        texts = _list_days(
            days, self._data["premier_capitales"], lambda day: months[day.month - 1]
        )
        return self._join(texts, "suite_capitales")

    def format_days(self, days: Sequence[dt.date]) -> str:
        """Days in figures: `29 et 30 octobre 2026`."""
        texts = _list_days(
            days,
            self._data["premier"],
            lambda day: format_date(day, "MMMM", locale=self._locale),
        )
        return self._join(texts, "suite")

    def join(self, texts: Sequence[str]) -> str:
        """Texts one after the other: `Mme X, M. Y et M. Z`.

        Those of which one has a comma of its own are parted by another sign.
        """
        long = any("," in text for text in texts)
        return self._join(texts, "suite_longue" if long else "suite")

    def _join(self, texts: Sequence[str], manner: str) -> str:
        signs = self._data[manner]
        *first, last = texts
        text: str = signs["entre"].join(first)
        return f"{text}{signs['dernier']}{last}" if text else last

    def spell_day(self, day: dt.date, maniere: str) -> str:
        """A day and its month in words: `dix neuf décembre`."""
        month = format_date(day, "MMMM", locale=self._locale)
        if day.day == 1:
            return f"{self._data['premier_en_lettres']} {month}"
        return f"{self.spell(day.day, maniere)} {month}"

    def spell(self, number: int, maniere: str) -> str:
        """A number in words, from 0 to 999 999.

        Args:
            number: the number.
            maniere: a key of the language's `manieres` (`sans-trait`…).
        """
        if not 0 <= number <= _MAX_NUMBER:
            raise ValueError(f"{number} is not spelled")
        replaced = self._spell(number)
        for sign, other in self._data["manieres"][maniere].items():
            replaced = replaced.replace(sign, other)
        return replaced

    def _spell(self, number: int) -> str:
        """A number by the language's table, its inner spaces written `_`."""
        parts: list[str] = []
        thousands, rest = divmod(number, 1000)
        hundreds, units = divmod(rest, 100)
        if thousands == 1:
            parts.append(self._data["mille"])
        elif thousands:
            spelled = self._spell(thousands)
            if thousands % 100 in (0, 80):
                spelled = spelled.removesuffix(self._data["chute_devant_mille"])
            parts.append(self._data["n_mille"].format(n=spelled))
        if hundreds == 1:
            parts.append(self._data["cent"])
        elif hundreds:
            pattern = self._data["n_cent" if units else "cents"]
            parts.append(pattern.format(n=self._words[hundreds]))
        if units or not parts:
            parts.append(self._words[units])
        return " ".join(parts)

    def put_article(self, name: str) -> str:
        """A name after « avis »: `de la Commission…`, `du Conseil…`."""
        first = name.split(maxsplit=1)[0]
        return f"{self._data['devant'].get(first, self._data['devant_autre'])}{name}"


def _list_days(
    days: Sequence[dt.date], premier: str, name_month: Callable[[dt.date], str]
) -> list[str]:
    """Each day with what the next one does not say again: its month, its year."""
    texts: list[str] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        parts = [premier if day.day == 1 else str(day.day)]
        year_ends = following is None or following.year != day.year
        if year_ends or following is None or following.month != day.month:
            parts.append(name_month(day))
        if year_ends:
            parts.append(str(day.year))
        texts.append(" ".join(parts))
    return texts


@cache
def load_grammar(langue: str) -> Grammar:
    """The grammar of a language."""
    return Grammar(langue, read_language_data(templates_dir() / langue / "langue.yaml"))
