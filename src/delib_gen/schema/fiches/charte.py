"""A charter or a convention: articles, blanks to fill, parties who sign."""

from __future__ import annotations

from typing import Annotated, ClassVar

from delib_gen.schema.base import Schema
from delib_gen.schema.fiche import Fiche
from delib_gen.schema.marques import CORPS, Corps
from delib_gen.schema.texte import Texte


class Cosignataire(Schema):
    """A party that signs; a line of `qualite` is a line of the page."""

    bare_key: ClassVar[str] = "nom"

    nom: Texte
    qualite: Texte | None = None
    mention: Texte | None = None


class FicheCharte(Fiche):
    """A charter."""

    sorte: ClassVar[str] = "charte"

    preambule: Annotated[Texte | None, CORPS] = None
    texte: Corps
    fait: Texte | None = None
    signataires: list[Cosignataire] = []


class FicheConvention(FicheCharte):
    """A convention: a charter by another name."""

    sorte: ClassVar[str] = "convention"
