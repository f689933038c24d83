"""The members of an authority's file: one more, a mandate that ends, the tableau."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.edits.changes import Change, Delete, Insert, Refused, Set

if TYPE_CHECKING:
    from collections.abc import Sequence

Fiche = dict[str, Any]
"""A member as the file has it: texts, lists and blocks."""
_MEMBRES = "membres"
_HELD = ("mandats", "fonctions")


def add_member(
    membres: Sequence[Fiche],
    who: Fiche,
    organes: Sequence[str],
    fonction: str,
    depuis: str,
) -> list[Change] | Refused:
    """Somebody more, with a seat in some organs.

    Args:
        membres: those of the file.
        who: the civility, the given name and the surname.
        organes: the codes of the organs.
        fonction: the code of an office; empty for none.
        depuis: the day since when; empty where that is not known.
    """
    if not who["nom"] or not who["prenom"]:
        return Refused("donnez le prénom et le nom")
    since = {"depuis": depuis} if depuis else {}
    mandats = [{"organe": code, **since} for code in organes]
    fiche = {**who, "mandats": mandats}
    if fonction:
        fiche["fonctions"] = [{"fonction": fonction, **since}]
    return [Insert((_MEMBRES,), len(membres), fiche)]


def end_mandates(
    membres: Sequence[Fiche], rank: int, jour: str
) -> list[Change] | Refused:
    """The seats and the offices of a member that have no end yet, ended."""
    if not jour:
        return Refused("dites depuis quel jour")
    ended: list[Change] = [
        Set((_MEMBRES, rank, key, n, "jusque"), jour)
        for key in _HELD
        for n, item in enumerate(membres[rank].get(key) or [])
        if isinstance(item, dict) and not item.get("jusque")
    ]
    return ended or Refused("aucun de ses mandats n'est en cours")


def remove_member(membres: Sequence[Fiche], rank: int) -> list[Change]:
    """Somebody who was never a member, taken out of the list."""
    return [Delete((_MEMBRES, rank))] if membres[rank] else []


def list_tableau(membres: Sequence[Fiche]) -> list[int]:
    """The members in the order of the tableau: those without a rank come last."""

    def place(rank: int) -> tuple[bool, int]:
        said = str(membres[rank].get("rang") or "")
        return not said.isdecimal(), int(said) if said.isdecimal() else 0

    return sorted(range(len(membres)), key=place)


def put_in_tableau(
    membres: Sequence[Fiche], rank: int, to: int
) -> list[Change] | Refused:
    """A member put at a place of the tableau; the others close up.

    Those who have no rank, and stand below him, need none.

    Args:
        membres: those of the file.
        rank: the member.
        to: the place, from 0.
    """
    order = list_tableau(membres)
    if not 0 <= to < len(order):
        return Refused("le tableau n'a pas cette place")
    order.remove(rank)
    order.insert(to, rank)
    ranked = [n for n, m in enumerate(order) if m == rank or membres[m].get("rang")]
    return [
        Set((_MEMBRES, member, "rang"), str(place))
        for place, member in enumerate(order[: ranked[-1] + 1], start=1)
        if str(membres[member].get("rang") or "") != str(place)
    ]


def take_members(given: Sequence[Fiche]) -> list[Change]:
    """The members of the file that this one starts from, written in this one."""
    return [Set((_MEMBRES,), list(given))]
