"""The names in force at a place of a template, and what is found wrong there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from delib_gen.schema.base import find_nearest
from delib_gen.templating.hints import Hint, unite


class Fault(StrEnum):
    """What a template may ask for that is not there."""

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
        lineno: the line of the template, from 1.
        name: what was asked for.
        nearest: the known name most like it, None where none is near.
        fault: what kind of thing it was asked as.
        template: the file in which it was, where another one includes it.
        owner: what it was asked of (`pouvoir.donneur`), for an attribute.
        known: all that could have been asked.
    """

    lineno: int
    name: str
    nearest: str | None = None
    fault: Fault = Fault.NOM
    template: str = ""
    owner: str = ""
    known: tuple[str, ...] = ()


@dataclass(slots=True)
class Scope:
    """Names with their hints; those of the enclosing scopes show through.

    Attributes:
        names: the names set here.
        parent: the enclosing scope.
        top: whether this is the scope of a template's top, which its blocks see.
    """

    names: dict[str, Hint] = field(default_factory=dict)
    parent: Scope | None = None
    top: bool = False

    def find(self, name: str) -> Hint | None:
        """The hint of a name in force, None where there is no such name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None

    def add(self, name: str, hint: Hint) -> None:
        """Set a name; set twice, it may be either, since branches are not told."""
        known = self.names.get(name)
        self.names[name] = hint if known is None else unite(known, hint)

    def child(self, **names: Hint) -> Scope:
        """A scope within this one."""
        return Scope(names, self)

    def find_top(self) -> Scope:
        """The scope of the top of the template in which this one is."""
        scope = self
        while not scope.top and scope.parent is not None:
            scope = scope.parent
        return scope

    def list_names(self) -> tuple[str, ...]:
        """The names in force, the nearest scope's first; not Jinja's own."""
        names: dict[str, None] = {}
        scope: Scope | None = self
        while scope is not None and scope.parent is not None:
            names.update(dict.fromkeys(scope.names))
            scope = scope.parent
        return tuple(names)


@dataclass(slots=True)
class Findings:
    """What was found, each thing once, in the order of the walk."""

    found: dict[UnknownName, None] = field(default_factory=dict)

    def add(
        self,
        template: str,
        lineno: int,
        fault: Fault,
        name: str,
        known: tuple[str, ...] = (),
        owner: str = "",
    ) -> None:
        """Note one thing that is not there, with the known name most like it."""
        nearest = find_nearest(name, known)
        self.found[
            UnknownName(lineno, name, nearest, fault, template, owner, known)
        ] = None

    def sorted(self) -> list[UnknownName]:
        """By template in the order of the walk, then by line."""
        order = {u.template: rank for rank, u in reversed(list(enumerate(self.found)))}
        return sorted(self.found, key=lambda u: (order[u.template], u.lineno))
