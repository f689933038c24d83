"""What a sitting has come to, derived from its facts and stored nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.aide.starter import find_last_notice
from delib_gen.desk.web.outcome import awaits_vote
from delib_gen.rules.words import count, name_organe, write_day

if TYPE_CHECKING:
    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Sitting
    from delib_gen.model.situation import Situation


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a sitting's life.

    Attributes:
        mot: its word.
        rang: which of the steps it is, from 0.
        suite: what is due next; empty for nothing.
        presse: whether that day has come.
    """

    mot: str
    rang: int
    suite: str = ""
    presse: bool = False


def name_sitting(checked: Checked, sitting: Sitting) -> str:
    """What a sitting is called: its organ and its days; its file where unknown."""
    situation = checked.situation
    if situation is None:
        return sitting.name
    subject = name_organe(situation)
    subject = subject[:1].upper() + subject[1:]
    days = " et ".join(write_day(jour) for jour in situation.seance.jours)
    return f"{subject}, {days}"


def describe_stage(checked: Checked, today: dt.date) -> Stage:
    """Where a sitting stands."""
    situation = checked.situation
    if situation is None:
        return Stage("à corriger", 0, "le fichier ne se comprend pas encore")
    seance = situation.seance
    if not situation.lue.tenue:
        return _describe_coming(situation, today)
    if seance.arrete_le is not None:
        return Stage("procès-verbal arrêté", 4)
    if situation.jour > today:
        return Stage("à venir", 1, f"séance le {write_day(situation.jour)}")
    waiting = sum(map(awaits_vote, situation.actes))
    if waiting:
        words = count(waiting, "vote à noter", "votes à noter")
        return Stage("en séance", 2, words)
    return Stage("tenue", 3)


def _describe_coming(situation: Situation, today: dt.date) -> Stage:
    convened, day = situation.seance.convocation, situation.jour
    if convened is not None and convened <= today:
        return Stage("convoquée", 1, f"séance le {write_day(day)}", day <= today)
    last = find_last_notice(situation.organe, day)
    late = last < today
    words = "à convoquer au plus tard le" if not late else "à convoquer depuis le"
    return Stage("projet", 0, f"{words} {write_day(last)}", late or last == today)
