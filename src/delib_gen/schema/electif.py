"""By which rules somebody is elected: the words that the law's records use."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from delib_gen.schema.base import one_of


class Proportionnelle(StrEnum):
    """By which rule seats are shared out among lists; `oui` where it was not read."""

    PLUS_FORTE_MOYENNE = "plus-forte-moyenne"
    PLUS_FORT_RESTE = "plus-fort-reste"
    NON_LUE = "oui"


class Parite(StrEnum):
    """How the women and the men of a list stand."""

    ALTERNANCE = "alternance"
    ECART_UN = "ecart-un"


class Egalite(StrEnum):
    """Who is elected where two candidates have as many votes at the last round."""

    PLUS_AGE = "plus-age"
    MOYENNE_AGE = "moyenne-age"


EgaliteSaisie = Annotated[Egalite, one_of(Egalite)]
PariteSaisie = Annotated[Parite, one_of(Parite)]
ProportionnelleSaisie = Annotated[Proportionnelle, one_of(Proportionnelle)]
