"""Who sits in whose place, and who sits without a vote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from delib_gen.model.annuaire import Annuaire
    from delib_gen.model.mentions import Mention
    from delib_gen.schema.autorite import Elu, Place


@dataclass(frozen=True, slots=True)
class SuppleanceNommee:
    """A substitute and the member in whose place he sits, as typed."""

    suppleant: Mention
    titulaire: Mention


@dataclass(frozen=True, slots=True)
class Suppleances:
    """Whose seat is held by whom, among some people who are in the room.

    Attributes:
        sieges: the substitutes who sit, each with the member whose seat it is.
        sans_siege: the substitutes who hold no seat, since that of the member is taken,
            or since nobody can say whose it is; with the members it might be.
        consultatifs: those in the room who are only heard.
        comptes: the members in office, each replaced by who holds the seat.
        sans_mandat: those of the register who may sit and have no seat of their own.
    """

    sieges: dict[Elu, Elu] = field(default_factory=dict)
    sans_siege: dict[Elu, tuple[Elu, ...]] = field(default_factory=dict)
    consultatifs: frozenset[Elu] = frozenset()
    comptes: frozenset[Elu] = frozenset()
    sans_mandat: frozenset[Elu] = frozenset()

    def seat(self, elu: Elu) -> Elu:
        """Whose seat somebody holds: the member's own, or that of another."""
        return self.sieges.get(elu, elu)

    def keep_voting(self, presents: Collection[Elu]) -> list[Elu]:
        """Those in the room who hold a seat, each seat once."""
        return [
            elu
            for elu in presents
            if elu not in self.sans_siege and elu not in self.consultatifs
        ]

    @property
    def remplaces(self) -> frozenset[Elu]:
        """The members whose seat a substitute holds."""
        return frozenset(self.sieges.values())


def find_place(elu: Elu, seat: Elu, organe: str, jour: dt.date) -> Place:
    """How a member stands among the others; a substitute, as whose seat it is."""
    own = elu.place(organe, jour)
    if seat is elu:
        return own
    said = {key: value for key, value in own if value is not None}
    return seat.place(organe, jour).model_copy(update={"titre": None, **said})


def find_suppleances(
    annuaire: Annuaire, presents: Collection[Elu], typed: Mapping[Elu, Elu]
) -> Suppleances:
    """Whose seat each substitute holds: the one typed, else the only one it can be.

    Args:
        annuaire: the register of the day.
        presents: who is in the room.
        typed: substitute to member, where the session says it.
    """
    sieges: dict[Elu, Elu] = {}
    sans_siege: dict[Elu, tuple[Elu, ...]] = {}
    here = sorted((e for e in presents if e in annuaire.suppleants), key=_by_name)
    # Who can sit for one member only comes first, whatever the names.
    for elu in sorted(here, key=lambda e: len(list_titulaires(annuaire, e, typed))):
        may = list_titulaires(annuaire, elu, typed)
        free = [t for t in may if t not in presents and t not in sieges.values()]
        if len(free) == 1:
            sieges[elu] = free[0]
        else:
            sans_siege[elu] = tuple(free or may)
    consultatifs = annuaire.consultatifs.intersection(presents)
    comptes = frozenset(annuaire.membres).difference(sieges.values()).union(sieges)
    others = annuaire.consultatifs.union(annuaire.suppleants)
    return Suppleances(sieges, sans_siege, consultatifs, comptes, others)


def list_titulaires(
    annuaire: Annuaire, elu: Elu, typed: Mapping[Elu, Elu]
) -> tuple[Elu, ...]:
    """The members in whose place somebody may sit that day."""
    known = [found.elu for found in annuaire.suppleants[elu]]
    may = tuple(t for t in known if t is not None and t in annuaire.membres)
    if elu in typed:
        return tuple(t for t in may if t == typed[elu])
    return may


def _by_name(elu: Elu) -> tuple[str, str]:
    return elu.nom, elu.prenom
