"""Ways about in the schema: the class at a path, the keys it knows or may mean."""

from __future__ import annotations

from functools import lru_cache
from typing import get_origin

from delib_gen.findings import YamlPath
from delib_gen.schema.base import Schema, find_nearest, fold_word, schema_in

_SURELY = 0.9
"""How like a known key another must be for it to be meant, although a block below
has a key of just that name."""


def schema_at(schema: type[Schema], path: YamlPath) -> type[Schema] | None:
    """The class of the block at a path, or of the items of the list that is there."""
    current: type[Schema] | None = schema
    named = False  # whether the step is a name that the user gave, not one of ours
    for step in path:
        if current is None:
            return None
        # A class that names one defined after it knows which only once it is built.
        current.model_rebuild()
        if isinstance(step, str) and not named:
            info = current.model_fields.get(step)
            current = schema_in(info.annotation) if info else None
            named = info is not None and get_origin(info.annotation) is dict
        else:
            named = False
    return current


def list_required(schema: type[Schema]) -> tuple[str, ...]:
    """The keys without which a block is nothing."""
    fields = schema.model_fields.items()
    return tuple(name for name, info in fields if info.is_required())


@lru_cache(maxsize=1024)
def find_meant(schema: type[Schema] | None, key: str) -> str | None:
    """The key that an unknown one surely stands for."""
    if schema is None:
        return None
    synonym = schema.other_words.get(fold_word(key))
    if synonym:
        return synonym
    near = find_nearest(key, schema.model_fields, _SURELY)
    if near or list_holders(schema, key):
        return near
    return find_nearest(key, schema.model_fields)


def list_holders(
    schema: type[Schema] | None, key: str, words: str = "sous `{}:`"
) -> list[str]:
    """The blocks just below that know a key: `sous `vote:``."""
    if schema is None:
        return []
    schema.model_rebuild()
    held = [
        words.format(name)
        for name, info in schema.model_fields.items()
        if (below := schema_in(info.annotation)) is not None
        and key in below.model_fields
    ]
    elsewhere = schema.keys_elsewhere()
    return held or [where for where, keys in elsewhere.items() if key in keys]
