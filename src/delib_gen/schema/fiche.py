"""A fiche: the YAML file from which an annexe of some sort is made."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, ClassVar

from delib_gen.findings import YamlPath
from delib_gen.schema.base import Ligne, Schema
from delib_gen.schema.texte import Texte

_FOLDER = "delib_gen.schema.fiches"


class Marque:
    """What a field is, beside its type: said in its annotation."""


NOMME = Marque()
"""The field names a file, by a path relative to the fiche."""
CORPS = Marque()
"""The field is a text in Markdown, or the path of a `.md` file that holds it."""

Fichier = Annotated[Ligne, NOMME]
Corps = Annotated[Texte, CORPS]


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


def iter_marked(block: Schema, marque: Marque) -> Iterator[tuple[YamlPath, Any]]:
    """The values below a block whose fields bear a mark, with their paths."""
    for path, value, metadata in _iter_values(block, (), ()):
        if marque in metadata:
            yield path, value


def iter_textes(block: Schema) -> Iterator[tuple[YamlPath, Texte]]:
    """Every text below a block, with its path."""
    for path, value, _ in _iter_values(block, (), ()):
        if isinstance(value, Texte):
            yield path, value


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


def _iter_values(
    value: Any,  # noqa: ANN401 - whatever a field may hold
    path: YamlPath,
    metadata: Sequence[Any],
) -> Iterator[tuple[YamlPath, Any, Sequence[Any]]]:
    """A value and those below it, each with what its field is said to be."""
    if value is None:
        return
    yield path, value, metadata
    if isinstance(value, Schema) and not isinstance(value, Texte):
        for name, info in type(value).model_fields.items():
            yield from _iter_values(getattr(value, name), (*path, name), info.metadata)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _iter_values(item, (*path, index), ())
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _iter_values(item, (*path, key), ())
