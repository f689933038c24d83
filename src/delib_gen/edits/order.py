"""The order in which the keys of a file are listed: a new one goes to its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from delib_gen.load.shapes import schema_at
from delib_gen.schema.acte import Acte
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.seance import Seance

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath


def list_keys(path: YamlPath) -> tuple[str, ...]:
    """The keys of the block that a key is of, in order; none where unknown.

    Args:
        path: the key's place in a session, or in an authority's file.
    """
    return _list_keys(tuple(step if isinstance(step, str) else 0 for step in path))


@cache
def _list_keys(path: tuple[str | int, ...]) -> tuple[str, ...]:
    *above, _ = path
    if path[0] == "actes" and len(path) > 1:
        schema = schema_at(Acte, tuple(above[2:]))
    elif path[0] in Seance.model_fields or path[0] not in Autorite.model_fields:
        schema = schema_at(Seance, tuple(above))
    else:
        schema = schema_at(Autorite, tuple(above))
    if schema is None:
        return ()
    # A number opens the block that it is of: files are read by it.
    own = tuple(sorted(schema.model_fields, key=lambda key: key != "numero"))
    return (*own, "actes") if schema is Seance else own
