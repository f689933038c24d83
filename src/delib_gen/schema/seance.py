"""A sitting, as it is typed; its acts are decoded one by one beside it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from delib_gen.schema.base import Jour, Ligne, Schema, parse_choice, saisie_error
from delib_gen.schema.texte import Texte


class Stade(StrEnum):
    """Whether the sitting has been held."""

    SEANCE = "seance"
    PROJET = "projet"


StadeSaisi = Annotated[Stade, BeforeValidator(lambda v: Stade(parse_choice(v, Stade)))]


class Role(Schema):
    """A member in a role, with the quality that gives it where it is typed."""

    membre: Ligne | None = None
    nom: Ligne | None = None
    qualite: Texte | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_forms(cls, data: Any) -> Any:  # noqa: ANN401
        return {"membre": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _require_somebody(self) -> Role:
        if self.membre is None and self.nom is None:
            raise saisie_error(
                "STR02", "personne n'est nommé ici", "ajoutez `membre:`", key="membre"
            )
        return self

    @property
    def mention(self) -> str:
        """The name, as it was typed."""
        return self.membre or self.nom or ""


class Mouvement(Schema):
    """What changes during the sitting, from an act on."""

    membre: Ligne
    quitte: Ligne | None = None
    arrive: Ligne | None = None
    des: Ligne | None = None
    pouvoir: Ligne | None = None
    heure: Ligne | None = None


class Appel(Schema):
    """Attendance called again, from an act on."""

    des: Ligne
    presents: list[Ligne]
    absents: list[Ligne] = []
    excuses: list[Ligne] = []
    pouvoirs: dict[str, Ligne] = {}


class Tolerance(Schema):
    """A finding that the user accepts, with the reason."""

    regle: Ligne
    motif: Ligne
    sur: Ligne | None = None


class Seance(Schema):
    """The sitting, its acts apart."""

    collectivite: Ligne
    organe: Ligne
    stade: StadeSaisi = Stade.SEANCE
    date: Jour | None = None
    dates: list[Jour] = []
    session: Texte | None = None
    lieu: Texte | None = None
    suffixe: Ligne | None = None
    convocation: Jour | None = None
    defaut_quorum: Jour | None = None
    president: Role
    secretaires: list[Role] = []
    signataire: Role | None = None
    presents: list[Ligne]
    absents: list[Ligne] = []
    excuses: list[Ligne] = []
    pouvoirs: dict[str, Ligne] = {}
    mouvements: list[Mouvement] = []
    appels: list[Appel] = []
    tolerances: list[Tolerance] = []
    registre: Ligne | None = None

    @model_validator(mode="after")
    def _require_day(self) -> Seance:
        if self.date is None and not self.dates:
            raise saisie_error(
                "STR02",
                "la séance n'a pas de `date`",
                "ajoutez-la, par exemple `date: 2023-12-19`",
                key="date",
            )
        return self
