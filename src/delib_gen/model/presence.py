"""Who is there when an act opens, and whose vote counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus
from delib_gen.model.suppleance import Suppleances

if TYPE_CHECKING:
    from delib_gen.model.deroule import Etat
    from delib_gen.model.mentions import DeportNomme
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Presence:
    """The attendance at one act; each member is in one place at most.

    Attributes:
        presents: those in the room who hold a seat, in printed order.
        representes: giver to holder, for the powers that count at this act.
        suspendus: giver to holder, for the powers whose holder steps aside.
        caducs: giver to holder, for the powers whose holder is not there.
        absents: those who are not there and whom nobody represents.
        excuses: those among them who were excused; they are not in `absents`.
        ecartes: those who step aside for this act, present or represented.
        suppleances: whose seat is held by another, and who is only heard.
    """

    presents: tuple[Elu, ...]
    representes: dict[Elu, Elu]
    suspendus: dict[Elu, Elu]
    caducs: dict[Elu, Elu]
    absents: tuple[Elu, ...]
    excuses: tuple[Elu, ...]
    ecartes: tuple[Elu, ...]
    suppleances: Suppleances = field(default_factory=Suppleances)

    @property
    def tous(self) -> tuple[Elu, ...]:
        """Everybody of whom it says where he is, each once."""
        away = (*self.suspendus, *self.caducs, *self.excuses, *self.absents)
        return tuple(dict.fromkeys((*self.presents, *self.representes, *away)))

    @property
    def votants(self) -> tuple[Elu, ...]:
        """Those whose vote counts: there or represented, and not aside."""
        entitled = (*self.presents, *self.representes)
        return tuple(sort_elus(e for e in entitled if e not in self.ecartes))

    @property
    def retires(self) -> tuple[Elu, ...]:
        """Those who are there or represented, and step aside."""
        here = {*self.presents, *self.representes}
        return tuple(e for e in self.ecartes if e in here)


def compute_presence(
    etat: Etat, deports: tuple[DeportNomme, ...], suppleances: Suppleances
) -> Presence:
    """The attendance at an act, from where everybody is and who steps aside."""
    presents = suppleances.keep_voting(etat.presents)
    ecartes = {e for d in deports if (e := d.membre.elu) in suppleances.comptes and e}
    representes: dict[Elu, Elu] = {}
    suspendus: dict[Elu, Elu] = {}
    caducs: dict[Elu, Elu] = {}
    remplaces: set[Elu] = set()
    for giver, holder in etat.pouvoirs.items():
        if giver not in suppleances.comptes:
            remplaces.add(giver)  # nobody votes for whoever's seat another holds
            continue
        if holder not in presents:
            caducs[giver] = holder
        elif holder in ecartes:
            suspendus[giver] = holder
        else:
            representes[giver] = holder
    excuses = etat.excuses - representes.keys()
    # Who has no seat of his own is absent from none, unless the sheet says so.
    named = {mention.elu for mention in etat.feuille.absents}
    gone = etat.absents - (suppleances.sans_mandat - named)
    away = {*gone, *suspendus, *caducs, *remplaces}
    absents = away - representes.keys() - excuses
    return Presence(
        presents=tuple(sort_elus(presents)),
        representes=_sort_givers(representes),
        suspendus=_sort_givers(suspendus),
        caducs=_sort_givers(caducs),
        absents=tuple(sort_elus(absents)),
        excuses=tuple(sort_elus(excuses)),
        ecartes=tuple(sort_elus(ecartes)),
        suppleances=suppleances,
    )


def _sort_givers(holders: dict[Elu, Elu]) -> dict[Elu, Elu]:
    return {giver: holders[giver] for giver in sort_elus(holders)}
