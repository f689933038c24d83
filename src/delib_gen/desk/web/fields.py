"""The fields of a form, whatever it is a form of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from delib_gen.desk.web.findings import Shown, name_field
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath


NAMED: dict[str, dict[str, Any]] = {"bloc": {}, "table": {LANGUE_DE_REFERENCE: {}}}
"""What an item of a table begins with once one has named it, by its kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that is proposed, and what it stands for."""

    valeur: str
    sens: str


@dataclass(slots=True)
class Field:
    """A field of the form, or a block of fields.

    Attributes:
        path: its place in the session.
        genre: `ligne`, `texte`, `long`, `choix`, `connu`, `oui`, `jour`, `entier`,
            `liste`, `bloc`, `table` or `brut`.
        nom: what it is called.
        aide: what it holds.
        valeur: what was typed; empty for nothing.
        choix: the values that are proposed.
        dedans: the fields within it.
        requis: whether it must be there.
        langue: of a version of a text, its language.
        rempli: whether anything was typed in it.
        neuf: of a list or a table, an item that is not there yet.
        defaut: what holds without it.
        constats: what was found about it, and nothing within it.
        liste: the name of the known words that are proposed, where they are many.
        fichier: the file that its text is read from, where that is one of its own.
        geste: of a table, what an item begins with that one names; None for no item.
        lieu: of a file that is changed on a page of its own, that page's address.
        detail: what a value is as a block, which says more; None where it is none.
        autrement: the fields of the longer way of giving a value, while none is given.
    """

    path: YamlPath
    genre: str
    nom: str
    aide: str = ""
    valeur: str = ""
    choix: tuple[Choice, ...] = ()
    dedans: list[Field] = field(default_factory=list)
    requis: bool = False
    langue: str = ""
    rempli: bool = False
    neuf: Field | None = None
    defaut: str = ""
    constats: list[Shown] = field(default_factory=list)
    fichier: str = ""
    liste: str = ""
    geste: dict[str, Any] | None = None
    lieu: str = ""
    detail: dict[str, Any] | None = None
    autrement: list[Field] = field(default_factory=list)

    @property
    def champ(self) -> str:
        """Its name in the page."""
        end = (self.langue,) if self.langue and self.path[-1] != self.langue else ()
        return name_field((*self.path, *end))

    @property
    def tous(self) -> Iterator[Field]:
        """It, and all those within it."""
        yield self
        for inner in self.dedans:
            yield from inner.tous

    @property
    def erreurs(self) -> int:
        """How many findings stand in it, and within it."""
        return sum(len(f.constats) for f in self.tous)
