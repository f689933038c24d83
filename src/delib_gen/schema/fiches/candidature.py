"""An application file: several pieces, one after the other, behind their list."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from delib_gen.schema.base import Schema
from delib_gen.schema.fiche import Fiche
from delib_gen.schema.marques import CORPS, Fichier
from delib_gen.schema.texte import Texte


class PieceDeCandidature(Schema):
    """A piece of an application file."""

    bare_key: ClassVar[str] = "fichier"

    titre: Texte
    fichier: Fichier


class Candidature(Fiche):
    """An application file."""

    sorte: ClassVar[str] = "candidature"

    introduction: Annotated[Texte | None, CORPS] = None
    pieces: Annotated[list[PieceDeCandidature], Field(min_length=1)]
