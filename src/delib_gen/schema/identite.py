"""What an authority is known by on its covers: arms, logo, block of the republic."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Booleen, Ligne, Schema, saisie_error
from delib_gen.schema.charte import Longueur
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.marques import Nomme
from delib_gen.schema.texte import Texte

_LOWEST, _HIGHEST = 0.5, 6.0


def _check_height(height: float) -> float:
    if not _LOWEST <= height <= _HIGHEST:
        raise saisie_error(
            STR03,
            f"une hauteur de {_LOWEST:g} à {_HIGHEST:g} cm est attendue".replace(
                ".", ","
            ),
        )
    return height


class Embleme(Schema):
    """A picture that an authority is known by, and what it shows."""

    fichier: Annotated[Ligne, Nomme(FileKind.IMAGE)]
    alternative: Texte
    hauteur: Annotated[Longueur, AfterValidator(_check_height)] = 2.0


class BlocRepublique(Schema):
    """The block of the republic: a picture, lines below it, or both."""

    image: Embleme | None = None
    lignes: list[Texte] = []


class Identite(Schema):
    """What heads the contents page of dossiers and the covers of rapports."""

    republique: BlocRepublique | None = None
    blason: Embleme | None = None
    logo: Embleme | None = None
    actes: Booleen = False
    """Whether it heads the acts too."""
    filet: Booleen = False
    """Whether a line in the house style's colour closes it."""

    @model_validator(mode="after")
    def _check_shown(self) -> Identite:
        block = self.republique
        shown = block and (block.image or block.lignes)
        if not (shown or self.blason or self.logo):
            raise saisie_error(
                STR02,
                "il manque ce que `identite` montre",
                "donnez un `blason`, un `logo`, ou une `image` ou des `lignes` sous "
                "`republique`",
                key="blason",
            )
        return self
