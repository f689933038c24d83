"""What a template's value is known to be: Python annotations, read statically.

A hint is an annotation (`str`, a dataclass, `tuple[Titre, ...]`, a union) or one
of the small classes below, for what only Jinja has. Where nothing is known the
hint is UNKNOWN, and whatever is asked of it is let through.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

Hint = object
"""An annotation, or one of the classes of this module."""


class _Unknown:
    """Nothing is known, so nothing is refused."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Hint = _Unknown()

LOOP_NAMES = (
    "index",
    "index0",
    "first",
    "last",
    "length",
    "revindex",
    "revindex0",
    "depth",
    "depth0",
    "previtem",
    "nextitem",
    "cycle",
    "changed",
)


@dataclass(frozen=True, slots=True)
class LoopHint:
    """The `loop` of a `for`, which also knows the items before and after."""

    element: Hint


@dataclass(frozen=True, slots=True)
class ModuleHint:
    """An imported template: what it offers, by name."""

    names: tuple[tuple[str, Hint], ...]


def tuple_of(element: Hint) -> Hint:
    """The hint of a sequence of such elements."""
    return types.GenericAlias(tuple, (element, ...))


def unite(*hints: Hint) -> Hint:
    """The hint of a value that is one of these; unknown as soon as one is."""
    found: dict[Hint, None] = {}
    for hint in hints:
        for member in list_members(hint):
            found[member] = None
    if UNKNOWN in found:
        return UNKNOWN
    return _Union(tuple(found)) if len(found) != 1 else next(iter(found))


@dataclass(frozen=True, slots=True)
class _Union:
    """A union that may hold our own classes, which `typing.Union` refuses."""

    members: tuple[Hint, ...]


def list_members(hint: Hint) -> tuple[Hint, ...]:
    """The members of a union, None left out; else the hint on its own."""
    if isinstance(hint, _Union):
        return hint.members
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        parts = typing.get_args(hint)
        return tuple(m for part in parts for m in list_members(part))
    if hint is type(None):
        return ()
    if hint in (typing.Any, object):
        return (UNKNOWN,)
    return (hint, *_list_kinds(hint)) if dataclasses.is_dataclass(hint) else (hint,)


def _list_kinds(cls: Hint) -> tuple[Hint, ...]:
    """What an object of a class without fields of its own may be: any of its kinds."""
    if not isinstance(cls, type) or dataclasses.fields(cls):
        return ()
    return tuple(cls.__subclasses__())


def find_attribute(hint: Hint, name: str) -> Hint | None:
    """The hint of an attribute; None where no member of the hint has it."""
    members = list_members(hint)
    if not members:
        return UNKNOWN
    found = [_find_in_member(member, name) for member in members]
    known = [item for item in found if item is not None]
    return unite(*known) if known else None


def list_names(hint: Hint) -> tuple[str, ...]:
    """The attributes that a template may ask of a value, as far as is known."""
    names: dict[str, None] = {}
    for member in list_members(hint):
        if isinstance(member, LoopHint):
            names.update(dict.fromkeys(LOOP_NAMES))
        elif isinstance(member, ModuleHint):
            names.update((key, None) for key, _ in member.names)
        elif _is_record(member):
            names.update(dict.fromkeys(read_fields(member)))
    return tuple(names)


def find_element(hint: Hint) -> Hint:
    """The hint of what iterating over a value gives."""
    members = list_members(hint)
    return unite(*map(_find_element, members)) if members else UNKNOWN


def is_sequence(hint: Hint) -> bool:
    """Whether a value is surely a list, which has no attributes of ours."""
    members = list_members(hint)
    return bool(members) and all(
        typing.get_origin(m) in (tuple, list, collections.abc.Sequence) for m in members
    )


@cache
def read_fields(cls: type) -> dict[str, Hint]:
    """The fields of a dataclass or a model, and its public properties."""
    hints = typing.get_type_hints(cls)
    if dataclasses.is_dataclass(cls):
        names = [field.name for field in dataclasses.fields(cls)]
    else:
        names = list(getattr(cls, "model_fields", {}))
    found: dict[str, Hint] = {name: hints.get(name, UNKNOWN) for name in names}
    for base in cls.__mro__:
        if base is BaseModel:
            break
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith("_"):
                found.setdefault(name, UNKNOWN)
    return found


def _is_record(hint: Hint) -> typing.TypeGuard[type]:
    """Whether a hint is a class whose fields are all that it has."""
    return isinstance(hint, type) and (
        dataclasses.is_dataclass(hint) or issubclass(hint, BaseModel)
    )


def _find_in_member(hint: Hint, name: str) -> Hint | None:
    if hint is UNKNOWN:
        return UNKNOWN
    if isinstance(hint, LoopHint):
        if name in ("previtem", "nextitem"):
            return hint.element
        return UNKNOWN if name in LOOP_NAMES else None
    if isinstance(hint, ModuleHint):
        return dict(hint.names).get(name)
    if _is_record(hint):
        return read_fields(hint).get(name)
    origin = typing.get_origin(hint) or hint
    if isinstance(origin, type) and issubclass(origin, collections.abc.Mapping):
        return UNKNOWN
    if isinstance(origin, type):
        return UNKNOWN if hasattr(origin, name) else None
    return UNKNOWN


def _find_element(hint: Hint) -> Hint:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return unite(*(a for a in args if a is not Ellipsis)) if args else UNKNOWN
    if isinstance(origin, type) and issubclass(origin, collections.abc.Iterable):
        return args[0] if args else UNKNOWN
    return str if hint is str else UNKNOWN
