"""What a file must say: the texts of a view, and what must stand before what.

A view is read by its fields, in order. A field is a text, a sequence of them, or rows
of one kind (lists under a heading, powers, articles), which a page may also set side by
side. An office's template may move whole fields, and put words of its own between
texts; it may neither lose one, nor put one in another one's place.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, cast

from delib_gen.audit.signs import Signs, read_signs
from delib_gen.lang.riche import Riche
from delib_gen.prose.pieces import (
    Chiffres,
    Choix,
    Diapositive,
    Signataire,
    Signatures,
)
from delib_gen.prose.tree import Bloc, Brin, Tableau
from delib_gen.prose.tree import Titre as TitreDeProse
from delib_gen.prose.walk import join_lines, list_fields
from delib_gen.view.base import Personne, Titre, View, list_printed

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brins

_HEADING = "_intitule"
"""What the name of a field ends in that heads the next one."""
_LABELS = ("intitule", "objet")
"""What a row calls the text that heads it."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A text that is printed in one stretch.

    Attributes:
        text: its words.
        signs: what of it is compared.
        under: the heading that it stands under; empty where there is none.
        role: what it is, where that helps to find it: a cell, a note.
        whole: what it is part of, as findings name it: a person's name.
    """

    text: str
    signs: Signs
    under: str = ""
    role: str = ""
    whole: str = ""

    lists: ClassVar[tuple[Group, ...]] = ()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Itself."""
        return (self,)

    @property
    def size(self) -> int:
        """How many letters it has."""
        return len(self.signs.letters)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Texts that belong together.

    Attributes:
        parts: what it is made of, in order.
        kind: `suite` where each comes after the one before; `rangs` for rows of one
            kind; `nom` where their order is free, as in a person's name; `tableau`
            for rows whose columns may stand in another order, the same in each.
        slack: how many letters more than its own may stand among its texts; None
            where that does not matter.
        headed: whether the first of them is the heading of the others.
        leaves: its texts, in order.
        lists: itself and what is in it, where a text heads the rest.
        size: how many letters they have.
    """

    parts: tuple[Node, ...]
    kind: str = "suite"
    slack: int | None = None
    headed: bool = False
    leaves: tuple[Leaf, ...] = field(init=False)
    lists: tuple[Group, ...] = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Gather the texts of the parts once: they are asked for at each step."""
        leaves = tuple(chain.from_iterable(part.leaves for part in self.parts))
        object.__setattr__(self, "leaves", leaves)
        lists = chain.from_iterable(part.lists for part in self.parts)
        own = [self] if self.headed and isinstance(self.parts[0], Leaf) else []
        object.__setattr__(self, "lists", (*own, *lists))
        object.__setattr__(self, "size", sum(leaf.size for leaf in leaves))


