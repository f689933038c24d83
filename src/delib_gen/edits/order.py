"""The order in which the keys of a session are listed: a new one goes to its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from delib_gen.schema.acte import Acte
from delib_gen.schema.base import Schema
from delib_gen.schema.seance import Seance

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath


def list_keys(path: YamlPath) -> tuple[str, ...]:
    """The keys of the block at a path of a session, in order; none where unknown."""
    return _list_keys(tuple(step if isinstance(step, str) else 0 for step in path))


@cache
def _list_keys(path: tuple[str | int, ...]) -> tuple[str, ...]:
    if path[:1] == ("actes",):
        schema: type[Schema] | None = Acte
        path = path[2:]
    else:
        schema = Seance
    for step in path:
        if isinstance(step, str) and schema is not None:
            field = schema.model_fields.get(step)
            schema = _find_schema(field.annotation) if field else None
    if schema is None:
        return ()
    # A number opens the block that it is of: files are read by it.
    own = tuple(sorted(schema.model_fields, key=lambda key: key != "numero"))
    return (*own, "actes") if schema is Seance else own


def _find_schema(annotation: Any) -> type[Schema] | None:  # noqa: ANN401 - a type
    """The class of ours that an annotation holds, in a list or beside None."""
    if isinstance(annotation, type) and issubclass(annotation, Schema):
        return annotation
    inner = (_find_schema(part) for part in get_args(annotation))
    return next(filter(None, inner), None)
