"""A value that takes the place of another one, as the small changes between them."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from delib_gen.edits.changes import Delete, Insert, Set, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.edits.changes import Change, Value
    from delib_gen.findings import YamlPath

_MOST = 24
"""Small changes that are made one by one; more are one large change."""
_ALIKE = 0.5
"""From which likeness on a text is another wording, and not another text."""


def plan(path: YamlPath, old: Value, new: Value) -> list[Change]:
    """The changes that lead from a value to another one; none where it is the same.

    Args:
        path: where the value stands.
        old: what stands there, as it is read.
        new: what is to stand there, as it was given.
    """
    changes = list(_plan(path, old, new))
    return changes if len(changes) <= _MOST else [Set(path, new)]


def _plan(path: YamlPath, old: Value, new: Value) -> Iterator[Change]:
    if _freeze(old) == _freeze(new):
        return
    if new and old and isinstance(old, dict) and isinstance(new, dict):
        for key, value in new.items():
            if key in old:
                yield from _plan((*path, key), old[key], value)
            else:
                yield Set((*path, key), value)
        yield from (Delete((*path, key)) for key in old if key not in new)
    elif new and old and isinstance(old, list) and isinstance(new, list):
        yield from _plan_list(path, old, new)
    else:
        yield Set(path, new)


def _plan_list(path: YamlPath, old: list[Value], new: list[Value]) -> Iterator[Change]:
    before, after = ([_freeze(item) for item in items] for items in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        while start < end and first < last and _is_like(old[start], new[first]):
            yield from _plan((*path, start), old[start], new[first])
            start, first = start + 1, first + 1
        for rank in range(last - 1, first - 1, -1):
            yield Insert(path, end, new[rank])
        for rank in range(end - 1, start - 1, -1):
            yield Delete((*path, rank))


def _is_like(old: Value, new: Value) -> bool:
    """Whether an item is the other one, changed."""
    if isinstance(old, str) and isinstance(new, str):
        return SequenceMatcher(None, old, new).ratio() >= _ALIKE
    return bool(old) and bool(new) and type(old) is type(new)


def _freeze(value: Value) -> str:
    """A value to compare; the order of keys, which is seen in print, counts."""
    return json.dumps(normalise(value), ensure_ascii=False)
