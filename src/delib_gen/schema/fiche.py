"""A fiche: the YAML file from which an annexe of some sort is made."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from delib_gen.findings import YamlPath
from delib_gen.schema.base import Ligne, Schema

_FOLDER = "delib_gen.schema.fiches"


class Fiche(Schema):
    """What every fiche has; each sort of annexe adds its own keys."""

    sorte: ClassVar[str]
    """The word under `genre` that asks for it."""

    place_words: ClassVar[str] = "dans la fiche, sans retrait"

    genre: Ligne


def find_fiche(genre: str) -> type[Fiche] | None:
    """The class of the fiches of a genre; None where there is no such genre.

    The module that bears its name is looked into first: the others have classes
    that need not be made.
    """
    folder = importlib.import_module(_FOLDER).__path__
    if any(module.name == genre for module in pkgutil.iter_modules(folder)):
        importlib.import_module(f"{_FOLDER}.{genre}")
        for cls in _iter_classes(Fiche):
            if cls.sorte == genre:
                return cls
    return list_fiches().get(genre)


@cache
def list_fiches() -> dict[str, type[Fiche]]:
    """The classes of fiches by their `genre`: every module of `schema/fiches`."""
    package = importlib.import_module(_FOLDER)
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{_FOLDER}.{module.name}")
    return {cls.sorte: cls for cls in _iter_classes(Fiche)}


def _iter_classes(cls: type[Fiche]) -> Iterator[type[Fiche]]:
    for sub in cls.__subclasses__():
        if "sorte" in vars(sub):
            yield sub
        yield from _iter_classes(sub)


def name_place(block: Schema, path: YamlPath) -> str:
    """A place in a fiche for a reader: `diapositive 3, chiffre 1, « libelle »`.

    An item is called by the singular of its key where the name of its class has it,
    else by the key itself (`puis 2`): a new sort of fiche is named with no more work.
    """
    told: list[str] = []
    value: Any = block
    for step in path:
        if isinstance(step, str):
            value = getattr(value, step) if isinstance(value, Schema) else value[step]
            told.append(f"« {step} »")
            key = step
            continue
        value = value[step]
        singular = key.removesuffix("s")
        known = singular in type(value).__name__.lower()
        told[-1] = f"{singular if known else key} {step + 1}"
    return ", ".join(told)
