"""A table of data, with what is to be made of its columns."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import model_validator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import (
    Booleen,
    Entier,
    Ligne,
    Schema,
    one_of,
    saisie_error,
)
from delib_gen.schema.fiche import Fiche
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.marques import Nomme
from delib_gen.schema.texte import Texte


class TypeDeColonne(StrEnum):
    """What the cells of a column are."""

    TEXTE = "texte"
    ENTIER = "entier"
    NOMBRE = "nombre"
    EUROS = "euros"
    POURCENTAGE = "pourcentage"
    DATE = "date"


TypeSaisi = Annotated[TypeDeColonne, one_of(TypeDeColonne)]


class ReglageDeColonne(Schema):
    """What is said of a column; its type alone may be given instead."""

    bare_key: ClassVar[str] = "type"
    example_keys: ClassVar[tuple[str, ...]] = ("type",)

    type: TypeSaisi | None = None
    titre: Texte | None = None
    total: Booleen = False
    decimales: Entier | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: object) -> object:
        return {"type": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _refuse_total_of_words(self) -> ReglageDeColonne:
        if self.total and self.type in (TypeDeColonne.TEXTE, TypeDeColonne.DATE):
            raise saisie_error(
                STR03,
                f"une colonne de type `{self.type.value}` n'a pas de total",
                "ôtez `total`, ou donnez un type de nombre : `euros`, `nombre`",
                key="total",
            )
        if self.decimales is not None and self.decimales > 9:
            raise saisie_error(
                STR03,
                f"{self.decimales} décimales, 9 au plus sont attendues",
                "réduisez `decimales`",
                key="decimales",
            )
        return self


class TableauDeDonnees(Fiche):
    """A table made of a CSV file or of a sheet of a workbook."""

    sorte: ClassVar[str] = "tableau"

    donnees: Annotated[Ligne, Nomme(FileKind.DONNEES)]
    feuille: Ligne | None = None
    entetes: Entier | None = None
    legende: Texte | None = None
    source: Texte | None = None
    colonnes: dict[str, ReglageDeColonne] = {}
    choix: list[Ligne] = []
    ligne_totale: Ligne | None = None
