"""Somebody in a role: chairing, signing, keeping the minutes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Booleen, Ligne, Schema, saisie_error
from delib_gen.schema.marques import Dit
from delib_gen.schema.texte import Texte


class Role(Schema):
    """A member in a role, with the quality that gives it where it is typed."""

    bare_key: ClassVar[str] = "membre"

    membre: Ligne | None = None
    nom: Ligne | None = None
    qualite: Texte | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: object) -> object:
        return {cls.bare_key: data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _require_somebody(self) -> Role:
        if self.membre is None and self.nom is None:
            raise saisie_error(
                STR02, "personne n'est nommé ici", "ajoutez `membre:`", key="membre"
            )
        if self.membre is not None and self.nom is not None:
            raise saisie_error(
                STR03,
                "`membre` et `nom` sont donnés ensemble ; un seul est attendu",
                "gardez `membre` pour un membre, `nom` pour quelqu'un d'autre",
                key="nom",
            )
        return self

    @property
    def mention(self) -> str:
        """The name, as it was typed."""
        return self.membre or self.nom or ""


class Signataire(Role):
    """Whoever signs."""

    par_delegation: Booleen = False
    """Whether for the first of those who may sign, who gave the right to do so."""


Cosignataires = Annotated[
    list[Signataire], Dit("qualité du cosignataire {rang}", tenue=True)
]
"""Who signs beside the first, of a sitting or of an act."""


def split_signatories(data: object) -> object:
    """A block where `signataire` names several: the first, and who signs beside."""
    if not isinstance(data, dict) or not isinstance(data.get("signataire"), list):
        return data
    first, *others = data["signataire"] or [None]
    return {**data, "signataire": first, "cosignataires": others}
