"""Members as the session names them: in lists, in powers, stepping aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.model.annuaire import Recherche, Sort

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.schema.acte import MotifDeport
    from delib_gen.schema.autorite import Elu


@dataclass(frozen=True, slots=True)
class Mention:
    """A member named somewhere in the session."""

    texte: str
    path: YamlPath
    recherche: Recherche

    @property
    def elu(self) -> Elu | None:
        """The member meant, where that is clear."""
        return self.recherche.elu

    @property
    def sure(self) -> bool:
        """Whether the name was typed right and names a member in office."""
        return self.recherche.sort is Sort.TROUVE


NOBODY = Mention("", (), Recherche(Sort.INCONNU))
"""Where a sitting that is only prepared names nobody yet."""


@dataclass(frozen=True, slots=True)
class PouvoirDonne:
    """A power: who gives it, who holds it."""

    donneur: Mention
    mandataire: Mention


@dataclass(frozen=True, slots=True)
class DeportNomme:
    """A member who steps aside for an act."""

    membre: Mention
    motif: MotifDeport
    sort: bool


@dataclass(frozen=True, slots=True)
class Feuille:
    """The attendance sheet at the opening: four lists, as typed."""

    presents: tuple[Mention, ...]
    absents: tuple[Mention, ...]
    excuses: tuple[Mention, ...]
    pouvoirs: tuple[PouvoirDonne, ...]
