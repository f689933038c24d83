"""Every day of four years in each language: alone, two by two, across two months.

What is expected is written out by hand below, month by month and day by day where
a day is irregular; nothing of it is read from the data that are tried.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from babel.dates import format_date

from delib_gen.lang.days import list_months
from delib_gen.lang.grammar import load_grammar

DEBUT, FIN = dt.date(2023, 1, 1), dt.date(2026, 12, 31)


@dataclass(frozen=True)
class Hand:
    """A language as somebody wrote it down: months after a day, and odd days."""

    langue: str
    variete: str
    mois: tuple[str, ...]
    premier: str
    annee: str
    et: str
    un: str = ""
    plusieurs: str = ""
    voyelle: str = ""

    def article(self, day: dt.date, usual: str) -> str:
        return self.voyelle if self.voyelle and day.day in (8, 11) else usual

    def number(self, day: dt.date) -> str:
        return self.premier if day.day == 1 else str(day.day)

    def month(self, day: dt.date) -> str:
        return self.mois[day.month - 1]

    def year(self, day: dt.date) -> str:
        return self.annee + str(day.year)

    def one(self, day: dt.date) -> str:
        start = self.article(day, self.un)
        return f"{start}{self.number(day)} {self.month(day)}{self.year(day)}"

    def two(self, day: dt.date, then: dt.date) -> str:
        start = self.article(day, self.plusieurs) + self.number(day)
        if day.year != then.year:
            start += f" {self.month(day)}{self.year(day)}"
        elif day.month != then.month:
            start += f" {self.month(day)}"
        last = f"{self.number(then)} {self.month(then)}{self.year(then)}"
        return f"{start}{self.et}{last}"


FRENCH = Hand(
    "fr",
    "",
    (
        *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
    ),
    premier="1er",
    annee=" ",
    et=" et ",
)
CORSICAN = Hand(
    "co",
    "",
    (
        *("di ghjennaghju", "di ferraghju", "di marzu", "d’aprile", "di maghju"),
        *("di ghjugnu", "di lugliu", "d’aostu", "di sittembre", "d’ottobre"),
        *("di nuvembre", "di dicembre"),
    ),
    premier="1mu",
    annee=" di u ",
    et=" è ",
    un="u ",
    plusieurs="i ",
    voyelle="l’",
)
SOUTH = Hand(
    "co",
    "sud",
    (
        *("di ghjinnaghju", "di frivaghju", "di marzu", "d’aprili", "di maghju"),
        *("di ghjunghju", "di luddu", "d’agostu", "di sittembri", "d’uttrovi"),
        *("di nuvembri", "di dicembri"),
    ),
    premier="1mu",
    annee=" di u ",
    et=" è ",
    un="u ",
    plusieurs="i ",
    voyelle="l’",
)
NORTH = Hand("co", "nord", CORSICAN.mois, "1mu", " di u ", " è ", "u ", "i ", "l’")
BY_HAND = pytest.mark.parametrize(
    "hand", [FRENCH, CORSICAN, NORTH, SOUTH], ids=["fr", "co", "co-nord", "co-sud"]
)


def list_all_days() -> Iterator[dt.date]:
    day = DEBUT
    while day <= FIN:
        yield day
        day += dt.timedelta(days=1)


@BY_HAND
def test_every_day_alone(hand: Hand):
    grammar = load_grammar(hand.langue, hand.variete)

    wrong = {
        day.isoformat(): grammar.format_day(day)
        for day in list_all_days()
        if grammar.format_day(day) != hand.one(day)
    }

    assert wrong == {}


@BY_HAND
@pytest.mark.parametrize("apart", [1, 29, 31])
def test_every_day_with_a_later_one(hand: Hand, apart: int):
    """The day after; and one of the next month, or of the next year."""
    grammar = load_grammar(hand.langue, hand.variete)

    wrong = {}
    for day in list_all_days():
        then = day + dt.timedelta(days=apart)
        found = grammar.format_days([day, then])
        if found != hand.two(day, then):
            wrong[day.isoformat()] = found

    assert wrong == {}


# The forms that were read, or that follow from the rule that was read, character
# for character: days that begin with a vowel, the first, months that take `d’`.
IRREGULAR = [
    ("co", "", [(2023, 12, 19)], "u 19 di dicembre di u 2023"),
    ("co", "", [(2021, 12, 16)], "u 16 di dicembre di u 2021"),
    ("co", "", [(2018, 10, 25)], "u 25 d’ottobre di u 2018"),
    ("co", "", [(2018, 3, 8)], "l’8 di marzu di u 2018"),
    ("co", "", [(2024, 4, 8)], "l’8 d’aprile di u 2024"),
    ("co", "", [(2023, 12, 11)], "l’11 di dicembre di u 2023"),
    ("co", "", [(2025, 8, 1)], "u 1mu d’aostu di u 2025"),
    ("co", "", [(2025, 8, 18)], "u 18 d’aostu di u 2025"),
    ("co", "", [(2024, 4, 25), (2024, 4, 26)], "i 25 è 26 d’aprile di u 2024"),
    ("co", "", [(2024, 5, 30), (2024, 5, 31)], "i 30 è 31 di maghju di u 2024"),
    ("co", "", [(2024, 3, 8), (2024, 3, 9)], "l’8 è 9 di marzu di u 2024"),
    (
        "co",
        "",
        [(2021, 10, 27), (2021, 10, 28), (2021, 10, 29)],
        "i 27, 28 è 29 d’ottobre di u 2021",
    ),
    (
        "co",
        "sud",
        [(2022, 6, 30), (2022, 7, 1)],
        "i 30 di ghjunghju è 1mu di luddu di u 2022",
    ),
    (
        "co",
        "",
        [(2022, 6, 30), (2022, 7, 1)],
        "i 30 di ghjugnu è 1mu di lugliu di u 2022",
    ),
    ("fr", "", [(2023, 4, 1)], "1er avril 2023"),
    ("fr", "", [(2023, 8, 8)], "8 août 2023"),
    (
        "fr",
        "",
        [(2021, 9, 30), (2021, 10, 1)],
        "30 septembre et 1er octobre 2021",
    ),
]


@pytest.mark.parametrize(("langue", "variete", "days", "expected"), IRREGULAR)
def test_days_that_were_read(
    langue: str, variete: str, days: list[tuple[int, int, int]], expected: str
):
    grammar = load_grammar(langue, variete)

    assert grammar.format_days([dt.date(*day) for day in days]) == expected


@pytest.mark.parametrize(
    ("langue", "variete", "days", "expected"),
    [
        (
            "co",
            "sud",
            [(2022, 6, 30), (2022, 7, 1)],
            "I 30 DI GHJUNGHJU È 1MU DI LUDDU DI U 2022",
        ),
        ("co", "", [(2018, 3, 8)], "L’8 DI MARZU DI U 2018"),
        ("co", "", [(2024, 4, 2)], "U 2 D’APRILE DI U 2024"),
        (
            "fr",
            "",
            [(2021, 9, 30), (2021, 10, 1)],
            "30 SEPTEMBRE ET 1ER OCTOBRE 2021",
        ),
        ("fr", "", [(2023, 2, 1)], "1ER FÉVRIER 2023"),
        ("fr", "", [(2023, 8, 31)], "31 AOÛT 2023"),
        ("fr", "", [(2023, 12, 19)], "19 DÉCEMBRE 2023"),
    ],
)
def test_days_in_capitals_keep_their_accents(
    langue: str, variete: str, days: list[tuple[int, int, int]], expected: str
):
    grammar = load_grammar(langue, variete)

    assert grammar.format_days_capitals([dt.date(*day) for day in days]) == expected


def test_the_months_of_messages_are_those_of_cldr():
    names = [
        format_date(dt.date(2023, m, 1), "MMMM", locale="fr") for m in range(1, 13)
    ]

    assert list(list_months("fr")) == names


def test_numbers_stay_in_figures_where_nobody_knows_how_to_spell_them():
    grammar, day = load_grammar("co"), dt.date(2023, 12, 1)

    assert grammar.spell(2023, "sans-trait") == "2023"
    assert grammar.spell_day(day, "sans-trait") == "u 1mu di dicembre"
    assert grammar.spell_day(dt.date(2023, 8, 11), "sans-trait") == "l’11 d’aostu"


def test_names_follow_one_another_as_the_language_has_it():
    grammar = load_grammar("co")

    assert grammar.join(["a", "b", "c"]) == "a, b è c"
    assert grammar.join(["Mme A, presidente", "M. B"]) == "Mme A, presidente ; M. B"
    assert grammar.put_article("Cunsigliu esecutivu") == "di u Cunsigliu esecutivu"
    assert grammar.put_article("Assemblea di Corsica") == "di l’Assemblea di Corsica"
