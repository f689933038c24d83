"""What may be changed of a file, and what its data are afterwards."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath

Value = Any
"""A text, a number, None (a key that waits), a list or a block of those."""


@dataclass(frozen=True, slots=True)
class Set:
    """A value put at a place; its key is added where it is not there."""

    path: YamlPath
    value: Value


@dataclass(frozen=True, slots=True)
class Delete:
    """A key or an item taken away; of the last one, an empty list or block stays."""

    path: YamlPath


@dataclass(frozen=True, slots=True)
class Insert:
    """An item added to the list at a path, which need not be there yet."""

    path: YamlPath
    index: int
    value: Value


@dataclass(frozen=True, slots=True)
class Move:
    """An item of the list at a path put at another rank, counted once it is out."""

    path: YamlPath
    index: int
    to: int


Change = Set | Delete | Insert | Move


@dataclass(frozen=True, slots=True)
class Edited:
    """What was asked, done.

    Attributes:
        files: the new text of each file that changes, byte order mark included.
    """

    files: dict[Path, str]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was changed, in French, with the file and the line."""

    reason: str


class CannotEdit(Exception):  # noqa: N818 - a refusal, which never leaves this package
    """A change that is not made; the words say why."""

    def __init__(self, why: str, index: int | None = None) -> None:
        """Refuse.

        Args:
            why: why, in French.
            index: the sign of the file that it is about.
        """
        super().__init__(why)
        self.why, self.index = why, index


NOT_THERE = "il n'y a plus rien à cet endroit ; affichez la séance à nouveau"
_NO_TEXT = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
"""What is no sign of any text: no file keeps it, and no document could print it."""


def move_to(change: Change, path: YamlPath) -> Change:
    """The same change, of another place."""
    return replace(change, path=path)


def normalise(value: Value) -> Value:
    """A value as it is read back: numbers are texts, and so is a blank one None.

    Raises:
        CannotEdit: if a sign of it is none of a text.
    """
    if isinstance(value, dict):
        return {_read_text(key): normalise(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normalise(item) for item in value]
    return None if value is None else _read_text(value)


def _read_text(value: Value) -> str:
    text = str(value)
    if odd := _NO_TEXT.search(text):
        raise CannotEdit(
            f"un signe invisible (U+{ord(odd[0]):04X}) est dans ce texte, après « "
            f"{text[: odd.start()][-20:]} » ; effacez-le, ou tapez ce texte à nouveau"
        )
    return text


def has(data: Value, step: str | int) -> bool:
    """Whether data have such a key, or an item of such a rank."""
    if isinstance(data, list) and isinstance(step, int):
        return 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def change_data(data: Value, change: Change) -> Value:
    """Data after a change; those given stay as they are, and are shared by both.

    Raises:
        CannotEdit: if they have no such place.
    """
    if not change.path and isinstance(change, Delete):
        raise CannotEdit(NOT_THERE)
    whole = [data]
    holder: Value = whole
    steps: list[str | int] = [0, *change.path]
    last: str | int = steps.pop()
    for step in steps:
        holder = _own(holder, step, {})  # a key may have waited for its block
    if isinstance(change, Set):
        if isinstance(holder, dict) and isinstance(last, str):
            holder[_read_text(last)] = normalise(change.value)
        else:
            holder[_find(holder, last)] = normalise(change.value)
    elif isinstance(change, Delete):
        del holder[_find(holder, last)]
    elif isinstance(change, Insert):
        if isinstance(holder, dict) and holder.get(str(last)) is None:
            holder[last] = []
        items = _own(holder, last, None)
        if not isinstance(items, list) or not 0 <= change.index <= len(items):
            raise CannotEdit(NOT_THERE)
        items.insert(change.index, normalise(change.value))
    else:
        items = _own(holder, last, None)
        if not isinstance(items, list) or not 0 <= change.to < len(items):
            raise CannotEdit(NOT_THERE)
        items.insert(change.to, items.pop(_find(items, change.index)))
    return whole[0]


def _own(holder: Value, step: str | int, default: Value) -> Value:
    """What a step leads to, a copy of its own that may be changed."""
    found = copy.copy(holder[_find(holder, step)])
    holder[step] = default if found is None else found
    return holder[step]


def _find(holder: Value, step: str | int) -> Any:  # noqa: ANN401 - a key or a rank
    """A step, which leads to something."""
    if not has(holder, step):
        raise CannotEdit(NOT_THERE)
    return step
