"""What was sent before a sitting, and the delay that the law sets for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delib_gen.rules.words import count
from delib_gen.schema.droit import ObjetDelai, find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.model.situation import Situation
    from delib_gen.schema.droit import RegleDelai, RegleNouvelleReunion


@dataclass(frozen=True, slots=True)
class Envoi:
    """Something sent, and what the law asks of it.

    Attributes:
        cle: the key that gives its day.
        regle: the delay asked for at this sitting.
        ordinaire: that of ordinary sittings, which says what urgency may do.
    """

    objet: ObjetDelai
    cle: str
    jour: dt.date
    regle: RegleDelai | RegleNouvelleReunion | None = None
    ordinaire: RegleDelai | None = None

    @property
    def nom(self) -> str:
        """What it is called."""
        return "la convocation" if self.cle == "convocation" else "l'envoi des rapports"

    @property
    def date(self) -> str:
        """`daté`, agreed with it."""
        return "datée" if self.cle == "convocation" else "daté"

    @property
    def a_part(self) -> bool:
        """Whether its own day is known; rapports may have only that of the notice."""
        return self.objet is not ObjetDelai.RAPPORTS or self.cle != "convocation"

    def is_under_floor(self, jour: dt.date) -> bool:
        """Whether even urgency does not shorten the delay so far.

        A first sitting whose rapports are handed out there has none.
        """
        regle = self.ordinaire
        if regle is None or regle.urgence is None or self.regle is None:
            return False
        left = count_days(self.jour, jour, francs=regle.urgence_francs)
        return bool(self.regle.jours) and left < regle.urgence

    def count(self, jour: dt.date) -> int:
        """How many days there are before the sitting, as the record counts them."""
        francs = self.regle is not None and self.regle.francs
        return count_days(self.jour, jour, francs=francs)


@dataclass(frozen=True, slots=True)
class Echeance:
    """Something that is still to be sent, the last day for it, and the law."""

    objet: ObjetDelai
    jour: dt.date
    regle: RegleDelai | RegleNouvelleReunion


def list_sendings(situation: Situation) -> Iterator[Envoi]:
    """What was sent on a day that is known."""
    seance = situation.seance
    if seance.convocation is not None:
        yield Envoi(ObjetDelai.CONVOCATION, "convocation", seance.convocation)
    if seance.envoi_rapports is not None:
        yield Envoi(ObjetDelai.RAPPORTS, "envoi_rapports", seance.envoi_rapports)


def list_delays(situation: Situation) -> Iterator[Envoi]:
    """What was sent, each with its delay; rapports with the notice, where untold."""
    sent = {envoi.objet: envoi for envoi in list_sendings(situation)}
    for objet in ObjetDelai:
        envoi = sent.get(objet) or sent.get(ObjetDelai.CONVOCATION)
        if envoi is not None and envoi.jour <= situation.jour:
            yield find_delay(situation, replace(envoi, objet=objet))


def find_delay(situation: Situation, envoi: Envoi) -> Envoi:
    """Something sent, with its delay."""
    ordinary = situation.regles.find_delai(envoi.objet, situation.jour)
    regle: RegleDelai | RegleNouvelleReunion | None
    regle = _find_first_delay(situation, envoi.objet) or ordinary
    if envoi.objet is ObjetDelai.CONVOCATION:
        regle = _find_new_convocation(situation) or regle
    return replace(envoi, regle=regle, ordinaire=ordinary)


def _find_first_delay(situation: Situation, objet: ObjetDelai) -> RegleDelai | None:
    """The delay of a first sitting after a general renewal, if this is one.

    It is one where it takes the act that first sittings take, and is held soon after a
    ballot that is known, or after the day from which all the members have their seats.
    """
    jour = situation.jour
    regle = situation.regles.find_delai(objet, jour, premiere=True)
    if regle is None:
        return None
    if all(acte.acte.regime != regle.premiere_seance for acte in situation.actes):
        return None
    seats = [
        mandat.depuis
        for elu in situation.annuaire.membres
        for mandat in elu.mandats
        if mandat.organe == situation.code_organe and mandat.covers(jour)
    ]
    began = min((day or dt.date.min for day in seats), default=dt.date.min)
    ballots = [*situation.organe.renouvellements, began]
    soon = any(0 <= (jour - ballot).days <= regle.jours_apres for ballot in ballots)
    return regle if soon else None


def _find_new_convocation(situation: Situation) -> RegleNouvelleReunion | None:
    """The record of a sitting convened again after a failed one, if this is one."""
    regle = find_in_force(situation.regles.nouvelle_reunion, situation.jour)
    if situation.seance.defaut_quorum is None or regle is None or regle.jour_fixe:
        return None
    if not regle.jours:
        return None  # the ordinary delay holds, and no interval of its own
    return regle


def list_deadlines(situation: Situation) -> list[Echeance]:
    """The last day of each sending that the law sets a delay for, the soonest first."""
    sent, found = {envoi.objet for envoi in list_sendings(situation)}, []
    for objet in ObjetDelai:
        if objet in sent or ObjetDelai.CONVOCATION in sent:
            continue  # rapports go with the notice, where no other day is told
        key, day = objet.value, situation.jour
        regle = find_delay(situation, Envoi(objet, key, day)).regle
        if regle is not None:
            days = regle.jours + regle.francs
            last = dt.date.fromordinal(max(day.toordinal() - days, 1))
            found.append(Echeance(objet, last, regle))
    return sorted(found, key=lambda echeance: echeance.jour)


def count_days(sent: dt.date, jour: dt.date, *, francs: bool) -> int:
    """The days between; neither the first nor the last counts among clear ones."""
    days = (jour - sent).days
    return max(days - 1, 0) if francs else days


def write_days(number: int, *, francs: bool) -> str:
    """So many days, or clear days."""
    return (
        count(number, "jour franc", "jours francs") if francs else count(number, "jour")
    )
