"""Roll-calls, that of the opening and later ones: who is there, excused or absent."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from delib_gen.desk.gestures.naming import find_rank, name_acte, name_elu
from delib_gen.edits.changes import Delete, Insert, Refused, Set

if TYPE_CHECKING:
    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import Elu

_KEY = "appels"
_CALLED = "il y a déjà un appel à cet acte"


class Lieu(StrEnum):
    """Where somebody is at a roll-call; the lists of a sheet."""

    PRESENT = "presents"
    EXCUSE = "excuses"
    ABSENT = "absents"


def call(
    situation: Situation,
    elu: Elu,
    lieu: Lieu | Elu,
    rank: int = 0,
) -> list[Change]:
    """A member is said to be somewhere at a roll-call, and nowhere else.

    Args:
        situation: the sitting.
        elu: the member.
        lieu: where he is, or who holds his power.
        rank: the roll-call's: 0 for that of the opening.
    """
    sheet = situation.feuilles[rank]
    lists: dict[str, tuple[Mention, ...]] = {
        wanted.value: getattr(sheet, wanted.value) for wanted in Lieu
    }
    changes: list[Change] = []
    found = False
    for name, mentions in lists.items():
        ranks = [n for n, mention in enumerate(mentions) if mention.elu is elu]
        if name == lieu and ranks:
            found, ranks = True, ranks[1:]
        changes += _leave_list((*sheet.base, name), ranks, len(mentions), name)
    givers = [p.donneur.texte for p in sheet.pouvoirs if p.donneur.elu is elu]
    if not isinstance(lieu, Lieu):
        name = givers.pop(0) if givers else name_elu(situation, elu)
        powers, holder = (*sheet.base, "pouvoirs"), name_elu(situation, lieu)
        first = Set(powers, {name: holder})
        changes.append(Set((*powers, name), holder) if sheet.pouvoirs else first)
    elif not found:
        place = find_rank([mention.elu for mention in lists[lieu.value]], elu)
        path = (*sheet.base, lieu.value)
        changes.append(Insert(path, place, name_elu(situation, elu)))
    gone: list[Change] = [Delete((*sheet.base, "pouvoirs", name)) for name in givers]
    if gone and len(gone) == len(sheet.pouvoirs) and isinstance(lieu, Lieu):
        gone = [Delete((*sheet.base, "pouvoirs"))]
    return [*changes, *gone]


def call_all(situation: Situation, rank: int = 0) -> list[Change]:
    """All whose place is not told at a roll-call are there."""
    sheet = situation.feuilles[rank]
    told = {m.elu for m in (*sheet.presents, *sheet.absents, *sheet.excuses)}
    told |= {p.donneur.elu for p in sheet.pouvoirs}
    members = situation.names.annuaire(sheet.jour).membres
    left = [name_elu(situation, elu) for elu in members if elu not in told]
    names = [m.texte for m in sheet.presents]
    return [Set((*sheet.base, Lieu.PRESENT.value), [*names, *left])]


def recall(acte: ActeEnSeance) -> Gesture:
    """The roll is called again before an act; nobody's place is told yet."""
    situation, rang = acte.situation, acte.lu.index
    ranks = [sheet.rang for sheet in situation.feuilles]
    if rang in ranks:
        return Refused(_CALLED)
    repere, before = name_acte(acte)
    later = [r for r in ranks[1:] if r is not None and r < rang]
    sheet = {"des": repere, Lieu.PRESENT.value: []}
    return [*before, Insert((_KEY,), len(later), sheet)]


def withdraw_call(situation: Situation, rank: int) -> list[Change]:
    """A roll-call that was not held after all; that of the opening stays."""
    whole = len(situation.feuilles) == rank + 1 == 2
    return [Delete((_KEY,) if whole else situation.feuilles[rank].base)]


def _leave_list(
    path: tuple[str | int, ...], ranks: list[int], size: int, name: str
) -> list[Change]:
    """A name out of a list, and the list where nobody is left; `presents` stays."""
    if ranks and len(ranks) == size and name != Lieu.PRESENT:
        return [Delete(path)]
    return [Delete((*path, rank)) for rank in reversed(ranks)]
