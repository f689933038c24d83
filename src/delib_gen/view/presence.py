"""What a deliberation says of who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.model.build import count_en_exercice
from delib_gen.view.base import Groupe, LignePouvoir

if TYPE_CHECKING:
    from delib_gen.view.context import ActeContext


def list_presents(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is in the room when the act opens."""
    presents = context.acte.presence.presents
    end = context.charte.ponctuation.fin_presents
    if not presents:
        return ()
    return (context.group("deliberation.presents", presents, end),)


def head_powers(context: ActeContext) -> str:
    """The heading of the powers; empty where there is none."""
    givers = tuple(context.acte.presence.representes)
    return context.agree("deliberation.pouvoirs", givers) if givers else ""


def list_powers(context: ActeContext) -> tuple[LignePouvoir, ...]:
    """The powers that count at this act, a line each."""
    link = context.phrase("deliberation.lien_pouvoir")
    return tuple(
        LignePouvoir(context.person(giver), link, context.person(holder))
        for giver, holder in context.acte.presence.representes.items()
    )


def list_absents(context: ActeContext) -> tuple[Groupe, ...]:
    """Who is neither there nor represented: the absent, then the excused."""
    presence = context.acte.presence
    end = context.charte.ponctuation.fin_presents
    groups = (("absents", presence.absents), ("excuses", presence.excuses))
    return tuple(
        context.group(f"deliberation.{key}", elus, end) for key, elus in groups if elus
    )


def write_counts(context: ActeContext) -> str:
    """The counts of the attendance, where the organ's acts print them."""
    acte = context.acte
    if not acte.situation.organe.comptes_imprimes:
        return ""
    presence, decompte = acte.presence, acte.decompte
    aside = decompte.non_participation if decompte is not None else ()
    return context.phrase(
        "deliberation.comptes",
        en_exercice=count_en_exercice(acte.situation, acte.jour, acte.etat),
        presents=len(presence.presents),
        representes=len(presence.representes),
        votants=len([elu for elu in presence.votants if elu not in aside]),
    )


def write_secretaries(context: ActeContext) -> str:
    """Who kept the minutes, members or not, with the qualities that were typed."""
    secretaires = context.situation.secretaires
    number = "un" if len(secretaires) == 1 else "plusieurs"
    key = f"deliberation.secretaires.{number}"
    said = context.find_speaker(key)
    names: list[str] = []
    for mention, typed, qualite in secretaires:
        elu = mention.elu if mention is not None else None
        name = context.full_name(elu) if elu is not None else context.line(typed)
        names.append(join_texts(", ", (name, said.text(qualite))) if qualite else name)
    if not names:
        return ""
    return said.phrase(key, noms=said.grammar.join(names))
