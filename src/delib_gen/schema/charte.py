"""A house style: faces, measures, no-break rules, the order of titles."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from delib_gen.findings.structure import STR03
from delib_gen.schema.base import Booleen, Entier, Ligne, Schema, saisie_error
from delib_gen.schema.phrases import Phrases
from delib_gen.schema.presentation import Presentation

_MEASURE = re.compile(r"(\d+(?:[.,]\d+)?) ?(mm|cm|pt)")
_TINT = re.compile(r"#?([0-9A-Fa-f]{6})")
_IN_CM = {"mm": 0.1, "cm": 1.0, "pt": 2.54 / 72}


def parse_measure(value: object) -> float:
    """A length typed as `1,9 cm`, in centimetres."""
    match = _MEASURE.fullmatch(str(value).strip())
    if match is None:
        raise saisie_error(
            STR03, f"une longueur est attendue (`1,9 cm`), « {value} » est donné"
        )
    return float(match[1].replace(",", ".")) * _IN_CM[match[2]]


def _parse_tint(value: object) -> str:
    match = _TINT.fullmatch(str(value).strip())
    if match is None:
        raise saisie_error(
            STR03, f"une teinte est attendue (`E8E8E8`), « {value} » est donné"
        )
    return match[1].upper()


Longueur = Annotated[float, BeforeValidator(parse_measure)]
"""A length in centimetres."""
Teinte = Annotated[str, BeforeValidator(_parse_tint)]
"""A colour as six digits."""


class Polices(Schema):
    """The faces, and the size of the text."""

    principale: Ligne
    secours: list[Ligne] = []
    corps: Longueur

    @property
    def familles(self) -> list[str]:
        """All the faces, the main one first."""
        return [self.principale, *self.secours]


class Mesures(Schema):
    """The measures of the page, in centimetres."""

    largeur: Longueur
    hauteur: Longueur
    marge: Longueur
    retrait_visa: Longueur
    retrait_alinea: Longueur
    retrait_liste: Longueur
    espacement: Entier = 100
    """What is left blank between the paragraphs of an act, in per cent of the usual."""


class Insecable(Schema):
    """A space that must not break, by what stands before and after it.

    They are regular expressions, made where spaces are set: house styles come with
    the software, and a check, which sets none, need not wait for them.
    """

    apres: Ligne
    avant: Ligne


class Ponctuation(Schema):
    """Signs that house styles differ on."""

    fin_visa: str
    fin_presents: str
    fin_votants: str


class StyleDiapositives(Schema):
    """The look of slides, and of the charts on them."""

    largeur: Longueur = 28.8
    hauteur: Longueur = 16.2
    marge: Longueur = 1.5
    corps: Longueur = 20 / 72 * 2.54
    corps_minimal: Longueur = 13 / 72 * 2.54
    """Under which a text is not shrunk to fit: it goes on on another slide."""
    texte: Teinte = "1F1F1F"
    accent: Teinte = "1A3F8B"
    filet: Teinte = "C8CCD4"
    series: list[Teinte] = ["1A3F8B", "B3261E", "1B6B3A", "7A4A00", "6A2C91", "00616B"]
    """The colours of series: names are written in them, so each is dark enough."""

    @property
    def marge_haute(self) -> float:
        """What is above a slide's title: less than on its other sides."""
        return self.marge * 0.85

    @property
    def largeur_utile(self) -> float:
        """The width between the margins."""
        return self.largeur - 2 * self.marge

    @property
    def hauteur_utile(self) -> float:
        """The height between the margins."""
        return self.hauteur - self.marge_haute - self.marge


class Charte(Schema):
    """A house style, whole."""

    polices: Polices
    mesures: Mesures
    titres: dict[str, list[Ligne]]
    """The order of languages of the titles, by kind of document."""
    ponctuation: Ponctuation
    nombres: Ligne
    """The spelling of numbers in words: a key of the language's own data."""
    insecables: list[Insecable] = []
    annexes_rattachees: Booleen = False
    """Whether an annexe says at its head which act it is annexed to."""
    presences: Presentation = Field(default_factory=Presentation)
    """How people are set out, unless the organ says it otherwise."""
    phrases: Phrases = {}
    """What documents say otherwise than the language's own phrases."""
    noms_coupes: Booleen = False
    """Whether a line of a list of names may end within one."""
    fond_sans_version: Teinte = "E8E8E8"
    """What a draft shows a text on that has no version in the language."""
    diapositives: StyleDiapositives = Field(default_factory=StyleDiapositives)
