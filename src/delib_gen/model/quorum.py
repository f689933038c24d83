"""The quorum of an act: what was required, and the two counts of who was there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.schema.acte import MotifDeport
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.model.mentions import DeportNomme
    from delib_gen.model.presence import Presence
    from delib_gen.schema.acte import Acte
    from delib_gen.schema.autorite import Elu, Organe
    from delib_gen.schema.droit import RegleQuorum, RegleRegime
    from delib_gen.schema.regle import Regle


@dataclass(frozen=True, slots=True)
class Quorum:
    """A quorum judged.

    Attributes:
        base: members in office who count for it.
        requis: how many must be there; 0 where the law asks for none.
        presents: how many are in the room.
        avec_pouvoirs: how many are in the room or represented.
        pouvoirs_comptes: whether the law counts the represented.
        regle: the record applied, None where none is in force.
        non_comptes: those in the room whom the law does not count.
        leve: whether so many step aside that the law asks for no quorum.
    """

    base: int
    requis: int
    presents: int
    avec_pouvoirs: int
    pouvoirs_comptes: bool
    regle: Regle | None
    non_comptes: frozenset[Elu]
    leve: bool

    @property
    def compte(self) -> int:
        """The count that the law looks at."""
        return self.avec_pouvoirs if self.pouvoirs_comptes else self.presents

    @property
    def atteint(self) -> bool:
        """Whether the organ may deliberate."""
        return self.compte >= self.requis


def compute_quorum(
    organe: Organe,
    jour: dt.date,
    acte: Acte,
    presence: Presence,
    deports: tuple[DeportNomme, ...],
    sortis: frozenset[Elu],
    en_exercice: int,
    *,
    sans_quorum: bool,
) -> Quorum:
    """Judge the quorum of an act when it opens.

    Args:
        organe: whose rules apply.
        jour: the day, which chooses among the dated values.
        acte: the act, whose regime may ask for more.
        presence: who is there.
        deports: who steps aside, with the ground.
        sortis: who leaves the room for the act.
        en_exercice: members in office.
        sans_quorum: whether the sitting replaces one that failed, and the act
            was on that one's agenda.
    """
    regle = find_in_force(organe.regles.quorum, jour)
    regime = organe.regles.find_regime(acte.regime, jour)
    deport = find_in_force(organe.regles.deports, jour)
    hors_base = {
        d.membre.elu
        for d in deports
        if d.membre.elu in presence.suppleances.comptes
        and deport
        and d.motif in deport.hors_quorum
    }
    interesses = find_in_force(organe.regles.interesses, jour)
    out = hors_base | sortis
    if interesses is not None and not interesses.comptes_presents:
        out |= set(presence.ecartes)
    base = en_exercice - len(hors_base)
    dans_la_salle = [e for e in presence.presents if e not in out]
    # The power given by a member who steps aside is void for this act: its giver
    # is not represented, whereas a member who stays in the room is still there.
    representes = [
        giver
        for giver, holder in presence.representes.items()
        if holder not in out and giver not in presence.ecartes
    ]
    requis = _required(regle, regime, base)
    lifted = interesses.sans_quorum_si if interesses is not None else None
    leve = lifted is not None and len(presence.ecartes) >= lifted * en_exercice
    if sans_quorum or leve:
        requis = 0
    return Quorum(
        base=base,
        requis=requis,
        presents=len(dans_la_salle),
        avec_pouvoirs=len(dans_la_salle) + len(representes),
        pouvoirs_comptes=regle.pouvoirs_comptes if regle else False,
        regle=regle,
        non_comptes=frozenset(presence.presents).difference(dans_la_salle),
        leve=leve,
    )


def list_sortis(
    organe: Organe, jour: dt.date, acte: Acte, deports: tuple[DeportNomme, ...]
) -> frozenset[Elu]:
    """Who leaves the room for an act: as typed, or because the law sends him out."""
    regime = organe.regles.find_regime(acte.regime, jour)
    absent_by_law = regime is not None and regime.ordonnateur_exclu
    return frozenset(
        d.membre.elu
        for d in deports
        if d.membre.elu is not None
        and (d.sort or (absent_by_law and d.motif is MotifDeport.ORDONNATEUR))
    )


def _required(regle: RegleQuorum | None, regime: RegleRegime | None, base: int) -> int:
    """The smallest count that satisfies « more than » or « at least » a share.

    Where the data have no record, none is made up: the rules say that it lacks.
    """
    if regime and regime.quorum_au_moins is not None:
        return math.ceil(regime.quorum_au_moins * base)
    if regime and regime.quorum_plus_de is not None:
        return math.floor(regime.quorum_plus_de * base) + 1
    if regle is None:
        return 0
    if regle.plus_de is None:
        return math.ceil((regle.au_moins or 0) * base)
    return math.floor(regle.plus_de * base) + 1
