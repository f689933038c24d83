"""A day and an hour by their parts: `dddd d mmmm yyyy`, `[h]:mm`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from locale import windows_locale

from delib_gen.tableaux.shown.codes import Section, Sort
from delib_gen.tableaux.shown.figures import COMMA, round_to

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's days have no zone
_DAY = 86_400
_SPANS = {"h": 3_600, "m": 60, "s": 1}
_MILLISECONDS = 3
_NOON = 12
LAST = 2_958_466
"""The day after the last one of the calendar, 31 December 9999."""


@cache
def _load_names(langue: int | None) -> tuple[dict[str, dict[int, str]], ...]:
    """The names of months and of days in a language, by their widths."""
    from babel import Locale, UnknownLocaleError

    name = windows_locale.get(langue, "fr_FR") if langue else "fr_FR"
    try:
        locale = Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        locale = Locale("fr")
    return dict(locale.months["format"]), dict(locale.days["format"])


def show_day(serial: Decimal, section: Section) -> str:
    """A number of days as a section writes it; negative only where it is elapsed.

    Args:
        serial: days since the end of 1899.
        section: the section.
    """
    # A sheet's hours are fractions: 18:30 may lack a thousandth of a second.
    seconds = round_to(abs(serial) * _DAY, _MILLISECONDS)
    elapsed = [t.text[0].lower() for t in section.tokens if t.sort is Sort.ELAPSED]
    decimals = max(
        (len(t.text) - 1 for t in section.tokens if t.sort is Sort.PARTS), default=0
    )
    if decimals or (elapsed and any(_is_second(t.text) for t in section.tokens)):
        seconds = round_to(seconds, decimals)  # else a clock has not struck yet
    moment = EPOCH + dt.timedelta(microseconds=int(seconds * 1_000_000))
    parts: list[str] = ["-"] if elapsed and serial < 0 else []
    noon = Sort.NOON in section.sorts
    for token in section.tokens:
        if token.sort is Sort.ELAPSED:
            count = int(seconds) // _SPANS[token.text[0].lower()]
            parts.append(f"{count:0{len(token.text)}}")
        elif token.sort is Sort.DATE:
            parts.append(_show_part(moment, token.text, section.langue, noon=noon))
        elif token.sort is Sort.NOON:
            parts.append("AM" if moment.hour < _NOON else "PM")
        elif token.sort is Sort.PARTS:
            parts.append(COMMA + f"{seconds % 1:.{decimals}f}".partition(".")[2])
        else:
            parts.append(token.text)
    return "".join(parts)


def _is_second(text: str) -> bool:
    return text.lower() in ("s", "ss")


def _show_part(
    moment: dt.datetime, part: str, langue: int | None, *, noon: bool
) -> str:
    """A part of a moment, as many letters as it has in the code."""
    hour = (moment.hour - 1) % _NOON + 1 if noon else moment.hour
    figures = {
        "y": moment.year % 100 if len(part) == 2 else moment.year,
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "n": moment.minute,
        "s": moment.second,
    }[part[0]]
    if part[0] not in "md" or len(part) < 3:
        return f"{figures:0{len(part)}}"
    months, days = _load_names(langue)
    width = {3: "abbreviated", 4: "wide", 5: "narrow"}[len(part)]
    if part[0] == "d":
        return days[width][moment.weekday()]
    name = months[width if len(part) < 5 else "wide"][moment.month]
    return name[0] if len(part) == 5 else name
