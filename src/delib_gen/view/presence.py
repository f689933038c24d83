"""What a deliberation says of who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.view.base import Groupe, LignePouvoir

if TYPE_CHECKING:
    from delib_gen.view.context import ViewContext


def list_presents(context: ViewContext) -> tuple[Groupe, ...]:
    """Who is in the room when the act opens."""
    presents = context.acte.presence.presents
    end = context.charte.ponctuation.fin_presents
    if not presents:
        return ()
    return (context.group("deliberation.presents", presents, end),)


def head_powers(context: ViewContext) -> str:
    """The heading of the powers; empty where there is none."""
    givers = tuple(context.acte.presence.representes)
    return context.agree("deliberation.pouvoirs", givers) if givers else ""


def list_powers(context: ViewContext) -> tuple[LignePouvoir, ...]:
    """The powers that count at this act, a line each."""
    link = context.phrase("deliberation.lien_pouvoir")
    return tuple(
        LignePouvoir(context.person(giver), link, context.person(holder))
        for giver, holder in context.acte.presence.representes.items()
    )


def list_absents(context: ViewContext) -> tuple[Groupe, ...]:
    """Who is neither there nor represented: the absent, then the excused."""
    presence = context.acte.presence
    end = context.charte.ponctuation.fin_presents
    groups = (("absents", presence.absents), ("excuses", presence.excuses))
    return tuple(
        context.group(f"deliberation.{key}", elus, end) for key, elus in groups if elus
    )
