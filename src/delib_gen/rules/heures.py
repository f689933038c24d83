"""STR03: hours that are none, and hours of the sitting that do not follow."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.findings.structure import STR03
from delib_gen.rules.registry import check
from delib_gen.rules.words import write_day
from delib_gen.schema.base import shorten
from delib_gen.schema.heure import read_hour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report

_MORNING = dt.time(8)
"""Until when the hours of a sitting of one day may be those of the night after it."""
_DAY = 24 * 60


class _Moment(NamedTuple):
    """An hour that was typed, and what happened then."""

    path: YamlPath
    what: str
    typed: str

    @property
    def hour(self) -> dt.time | None:
        return read_hour(self.typed)


@check(STR03)
def heure_impossible(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A time of day that is none: it would be printed as it is typed."""
    sent = [
        _Moment((*envoi.path, "heure"), "cet envoi", envoi.saisi.heure or "")
        for envoi in situation.envois
    ]
    for moment in (*_list_moments(situation)[1:], *_list_moves(situation), *sent):
        if moment.typed and moment.hour is None:
            yield report(
                moment.path,
                f"une heure est attendue, « {shorten(moment.typed)} » est donné",
                "écrivez par exemple `10 h 50`",
            )


@check(STR03)
def heures_en_desordre(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A sitting closed before it was opened, or that resumes before it stops.

    Only of a sitting of one day, which may go on after midnight.
    """
    known = [moment for moment in _list_moments(situation) if moment.hour is not None]
    if len(situation.seance.jours) > 1:
        return
    days = [0]
    for before, after in pairwise(known):
        night = days[-1] == 0 and after.hour < _MORNING  # type: ignore[operator]
        early = _count(after) < _count(before)
        never = after.path[-1] == "a" and _count(after) == _count(before)
        if never or (early and not night):
            yield report(
                after.path,
                f"{after.what} ({after.typed}) doit venir après {before.what} "
                f"({before.typed})",
                "corrigez l'une des deux heures, et donnez les suspensions dans "
                "l'ordre ; une séance qui passe minuit peut finir avant 8 heures, au-"
                "delà elle donne ses jours sous `dates`",
                related=((before.path, before.what),),
            )
            return
        days.append(days[-1] + early)
    ends = [moment.path for moment in known[:1] + known[-1:]]
    if ends == [("heure",), ("cloture",)]:
        yield from _check_moves(situation, known[0], known[-1], days[-1], report)


@check(STR03)
def arrete_trop_tot(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Minutes adopted before the sitting that they tell was held."""
    day, last = situation.seance.arrete_le, situation.seance.jours[-1]
    if day is not None and day < last:
        yield report(
            ("arrete_le",),
            f"le procès-verbal serait arrêté le {write_day(day)}, avant la séance "
            f"({write_day(last)})",
            "corrigez ce jour, ou retirez `arrete_le` : un blanc en tient la place",
        )


def _check_moves(
    situation: Situation, first: _Moment, last: _Moment, days: int, report: Report
) -> Iterator[Diagnostic]:
    """Arrivals and departures, before the sitting was opened or once it was closed."""
    length = _count(last) + days * _DAY - _count(first)
    for move in _list_moves(situation):
        if move.hour and (_count(move) - _count(first)) % _DAY > length:
            yield report(
                move.path,
                f"cette heure ({move.typed}) est hors de la séance, ouverte à "
                f"{first.typed} et close à {last.typed}",
                "corrigez l'une de ces heures",
            )


def _count(moment: _Moment) -> int:
    """The minutes of its day until then."""
    hour = moment.hour or dt.time()
    return hour.hour * 60 + hour.minute


def _list_moments(situation: Situation) -> list[_Moment]:
    """The hours of the sitting, in the order in which they should come."""
    seance = situation.seance
    found = [_Moment(("heure",), "l'ouverture", seance.heure or "")]
    for rank, suspension in enumerate(seance.suspensions):
        place = ("suspensions", rank)
        found.append(_Moment((*place, "de"), "la suspension", suspension.de))
        found.append(_Moment((*place, "a"), "la reprise", suspension.a))
    return [*found, _Moment(("cloture",), "la clôture", seance.cloture or "")]


def _list_moves(situation: Situation) -> list[_Moment]:
    return [
        _Moment((*mouvement.path, "heure"), "ce mouvement", mouvement.heure)
        for mouvement in situation.mouvements
    ]
