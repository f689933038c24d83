"""What a deliberation says of those who came and went before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.deroule import Etape, Evenement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.view.context import ViewContext

_KEYS = {
    Evenement.ARRIVEE: "arrivee",
    Evenement.DEPART: "depart",
    Evenement.POUVOIR: "pouvoir",
}


def list_mouvements(context: ViewContext) -> tuple[str, ...]:
    """What changed since the act before: a sentence each, in order.

    What happened before an act that has no deliberation (withdrawn, put off) is
    told by the next one.
    """
    return tuple(
        _write(context, etape)
        for etape in _list_etapes(context)
        if etape.avant != etape.apres or etape.mouvement is None
    )


def _list_etapes(context: ViewContext) -> Iterator[Etape]:
    acte = context.acte
    told = [a.lu.index for a in acte.situation.actes if a.delibere]
    before = max((rang for rang in told if rang < acte.lu.index), default=-1)
    for etape in acte.situation.etapes:
        if before < etape.rang <= acte.lu.index:
            yield etape


def _write(context: ViewContext, etape: Etape) -> str:
    mouvement = etape.mouvement
    if mouvement is None or mouvement.membre.elu is None:
        return context.phrase("mouvement.appel")
    key = _KEYS[etape.evenement]
    holder = mouvement.mandataire.elu if mouvement.mandataire else None
    if etape.evenement is Evenement.DEPART and holder is not None:
        key = "depart_pouvoir"
    when = "_heure" if mouvement.heure else ""
    return context.phrase(
        f"mouvement.{key}{when}",
        membre=context.full_name(mouvement.membre.elu),
        mandataire=context.full_name(holder) if holder else "",
        heure=mouvement.heure,
    )
