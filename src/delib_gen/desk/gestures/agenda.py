"""The order of business: items that come, change places, are withdrawn or put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.gestures.naming import find_free_name
from delib_gen.edits.changes import Delete, Insert, Move, Refused, Set
from delib_gen.load.nodes import find_node

if TYPE_CHECKING:
    from delib_gen.desk.gestures import Gesture
    from delib_gen.edits.changes import Change
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.acte import Statut

_ACTES = "actes"
_RESULTS = ("vote", "election", "elections", "prend_acte")
_TAKEN = (
    "cet acte a été pris : il a un numéro, reçu ou publié ; il ne se retire plus ici"
)


def add_acte(
    situation: Situation, titre: str, identifiant: str = "", rank: int | None = None
) -> list[Change]:
    """A new item: the last one, or before another.

    Args:
        situation: the sitting.
        titre: its title.
        identifiant: what it is called until it has a number; of a sitting that is
            held, an act has to be called something.
        rank: its rank, from 0; None for the last one.
    """
    last = len(situation.lue.actes)
    if not identifiant and situation.lue.tenue:
        identifiant = find_free_name(situation, last + 1)
    acte = {"id": identifiant} if identifiant else {}
    index = last if rank is None else min(max(rank, 0), last)
    return [Insert((_ACTES,), index, {**acte, "titre": titre})]


def move_acte(acte: ActeEnSeance, to: int) -> list[Change]:
    """An item put at another rank, from 0; arrivals and departures follow it."""
    last = len(acte.situation.lue.actes) - 1
    rank = min(max(to, 0), last)
    if rank == acte.lu.index:
        return []
    return [Move((_ACTES,), acte.lu.index, rank)]


def remove_acte(acte: ActeEnSeance) -> list[Change]:
    """An item taken off the list; a file that it is in stays on the disk."""
    return [Delete((_ACTES, acte.lu.index))]


def set_aside(acte: ActeEnSeance, statut: Statut) -> Gesture:
    """An item withdrawn, put off or sent back, its vote gone; again, it is put to it.

    Args:
        acte: the act.
        statut: what becomes of it.
    """
    if acte.acte.statut is statut:
        return [Delete((*acte.path, "statut"))]
    if acte.acte.recu_le or acte.acte.publie_le:
        return Refused(_TAKEN)
    root = acte.situation.lue.root
    typed = [key for key in _RESULTS if root and find_node(root, (*acte.path, key))[1]]
    gone: list[Change] = [Delete((*acte.path, key)) for key in typed]
    return [Set((*acte.path, "statut"), statut.value), *gone]
