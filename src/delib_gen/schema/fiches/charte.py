"""A charter or a convention: articles, blanks to fill, parties who sign."""

from __future__ import annotations

from typing import ClassVar

from delib_gen.schema.base import Ligne, Schema
from delib_gen.schema.fiche import Corps, Fiche
from delib_gen.schema.texte import Texte


class Partie(Schema):
    """A party that signs."""

    bare_key: ClassVar[str] = "nom"

    nom: Texte
    qualite: Texte | None = None
    mention: Texte | None = None


class Charte(Fiche):
    """A charter or a convention."""

    sorte: ClassVar[str] = "charte"

    texte: Corps
    fait: Texte | None = None
    signataires: list[Partie] = []
    genre: Ligne
