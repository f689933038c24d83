"""A form: headings, questions, answers that are given or left to be filled in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator

from delib_gen.findings.structure import STR02, STR03
from delib_gen.schema.base import Entier, Schema, one_of, saisie_error
from delib_gen.schema.fiche import Fiche
from delib_gen.schema.marques import CORPS
from delib_gen.schema.texte import Texte

MAX_LIGNES = 30
"""More would not stand on a page."""


class Reperes(StrEnum):
    """How the questions of a form are marked."""

    PUCES = "puces"
    NUMEROS = "numeros"
    AUCUN = "aucun"


class TypeDeReponse(StrEnum):
    """What is expected where an answer is left to be filled in."""

    TEXTE = "texte"
    DATE = "date"
    CASE = "case"
    OPTION = "option"


def _check_lines(value: int) -> int:
    if value > MAX_LIGNES:
        raise saisie_error(
            STR03,
            f"{MAX_LIGNES} lignes au plus sont attendues, {value} sont demandées",
            "le cadre tient sur une page ; une réponse plus longue se joint à part",
        )
    return value


Lignes = Annotated[Entier, AfterValidator(_check_lines)]


class QuestionPosee(Schema):
    """A question, with its answer or the room for it."""

    bare_key: ClassVar[str] = "question"

    question: Texte
    reponse: Annotated[Texte | None, CORPS] = None
    lignes: Lignes | None = None
    type: Annotated[TypeDeReponse, one_of(TypeDeReponse)] = TypeDeReponse.TEXTE
    choix: list[Texte] = []

    @model_validator(mode="after")
    def _check_choices(self) -> QuestionPosee:
        ticked = self.type in (TypeDeReponse.CASE, TypeDeReponse.OPTION)
        if ticked and not self.choix:
            raise saisie_error(
                STR02,
                f"une question de type `{self.type}` demande ses `choix`",
                "ajoutez `choix: [Oui, Non]`, ou les réponses voulues, une par tiret",
                key="choix",
            )
        if self.choix and not ticked:
            raise saisie_error(
                STR03,
                f"`choix` est donné, et la question est de type `{self.type}`",
                "ajoutez `type: case` (plusieurs réponses possibles) ou `type: option` "
                "(une seule)",
                key="choix",
            )
        return self


class Rubrique(Schema):
    """Questions under a heading."""

    titre: Texte | None = None
    questions: Annotated[list[QuestionPosee], Field(min_length=1)]


class FicheFormulaire(Fiche):
    """A form."""

    sorte: ClassVar[str] = "formulaire"

    introduction: Annotated[Texte | None, CORPS] = None
    reperes: Annotated[Reperes, one_of(Reperes)] = Reperes.PUCES
    rubriques: Annotated[list[Rubrique], Field(min_length=1)]
