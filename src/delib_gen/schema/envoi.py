"""How, when and to whom convocations were sent, as it is typed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from delib_gen.schema.base import Jour, Ligne, Schema, one_of


class Moyen(StrEnum):
    """How a convocation was sent."""

    COURRIEL = "courriel"
    PAPIER = "papier"
    PLATEFORME = "plateforme"


class Envoi(Schema):
    """Convocations sent the same day by the same means."""

    example_keys: ClassVar[tuple[str, ...]] = ("par", "le")

    par: Annotated[Moyen, one_of(Moyen)]
    le: Jour
    heure: Ligne | None = None
    a: Annotated[list[Ligne], Field(min_length=1)] = []
    """To whom; to all that no other sending names, where it is left out."""
