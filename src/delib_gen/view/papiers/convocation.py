"""The convocation: a letter to each member, with the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from delib_gen.lang.said import join_texts
from delib_gen.schema.droit import find_in_force
from delib_gen.view.base import LigneSignature, View
from delib_gen.view.context import SeanceContext
from delib_gen.view.papiers.convoques import list_members, write_member, write_when
from delib_gen.view.papiers.parts import (
    Rubrique,
    Tete,
    list_points,
    write_head,
    write_meta,
)
from delib_gen.view.signatures import sign_first, write_place_and_day


@dataclass(frozen=True, slots=True)
class Lettre:
    """A letter, in reading order."""

    tete: Tete
    destinataire: str
    appel: str
    corps: str
    annonce: str
    rubriques: tuple[Rubrique, ...]
    mentions: tuple[str, ...]
    lieu_date: str
    signatures: tuple[LigneSignature, ...]


@dataclass(frozen=True, slots=True)
class ConvocationView(View):
    """The letters, in the order of the members."""

    genre: ClassVar[str] = "convocation"

    lettres: tuple[Lettre, ...]


def build_convocation(context: SeanceContext) -> Iterator[ConvocationView]:
    """The letters of a sitting; none where it has no act, or nobody to call."""
    members, genre = list_members(context), ConvocationView.genre
    if not context.situation.actes or not members:
        return
    letter = Lettre(
        tete=write_head(context, genre),
        destinataire="",
        appel="",
        corps=_write_body(context),
        annonce=context.phrase("papier.convocation.annonce"),
        rubriques=list_points(context),
        mentions=tuple(_list_mentions(context)),
        lieu_date=write_place_and_day(context, context.situation.seance.convocation),
        signatures=sign_office(context),
    )
    lettres = tuple(
        replace(
            letter,
            destinataire=write_member(context, elu),
            appel=context.agree("papier.convocation.appel", [elu]),
        )
        for elu in members
    )
    yield ConvocationView(write_meta(context, genre, sheets=len(lettres)), lettres)


def _write_body(context: SeanceContext) -> str:
    said = context.find_speaker_of_days("papier.convocation.corps", context.jours)
    quand = (said.grammar.format_days(said.jours), write_when(said))
    return said.phrase_of_days(
        "papier.convocation.corps",
        said.jours,
        organe=said.noms_organe.sujet,
        quand=join_texts(", ", filter(None, quand)),
    )


def _list_mentions(context: SeanceContext) -> Iterator[str]:
    """What the letter says besides: places, quorum, rapports joined, powers."""
    situation = context.situation
    if situation.seance.visioconference:
        yield context.phrase("papier.convocation.visioconference")
    defaut = situation.seance.defaut_quorum
    if defaut is not None:
        said = context.find_speaker("papier.convocation.seconde")
        yield said.phrase(
            "papier.convocation.seconde",
            organe=said.noms_organe.sujet,
            defaut=said.grammar.format_day(defaut),
        )
    if any(acte.acte.rapport is not None for acte in situation.actes):
        yield context.phrase("papier.convocation.rapports")
    powers = find_in_force(situation.regles.pouvoirs, situation.jour)
    if powers is not None and powers.max_par_mandataire != 0:
        yield context.phrase("papier.convocation.pouvoir")


def sign_office(context: SeanceContext) -> tuple[LigneSignature, ...]:
    """Who convenes: whoever signs for the organ; nobody where the office is vacant."""
    signataire = context.situation.signataire
    if signataire is None or signataire.elu is None:
        return ()
    return (sign_first(context, signataire, context.situation.seance.signataire),)
