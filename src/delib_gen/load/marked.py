"""The fields of a tree that its schema marks, found before anything is decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.load.nodes import Mapping, Sequence
from delib_gen.schema.marques import list_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath
    from delib_gen.load.nodes import Node
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
