"""Seats shared out among lists in proportion to their votes, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from delib_gen.schema.electif import Proportionnelle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Repartition:
    """What each list has, by its rank among those that were voted on.

    Attributes:
        sieges: the seats of each list, those that age decides apart.
        a_egalite: the ranks of the lists among which age decides.
        restants: how many seats age decides.
        incomplets: how many seats go to lists that have no candidate for them.
    """

    sieges: tuple[int, ...]
    a_egalite: tuple[int, ...] = ()
    restants: int = 0
    incomplets: int = 0


def share_out(
    voix: Sequence[int],
    sieges: int,
    methode: Proportionnelle,
    candidats: Sequence[int | None],
) -> Repartition:
    """The seats of each list.

    Args:
        voix: the votes of each list.
        sieges: how many seats there are.
        methode: the rule.
        candidats: how many candidates each list has, where that is known.
    """
    if methode is Proportionnelle.PLUS_FORT_RESTE:
        return _share_by_remainders(voix, sieges, candidats)
    return _share_by_averages(voix, sieges, candidats)


def _share_by_averages(
    voix: Sequence[int], sieges: int, candidats: Sequence[int | None]
) -> Repartition:
    """One seat after the other, each to the highest average of votes to a seat.

    A list that has no candidate left leaves its seats to the next averages, and where
    none has any, seats stay empty. No list has fewer seats than its whole quotients:
    the count begins there, so that it ends soon whatever the number of seats.
    """
    found = [
        quotient if most is None else min(quotient, most)
        for quotient, most in zip(_list_quotients(voix, sieges), candidats, strict=True)
    ]
    left = sieges - sum(found)
    while left:
        averages = {
            rank: Fraction(votes, found[rank] + 1)
            for rank, votes in enumerate(voix)
            if votes and found[rank] != candidats[rank]
        }
        if not averages:
            break
        highest = max(averages.values())
        ahead = [rank for rank, average in averages.items() if average == highest]
        won, tied = _choose(ahead, voix, left)
        for rank in won:
            found[rank] += 1
        left -= len(won)
        if tied:
            return Repartition(tuple(found), tied, left)
    return Repartition(tuple(found))


def _share_by_remainders(
    voix: Sequence[int], sieges: int, candidats: Sequence[int | None]
) -> Repartition:
    """As many seats as whole quotients, the others to the greatest remainders.

    The law read does not say who has the seats for which a list lacks candidates:
    they stay empty here.
    """
    expressed = sum(voix)
    if not expressed:
        return Repartition((0,) * len(voix))
    found = _list_quotients(voix, sieges)
    remainders = [votes * sieges % expressed for votes in voix]
    left, tied = sieges - sum(found), tuple[int, ...]()
    for remainder in sorted(set(remainders), reverse=True):
        if not left or tied:
            break
        ahead = [rank for rank, rest in enumerate(remainders) if rest == remainder]
        won, tied = _choose(ahead, voix, left)
        for rank in won:
            found[rank] += 1
        left -= len(won)
    filled = [
        seats if most is None else min(seats, most)
        for seats, most in zip(found, candidats, strict=True)
    ]
    return Repartition(tuple(filled), tied, left, sum(found) - sum(filled))


def _list_quotients(voix: Sequence[int], sieges: int) -> list[int]:
    """How many whole quotients, of the votes to a seat, each list's votes hold."""
    expressed = sum(voix)
    return [votes * sieges // expressed if expressed else 0 for votes in voix]


def _choose(
    ahead: Iterable[int], voix: Sequence[int], left: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which of the lists that are level have a seat, and which age decides among.

    Where there are more of them than seats, those with the most votes come first.
    """
    ranked = sorted(ahead, key=lambda rank: -voix[rank])
    if len(ranked) <= left:
        return tuple(ranked), ()
    edge = voix[ranked[left]]
    won = tuple(rank for rank in ranked if voix[rank] > edge)
    if len(won) == left:
        return won, ()
    return won, tuple(rank for rank in ranked if voix[rank] == edge)
