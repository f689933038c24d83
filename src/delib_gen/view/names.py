"""The names of an authority in a language; what it lacks stays in that of reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from delib_gen.schema.noms import Noms
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

N = TypeVar("N", bound=Noms)


def say_names(
    versions: Mapping[str, N], langue: str, say: Callable[[str, str], str]
) -> N:
    """The names of one thing, by the keys that they have in the authority's file.

    A name that nobody has given in the language is that of reference, and is said
    to be in it.

    Args:
        versions: the names by language.
        langue: the language wanted.
        say: says of a text in which language it is.
    """
    reference = versions[LANGUE_DE_REFERENCE]
    said: dict[str, Any] = {}
    # What the language has comes second, and takes the place of the reference.
    for code in (LANGUE_DE_REFERENCE, langue):
        for key in type(reference).model_fields:
            name = getattr(versions.get(code), key, None)
            if isinstance(name, list) and name:
                said[key] = [say(line, code) for line in name]
            elif isinstance(name, str):
                said[key] = say(name, code)
    return reference.model_copy(update=said)
