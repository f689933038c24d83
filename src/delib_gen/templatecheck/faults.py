"""What a template asks for and that is not there, said in French."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from delib_gen.schema.base import find_nearest
from delib_gen.templating.messages import (
    Explained,
    explain_message,
    forbid,
    list_admitted,
)


class Fault(StrEnum):
    """What kind of thing was asked for."""

    NOM = "nom"
    ATTRIBUT = "attribut"
    LISTE = "liste"
    FILTRE = "filtre"
    TEST = "test"
    GABARIT = "gabarit"
    MACRO = "macro"
    PARAMETRE = "parametre"
    INTERDIT = "interdit"
    SYNTAXE = "syntaxe"


@dataclass(frozen=True, slots=True)
class UnknownName:
    """Something that a template asks for and that is not there.

    Attributes:
        template: the file in which it was; empty for the document's own source.
        lineno: the line of the template, from 1.
        name: what was asked for.
        fault: what kind of thing it was asked as.
        owner: what it was asked of (`pouvoir.donneur`), for an attribute.
        known: all that could have been asked.
    """

    template: str
    lineno: int
    name: str
    fault: Fault
    owner: str
    known: tuple[str, ...]

    @property
    def nearest(self) -> str | None:
        """The known name most like it, None where none is near."""
        return find_nearest(self.name, self.known)


def explain_unknown(unknown: UnknownName) -> Explained:
    """What is wrong, and what to change."""
    name, owner, near = unknown.name, unknown.owner, unknown.nearest
    hint = f"vouliez-vous écrire `{near}` ?" if near else list_admitted(unknown.known)
    match unknown.fault:
        case Fault.NOM:
            return f"le nom `{name}` n'existe pas dans ce document", hint
        case Fault.ATTRIBUT:
            what = f"`{owner}.{name}` : il n'y a pas de `{name}` dans `{owner}`"
            return what, hint or f"`{owner}` n'a pas de parties : demandez `{owner}`"
        case Fault.LISTE:
            example = f"{{% for … in {owner} %}}"
            return (
                f"`{owner}.{name}` : `{owner}` est une liste, qui n'a pas de `{name}`",
                f"parcourez-la (`{example}`) et demandez `{name}` à chaque élément",
            )
        case Fault.FILTRE | Fault.TEST:
            return f"le {unknown.fault} `{name}` n'existe pas", hint
        case Fault.GABARIT:
            return f"le gabarit « {name} » n'existe pas", hint
        case Fault.MACRO:
            return f"le gabarit « {owner} » n'offre pas `{name}`", hint
        case Fault.PARAMETRE:
            return f"la macro `{owner}` n'a pas de paramètre `{name}`", hint
        case Fault.INTERDIT:
            return forbid(name)
        case Fault.SYNTAXE:
            return explain_message(name)


def list_parts(value: object) -> tuple[str, ...]:
    """The attributes that a template may ask of a value, or the keys."""
    if isinstance(value, Mapping):
        return tuple(key for key in value if isinstance(key, str))
    if dataclasses.is_dataclass(value):
        return tuple(field.name for field in dataclasses.fields(value))
    parts = getattr(type(value), "model_fields", None)
    if parts is None and type(value).__module__ != "builtins":
        parts = (name for name in dir(value) if not name.startswith("_"))
    return tuple(parts or ())
