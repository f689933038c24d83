"""From what a field of a page says to the small changes of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.edits.changes import Change, Delete, Insert, Move, Set
from delib_gen.load.files import YAML
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.findings import YamlPath

_ABSENT = object()
_NAMES = (*YAML, ".md")


def put(data: object, path: YamlPath, value: object) -> list[Change]:
    """A value put at a place, with the blocks above it that are not there yet.

    Args:
        data: the session as plain data.
        path: the place; a rank just beyond a list's end adds to it.
        value: the value; an empty text takes away what is there.
    """
    if value == "":
        return [Delete(path)] if _find(data, path) is not _ABSENT else []
    if _find(data, path) == value:
        return []
    for depth in range(len(path)):
        here, step = _find(data, path[:depth]), path[depth]
        if isinstance(here, str) and not here.strip().lower().endswith(_NAMES):
            # One word stood for what is now a block; a file's name does not.
            return [Set(path[:depth], _nest(path[depth:], value))]
        if isinstance(here, dict) and here.get(str(step)) is not None:
            continue
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            continue
        within = _nest(path[depth + 1 :], value)
        if isinstance(step, int):
            return [Insert(path[:depth], step, within)]
        return [Set(path[: depth + 1], within)]
    return [Set(path, value)]


def put_text(data: object, path: YamlPath, langue: str, value: str) -> list[Change]:
    """A version of a text, which is plain while it has no other language."""
    there = _find(data, path)
    if isinstance(there, dict):
        return put(data, (*path, langue), value)
    if langue == LANGUE_DE_REFERENCE:
        return put(data, path, value)
    if not value:
        return []
    first = "" if there in (_ABSENT, None) else there
    return put(data, path, {LANGUE_DE_REFERENCE: first, langue: value})


def remove(path: YamlPath) -> list[Change]:
    """What is at a place, taken away."""
    return [Delete(path)]


def move(path: YamlPath, to: int) -> list[Change]:
    """An item of a list, put at another rank.

    Raises:
        ValueError: if one of the two is no rank.
    """
    rank = path[-1]
    if not isinstance(rank, int) or to < 0:
        raise ValueError("no rank")
    return [Move(path[:-1], rank, to)]


def read_path(given: object) -> YamlPath:
    """A place, as a page sends it.

    Raises:
        ValueError: if it is none.
    """
    if not isinstance(given, list) or not given or not all(map(_is_step, given)):
        raise ValueError("no path")
    return tuple(given)


def find_data(data: object, path: YamlPath) -> Any:  # noqa: ANN401 - plain data
    """What data have at a place; None for nothing."""
    found = _find(data, path)
    return None if found is _ABSENT else found


def _is_step(step: object) -> bool:
    if isinstance(step, str):
        return True
    return isinstance(step, int) and not isinstance(step, bool) and step >= 0


def _find(data: object, path: Sequence[str | int]) -> Any:  # noqa: ANN401 - plain data
    here: Any = data
    for step in path:
        known = isinstance(here, dict) and step in here
        if isinstance(here, list) and isinstance(step, int):
            known = 0 <= step < len(here)
        if not known:
            return _ABSENT
        here = here[step]
    return here


def _nest(path: Sequence[str | int], value: object) -> object:
    """A value below the blocks and lists that a path goes through."""
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value
