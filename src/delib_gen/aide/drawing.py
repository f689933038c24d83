"""What every JSON Schema of ours is drawn with: the definitions of some classes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic.json_schema import models_json_schema

from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema, adapt_value, allow_empty
from delib_gen.aide.texts import Aide
from delib_gen.schema.base import Schema, iter_schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_schema(schema: JsonSchema) -> str:
    """A schema as a text."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def draw_definitions(
    roots: Iterable[type[Schema]],
    aide: Aide,
    known: KnownWords,
    forms: Mapping[str, Callable[[JsonSchema, Aide, KnownWords], JsonSchema]],
) -> dict[str, JsonSchema]:
    """The classes, and all those within them, by their names.

    Args:
        roots: the classes.
        aide: what is said of their keys.
        known: the words that are proposed for some of them.
        forms: the shorter ways of writing some of the classes.
    """
    wanted = list(roots)
    models = [(cls, "validation") for cls in wanted]
    drawn = models_json_schema(models)[1]["$defs"]  # type: ignore[arg-type]
    classes = {cls.__name__: cls for cls in iter_within(wanted)}
    definitions: dict[str, JsonSchema] = {}
    for name in sorted(drawn):
        block = drawn[name]
        if "enum" in block:
            definitions[name] = _explain_values(block, aide.valeurs.get(name, {}))
            continue
        block = _adapt_block(block, classes[name], aide, known)
        read_forms = forms.get(name)
        definitions[name] = read_forms(block, aide, known) if read_forms else block
    return definitions


def iter_within(roots: Iterable[type[Schema]]) -> Iterator[type[Schema]]:
    """Some classes, and those that their fields hold, each once."""
    waiting, seen = list(roots), set[type[Schema]]()
    while waiting:
        cls = waiting.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        cls.model_rebuild()  # a class may name one that is defined after it
        yield cls
        for field in cls.model_fields.values():
            waiting += iter_schemas(field.annotation)


def _adapt_block(
    block: JsonSchema, cls: type[Schema], aide: Aide, known: KnownWords
) -> JsonSchema:
    """A class as an editor should see it: values as typed, French help."""
    required = block.get("required", [])
    properties = {}
    for key, value in block["properties"].items():
        adapted = known.propose(cls, key, adapt_value(value, aide))
        if key not in required:
            adapted = allow_empty(adapted)
        description = aide.find_key(cls, key)
        if description is not None:
            adapted = {**adapted, "description": description}
        properties[key] = {**adapted, **_find_default(value.get("default"))}
    kept: JsonSchema = {
        k: block[k] for k in ("type", "additionalProperties") if k in block
    }
    return {**kept, "properties": properties, "required": required}


def _find_default(value: object) -> JsonSchema:
    """A default worth showing: a word or a number, not an empty list."""
    if isinstance(value, bool):
        return {"default": "oui" if value else "non"}
    return {"default": value} if isinstance(value, str | int) else {}


def _explain_values(block: JsonSchema, meanings: dict[str, str]) -> JsonSchema:
    """An enumeration, each value with its meaning, for the eye and for editors."""
    values = block["enum"]
    lines = [f"`{value}` : {meanings.get(value, '')}" for value in values]
    return {
        "enum": values,
        "enumDescriptions": [meanings.get(value, "") for value in values],
        "description": " ; ".join(lines),
    }
