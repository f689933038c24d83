"""What acts say of themselves beside their text."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from delib_gen.schema.base import one_of


class MentionLegale(StrEnum):
    """What an act says of itself beside its text: certified, sent, put online."""

    EXTRAIT_CONFORME = "extrait-conforme"
    SIGNE_AU_REGISTRE = "signe-au-registre"
    RECU = "recu"
    PUBLIE = "publie"
    AFFICHE = "affiche"
    EXECUTOIRE = "executoire"
    RECOURS = "recours"
    SIGNATURE = "signature"
    """Where the signatures stand among the others."""

    @property
    def certifie(self) -> bool:
        """Whether it usually stands above the signatures, and not below."""
        return self in (self.EXTRAIT_CONFORME, self.SIGNE_AU_REGISTRE)

    @property
    def decide(self) -> bool:
        """Whether it is said of what has effects alone, and may be appealed against."""
        return self in (self.EXECUTOIRE, self.RECOURS)


MentionSaisie = Annotated[MentionLegale, one_of(MentionLegale)]
