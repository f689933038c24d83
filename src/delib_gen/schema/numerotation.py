"""The form of the numbers of an organ's acts."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import model_validator

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import Ligne, Schema, one_of, saisie_error


class Serie(StrEnum):
    """Where the ranks of an organ's numbers begin anew."""

    ANNEE = "annee"
    SEANCE = "seance"


class Numerotation(Schema):
    """The numbers of an organ's acts: a regular expression and an example."""

    motif: Ligne
    exemple: Ligne
    par: Annotated[Serie, one_of(Serie)] = Serie.ANNEE

    @model_validator(mode="after")
    def _check(self) -> Numerotation:
        try:
            match = re.fullmatch(self.motif, self.exemple)
        except re.error as error:
            raise saisie_error(
                STR03, f"le motif n'est pas une expression régulière : {error}"
            ) from None
        if match is None:
            raise saisie_error(STR03, "l'exemple ne suit pas le motif")
        if self.par is Serie.SEANCE and not match.groupdict().get("seance"):
            raise saisie_error(
                STR03,
                "les rangs repartent à chaque séance, que le motif ne dit pas",
                r"mettez `(?P<seance>\d{2})` dans `motif`, ou ôtez `par`",
                key="par",
            )
        return self
