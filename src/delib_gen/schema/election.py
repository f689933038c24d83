"""An election, as it is typed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Booleen, Entier, Ligne, Schema, one_of, saisie_error
from delib_gen.schema.marques import Dit
from delib_gen.schema.texte import Texte


class Tour(Schema):
    """One round of an election."""

    candidats: Annotated[dict[str, Entier], Field(min_length=1)]
    blancs: Entier = 0
    nuls: Entier = 0
    exprimes: Entier | None = None
    """The ballots that bear a vote, where each may bear several names."""


class ModeElection(StrEnum):
    """A way of electing that no regime tells."""

    AUTRE = "autre"


ModeElectionSaisi = Annotated[ModeElection, one_of(ModeElection)]


class Election(Schema):
    """An election, which replaces the vote."""

    example_keys: ClassVar[tuple[str, ...]] = ("poste", "tours", "elus")

    poste: Annotated[Texte, Dit("poste à pourvoir", tenue=True)]
    sieges: Entier | None = None
    """How many seats there are, where it is not the number of those elected."""
    listes: dict[str, Annotated[list[Ligne], Field(min_length=1)]] = {}
    """The people of each list, in its order."""
    candidature_unique: Booleen = False
    """Whether nobody else stood, so that there was no vote."""
    secret: Booleen | None = None
    """Whether the ballot was; where it is not said, it was unless that was waived."""
    mode: ModeElectionSaisi | None = None
    """`autre`: who is elected is not worked out."""
    motif: Ligne | None = None
    """Which way of electing it is, and where that is written."""
    tours: list[Tour] = []
    elus: Annotated[list[Ligne], Field(min_length=1)]

    @model_validator(mode="after")
    def _require_a_seat(self) -> Election:
        if self.sieges == 0:
            raise saisie_error(
                STR03,
                "une élection pourvoit un siège au moins",
                "donnez le nombre des sièges, ou retirez `sieges` : c'est alors celui "
                "des élus",
                key="sieges",
            )
        return self

    @model_validator(mode="after")
    def _read_rounds(self) -> Election:
        if self.candidature_unique and self.tours:
            raise saisie_error(
                STR03,
                "une candidature unique prend effet sans vote, mais des tours sont "
                "donnés",
                "supprimez `tours`, ou `candidature_unique` si l'on a voté",
                key="tours",
            )
        if not (self.tours or self.candidature_unique or self.mode):
            raise saisie_error(
                STR02,
                "l'élection n'a pas de `tours`",
                "ajoutez les voix : `tours: [{candidats: {NOM: 12, AUTRE: 8}}]` ; si "
                "nul autre n'était candidat et qu'on n'a pas voté, ajoutez "
                "`candidature_unique: oui`",
                key="tours",
            )
        return self

    @model_validator(mode="after")
    def _require_reason(self) -> Election:
        if self.mode is not None and self.motif is None:
            raise saisie_error(
                STR02,
                "`mode: autre` n'a pas de `motif`",
                "dites quel est ce mode de scrutin, et où il est écrit : "
                "`motif: vote préférentiel, article 9 des statuts`",
                key="motif",
            )
        if self.motif is not None and self.mode is None:
            raise saisie_error(
                STR03,
                "`motif` n'est lu qu'avec `mode: autre`",
                "ajoutez `mode: autre`, si aucun régime ne dit comment cette élection "
                "se compte, ou supprimez `motif`",
                key="motif",
            )
        return self
