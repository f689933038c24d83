"""Members as the session names them: in lists, in powers, stepping aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Recherche, Sort

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.schema.acte import MotifDeport
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named somewhere in the session.

    Attributes:
        jour: the day on which the name was looked up.
        libre: whether somebody who is not a member may stand there too.
        groupe: the group through which a vote names the member; empty for a name.
    """

    texte: str
    path: YamlPath
    recherche: Recherche
    jour: dt.date
    libre: bool = False
    groupe: str = ""

    @property
    def elu(self) -> Elu | None:
        """The member meant, where that is clear.

        Where outsiders are admitted, a name like a member's is not that member's.
        """
        if self.libre and self.recherche.sort is not Sort.TROUVE:
            return None
        return self.recherche.elu

    @property
    def key(self) -> object:
        """What tells it from another: the member meant, else the text, case aside."""
        return self.elu or self.texte.strip().casefold()

    @property
    def sure(self) -> bool:
        """Whether the name was typed right and names a member in office."""
        return self.recherche.sort is Sort.TROUVE


NOBODY = Mention("", (), Recherche(Sort.INCONNU), dt.date.min)
"""Where a sitting that is only prepared names nobody yet."""


@dataclass(frozen=True, slots=True)
class PouvoirDonne:
    """A power: who gives it, who holds it."""

    donneur: Mention
    mandataire: Mention


@dataclass(frozen=True, slots=True)
class GroupeNomme:
    """A group that a vote names.

    Attributes:
        texte: the name as typed.
        nom: the group meant; empty where no member is of it.
        voix: who votes with it, as the vote names them.
        suivants: those of `voix` who do by a power: its holder is of the group, its
            giver is not.
        partis: its members who do not, by a power too.
    """

    texte: str
    path: YamlPath
    nom: str
    voix: tuple[Mention, ...] = ()
    suivants: tuple[Elu, ...] = ()
    partis: tuple[Elu, ...] = ()


@dataclass(frozen=True, slots=True)
class DeportNomme:
    """A member who steps aside for an act."""

    membre: Mention
    motif: MotifDeport
    sort: bool


@dataclass(frozen=True, slots=True)
class Feuille:
    """An attendance sheet: four lists, as typed.

    Attributes:
        base: the block that holds the lists; the session itself, at the opening.
        rang: the first act that it holds for, from 0; None where the session
            has no such act.
        jour: the day of that act.
    """

    base: YamlPath
    rang: int | None
    jour: dt.date
    presents: tuple[Mention, ...]
    absents: tuple[Mention, ...]
    excuses: tuple[Mention, ...]
    pouvoirs: tuple[PouvoirDonne, ...]


@dataclass(frozen=True, slots=True)
class MouvementNomme:
    """What changes during the sitting, as typed.

    Attributes:
        rangs: for each key that names an act (`quitte`, `arrive`, `des`), the
            act's rank from 0; None where the session has no such act.
        heure: the time, as typed; empty where it is not.
    """

    path: YamlPath
    membre: Mention
    mandataire: Mention | None
    rangs: dict[str, int | None]
    heure: str

    @property
    def gives_later(self) -> bool:
        """Whether the power begins at an act of its own, not with the departure."""
        return "des" in self.rangs
