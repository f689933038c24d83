"""Who voted what, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus
from delib_gen.schema.vote import SENS as SENS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from delib_gen.model.mentions import Mention
    from delib_gen.model.presence import Presence
    from delib_gen.schema import vote as saisie
    from delib_gen.schema.autorite import Elu

BULLETINS = ("blancs", "nuls")
"""What a ballot box may hold besides, which is no vote expressed."""


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a ballot."""

    pour: int
    contre: int
    abstention: int
    non_participation: int
    blancs: int = 0
    nuls: int = 0

    @property
    def exprimes(self) -> int:
        """Votes expressed: for and against, nothing else."""
        return self.pour + self.contre

    @property
    def total(self) -> int:
        """Everybody that the figures account for."""
        return sum(getattr(self, name) for name in (*SENS, *BULLETINS))


@dataclass(frozen=True, slots=True)
class Decompte:
    """A count.

    Attributes:
        pour: the members under this heading, in printed order, each once; so
            for the next three. Where the ballot tells figures only, the first
            three are empty.
        chiffres: how many under each heading.
        nominatif: whether it is known who voted what.
    """

    pour: tuple[Elu, ...]
    contre: tuple[Elu, ...]
    abstention: tuple[Elu, ...]
    non_participation: tuple[Elu, ...]
    chiffres: Chiffres
    nominatif: bool = True

    @property
    def exprimes(self) -> int:
        """Votes expressed: for and against, nothing else."""
        return self.chiffres.exprimes

    def count(self, sens: str) -> int:
        """How many stand under a heading, ballot papers included."""
        number: int = getattr(self.chiffres, sens)
        return number


def count_names(
    votes: Mapping[str, tuple[Mention, ...]], presence: Presence
) -> Decompte:
    """Count a vote by its lists: whoever is entitled and in none voted in favour.

    A member in two lists counts in the first one only, and one who is not
    entitled does not count: the rules refuse both, the count stays a count.
    """
    votants = presence.votants
    given: dict[Elu, str] = {}
    for sens in ("contre", "abstention", "non_participation"):
        for mention in votes.get(sens, ()):
            if mention.elu is not None and mention.elu in votants:
                given.setdefault(mention.elu, sens)
    lists: dict[str, list[Elu]] = {sens: [] for sens in SENS}
    for elu in votants:
        lists[given.get(elu, "pour")].append(elu)
    lists["non_participation"] += presence.retires
    pour, contre, abstention, out = (tuple(sort_elus(lists[sens])) for sens in SENS)
    chiffres = Chiffres(**{sens: len(names) for sens, names in lists.items()})
    return Decompte(pour, contre, abstention, out, chiffres)


def count_figures(
    stated: saisie.Decompte,
    votes: Mapping[str, tuple[Mention, ...]],
    presence: Presence,
    *,
    secret: bool,
) -> Decompte:
    """Count a vote by its figures alone.

    In an open ballot whoever is in no figure voted in favour, as in the lists;
    a secret ballot says nothing of anybody, so that nothing is worked out of it
    but those who stayed out, who may be named.

    Args:
        stated: the figures.
        votes: the members named; only those who take no part may be.
        presence: who is entitled.
        secret: whether the ballot was secret.
    """
    entitled = {*presence.votants}
    named = {
        m.elu
        for m in votes.get("non_participation", ())
        if m.elu is not None and m.elu in entitled
    }
    out = tuple(sort_elus({*named, *presence.retires}))
    figures = {name: getattr(stated, name) or 0 for name in (*SENS, *BULLETINS)}
    if stated.non_participation is None:
        figures["non_participation"] = len(out)
    if stated.pour is None and not secret:
        rest = sum(number for name, number in figures.items() if name != "pour")
        figures["pour"] = max(len(entitled) + len(presence.retires) - rest, 0)
    return Decompte((), (), (), out, Chiffres(**figures), nominatif=False)
