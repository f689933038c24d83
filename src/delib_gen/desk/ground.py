"""Whether a change still means what it meant, in a sitting that was changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.edits.apply import list_values
from delib_gen.edits.changes import Change, Insert, Value

if TYPE_CHECKING:
    from pathlib import Path

    from delib_gen.load.sources import Sources

_PEOPLE = ("nom", "prenom")
_NAMES = ("numero", "id", "titre", "membre", "objet", "poste")
"""What items are told by."""


def has_same_ground(then: Sources, now: Sources, session: Path, change: Change) -> bool:
    """Whether a change is made of the same items, and of a value nobody changed.

    Args:
        then: the sitting that the change was made upon.
        now: the sitting as it is.
        session: the session file.
        change: the change.
    """
    path = change.path
    old, new = (list_values(s, session, path) for s in (then, now))
    if old is None or new is None:  # a key to be added, by one alone
        old, new = (list_values(s, session, path[:-1]) for s in (then, now))
        if old is None or new is None or isinstance(path[-1], int):
            return False
        parent = new[-1]
        added = parent is None or (isinstance(parent, dict) and path[-1] not in parent)
        return added and _are_same(path[:-1], old, new)
    if not _are_same(path, old, new):
        return False
    if isinstance(change, Insert):
        before, after = old[-1] or [], new[-1] or []
        return bool(before[: change.index] == after[: change.index])
    return bool(old[-1] == new[-1])


def _are_same(path: tuple[str | int, ...], old: list[Value], new: list[Value]) -> bool:
    """Whether each item that a path crosses is the one that it was."""
    return all(
        _name(old[rank]) == _name(new[rank])
        for rank, step in enumerate(path, 1)
        if isinstance(step, int)
    )


def _name(item: Value) -> Value:
    if not isinstance(item, dict):
        return item
    people = [item[key] for key in _PEOPLE if key in item]
    return people or [item[key] for key in _NAMES if key in item] or item
