"""Who is there when an act opens, and whose vote counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import sort_elus

if TYPE_CHECKING:
    from delib_gen.model.mentions import DeportNomme, Feuille
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Presence:
    """The attendance at one act; each member is in one place at most.

    Attributes:
        presents: the members in the room, in printed order.
        representes: giver to holder, for the powers that count at this act.
        suspendus: giver to holder, for the powers whose holder steps aside.
        absents: those who are not there and gave no power.
        excuses: those among the absent who were excused.
        ecartes: those who step aside for this act, present or represented.
    """

    presents: tuple[Elu, ...]
    representes: dict[Elu, Elu]
    suspendus: dict[Elu, Elu]
    absents: tuple[Elu, ...]
    excuses: tuple[Elu, ...]
    ecartes: tuple[Elu, ...]

    @property
    def votants(self) -> tuple[Elu, ...]:
        """Those whose vote counts: there or represented, and not aside."""
        entitled = (*self.presents, *self.representes)
        return tuple(sort_elus(e for e in entitled if e not in self.ecartes))


def compute_presence(feuille: Feuille, deports: tuple[DeportNomme, ...]) -> Presence:
    """The attendance at an act, from the sheet and those who step aside.

    Where the sheet contradicts itself the first state wins; the rules tell.
    """
    presents = {m.elu: None for m in feuille.presents if m.elu is not None}
    ecartes = {d.membre.elu: None for d in deports if d.membre.elu is not None}
    representes: dict[Elu, Elu] = {}
    suspendus: dict[Elu, Elu] = {}
    for pouvoir in feuille.pouvoirs:
        donneur, mandataire = pouvoir.donneur.elu, pouvoir.mandataire.elu
        if donneur is None or mandataire is None or donneur in presents:
            continue
        if mandataire in ecartes:
            suspendus[donneur] = mandataire
        elif mandataire in presents:
            representes[donneur] = mandataire
    taken = {*presents, *representes, *suspendus}
    absents, excuses = (
        tuple(sort_elus({m.elu for m in names if m.elu and m.elu not in taken}))
        for names in (feuille.absents, feuille.excuses)
    )
    return Presence(
        presents=tuple(sort_elus(presents)),
        representes={e: representes[e] for e in sort_elus(representes)},
        suspendus={e: suspendus[e] for e in sort_elus(suspendus)},
        absents=absents,
        excuses=excuses,
        ecartes=tuple(sort_elus(ecartes)),
    )
