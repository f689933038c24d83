"""Specimens of a kind of document, made from its class, to try layouts on.

Everything there, nothing there, and each part alone. What a class says of its fields
is all that is needed: a new kind of document, or of block, is tried like the others.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import delib_gen.prose.pieces as pieces_of_prose
from delib_gen.prose.tree import Bloc, Paragraphe, Prose
from delib_gen.view.base import Meta, View
from delib_gen.view.en_regard import Colonne, EnRegardView

_OF_PROSE = (Bloc.__module__, pieces_of_prose.__name__)
_DEEP = 2
"""How far within another one a block is of all kinds, or has all that it may have."""
_PLAUSIBLE = {
    "langue": "fr",
    "jour": "2026-01-31",
    "sorte": "png",
    "style": "a",
    "cible": "#cible",
}
"""What a layout may look up or reckon with, by the names of the fields."""
_SAME: dict[tuple[Any, Any], Any] = {}
"""Equal rows of a type are one: whoever tries a layout has then less to try."""


def list_specimens(view_type: type[View]) -> tuple[View, ...]:
    """What a layout is tried with: the full document, the empty one, the rest."""
    kind: Any = view_type
    full: View = _make(kind)
    parts = {f.name: getattr(full, f.name) for f in dataclasses.fields(full)}
    del parts["meta"]
    absent = {name: _leave_out(part) for name, part in parts.items()}
    empty = dataclasses.replace(full, **absent, meta=list_metas()[1])
    alone = (dataclasses.replace(empty, **{name: parts[name]}) for name in parts)
    return (full, empty, *alone)


def _leave_out(part: Any) -> Any:  # noqa: ANN401 - any part of a view
    kind: Any = type(part)
    record = dataclasses.is_dataclass(part)
    return _make(kind, full=False) if record else kind()


def list_metas() -> tuple[Meta, Meta]:
    """What a file says of itself: all that it may say, and no more than it must."""
    kind: Any = Meta
    full: Meta = _make(kind)
    return full, _make(kind, full=False)


def pair_specimen(view: View) -> View:
    """A document beside itself, as if it were in two languages."""
    columns: tuple[Colonne, Colonne] = (_make(Colonne), _make(Colonne))
    return EnRegardView(view.meta, (view, view), columns, commun=False, entiere=view)


def make_blocks() -> Prose:
    """A block of each kind, those of layouts among them."""
    return tuple(_make(kind) for kind in _list_blocks())


@cache
def _make(cls: Any, depth: int = 0, *, full: bool = True) -> Any:  # noqa: ANN401 - any class
    """An object with all that it may have, or with what it cannot do without."""
    own = getattr(cls, "specimen", None)
    if own is not None:
        return own()
    hints = typing.get_type_hints(cls)
    missing = dataclasses.MISSING
    return cls(
        **{
            field.name: _fill(hints[field.name], field.name, depth)
            for field in dataclasses.fields(cls)
            if full or field.default is field.default_factory is missing
        }
    )


def _fill(hint: Any, name: str, depth: int) -> Any:  # noqa: ANN401 - what the hint says
    """A value of a type, nothing of it empty."""
    origin, members = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _fill(members[0], name, depth)
    if origin is typing.Literal:
        return members[0]
    if origin is tuple:
        made = tuple(_fill_tuple(members, name, depth))
        return _SAME.setdefault((hint, made), made)
    record = dataclasses.is_dataclass(hint)
    if record:
        return _make(hint, depth + 1, full=depth < _DEEP)
    if hint is str:
        return _PLAUSIBLE.get(name, name)
    return name.encode() if hint is bytes else hint(1)


def _fill_tuple(members: tuple[Any, ...], name: str, depth: int) -> Iterator[Any]:
    first, *others = members
    if others != [...]:
        yield from (_fill(member, name, depth) for member in members)
    elif first is Bloc:
        yield from (_make(kind, depth + 1) for kind in _list_kinds(depth))
    else:
        yield _fill(first, name, depth)
        # The second of two is at its barest: both ways of a condition are met.
        record = dataclasses.is_dataclass(first)
        yield (
            _make(first, depth + 1, full=False) if record else _fill(first, name, depth)
        )


def _list_kinds(depth: int) -> list[Any]:
    """The blocks that a prose has; those of layouts are made of it later."""
    kinds = _list_blocks() if depth < _DEEP else [Paragraphe]
    return [kind for kind in kinds if kind.__module__.startswith(_OF_PROSE)]


def _list_blocks() -> list[Any]:
    # A class with slots is made twice: the one that counts is the second.
    found = {(kind.__module__, kind.__name__): kind for kind in Bloc.__subclasses__()}
    return list(found.values())
