"""The JSON Schema of the session file, drawn from the classes that decode it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic.json_schema import models_json_schema

from delib_gen.aide.forms import (
    BLANK,
    FORMS,
    define_blank,
    is_filled,
    require_of_act,
)
from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema, adapt_value, allow_empty, make_line
from delib_gen.aide.texts import Aide, load_aide
from delib_gen.schema.acte import Acte
from delib_gen.schema.base import Schema
from delib_gen.schema.seance import Seance, Stade

if TYPE_CHECKING:
    from delib_gen.load.reference import LoadedAutorite

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ACTES = "actes"
_HELD = ("president", "presents")
"""What only a sitting that was held has; what its acts have then is `forms`'."""


def write_session_schema(autorites: Sequence[LoadedAutorite]) -> str:
    """The schema as a text; the same bytes for the same authorities.

    Args:
        autorites: those whose organs, members and usual texts are proposed.
    """
    schema = build_session_schema(autorites)
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def build_session_schema(autorites: Sequence[LoadedAutorite]) -> JsonSchema:
    """The schema, in draft 2020-12."""
    aide = load_aide()
    known = KnownWords(aide, autorites)
    models = [(Seance, "validation"), (Acte, "validation")]
    drawn = models_json_schema(models)[1]["$defs"]  # type: ignore[arg-type]
    classes = {cls.__name__: cls for cls in iter_classes(Schema)}
    definitions: dict[str, JsonSchema] = {}
    for name in sorted(drawn):
        block = drawn[name]
        if "enum" in block:
            definitions[name] = _explain_values(block, aide.valeurs.get(name, {}))
            continue
        block = _adapt_block(block, classes[name], aide, known)
        read_forms = FORMS.get(name)
        definitions[name] = read_forms(block, aide, known) if read_forms else block
    return _build_root(definitions, aide, known)


def iter_classes(base: type[Schema]) -> Iterator[type[Schema]]:
    """The classes that come from another, all the way down."""
    for cls in base.__subclasses__():
        yield cls
        yield from iter_classes(cls)


def _build_root(
    definitions: dict[str, JsonSchema], aide: Aide, known: KnownWords
) -> JsonSchema:
    sitting = definitions.pop(Seance.__name__)
    file = make_line(aide)
    act = {"$ref": f"#/$defs/{Acte.__name__}"}
    properties = sitting["properties"]
    properties[_ACTES] = {
        "type": "array",
        "minItems": 1,
        "items": {"anyOf": [act, {**file, "type": "string"}]},
        "description": aide.find_key(Seance, _ACTES) or "",
    }
    required = [key for key in sitting.get("required", ()) if key not in _HELD]
    coming = {"properties": {"stade": {"const": Stade.PROJET.value}}}
    held = {
        **is_filled(*_HELD),
        "properties": {
            **is_filled(*_HELD)["properties"],
            _ACTES: {"items": {"if": {"type": "object"}, "then": require_of_act()}},
        },
    }
    return {
        "$schema": _DIALECT,
        "title": aide.titre,
        "description": aide.objet,
        **sitting,
        "required": [*required, _ACTES],
        "anyOf": [is_filled("date"), is_filled("dates")],
        "if": {**coming, "required": ["stade"]},
        "else": held,
        "$defs": {**definitions, **known.definitions(), BLANK: define_blank()},
    }


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
