"""Who of the lists has a seat: those of the list elected, or of each its share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.model.designation import Designation, designate
from delib_gen.model.repartition import share_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from delib_gen.findings import YamlPath
    from delib_gen.model.designation import TourTenu
    from delib_gen.model.mentions import Mention
    from delib_gen.schema.electif import Proportionnelle

Composition = dict[object, tuple["Mention", ...]]
"""The people of each list in its order, by the list's key."""


@dataclass(frozen=True, slots=True)
class ListeTenue:
    """A list that stood, and its people in its order."""

    path: YamlPath
    mention: Mention
    membres: tuple[Mention, ...]

    @property
    def key(self) -> object:
        """What tells it from the others."""
        return self.mention.key


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who has the seats of an election by lists.

    Attributes:
        designation: the list or lists that the rounds elect; the seats of each by
            proportion are in `sieges`.
        sieges: the seats of each list, by its key, those that age decides apart.
        surs: the people elected beyond doubt.
        au_choix: those among whom age chooses, list by list.
        restants: how many of them it chooses.
        incomplets: how many seats go to lists that have no candidate for them.
    """

    designation: Designation
    sieges: Mapping[object, int] = field(default_factory=dict)
    surs: tuple[Mention, ...] = ()
    au_choix: tuple[tuple[Mention, ...], ...] = ()
    restants: int = 0
    incomplets: int = 0


def elect_list(
    tours: Sequence[TourTenu], composition: Composition, sieges: int | None
) -> Attribution:
    """The list that has all the seats, and its people.

    Args:
        tours: the rounds, in order.
        composition: the people of the lists that are known.
        sieges: how many seats there are; None where a list has all its people.
    """
    found = designate(tours, 1)
    groups = [
        composition.get(c.key, ())[:sieges] for c in found.elus or found.a_egalite
    ]
    if found.elus:
        return Attribution(found, surs=groups[0])
    return Attribution(
        found, au_choix=tuple(groups), restants=max(map(len, groups), default=0)
    )


def share_seats(
    tours: Sequence[TourTenu],
    composition: Composition,
    sieges: int,
    methode: Proportionnelle,
) -> Attribution:
    """The seats of each list by proportion, and whose they are.

    Args:
        tours: the rounds; the first one alone shares the seats out.
        composition: the people of the lists, where all are known.
        sieges: how many seats there are.
        methode: the rule.
    """
    candidats = tours[0].candidats
    known = all(c.key in composition for c in candidats)
    lists = [composition.get(c.key, ()) for c in candidats]
    found = share_out(
        [c.voix for c in candidats],
        sieges,
        methode,
        [len(people) if known else None for people in lists],
    )
    tied = tuple(candidats[rank] for rank in found.a_egalite)
    extra = 1 if len(tours) > 1 else None
    won = tuple(c for c, seats in zip(candidats, found.sieges, strict=True) if seats)
    return Attribution(
        Designation(won, tied, found.restants, tours_de_trop=extra),
        {c.key: n for c, n in zip(candidats, found.sieges, strict=True)},
        tuple(
            person
            for people, seats in zip(lists, found.sieges, strict=True)
            for person in people[:seats]
        ),
        tuple(lists[r][found.sieges[r] : found.sieges[r] + 1] for r in found.a_egalite),
        found.restants,
        found.incomplets,
    )
