"""Dates, numbers and small words of a language, from `templates/<lang>/langue.yaml`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date

from delib_gen.lang.offered import FORMES, Written
from delib_gen.lang.phrasebook import PhraseError, read_language_data
from delib_gen.lang.said import join_texts
from delib_gen.lang.spelling import Speller
from delib_gen.resources import templates_dir
from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


class Grammar:
    """How a language writes days, numbers and the words before a name."""

    def __init__(self, langue: str, data: dict[str, Any], variete: str = "") -> None:
        self.langue = langue
        known = data.get("varietes") or {}
        if variete and variete not in known:
            raise PhraseError(f"{langue}: no variety {variete}")
        self._data = {**data, **(known.get(variete) or {})}
        self._locale = Locale.parse(data["locale"])
        self._speller = Speller(langue, data) if "nombres" in data else None

    def format_day(self, day: dt.date) -> str:
        """A day in figures: `19 décembre 2023`, `1er juillet 2022`."""
        return self.format_days([day])

    def format_days_capitals(self, days: Sequence[dt.date]) -> str:
        """Days as headings print them: `30 SEPTEMBRE ET 1ER OCTOBRE 2021`."""
        return self.format_days(days).upper()

    def format_days(self, days: Sequence[dt.date]) -> str:
        """Days in figures: `29 et 30 octobre 2026`."""
        return self._put_day_article(self._join(self._list_days(days), "suite"), days)

    def write_days(self, days: Sequence[dt.date], usual: str, maniere: str = "") -> str:
        """Days as a phrase usually has them; one said otherwise may want a form.

        Args:
            days: the days.
            usual: how they are written where no form is wanted.
            maniere: how numbers are spelled where none is named.
        """

        def write(forme: str) -> str:
            texts = [self._write_form(day, forme, maniere) for day in days]
            return self._join(texts, "suite")

        return Written(usual, write)

    def write_year(self, year: int, maniere: str) -> str:
        """A year in words; a phrase said otherwise may want it in figures."""

        def write(forme: str) -> str:
            return str(year) if forme in FORMES else self.spell(year, forme)

        return Written(self.spell(year, maniere), write)

    def _write_form(self, day: dt.date, forme: str, maniere: str) -> str:
        name = format_date(day, "EEEE", locale=self._locale)
        if forme == "nom":
            return name
        if forme == "semaine":
            return f"{name} {self.format_day(day)}"
        if forme == "capitales":
            return self.format_day(day).upper()
        if forme == "court":
            return self._put_day_article(self._write_day(day, "jour_mois"), [day])
        if forme == "chiffres":
            return format_date(day, "dd/MM/yyyy", locale=self._locale)
        if forme == "lettres":
            spelled = self.spell_day(day, maniere), self.spell(day.year, maniere)
            return " ".join(spelled)
        return self.spell_day(day, forme)

    def join(self, texts: Sequence[str]) -> str:
        """Texts one after the other: `Mme X, M. Y et M. Z`.

        Those of which one has a comma of its own are parted by another sign.
        """
        long = any("," in text for text in texts)
        return self._join(texts, "suite_longue" if long else "suite")

    def _join(self, texts: Sequence[str], manner: str) -> str:
        signs = self._data[manner]
        *first, last = texts
        text = join_texts(signs["entre"], first)
        return join_texts(signs["dernier"], (text, last)) if text else last

    def spell_day(self, day: dt.date, maniere: str) -> str:
        """A day and its month as the act opens with them: `dix neuf décembre`.

        In figures where the language's data do not say how numbers are spelled.
        """
        if self._speller is None:
            text = self._write_day(day, "jour_mois")
            return self._put_day_article(text, [day])
        first = self._data["premier_en_lettres"]
        number = first if day.day == 1 else self.spell(day.day, maniere)
        return f"{number} {self._name_month(day)}"

    def spell(self, number: int, maniere: str) -> str:
        """A number in words, from 0 to 999 999.

        In figures where the language's data do not say how numbers are spelled.

        Args:
            number: the number.
            maniere: a key of the language's `manieres` (`sans-trait`…).
        """
        if self._speller is None:
            return str(number)
        return self._speller.spell(number, maniere)

    def put_article(self, name: str) -> str:
        """A name after « avis »: `de la Commission…`, `du Conseil…`."""
        first = name.split(maxsplit=1)[0]
        before: str = self._data["devant"].get(first, self._data["devant_autre"])
        return before + name

    def elides(self, word: str) -> bool:
        """Whether an article loses its vowel before a word."""
        start, whole = fold_word(word), self._data.get("plein_devant", ())
        return start.startswith(tuple(self._data.get("elide_devant", ()))) and (
            not start.startswith(tuple(whole))
        )

    def _list_days(self, days: Sequence[dt.date]) -> list[str]:
        """Each day with what the next one does not say again: its month, its year."""
        texts: list[str] = []
        for day, following in zip(days, [*days[1:], None], strict=True):
            if following is None or following.year != day.year:
                pattern = "jour_mois_annee"
            elif following.month != day.month:
                pattern = "jour_mois"
            else:
                pattern = "jour"
            texts.append(self._write_day(day, pattern))
        return texts

    def _write_day(self, day: dt.date, pattern: str) -> str:
        text: str = self._data["dates"][pattern].format(
            jour=self._data["premier"] if day.day == 1 else day.day,
            mois=self._name_month(day),
            annee=day.year,
        )
        return text

    def _name_month(self, day: dt.date) -> str:
        """A month as it stands after a day: CLDR's, unless the language corrects it."""
        own = self._data.get("mois")
        if own is not None:
            return str(own[day.month - 1])
        return format_date(day, "MMMM", locale=self._locale)

    def _put_day_article(self, text: str, days: Sequence[dt.date]) -> str:
        """The article that the language sets before days, elided where one is heard."""
        article = self._data["dates"].get("article")
        if article is None:
            return text
        if str(days[0].day) in article["elide_devant"]:
            return f"{article['elide']}{text}"
        return f"{article['un' if len(days) == 1 else 'plusieurs']}{text}"


@cache
def load_grammar(langue: str, variete: str = "") -> Grammar:
    """The grammar of a language, in one of its varieties where it is named."""
    data = read_language_data(templates_dir() / langue / "langue.yaml")
    return Grammar(langue, data, variete)
