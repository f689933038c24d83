"""A form: questions with their answers, or with fields that wait for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from delib_gen.lang.typography import NBSP
from delib_gen.prose.pieces import Choix, Question
from delib_gen.prose.tree import Bloc, Brin, Brins, Titre
from delib_gen.schema.fiches.formulaire import Reperes, TypeDeReponse
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.annexes.base import AnnexeLue, AnnexeView
from delib_gen.view.annexes.field_names import FieldNames
from delib_gen.view.annexes.registry import annexe_sort
from delib_gen.view.annexes.runs import make_runs
from delib_gen.view.context import ActeContext

if TYPE_CHECKING:
    from delib_gen.load.contents import FicheFile
    from delib_gen.schema.fiches.formulaire import (
        FicheFormulaire,
        QuestionPosee,
        Rubrique,
    )

    Formulaire = AnnexeLue[FicheFile[FicheFormulaire]]

_LINES = 3
"""The room for an answer where nothing is said of it."""
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class FormulaireView(AnnexeView):
    """A form, with a layout of its own."""

    genre: ClassVar[str] = "formulaire"


@annexe_sort("formulaire", FormulaireView)
def build_formulaire(context: ActeContext, annexe: Formulaire) -> AnnexeView:
    """The introduction, then each heading with its questions."""
    builder = _Builder(context, annexe)
    corps = tuple(builder.iter_blocks())
    return FormulaireView(meta=annexe.meta, titre=annexe.titre, corps=corps)


class _Builder:
    """Numbers the questions of a form and names their fields."""

    def __init__(self, context: ActeContext, annexe: Formulaire) -> None:
        self._context = context
        self._fiche = annexe.content.fiche
        self._contents = annexe.content.contents
        langue = "" if context.edition == LANGUE_DE_REFERENCE else context.edition
        self._names = FieldNames(annexe.meta.piece, langue)
        self._headed = any(r.titre is not None for r in self._fiche.rubriques)
        self._asked = 0

    def iter_blocks(self) -> Iterator[Bloc]:
        fiche = self._fiche
        yield from self._context.prose(self._contents.prose("introduction"))
        for index, rubrique in enumerate(fiche.rubriques):
            yield from self._read_heading(rubrique, index)
            for rank, question in enumerate(rubrique.questions):
                yield self._read_question(question, (index, rank))

    def _read_heading(self, rubrique: Rubrique, index: int) -> Iterator[Titre]:
        if rubrique.titre is None:
            return
        runs = make_runs(self._context, rubrique.titre)
        if self._fiche.reperes is not Reperes.AUCUN:
            runs = (Brin(f"{index + 1}. "), *runs)
        yield Titre(1, runs)

    def _read_question(
        self, question: QuestionPosee, ranks: tuple[int, int]
    ) -> Question:
        self._asked += 1
        runs = make_runs(self._context, question.question)
        path = ("rubriques", ranks[0], "questions", ranks[1], "reponse")
        answer = self._context.prose(self._contents.prose(*path))
        lines = _LINES if question.type is TypeDeReponse.TEXTE else 1
        name = self._names.give(question.question.reference)
        told = _tell(runs)
        choices = () if answer else tuple(self._read_choices(question, told))
        return Question(
            numero=self._mark(ranks),
            texte=runs,
            reponse=answer,
            lignes=lines if question.lignes is None else question.lignes,
            nom=name,
            sorte=question.type.value,
            aide=told,
            choix=choices,
        )

    def _read_choices(self, question: QuestionPosee, told: str) -> Iterator[Choix]:
        names = FieldNames()
        for choice in question.choix:
            runs = make_runs(self._context, choice)
            yield Choix(runs, names.give(choice.reference), f"{told} {_tell(runs)}")

    def _mark(self, ranks: tuple[int, int]) -> Brins:
        """What stands before a question: a sign, its number, or nothing."""
        if self._fiche.reperes is Reperes.AUCUN:
            return ()
        if self._fiche.reperes is Reperes.PUCES:
            return (Brin(_BULLET),)
        number = (
            f"{ranks[0] + 1}.{ranks[1] + 1}." if self._headed else f"{self._asked}."
        )
        return (Brin(number),)


def _tell(runs: Brins) -> str:
    """A text said of a field: plain, since it is not on the page."""
    return "".join(run.texte for run in runs).replace(NBSP, " ")
