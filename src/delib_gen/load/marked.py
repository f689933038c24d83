"""The fields of a tree that its schema marks, found before anything is decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.load.nodes import Mapping, Node, Sequence
from delib_gen.schema.marques import list_fields
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath
    from delib_gen.schema.base import Schema
    from delib_gen.schema.marques import Champ


def walk_fields(
    schema: type[Schema], node: Node | None, *wanted: type, path: YamlPath = ()
) -> Iterator[tuple[YamlPath, Mapping, Champ]]:
    """Each field that is there, with its place and the block that it stands in.

    Args:
        schema: what the tree should be.
        node: the tree.
        wanted: the classes of marks and of texts that are looked for.
        path: the tree's own place.
    """
    if not isinstance(node, Mapping):
        return
    for champ in list_fields(schema, wanted):
        value, where = node.values.get(champ.nom), (*path, champ.nom)
        if value is None:
            continue
        if champ.bloc is None:
            yield where, node, champ
            continue
        items: list[tuple[YamlPath, Node]] = [(where, value)]
        if isinstance(value, Sequence):
            items = [((*where, rank), item) for rank, item in enumerate(value.items)]
        elif champ.forme is dict and isinstance(value, Mapping):
            items = [((*where, key), item) for key, item in value.values.items()]
        for place, item in items:
            yield from walk_fields(champ.bloc, item, *wanted, path=place)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a text stands.

    Attributes:
        place: its place in its block, whatever its language.
        langue: its language.
        key: its place in what holds it.
        holder: the values of a block, or the items of a list.
    """

    place: YamlPath
    langue: str
    key: str | int
    holder: dict[str, Node] | list[Node]

    @property
    def node(self) -> Node:
        """What stands there."""
        return self.holder[self.key]  # type: ignore[index]

    def put(self, node: Node) -> None:
        """Put something else there."""
        self.holder[self.key] = node  # type: ignore[index]


def list_slots(holder: Mapping, champ: Champ, where: YamlPath) -> Iterator[Slot]:
    """The texts of a field, in each language; the name of a usual text is none."""
    value, held = holder.values[champ.nom], holder.values
    if champ.forme is not list:
        yield from _list_languages(value, where, champ.nom, held)
    elif isinstance(value, Sequence):
        for rank, item in enumerate(value.items):
            if not (isinstance(item, Mapping) and "ref" in item.values):
                yield from _list_languages(item, (*where, rank), rank, value.items)


def _list_languages(
    node: Node, place: YamlPath, key: str | int, held: dict[str, Node] | list[Node]
) -> Iterator[Slot]:
    if isinstance(node, Mapping):
        for langue in node.values:
            yield Slot(place, langue, langue, node.values)
    else:
        yield Slot(place, LANGUE_DE_REFERENCE, key, held)
