"""A sitting with every name resolved and every act's attendance worked out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from delib_gen.model.cases import list_cases
from delib_gen.model.passages import Passage, list_passages
from delib_gen.model.suppleance import find_suppleances
from delib_gen.model.textes import TexteDit, list_seance_textes, list_textes
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe, LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.annuaire import Annuaire
    from delib_gen.model.decompte import Decompte
    from delib_gen.model.deroule import Etape, Etat
    from delib_gen.model.election import ElectionTenue
    from delib_gen.model.envois import EnvoiFait
    from delib_gen.model.huis_clos import HuisClosTenu
    from delib_gen.model.mentions import (
        DeportNomme,
        Feuille,
        Mention,
        MouvementNomme,
    )
    from delib_gen.model.names import Names
    from delib_gen.model.presence import Presence
    from delib_gen.model.quorum import Quorum
    from delib_gen.model.resultat import Resultat
    from delib_gen.model.scrutins import ScrutinTenu
    from delib_gen.model.suppleance import SuppleanceNommee, Suppleances
    from delib_gen.schema.acte import Acte
    from delib_gen.schema.autorite import Autorite, Elu, Organe
    from delib_gen.schema.droit import RegleRegime, Regles, RegleSignatures
    from delib_gen.schema.role import Role
    from delib_gen.schema.seance import Seance

RoleTenu = tuple["Mention | None", "Role"]
"""Who holds a role: the member, if it is one, and what was typed."""


@dataclass
class ActeEnSeance:
    """An act as the sitting dealt with it.

    Attributes:
        lu: the act as it was read; `acte` is its content.
        president: who chairs this act.
        signataire: who signs it; None where nobody was named nor holds the office.
        cosignataires: who signs beside: those named, else the secretaries, where
            the law wants them to.
        rapporteur: the member who reports; None where an office does, or nobody.
        auteurs: who moved it; members, or others.
        sortis: who leaves the room for it.
        etat: where everybody is when it opens.
        presence: who is there for it, those who step aside apart.
        quorum: what was required and what was there.
        scrutin: the ballot on the whole; None where there was none.
        parties: the ballots on its parts.
        elections: those that replace the vote.
        resultat: what was decided; None where there was no vote.
        huis_clos: that it was examined behind closed doors, the sitting apart.
        vu: what looked at it found in it, by names: it may be kept while it stays.
    """

    situation: Situation
    lu: LoadedActe
    acte: Acte
    jour: dt.date
    president: Mention
    signataire: Mention | None
    cosignataires: tuple[RoleTenu, ...]
    rapporteur: Mention | None
    auteurs: tuple[Mention, ...]
    deports: tuple[DeportNomme, ...]
    sortis: frozenset[Elu]
    etat: Etat
    presence: Presence
    quorum: Quorum
    scrutin: ScrutinTenu | None = None
    parties: tuple[ScrutinTenu, ...] = ()
    elections: tuple[ElectionTenue, ...] = ()
    resultat: Resultat | None = None
    huis_clos: HuisClosTenu | None = None
    vu: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def textes(self) -> tuple[TexteDit, ...]:
        """Its texts and those of its annexes, listed once: many rules read them."""
        return tuple(list_textes(self))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The same in each of their languages."""
        return tuple(list_passages(self.textes, self.situation.lue))

    @cached_property
    def cases(self) -> tuple[Passage, ...]:
        """The cells and the names of charts that it prints, where a sign is rare."""
        return tuple(list_cases(self))

    def forget_texts(self) -> None:
        """Let those lists go: who still wants one lists it again."""
        for name in ("textes", "passages", "cases"):
            self.__dict__.pop(name, None)

    @property
    def decompte(self) -> Decompte | None:
        """The count of the vote on the whole; None where there was none."""
        return self.scrutin.decompte if self.scrutin else None

    @property
    def scrutins(self) -> tuple[ScrutinTenu, ...]:
        """Every ballot: the whole first, then the parts."""
        return (*((self.scrutin,) if self.scrutin else ()), *self.parties)

    @property
    def scrutins_imprimes(self) -> tuple[ScrutinTenu, ...]:
        """The same in printed order: the parts, then the whole."""
        return (*self.parties, *((self.scrutin,) if self.scrutin else ()))

    @property
    def regime(self) -> RegleRegime | None:
        """What the law changes for this kind of act on its day."""
        return self.situation.regles.find_regime(self.acte.regime, self.jour)

    @property
    def role_signataire(self) -> Role | None:
        """Who was typed to sign, or to chair in the place of who signs."""
        seance = self.situation.seance
        if self.acte.signataire or seance.signataire:
            return self.acte.signataire or seance.signataire
        return self.acte.president if self.signatures else None

    @property
    def signatures(self) -> RegleSignatures | None:
        """What the law says of who signs, on the day of the act."""
        return find_in_force(self.situation.regles.signatures, self.jour)

    @property
    def signe_le(self) -> dt.date:
        """The day on which it is signed."""
        return self.acte.signe_le or self.situation.seance.signe_le or self.jour

    @property
    def path(self) -> YamlPath:
        """The place of the act in the session file."""
        return self.lu.path

    @property
    def numero(self) -> str:
        """The number as it is printed; empty where the act has none."""
        return self.acte.numero or ""

    @property
    def repere(self) -> str:
        """What it is called: its number, its `id` until it has one; empty for none."""
        return self.acte.repere

    @property
    def provisoire(self) -> bool:
        """Whether it was taken, and has no number yet: its documents say so."""
        return self.situation.lue.tenue and self.delibere and not self.numero

    @property
    def delibere(self) -> bool:
        """Whether the act was put to the sitting: neither withdrawn nor put off."""
        return self.acte.statut is None


