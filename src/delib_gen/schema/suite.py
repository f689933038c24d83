"""What became of an act once it was signed, as it is typed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Jour, Ligne, Schema, one_of, saisie_error
from delib_gen.schema.marques import Dit
from delib_gen.schema.texte import Texte


class Effet(StrEnum):
    """What is done to an act that was signed."""

    RECTIFIE = "rectifie"
    RETIRE = "retire"
    ANNULE = "annule"


class Suite(Schema):
    """What was done to an act, on which day, and by which act or judgment."""

    example_keys: ClassVar[tuple[str, ...]] = ("effet", "acte", "le")

    effet: Annotated[Effet, one_of(Effet)]
    le: Jour
    acte: Ligne | None = None
    par: Annotated[
        Texte | None, Dit("auteur de la suite {rang}", tenue=True, papiers=("liste",))
    ] = None
    motif: Annotated[
        Texte | None, Dit("motif de la suite {rang}", tenue=True, papiers=("liste",))
    ] = None

    @model_validator(mode="after")
    def _require_author(self) -> Suite:
        if self.acte is not None and self.par is not None:
            raise saisie_error(
                STR03,
                "cette suite a `acte` et `par` ; une seule des deux est attendue",
                "gardez `acte` pour le numéro d'un acte de la collectivité, `par` pour "
                "un jugement ou un arrêté",
                key="par",
            )
        alone = self.effet is Effet.RECTIFIE and self.motif is not None
        if self.acte is None and self.par is None and not alone:
            raise saisie_error(
                STR02,
                "cette suite ne dit pas par quoi l'acte est touché",
                "ajoutez `acte:` et le numéro de l'acte qui le fait, ou `par:` et le "
                "jugement ; pour une erreur matérielle corrigée sans acte, `motif:`",
                key="acte",
                instead="par motif",
            )
        return self
