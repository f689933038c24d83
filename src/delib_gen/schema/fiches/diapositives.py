"""Slides: titles, texts, figures to be seen from afar, pictures and charts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from delib_gen.findings import YamlPath
from delib_gen.findings.structure import STR02, STR07
from delib_gen.schema.base import Booleen, Ligne, Schema, one_of, saisie_error
from delib_gen.schema.fiche import Fiche
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.marques import CORPS, EnGraphique, Nomme
from delib_gen.schema.nombre import Nombre
from delib_gen.schema.texte import Texte

MAX_DIAPOSITIVES = 500
"""Pages of a set of slides, more than anybody looks at."""


class TypeGraphique(StrEnum):
    """How a chart is drawn."""

    BARRES = "barres"
    HORIZONTALES = "barres-horizontales"
    COURBE = "courbe"
    SECTEURS = "secteurs"


TypeSaisi = Annotated[TypeGraphique, one_of(TypeGraphique)]


def _read_donnees(data: object) -> object:
    """`Bastia: 12` for `Bastia: {"": 12}`; a value left out is a gap, not a zero."""
    if not isinstance(data, dict):
        return data
    return {
        category: {k: v for k, v in value.items() if v is not None}
        if isinstance(value, dict)
        else ({} if value is None else {"": value})
        for category, value in data.items()
    }


Donnees = Annotated[dict[str, dict[str, Nombre]], BeforeValidator(_read_donnees)]
"""Values by series, by category; a single series may go without a name."""


class GraphiqueSaisi(Schema):
    """A chart, drawn from a file of data or from numbers typed here."""

    example_keys: ClassVar[tuple[str, ...]] = ("donnees",)

    type: TypeSaisi
    titre: Texte
    unite: Texte | None = None
    fichier: Ligne | None = None
    donnees: Donnees | None = None

    @model_validator(mode="after")
    def _check_source(self) -> GraphiqueSaisi:
        if (self.fichier is None) == (self.donnees is None):
            found, way = (
                ("les deux sont là", "gardez l'un des deux, ôtez l'autre")
                if self.fichier
                else (
                    "aucun des deux n'y est",
                    "nommez un fichier `.csv`, ou donnez `donnees: {Bastia: 12, "
                    "Corte: 7}`",
                )
            )
            raise saisie_error(
                STR02,
                f"un graphique a un `fichier` ou des `donnees` ; {found}",
                way,
                key="donnees",
                instead="fichier",
            )
        return self


class ChiffreSaisi(Schema):
    """A figure to be seen from afar."""

    valeur: Texte
    libelle: Texte


class Illustration(Schema):
    """A picture, and what it shows."""

    fichier: Annotated[Ligne, Nomme(FileKind.IMAGE)]
    alternative: Texte
    legende: Texte | None = None


class Contenu(Schema):
    """What a slide shows, in this order."""

    texte: Annotated[Texte | None, CORPS] = None
    chiffres: list[ChiffreSaisi] = []
    image: Illustration | None = None
    graphique: Annotated[GraphiqueSaisi | None, EnGraphique()] = None


class DiapositiveSaisie(Contenu):
    """A slide."""

    titre: Texte
    ouverture: Booleen = False
    puis: list[Contenu] = []
    pied: Texte | None = None

    @property
    def contenus(self) -> list[tuple[YamlPath, Contenu]]:
        """What it shows, one part below the other, each with its place in it."""
        return [
            ((), self),
            *((("puis", rank), part) for rank, part in enumerate(self.puis)),
        ]


def _check_count(data: object) -> object:
    if isinstance(data, list) and len(data) > MAX_DIAPOSITIVES:
        raise saisie_error(
            STR07,
            f"{MAX_DIAPOSITIVES} diapositives au plus sont attendues, {len(data)} sont "
            "là",
            "partagez-les en plusieurs annexes",
        )
    return data


class Diapositives(Fiche):
    """A set of slides."""

    sorte: ClassVar[str] = "diapositives"

    pied: Texte | None = None
    diapositives: Annotated[
        list[DiapositiveSaisie], BeforeValidator(_check_count), Field(min_length=1)
    ]
