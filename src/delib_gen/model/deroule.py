"""How the attendance moves on, from one act to the next.

A power lasts from the moment it is given until its giver comes back. While its
holder is away it counts for nothing, and it counts again once he is back: that
is worked out act by act in `presence`, from the powers that stand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.model.mentions import Feuille, MouvementNomme
    from delib_gen.schema.autorite import Elu


class Evenement(StrEnum):
    """What may happen to the attendance; a movement's own keys."""

    APPEL = "appel"
    INSTALLATION = "installe"
    DEPART = "quitte"
    ARRIVEE = "arrive"
    POUVOIR = "des"
    CESSATION = "cesse"


@dataclass(frozen=True, slots=True)
class Etat:
    """Where everybody is between two events.

    Attributes:
        feuille: the sheet of the last roll-call.
        presents: the members in the room.
        pouvoirs: giver to holder, for every power that stands, the holder
            being there or not.
        absents: those who are not there, and never excused themselves.
        excuses: those who are not there and were excused.
        hors: those of the day's members who are not in office: no more, or not yet.
        sieges: how many seats were filled, less those that fell vacant, since the
            opening.
    """

    feuille: Feuille
    presents: frozenset[Elu]
    pouvoirs: dict[Elu, Elu]
    absents: frozenset[Elu]
    excuses: frozenset[Elu]
    hors: frozenset[Elu] = frozenset()
    sieges: int = 0

    def leave(self, elu: Elu, mandataire: Elu | None) -> Etat:
        """After a member left, with a power or without."""
        gone = replace(
            self,
            presents=self.presents - {elu},
            absents=self.absents | {elu},
        )
        return gone if mandataire is None else gone.give(elu, mandataire)

    def arrive(self, elu: Elu) -> Etat:
        """After a member came, which ends the power he gave."""
        return replace(
            self,
            presents=self.presents | {elu},
            pouvoirs={g: h for g, h in self.pouvoirs.items() if g != elu},
            absents=self.absents - {elu},
            excuses=self.excuses - {elu},
        )

    def end(self, elu: Elu) -> Etat:
        """After a member's mandate ended: the powers he gave end with it."""
        return replace(
            self,
            presents=self.presents - {elu},
            pouvoirs={g: h for g, h in self.pouvoirs.items() if g != elu},
            absents=self.absents - {elu},
            excuses=self.excuses - {elu},
            hors=self.hors | {elu},
            sieges=self.sieges - 1,
        )

    def install(self, elu: Elu, *, later: bool) -> Etat:
        """After a member took office: there, unless the sheet says otherwise.

        Args:
            elu: the member.
            later: whether he arrives at an act of its own.
        """
        hors, sieges = self.hors - {elu}, self.sieges + 1
        sheet = open_seance(self.feuille, hors, sieges)
        office = replace(self, hors=hors, sieges=sieges)
        if elu in sheet.pouvoirs:
            return office.give(elu, sheet.pouvoirs[elu])
        if elu in sheet.excuses:
            return replace(office, excuses=self.excuses | {elu})
        if elu in sheet.absents or later:
            return replace(office, absents=self.absents | {elu})
        return replace(office, presents=self.presents | {elu})

    def give(self, elu: Elu, mandataire: Elu) -> Etat:
        """After a member gave a power, which takes the place of an earlier one."""
        return replace(self, pouvoirs={**self.pouvoirs, elu: mandataire})


@dataclass(frozen=True, slots=True)
class Etape:
    """One event: what it is, where it is typed, and the attendance around it.

    Attributes:
        rang: the act before which it happens, from 0.
        mouvement: the movement; None for a roll-call.
    """

    rang: int
    evenement: Evenement
    mouvement: MouvementNomme | None
    avant: Etat
    apres: Etat


def open_seance(
    feuille: Feuille, hors: frozenset[Elu] = frozenset(), sieges: int = 0
) -> Etat:
    """The attendance at a roll-call, those who are not in office left out.

    Where the sheet contradicts itself the first state wins; the rules tell.
    """
    presents = frozenset(m.elu for m in feuille.presents if m.elu is not None) - hors
    pouvoirs: dict[Elu, Elu] = {}
    for pouvoir in feuille.pouvoirs:
        donneur, mandataire = pouvoir.donneur.elu, pouvoir.mandataire.elu
        if donneur is None or mandataire is None or donneur in {*presents, *hors}:
            continue
        pouvoirs[donneur] = mandataire
    taken = {*presents, *pouvoirs, *hors}
    absents = {m.elu for m in feuille.absents if m.elu is not None} - taken
    excuses = {m.elu for m in feuille.excuses if m.elu is not None} - taken - absents
    absent, excused = frozenset(absents), frozenset(excuses)
    return Etat(feuille, presents, pouvoirs, absent, excused, hors, sieges)


def follow_seance(
    feuilles: Sequence[Feuille], mouvements: Sequence[MouvementNomme], actes: int
) -> tuple[list[Etat], list[Etape]]:
    """The attendance at each act, and the events in the order they happened.

    At an act, a roll-call comes before the movements, and those come in the
    order of the file.

    Args:
        feuilles: the sheet of the opening, then those of the later roll-calls.
        mouvements: the movements, in the order of the file.
        actes: how many acts the session has.
    """
    awaited = frozenset(
        m.membre.elu
        for m in mouvements
        if m.rangs.get(Evenement.INSTALLATION.value) is not None
        and m.membre.elu is not None
    )
    etat = open_seance(feuilles[0], awaited)
    etats: list[Etat] = []
    etapes: list[Etape] = []
    for rang in range(actes):
        for evenement, mouvement, feuille in _list_events(rang, feuilles, mouvements):
            if feuille is not None:
                apres = open_seance(feuille, etat.hors, etat.sieges)
            else:
                apres = _apply(etat, evenement, mouvement)
            etapes.append(Etape(rang, evenement, mouvement, etat, apres))
            etat = apres
        etats.append(etat)
    return etats, etapes


def _list_events(
    rang: int, feuilles: Sequence[Feuille], mouvements: Sequence[MouvementNomme]
) -> Iterator[tuple[Evenement, MouvementNomme | None, Feuille | None]]:
    """What happens before an act: the roll-call, then the movements."""
    for feuille in feuilles[1:]:
        if feuille.rang == rang:
            yield Evenement.APPEL, None, feuille
    for mouvement in mouvements:
        for key, when in mouvement.rangs.items():
            if when == rang:
                yield Evenement(key), mouvement, None


def _apply(etat: Etat, evenement: Evenement, mouvement: MouvementNomme | None) -> Etat:
    """The attendance after a movement; what cannot have happened changes nothing."""
    elu = mouvement.membre.elu if mouvement else None
    if mouvement is None or elu is None:
        return etat
    mandataire = mouvement.mandataire.elu if mouvement.mandataire else None
    here = elu in etat.presents
    if evenement is Evenement.INSTALLATION and elu in etat.hors:
        return etat.install(elu, later=Evenement.ARRIVEE.value in mouvement.rangs)
    if elu in etat.hors:
        return etat
    if evenement is Evenement.CESSATION:
        return etat.end(elu)
    if evenement is Evenement.DEPART and here:
        return etat.leave(elu, None if mouvement.gives_later else mandataire)
    if evenement is Evenement.ARRIVEE and not here:
        return etat.arrive(elu)
    if evenement is Evenement.POUVOIR and not here and mandataire is not None:
        return etat.give(elu, mandataire)
    return etat
