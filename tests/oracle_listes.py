"""The seats of lists, found a second time: from what a right result is, not by a count.

Every way of filling the seats is listed, and those that the law's words admit are
kept; the product counts instead. Where age decides, several are admitted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

Seats = tuple[int, ...]


def admit_averages(
    voix: Sequence[int], sieges: int, candidats: Sequence[int]
) -> set[Seats]:
    """By the highest average: no list without a seat has more votes to one.

    A list with candidates left, given one seat more, has no higher average than any
    list has with the seats that it got. Level lists: the most votes, then age.
    """
    there = sum(most for votes, most in zip(voix, candidats, strict=True) if votes)
    filled = min(sieges, there)
    fair = [
        seats
        for seats in _list_ways(candidats, filled)
        if not any(n and not votes for n, votes in zip(seats, voix, strict=True))
        and all(
            Fraction(voix[one], seats[one]) >= Fraction(voix[other], seats[other] + 1)
            for one in range(len(voix))
            for other in range(len(voix))
            if seats[one] and seats[other] < candidats[other]
        )
    ]
    return _prefer_votes(fair, voix)


def admit_remainders(voix: Sequence[int], sieges: int) -> set[Seats]:
    """By the greatest remainder: whole quotients, then a seat to the largest rests."""
    if not sum(voix):
        return {(0,) * len(voix)}
    quotient = Fraction(sum(voix), sieges)
    whole = [int(votes / quotient) for votes in voix]
    rests = [votes - n * quotient for votes, n in zip(voix, whole, strict=True)]
    left = sieges - sum(whole)
    fair = []
    for chosen in itertools.combinations(range(len(voix)), left):
        others = set(range(len(voix))) - set(chosen)
        if all(rests[a] >= rests[b] for a in chosen for b in others):
            fair.append(tuple(n + (i in chosen) for i, n in enumerate(whole)))
    return _prefer_votes(fair, voix)


def admit_lists(rounds: Sequence[Sequence[int]], absolute: int = 2) -> set[int] | None:
    """The list that all the rounds elect; the lists among which age chooses.

    None where the last round elects nobody, or one before it somebody.
    """
    for rank, voix in enumerate(rounds):
        elected = {
            i
            for i, votes in enumerate(voix)
            if (2 * votes > sum(voix) if rank < absolute else votes == max(voix) > 0)
        }
        if elected:
            return elected if rank == len(rounds) - 1 else None
    return None


def _list_ways(candidats: Sequence[int], sieges: int) -> Iterator[Seats]:
    for seats in itertools.product(*(range(min(n, sieges) + 1) for n in candidats)):
        if sum(seats) == sieges:
            yield seats


def _prefer_votes(fair: Sequence[Seats], voix: Sequence[int]) -> set[Seats]:
    """Of results that are level, those that give most to the lists with most votes."""
    for votes in sorted(set(voix), reverse=True):
        ranks = [i for i, v in enumerate(voix) if v == votes]
        most = max(sum(seats[i] for i in ranks) for seats in fair)
        fair = [s for s in fair if sum(s[i] for i in ranks) == most]
    return set(fair)