Node = Leaf | Group


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A part of a view that a template may move.

    Attributes:
        name: its name in the view.
        node: its texts, behind their heading where another field has it.
    """

    name: str
    node: Node


@dataclass(slots=True)
class Expected:
    """The texts of a view.

    Attributes:
        fields: its fields, in reading order.
        apart: what a page has apart from the text: the feet of slides, then notes,
            in the order in which they are called.
    """

    fields: list[Field] = field(default_factory=list)
    apart: list[Node] = field(default_factory=list)


_NONE = Group(())
_APART, _BESIDE = 60, 8
"""Letters that may stand among the texts of a row, and between a number and what it
is the number of."""


def read_view(view: View, *, feet: bool = False) -> Expected:
    """What a file must say of a view.

    A piece is read back in each format, and in its dossier: it is read once.

    Args:
        view: the document.
        feet: whether the foot of a slide is that of its page.
    """
    key = (id(view), feet)
    known = _read.get(key)
    if known is None or known[0] is not view:
        reader = _Reader(feet=feet)
        known = _read[key] = (view, reader.read_view(view))
        if not reader.footed:
            _read[id(view), not feet] = known
    return known[1]


def forget_views() -> None:
    """Let go of the views that were read: no file is made of them any more."""
    _read.clear()


_read: dict[tuple[int, bool], tuple[View, Expected]] = {}


class _Reader:
    """Makes nodes of the parts of a view.

    Attributes:
        expected: what was read so far.
        under: the heading that what is read stands under.
        footed: whether a slide that was read has a foot.
    """

    def __init__(self, *, feet: bool) -> None:
        self.expected = Expected()
        self.under, self.footed = "", False
        self._feet = feet

    def read_view(self, view: View) -> Expected:
        """What a view says."""
        values = {
            name: getattr(view, name) for name in list_printed(view) if name != "meta"
        }
        heading, headed = "", cast("Node | None", None)
        for name, value in values.items():
            self.under, heading = heading, ""
            node = self.read(value)
            if name.endswith(_HEADING) and value:
                heading, headed = value, node
                continue
            if headed is not None:
                node, headed = Group((headed, node), headed=True), None
            if node.leaves:
                self.expected.fields.append(Field(name, node))
        return self.expected

    def read(self, value: Any) -> Node:  # noqa: ANN401 - any part of a view
        if isinstance(value, Riche):
            return self._read_runs(value.brins)
        if isinstance(value, str):
            return self._leaf(value) if value else _NONE
        if isinstance(value, Titre):
            return self.read(value.texte)
        if isinstance(value, Personne):
            parts = [value.civilite, value.prenom, value.nom, value.suite]
            whole = " ".join(filter(None, parts[:3]))
            return Group(tuple(self._leaf(p, "", whole) for p in parts if p), "nom")
        if isinstance(value, tuple):
            return self._read_tuple(value)
        if isinstance(value, Bloc | Signataire | Choix):
            return self._read_block(value)
        if dataclasses.is_dataclass(value):
            return self._read_row(value)
        return _NONE

    def _read_tuple(self, value: tuple[Any, ...]) -> Node:
        if value and isinstance(value[0], Brin):
            return self._read_runs(value)
        parts = tuple(self.read(item) for item in value)
        rows = bool(value) and not isinstance(value[0], str | tuple | Bloc)
        return Group(parts, "rangs" if rows else "suite")

    def _read_runs(self, brins: Brins, role: str = "") -> Node:
        text = join_lines(brins)
        for brin in brins:
            if brin.note:
                note = self._leaf(join_lines(brin.note), "note")
                self.expected.apart.append(note)
        return self._leaf(text, role) if text.strip() else _NONE

    def _read_row(self, value: Any) -> Node:  # noqa: ANN401
        """A row of a view: what heads it is told of what stands in it."""
        around, parts = self.under, list[Node]()
        contents = (getattr(value, name) for name in list_fields(value))
        deep = any(isinstance(content, tuple) for content in contents)
        for name in list_printed(value):
            content = getattr(value, name)
            parts.append(self.read(content))
            if name in _LABELS and content and deep:
                self.under = content
        self.under = around
        flat = all(isinstance(p, Leaf) or p.kind == "nom" for p in parts if p != _NONE)
        slack = _choose_slack(parts) if flat else None
        return Group(tuple(parts), slack=slack, headed=deep and bool(parts[0] != _NONE))

    def _read_block(self, bloc: Any) -> Node:  # noqa: ANN401
        """A block of prose: its texts are runs, in the order of its fields."""
        if isinstance(bloc, Tableau):
            return self._read_table(bloc)
        footed = isinstance(bloc, Diapositive) and bool(bloc.pied)
        self.footed |= footed
        if footed and self._feet:
            foot = self._read_runs(bloc.pied)
            slide = self._read_block(replace(bloc, pied=()))
            self.expected.apart.append(foot)
            return slide
        if isinstance(bloc, Signataire):
            return self.read(bloc.lignes)
        parts = []
        for name in list_fields(bloc):
            content = getattr(bloc, name)
            if isinstance(content, tuple | Bloc):
                parts.append(self.read(content))
        if isinstance(bloc, TitreDeProse):
            self.under = "".join(brin.texte for brin in bloc.brins)
        if isinstance(bloc, Signatures | Chiffres):
            rows = parts.pop()
            return Group((*parts, Group(_list_parts(rows), "rangs")))
        return Group(tuple(parts))

    def _read_table(self, table: Tableau) -> Node:
        heads = ["".join(b.texte for b in head) for head in table.entetes]
        rows = [[self._read_runs(head, "tête de colonne") for head in table.entetes]]
        for rank, row in enumerate((*table.lignes, *table.totaux), start=1):
            roles = (f"colonne « {head} », rangée {rank}" for head in heads)
            cells = zip(row, roles, strict=True)
            rows.append([self._read_runs(cell, role) for cell, role in cells])
        legend = self._read_runs(table.legende)
        lines = tuple(Group(tuple(row)) for row in rows)
        return Group((legend, Group(lines, "tableau")))

    def _leaf(self, text: str, role: str = "", whole: str = "") -> Leaf:
        return Leaf(text, read_signs(text), self.under, role, whole or text)


def _choose_slack(parts: list[Node]) -> int:
    texts = (leaf.text for part in parts for leaf in part.leaves)
    return _BESIDE if any(map(str.isdecimal, texts)) else _APART


def _list_parts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, Group) else (node,)
