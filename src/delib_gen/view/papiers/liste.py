"""The list of the acts that a sitting examined, to be posted and put online."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from delib_gen.lang.said import join_texts
from delib_gen.prose.tree import Prose, Tableau
from delib_gen.view.annexes.runs import spell
from delib_gen.view.base import EN_COMMUN, LigneSignature, View
from delib_gen.view.context import SeanceContext
from delib_gen.view.papiers.convocation import sign_office
from delib_gen.view.papiers.issues import write_issue
from delib_gen.view.papiers.parts import Tete, write_head, write_meta
from delib_gen.view.signatures import write_place_and_day
from delib_gen.view.suites import list_fate

_HEADS = ("numero", "objet", "decision")
_PARTS = (18, 44, 38)
"""The shares of the columns in the width, in hundredths."""


@dataclass(frozen=True, slots=True)
class ListeView(View):
    """The parts of a list with its signature, in reading order."""

    genre: ClassVar[str] = "liste"

    tete: Tete
    tableau: Prose = field(metadata=EN_COMMUN)
    mention: str
    lieu_date: str
    signatures: tuple[LigneSignature, ...]


def build_liste(context: SeanceContext) -> Iterator[ListeView]:
    """Every act of a sitting, those withdrawn or put off too; none without an act."""
    acts = [context.turn_to(acte) for acte in context.situation.actes]
    if not acts:
        return
    genre, seance = ListeView.genre, context.situation.seance
    tableau = Tableau(
        (),
        ("gauche",) * len(_HEADS),
        tuple(spell(context.phrase(f"papier.liste.{head}")) for head in _HEADS),
        tuple(
            (
                spell(context.line(said.acte.numero)),
                spell(said.text(said.acte.acte.titre)),
                spell(join_texts(" – ", (write_issue(said), *list_fate(said)))),
            )
            for said in acts
        ),
        parts=_PARTS,
    )
    said = context.find_speaker("papier.liste.affichage")
    day = seance.publie_le
    yield ListeView(
        write_meta(context, genre, of_acts=True),
        write_head(context, genre),
        (tableau,),
        said.phrase(
            "papier.liste.affichage",
            date=said.grammar.format_day(day) if day else said.phrase("mention.blanc"),
        ),
        write_place_and_day(context, None),
        sign_office(context),
    )
