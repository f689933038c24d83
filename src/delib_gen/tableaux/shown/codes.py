"""The codes of number formats, `#,##0.00 "€";[Red]-0`, cut into sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

GENERAL = "General"
_BUILT_IN = {
    **dict.fromkeys((5, 6), '#,##0 "€";-#,##0 "€"'),
    **dict.fromkeys((7, 8, 44), '#,##0.00 "€";-#,##0.00 "€"'),
    42: '#,##0 "€";-#,##0 "€"',
    9: "0 %",
    10: "0.00 %",
    14: "dd/mm/yyyy",
    15: "dd-mmm-yy",
    16: "dd-mmm",
    17: "mmm-yy",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    47: "mm:ss.0",
    **dict.fromkeys((37, 38, 41), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40, 43), "#,##0.00;-#,##0.00"),
}
"""Formats that a file names by their number: each country has its own, these are
those of France. The file's library gives those of America."""
_SYSTEM = {"F800": "dddd d mmmm yyyy", "F400": "hh:mm:ss"}
"""The long day and the hour of the clerk's own machine."""


class Sort(StrEnum):
    """What a token of a code is."""

    TEXT = "text"
    GAP = "gap"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    POWER = "power"
    SLASH = "slash"
    VALUE = "value"
    GENERAL = "general"
    DATE = "date"
    ELAPSED = "elapsed"
    PARTS = "parts"
    NOON = "noon"


