"""What a sitting has come to, derived from its facts and stored nowhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.desk.web.findings import cite
from delib_gen.desk.web.outcome import awaits_vote
from delib_gen.desk.web.registre_lu import count_due
from delib_gen.rules.envois import list_deadlines
from delib_gen.rules.words import count, title_organe, write_day
from delib_gen.schema.droit import ObjetDelai

if TYPE_CHECKING:
    from delib_gen.checking import Checked
    from delib_gen.desk.web.office import Sitting
    from delib_gen.model.situation import Situation

_SENDINGS = {
    ObjetDelai.CONVOCATION: "convocation à envoyer",
    ObjetDelai.RAPPORTS: "rapports à envoyer",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a sitting's life.

    Attributes:
        mot: its word.
        rang: which of the steps it is, from 0.
        suite: what is due next; empty for nothing.
        presse: whether that day has come.
        droit: the text that sets it.
    """

    mot: str
    rang: int
    suite: str = ""
    presse: bool = False
    droit: str = ""


def name_sitting(checked: Checked, sitting: Sitting) -> str:
    """What a sitting is called: its organ and its days; its file where unknown."""
    situation = checked.situation
    if situation is None:
        return sitting.name
    days = " et ".join(write_day(jour) for jour in situation.seance.jours)
    return f"{title_organe(situation)}, {days}"


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
    return Stage("tenue", 3, count_due(situation))


def can_open(checked: Checked, today: dt.date) -> bool:
    """Whether a sitting may be said to be open: its day has come, and it is not."""
    situation = checked.situation
    return situation is not None and not situation.lue.tenue and situation.jour <= today


def _describe_coming(situation: Situation, today: dt.date) -> Stage:
    """A sitting that is not open yet: what is still to be sent, else its own day."""
    day = situation.jour
    convened = situation.seance.convocation
    known = convened is not None and convened <= today
    word, rank = ("convoquée", 1) if known else ("projet", 0)
    if day <= today:
        when = "est aujourd'hui" if day == today else f"était le {write_day(day)}"
        return Stage(word, rank, f"à ouvrir : la séance {when}", True)
    for due in list_deadlines(situation)[:1]:
        until = "au plus tard le" if due.jour >= today else "depuis le"
        what = f"{_SENDINGS[due.objet]} {until} {write_day(due.jour)}"
        law = cite(situation, due.regle)
        return Stage(word, rank, what, due.jour <= today, law)
    return Stage(word, rank, f"séance le {write_day(day)}")