@dataclass(slots=True)
class Situation:
    """A sitting, ready for the rules and for the views.

    Attributes:
        lue: the session as it was read.
        autorite: the authority, with the law and the style that it refers to.
        organe: the organ that sat; `regles` are its rules.
        jour: the day of the sitting.
        assistants: who assists and does not vote, member or not.
        suppleants: in whose place substitutes sit, where the session says it.
        feuilles: the sheet of the opening, then those of the later roll-calls.
        mouvements: the arrivals, departures and powers, in the order of the file.
        etapes: what changed the attendance, in the order it happened.
        signataire: who signs; None where nobody was named nor holds the office.
        huis_clos: that the whole of it was held behind closed doors.
        envois: how the members were convened, where that is told.
        completes: what was found of the sheets that acts open with, by identity:
            whether every member is on them.
    """

    lue: LoadedSeance
    reference: LoadedAutorite
    seance: Seance
    autorite: Autorite
    code_organe: str
    organe: Organe
    jour: dt.date
    names: Names
    president: Mention
    signataire: Mention | None
    secretaires: tuple[RoleTenu, ...]
    cosignataires: tuple[RoleTenu, ...]
    assistants: tuple[RoleTenu, ...]
    suppleants: tuple[SuppleanceNommee, ...]
    feuilles: tuple[Feuille, ...]
    mouvements: tuple[MouvementNomme, ...] = ()
    huis_clos: HuisClosTenu | None = None
    envois: tuple[EnvoiFait, ...] = ()
    etapes: list[Etape] = field(default_factory=list)
    actes: list[ActeEnSeance] = field(default_factory=list)
    completes: dict[int, bool] = field(default_factory=dict)

    @property
    def passages(self) -> Iterator[Passage]:
        """The texts of the sitting in each of their languages, its acts apart."""
        return list_passages(list_seance_textes(self), self.lue)

    def iter_read(self) -> Iterator[tuple[str, tuple[Passage, ...]]]:
        """All that is printed: what the sitting says, then each act with its name."""
        yield "", tuple(self.passages)
        for acte in self.actes:
            yield acte.repere, (*acte.passages, *acte.cases)

    @property
    def annuaire(self) -> Annuaire:
        """The members in office on the first day."""
        return self.names.annuaire(self.jour)

    def find_suppleances(self, presents: Collection[Elu], jour: dt.date) -> Suppleances:
        """Whose seat each substitute in the room holds, and who is only heard."""
        typed = {
            named.suppleant.elu: named.titulaire.elu
            for named in self.suppleants
            if named.suppleant.elu is not None and named.titulaire.elu is not None
        }
        return find_suppleances(self.names.annuaire(jour), presents, typed)

    def find_delegating(self, jour: dt.date) -> Elu | None:
        """Whoever may sign in the first place, and lets others do so."""
        members, offices = self.names.annuaire(jour).membres, self.organe.signataires
        held = (elu for elu in members if {*offices[:1]} & {*elu.fonctions_le(jour)})
        return next(held, None)

    @property
    def mentions(self) -> list[Mention]:
        """Every name typed, as they were met."""
        return self.names.mentions

    @property
    def feuille(self) -> Feuille:
        """The sheet of the opening."""
        return self.feuilles[0]

    @property
    def regles(self) -> Regles:
        """The rules of the organ that sat."""
        return self.organe.regles

    @property
    def attendance_sound(self) -> bool:
        """Whether no list of the attendance had to be left out when read."""
        lists = {"presents", "absents", "excuses", "pouvoirs", "mouvements", "appels"}
        return not (lists & self.lue.dropped)
