"""What fields are, beside their types: said in their annotations, listed from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, cast

from delib_gen.findings import YamlPath
from delib_gen.schema.base import Ligne, Schema, schema_in
from delib_gen.schema.kinds import FileKind
from delib_gen.schema.texte import Texte, TexteOuRef


class Marque:
    """What a field is, beside its type."""


@dataclass(frozen=True, slots=True)
class EnMarkdown(Marque):
    """The field is a text in Markdown, or the path of a `.md` file that holds it.

    Attributes:
        entier: whether it is a text of its own, with headings and pages, and not a
            part of an act.
    """

    entier: bool = True


@dataclass(frozen=True, slots=True)
class Nomme(Marque):
    """The field names a file, by a path relative to the file that the field is in.

    Attributes:
        sorte: what the file has to be; None where any sort will do.
    """

    sorte: FileKind | None = None


class EnGraphique(Marque):
    """The field is a chart: numbers of its own, or of a file that it names."""


@dataclass(frozen=True, slots=True)
class Dit(Marque):
    """What the texts of a field are called, in the session and its acts.

    Attributes:
        nature: their name, in French; `{rang}` is the rank of each in its list.
        premier: the name of the first one, where it has one of its own.
        rapport: whether the rapport says them, and not the deliberation.
        tenue: whether they are said only once the sitting was held.
        imprime: whether the documents of an act print them.
        papiers: the papers of the sitting that print them, by their names.
    """

    nature: str
    premier: str = ""
    rapport: bool = False
    tenue: bool = False
    imprime: bool = True
    papiers: tuple[str, ...] = ()


FEUILLES = ("votes", "depouillement")
ORDRE = ("convocation", "ordre-du-jour")
AVANT = (*ORDRE, "envois", "presence", "pouvoirs", *FEUILLES)
"""The papers that are made before a sitting too."""
PV = ("pv", "pv-public")

CORPS, PARTIE, NOMME = EnMarkdown(), EnMarkdown(entier=False), Nomme()
Fichier = Annotated[Ligne, NOMME]
Corps = Annotated[Texte, CORPS]

TEXTES = (Texte, TexteOuRef)


@dataclass(frozen=True, slots=True)
class Champ:
    """A field that is what was asked for, or holds some.

    Attributes:
        nom: its name.
        marques: what it is said to be.
        bloc: the class of the blocks that it holds; None where it is itself asked for.
        forme: `list` or `dict` where it holds several.
    """

    nom: str
    marques: tuple[Marque, ...]
    bloc: type[Schema] | None
    forme: type | None


@cache
def list_fields(
    schema: type[Schema], wanted: tuple[type, ...], above: tuple[type, ...] = ()
) -> tuple[Champ, ...]:
    """The fields below which something stands, by its mark or by its type.

    Args:
        schema: the class that has the fields.
        wanted: the classes of marks and of texts that are looked for.
        above: the classes that are being looked through: one may hold itself.
    """
    if not schema.__pydantic_fields_complete__:
        schema.model_rebuild()  # it names a class that is defined after it
    found: list[Champ] = []
    for name, info in schema.model_fields.items():
        marques = tuple(m for m in info.metadata if isinstance(m, Marque))
        below, forme = schema_in(info.annotation), _find_shape(info.annotation)
        if below in wanted or any(isinstance(m, wanted) for m in marques):
            found.append(Champ(name, marques, None, forme))
        elif (
            below is not None
            and below not in (schema, *above)
            and list_fields(below, wanted, (*above, schema))
        ):
            found.append(Champ(name, marques, below, forme))
    return tuple(found)


def _find_shape(annotation: object) -> type | None:
    """`list` or `dict` where a type is one, or one or nothing."""
    for part in (annotation, *getattr(annotation, "__args__", ())):
        origin = getattr(part, "__origin__", None)
        if origin in (list, dict):
            return cast("type", origin)
    return None


def iter_marked(
    block: Schema, *wanted: type, above: tuple[Marque, ...] = ()
) -> Iterator[tuple[YamlPath, Any, tuple[Marque, ...]]]:
    """The values below a block that are of a type, or whose field bears a mark.

    In the order of the fields. Each comes with its path and with what its field is
    said to be; a field that is silent is what the block's own is.

    Args:
        block: the block.
        wanted: the classes of marks and of texts.
        above: what the block's own field is said to be.
    """
    for champ in list_fields(type(block), wanted):
        value, marques = getattr(block, champ.nom), champ.marques or above
        for path, item in _iter_items(value, (champ.nom,)):
            if champ.bloc is None:
                yield path, item, marques
            else:
                for where, found, said in iter_marked(item, *wanted, above=marques):
                    yield (*path, *where), found, said


def _iter_items(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, Any]]:
    """A value, or those of a list or of a dict, each with its path."""
    if isinstance(value, list | dict):
        items = enumerate(value) if isinstance(value, list) else value.items()
        for key, item in items:
            yield (*path, key), item
    elif value is not None:
        yield path, value
