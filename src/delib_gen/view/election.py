"""What a deliberation says of an election, round by round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.model.voie import Voie
from delib_gen.view.base import BlocScrutin

if TYPE_CHECKING:
    from delib_gen.model.designation import Candidat, TourTenu
    from delib_gen.model.election import ElectionTenue
    from delib_gen.view.base import Groupe
    from delib_gen.view.context import ActeContext

_NAMED_ROUNDS = 3
"""The rounds that have a name of their own."""


def write_elections(context: ActeContext) -> Iterator[BlocScrutin]:
    """The elections in words: what each is for, each round, who is elected."""
    for rank, election in enumerate(context.acte.elections):
        yield _announce(context, election, first=rank == 0)
        if election.listes:
            yield _write_lists(context, election)
        for number, tour in enumerate(election.tours, start=1):
            key = f"vote.tour_{number}" if number <= _NAMED_ROUNDS else "vote.tour"
            if election.voie is Voie.PROPORTIONNELLE:
                key = "vote.resultats"
            heading = context.phrase(key, rang=number)
            lines = tuple(_write_tour(context, election, tour))
            yield BlocScrutin(heading, (), lines, (), "")
        how = _write_tie(context, election)
        named, groups = _write_elected(context, election)
        yield BlocScrutin("", how, named, groups, "")


def _announce(
    context: ActeContext, election: ElectionTenue, *, first: bool
) -> BlocScrutin:
    """What is elected, and in which ballot; before all, who takes no part."""
    if election.voie is Voie.SANS_VOTE:
        key = "sans_vote_liste" if election.listes else "sans_vote"
    elif election.secret:
        key = "election"
    else:
        waived = context.acte.acte.dispense_secret
        key = "election_dispensee" if waived else "election_ouverte"
    poste = context.text(election.saisie.poste)
    announced = [context.phrase(f"vote.{key}", poste=poste)]
    if election.voie is Voie.PROPORTIONNELLE and election.regle is not None:
        methode = election.regle.proportionnelle
        if methode is not None:
            rule = f"vote.proportionnelle.{methode.value}"
            announced.append(context.phrase(rule, nombre=election.sieges))
    aside = context.acte.presence.retires if first else ()
    end = context.charte.ponctuation.fin_votants
    out = (context.group("vote.non_participation", aside, end),) if aside else ()
    return BlocScrutin("", tuple(announced), (), out, "")


def _write_lists(context: ActeContext, election: ElectionTenue) -> BlocScrutin:
    """The lists that stood, with their people in their order."""
    said = context.find_speaker("vote.listes.une")
    lines = tuple(
        said.phrase(
            "vote.listes.une",
            liste=said.name(liste.mention),
            noms=said.grammar.join([said.name(m) for m in liste.membres]),
        )
        for liste in election.listes
        if liste.membres
    )
    key = "intitule" if len(lines) > 1 else "intitule_une"
    return BlocScrutin(context.phrase(f"vote.listes.{key}"), (), lines, (), "")


def _write_tour(
    context: ActeContext, election: ElectionTenue, tour: TourTenu
) -> Iterator[str]:
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
        who, seats = context.name(candidat.mention), _count_seats(election, candidat)
        if seats is None:
            yield context.phrase("vote.tours.voix", candidat=who, nombre=candidat.voix)
        else:
            yield context.phrase(
                "vote.tours.voix_sieges",
                candidat=who,
                nombre=candidat.voix,
                sieges=seats,
            )


def _count_seats(election: ElectionTenue, candidat: Candidat) -> int | None:
    """The seats of a list by proportion, those that age gave it too.

    None where there is no proportion, or where nobody knows whose people age chose.
    """
    found = election.attribution
    if found is None or election.voie is not Voie.PROPORTIONNELLE:
        return None
    if candidat.key not in {c.key for c in found.designation.a_egalite}:
        return found.sieges.get(candidat.key)
    people = {m.key for m in election.composition.get(candidat.key, ())}
    return sum(m.key in people for m in election.elus) if people else None


def _write_tie(context: ActeContext, election: ElectionTenue) -> tuple[str, ...]:
    """What decided between those who had as many votes."""
    egalite = election.regle.egalite if election.regle else None
    voted = election.voie in (Voie.NOMS, Voie.LISTE, Voie.PROPORTIONNELLE)
    if not voted or not election.designation.a_egalite or egalite is None:
        return ()
    shared = election.voie is Voie.PROPORTIONNELLE
    return (context.phrase(f"vote.departage.{'siege' if shared else egalite.value}"),)


def _write_elected(
    context: ActeContext, election: ElectionTenue
) -> tuple[tuple[str, ...], tuple[Groupe, ...]]:
    """The elected as members under a heading, or, for others, as typed."""
    members = tuple(m.elu for m in election.elus if m.elu is not None)
    end = context.charte.ponctuation.fin_votants
    alone = election.voie is Voie.SANS_VOTE
    if len(members) == len(election.elus):
        heading = "vote.nommes" if alone else "vote.elus"
        return (), (context.group(heading, members, end),)
    key = "vote.nomme" if alone else "vote.designe"
    return tuple(
        context.phrase(key, candidat=context.name(m)) for m in election.elus
    ), ()
