"""What a deliberation says of those who came and went before it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from delib_gen.model.deroule import Etape, Evenement
from delib_gen.view.preambule import is_chaired_apart
from delib_gen.view.presence import counts_present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.view.context import ActeContext

_KEYS = {
    Evenement.ARRIVEE: "arrivee",
    Evenement.DEPART: "depart",
    Evenement.POUVOIR: "pouvoir",
    Evenement.INSTALLATION: "installation",
    Evenement.CESSATION: "cessation",
}


def list_mouvements(context: ActeContext) -> tuple[str, ...]:
    """What changed since the act before: a sentence each, in order.

    What happened before an act that has no deliberation (withdrawn, put off) is
    told by the next one.
    """
    changes = [
        line
        for etape in _list_etapes(context)
        if etape.avant != etape.apres or etape.mouvement is None
        for line in (_write(context, etape), *_write_lapses(context, etape))
    ]
    return (*changes, *_write_own(context))


def _write_own(context: ActeContext) -> Iterator[str]:
    """What holds for this act alone: who chairs it, who steps aside, what follows."""
    acte, presence = context.acte, context.acte.presence
    counted = counts_present(context)
    if is_chaired_apart(acte) and acte.president.elu is not None:
        elu, role = acte.president.elu, acte.acte.president
        place = elu.place(acte.situation.code_organe, acte.jour)
        typed = role is not None and role.qualite is not None
        yield context.phrase(
            "mouvement.preside",
            membre=context.full_name(elu),
            qualite=(None if typed else place.titre) or context.office(elu, role),
        )
    for elu in presence.ecartes:
        leaves = elu in presence.presents and elu in acte.sortis
        key = "sortie" if leaves else "non_compte"
        if counted and elu in acte.quorum.non_comptes:
            key += "_dite" if leaves else ""
        elif not leaves:
            continue
        name = context.full_name(elu)
        yield context.agree(f"mouvement.{key}", (elu,), membre=name)
    for giver, holder in presence.suspendus.items():
        yield context.phrase(
            "mouvement.suspendu",
            membre=context.full_name(giver),
            mandataire=context.full_name(holder),
        )
    if acte.quorum.leve:
        yield context.phrase("mouvement.sans_quorum")


def _list_etapes(context: ActeContext) -> Iterator[Etape]:
    acte, actes = context.acte, context.acte.situation.actes
    earlier = actes[: bisect_left(actes, acte.lu.index, key=lambda a: a.lu.index)]
    before = next((a.lu.index for a in reversed(earlier) if a.delibere), -1)
    for etape in acte.situation.etapes:
        if before < etape.rang <= acte.lu.index:
            yield etape


def _write_lapses(context: ActeContext, etape: Etape) -> Iterator[str]:
    """The powers that count no more, now that their holder is gone."""
    gone = etape.mouvement.membre.elu if etape.mouvement else None
    caducs = context.acte.presence.caducs
    leaving = (Evenement.DEPART, Evenement.CESSATION)
    if etape.evenement in leaving and gone is not None:
        for giver, holder in caducs.items():
            if holder == gone:
                yield context.phrase(
                    "mouvement.caduc",
                    membre=context.full_name(giver),
                    mandataire=context.full_name(holder),
                )


def _write(context: ActeContext, etape: Etape) -> str:
    mouvement = etape.mouvement
    if mouvement is None or mouvement.membre.elu is None:
        return context.phrase("mouvement.appel")
    key = _KEYS[etape.evenement]
    holder = mouvement.mandataire.elu if mouvement.mandataire else None
    leaves = etape.evenement is Evenement.DEPART
    if leaves and holder is not None and not mouvement.gives_later:
        key = "depart_pouvoir"
    when = "_heure" if mouvement.heure else ""
    return context.phrase(
        f"mouvement.{key}{when}",
        membre=context.full_name(mouvement.membre.elu),
        mandataire=context.full_name(holder) if holder else "",
        heure=mouvement.heure,
    )
