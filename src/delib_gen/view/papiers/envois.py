"""The proof that the members were convened: to whom, how and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.prose.tree import Tableau
from delib_gen.view.annexes.runs import spell
from delib_gen.view.context import SeanceContext
from delib_gen.view.papiers.convocation import sign_office
from delib_gen.view.papiers.convoques import write_member
from delib_gen.view.papiers.liste import ListeView
from delib_gen.view.papiers.parts import write_head, write_meta
from delib_gen.view.personnes import sort_people
from delib_gen.view.signatures import write_place_and_day

if TYPE_CHECKING:
    from delib_gen.model.envois import EnvoiFait
    from delib_gen.prose.tree import Brins

ENVOIS = "envois"
_HEADS = ("membre", "moyen", "jour")
_PARTS = (42, 26, 32)
"""The shares of the columns in the width, in hundredths."""


def build_envois(context: SeanceContext) -> Iterator[ListeView]:
    """A row for each member and each sending; none where no sending is told."""
    sent = context.situation.envois
    if not sent:
        return
    rows = (
        (spell(write_member(context, elu)), *_write_sending(context, one))
        for one in sent
        for elu in sort_people(context, one.membres)
    )
    tableau = Tableau(
        (),
        ("gauche",) * len(_HEADS),
        tuple(spell(context.phrase(f"papier.envois.{head}")) for head in _HEADS),
        tuple(rows),
        parts=_PARTS,
    )
    yield ListeView(
        write_meta(context, ENVOIS),
        write_head(context, ENVOIS),
        (tableau,),
        context.phrase("papier.envois.certifie"),
        write_place_and_day(context, None),
        sign_office(context),
    )


def write_sendings(context: SeanceContext) -> str:
    """How many were convened how and when, in a sentence; empty where it is untold."""
    said = context.find_speaker("papier.envois.phrase")
    sent = [_count_sending(said, one) for one in context.situation.envois]
    if not sent:
        return ""
    return said.phrase("papier.envois.phrase", envois=join_texts(" ; ", sent))


def _write_sending(context: SeanceContext, sent: EnvoiFait) -> tuple[Brins, Brins]:
    hour = sent.saisi.heure
    said = context.find_speaker("papier.heure")
    when = [said.grammar.format_day(sent.saisi.le)]
    when += [said.phrase("papier.heure", heure=hour)] if hour else []
    moyen = context.phrase(f"papier.envois.par.{sent.saisi.par.value}")
    return spell(moyen), spell(join_texts(" ", when))


def _count_sending(context: SeanceContext, sent: EnvoiFait) -> str:
    number = len(sent.membres)
    return context.phrase(
        f"papier.envois.compte.{'un' if number < 2 else 'plusieurs'}",
        nombre=number,
        par=context.phrase(f"papier.envois.par.{sent.saisi.par.value}"),
        date=context.grammar.format_day(sent.saisi.le),
    )