_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | (?P<gap>_.) | (?P<fill>\*.)
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?P<bracket>[^\]]*)\]
    | (?P<cut>;)
    | (?P<general>General)
    | (?P<noon>AM/PM)
    | (?P<power>E[+-]?(?=[0#?]))
    | (?<=s)(?P<parts>\.0+)
    | (?P<date>(?:yyyy|yy)(?!y)|m{1,5}(?!m)|d{1,4}(?!d)|hh?(?!h)|ss?(?!s))
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,)
    | (?P<percent>%) | /(?P<slash>[ ]*[1-9]\d*|(?=[ ]*[0#?])) | (?P<value>@)
    | (?P<text>[^ABDEGHMNQRSTWY"\\\[\];])
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)", re.ASCII)
_COLOUR = re.compile(
    r"Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+", re.IGNORECASE
)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-(.*))?")
_EURO = re.compile(r"(?<![\w€/])(?:€|EUR|euros?)(?![\w€/])", re.IGNORECASE)
_FOREIGN = re.compile(r"[$£¥₣]|\b(?:CHF|USD|GBP|XPF)\b")


class UnknownFormat(ValueError):  # noqa: N818 - told as a finding
    """A code that says something which is not known here."""


@dataclass(frozen=True, slots=True)
class Token:
    """A sign of a code, and what it says; of a text, a gap or a `%`, what it prints."""

    sort: Sort
    text: str


@dataclass(frozen=True, eq=False)
class Section:
    """What a format says of some of its values; each is made once.

    Attributes:
        tokens: its signs, in order.
        condition: a comparison and its number, where it says of which.
        langue: the language of its days, as Windows numbers it; None for French.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    langue: int | None = None

    @cached_property
    def sorts(self) -> frozenset[Sort]:
        """What its signs are."""
        return frozenset(token.sort for token in self.tokens)

    @cached_property
    def words(self) -> str:
        """What it writes beside the value."""
        return "".join(t.text for t in self.tokens if t.sort is Sort.TEXT)

    @cached_property
    def is_date(self) -> bool:
        """Whether it shows a day or an hour."""
        return bool(self.sorts & {Sort.DATE, Sort.ELAPSED, Sort.NOON})

    @cached_property
    def has_day(self) -> bool:
        """Whether it shows a day, a month or a year."""
        return any(t.sort is Sort.DATE and t.text[0] in "ymd" for t in self.tokens)

    @cached_property
    def is_percentage(self) -> bool:
        """Whether it shows hundredths."""
        return Sort.PERCENT in self.sorts

    @cached_property
    def in_euros(self) -> bool:
        """Whether it says that the value is an amount in euros."""
        return _EURO.search(self.words) is not None

    @cached_property
    def in_other_money(self) -> bool:
        """Whether it names another currency."""
        return _FOREIGN.search(self.words) is not None

    def holds(self, value: Decimal) -> bool:
        """Whether its condition is true of a value."""
        if self.condition is None:
            return False
        sign, bound = self.condition
        return {
            "<": value < bound,
            "<=": value <= bound,
            ">": value > bound,
            ">=": value >= bound,
            "=": value == bound,
            "<>": value != bound,
        }[sign]


def parse_code(number: int, code: str) -> tuple[Section, ...]:
    """The sections of a format.

    Args:
        number: the number by which the file names it.
        code: its code.

    Raises:
        UnknownFormat: if it says something that is not known here.
    """
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    langue: int | None = None
    text = _BUILT_IN.get(number, code)
    at = 0
    while at <= len(text):
        match = _TOKEN.match(text, at)
        if at == len(text) or (match is not None and match["cut"]):
            sections.append(_settle(tokens, condition, langue))
            tokens, condition, langue = [], None, None
        elif match is None:
            raise UnknownFormat(code)
        elif match["bracket"] is None:
            tokens += _make_token(match)
        elif found := _CONDITION.fullmatch(match["bracket"]):
            condition = found[1], Decimal(found[2])
        elif found := _CURRENCY.fullmatch(match["bracket"]):
            if (found[2] or "").upper() in _SYSTEM:
                return parse_code(0, _SYSTEM[found[2].upper()])
            tokens += [Token(Sort.TEXT, found[1])] if found[1] else []
            langue = _read_language(found[2]) if not found[1] else langue
        elif not _COLOUR.fullmatch(match["bracket"]):
            raise UnknownFormat(code)
        at = match.end() if match is not None else at + 1
    return tuple(sections)


def _make_token(match: re.Match[str]) -> list[Token]:
    name = match.lastgroup or ""
    if name == "fill":
        return []
    if name == "gap":
        return [Token(Sort.GAP, " ")]
    if name in ("quoted", "escaped", "text"):
        return [Token(Sort.TEXT, match[name])]
    return [Token(Sort(name), match[name])]


def _read_language(tag: str | None) -> int | None:
    try:
        return int(tag or "", 16) & 0xFFFF
    except ValueError:
        return None


def _settle(
    tokens: Sequence[Token],
    condition: tuple[str, Decimal] | None,
    langue: int | None,
) -> Section:
    """A section whose signs go together; the rest of them is text."""
    section = Section(tuple(tokens), condition, langue)
    if section.is_date:
        return _settle_date(section)
    figures = section.sorts & {Sort.DIGIT, Sort.GENERAL, Sort.VALUE}
    if len(figures) > 1 or Sort.PARTS in section.sorts:
        raise UnknownFormat
    return section


def _settle_date(section: Section) -> Section:
    """The parts of a day and of an hour; a month after an hour is minutes."""
    if section.sorts & {Sort.DIGIT, Sort.GENERAL, Sort.VALUE, Sort.PERCENT, Sort.POWER}:
        raise UnknownFormat
    plain = {Sort.POINT: ".", Sort.COMMA: ",", Sort.SLASH: "/"}
    if section.sorts >= {Sort.ELAPSED, Sort.NOON}:
        raise UnknownFormat
    parts = [t for t in section.tokens if t.sort in (Sort.DATE, Sort.ELAPSED)]
    tokens: list[Token] = []
    for token in section.tokens:
        if token.sort in plain:
            tokens.append(Token(Sort.TEXT, plain[token.sort] + token.text.strip("./,")))
        elif token.sort is Sort.DATE:
            text = token.text.lower()
            if text in ("m", "mm") and _is_minutes(parts, token):
                text = text.replace("m", "n")
            tokens.append(Token(Sort.DATE, text))
        else:
            tokens.append(token)
    return Section(tuple(tokens), section.condition, section.langue)


def _is_minutes(parts: Sequence[Token], token: Token) -> bool:
    rank = next(r for r, part in enumerate(parts) if part is token)
    before = parts[rank - 1].text.lower() if rank else ""
    after = parts[rank + 1].text.lower() if rank + 1 < len(parts) else ""
    return before.startswith("h") or after.startswith("s")
