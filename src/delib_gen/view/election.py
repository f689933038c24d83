"""What a deliberation says of an election, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.view.base import Groupe

if TYPE_CHECKING:
    from delib_gen.model.election import ElectionTenue, TourTenu
    from delib_gen.view.context import ActeContext

Parts = tuple[str, tuple[str, ...], tuple[str, ...], tuple[Groupe, ...]]
"""What is voted on, how, the figures, the people named."""
_NAMED_ROUNDS = 3
"""The rounds that have a name of their own."""


def write_election(context: ActeContext) -> Iterator[Parts]:
    """The election in words: what it is for, each round, who is elected."""
    acte, typed = context.acte, context.acte.acte.election
    if acte.election is None or typed is None:
        return
    poste = context.text(typed.poste)
    aside = acte.presence.retires
    end = context.charte.ponctuation.fin_votants
    out = (context.group("vote.non_participation", aside, end),) if aside else ()
    announced = context.phrase("vote.election", poste=poste)
    yield "", (announced,), (), out
    for rank, tour in enumerate(acte.election.tours, start=1):
        key = f"vote.tour_{rank}" if rank <= _NAMED_ROUNDS else "vote.tour"
        heading = context.phrase(key, rang=rank)
        yield heading, (), tuple(_write_tour(context, tour)), ()
    yield (
        "",
        _write_tie(context, acte.election),
        *_write_elected(context, acte.election),
    )


def _write_tour(context: ActeContext, tour: TourTenu) -> Iterator[str]:
    figures = {
        "bulletins": tour.bulletins,
        "blancs": tour.blancs,
        "nuls": tour.nuls,
        "exprimes": tour.exprimes,
    }
    for name, number in figures.items():
        yield context.phrase(f"vote.tours.{name}", nombre=number)
    if tour.requis is not None:
        yield context.phrase("vote.tours.requis", nombre=tour.requis)
    for candidat in tour.candidats:
        who = context.name(candidat.mention)
        yield context.phrase("vote.tours.voix", candidat=who, nombre=candidat.voix)


def _write_tie(context: ActeContext, election: ElectionTenue) -> tuple[str, ...]:
    """What decided between those who had as many votes."""
    egalite = election.regle.egalite if election.regle else None
    if not election.designation.a_egalite or egalite is None:
        return ()
    return (context.phrase(f"vote.departage.{egalite.value}"),)


def _write_elected(
    context: ActeContext, election: ElectionTenue
) -> tuple[tuple[str, ...], tuple[Groupe, ...]]:
    """The elected as members under a heading, or, for others, as typed."""
    members = tuple(m.elu for m in election.elus if m.elu is not None)
    end = context.charte.ponctuation.fin_votants
    if len(members) == len(election.elus):
        return (), (context.group("vote.elus", members, end),)
    named = (
        context.phrase("vote.designe", candidat=context.name(m)) for m in election.elus
    )
    return tuple(named), ()
