"""A sitting with every name resolved and every act's attendance worked out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedActe, LoadedSeance
    from delib_gen.load.reference import LoadedAutorite
    from delib_gen.model.annuaire import Annuaire
    from delib_gen.model.decompte import Decompte, Resultat
    from delib_gen.model.mentions import DeportNomme, Feuille, Mention
    from delib_gen.model.presence import Presence
    from delib_gen.model.quorum import Quorum
    from delib_gen.schema.acte import Acte
    from delib_gen.schema.autorite import Autorite, Organe
    from delib_gen.schema.droit import Regles
    from delib_gen.schema.seance import Seance
    from delib_gen.schema.texte import Texte


@dataclass(slots=True)
class ActeEnSeance:
    """An act as the sitting dealt with it.

    Attributes:
        lu: the act as it was read; `acte` is its content.
        president: who chairs this act.
        presence: who is there when it opens.
        quorum: what was required and what was there.
        votes: the members named under each heading of the vote.
        decompte: who voted what; None where there was no vote.
        resultat: what was decided; None where there was no vote.
    """

    situation: Situation
    lu: LoadedActe
    acte: Acte
    jour: dt.date
    president: Mention
    deports: tuple[DeportNomme, ...]
    votes: dict[str, tuple[Mention, ...]]
    presence: Presence
    quorum: Quorum
    decompte: Decompte | None = None
    resultat: Resultat | None = None

    @property
    def path(self) -> YamlPath:
        """The place of the act in the session file."""
        return self.lu.path

    @property
    def numero(self) -> str:
        """The number as it is printed; empty where the act has none."""
        return self.acte.numero or ""

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
        mentions: every name typed, in the order of the file.
        signataire: who signs; None where nobody was named nor holds the office.
    """

    lue: LoadedSeance
    reference: LoadedAutorite
    seance: Seance
    autorite: Autorite
    code_organe: str
    organe: Organe
    jour: dt.date
    annuaire: Annuaire
    president: Mention
    signataire: Mention | None
    secretaires: tuple[tuple[Mention | None, str, Texte | None], ...]
    feuille: Feuille
    mentions: list[Mention] = field(default_factory=list)
    actes: list[ActeEnSeance] = field(default_factory=list)

    @property
    def regles(self) -> Regles:
        """The rules of the organ that sat."""
        return self.organe.regles

    @property
    def attendance_sound(self) -> bool:
        """Whether no list of the attendance had to be left out when read."""
        lists = {"presents", "absents", "excuses", "pouvoirs", "mouvements", "appels"}
        return not (lists & self.lue.dropped)
