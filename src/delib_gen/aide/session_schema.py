"""The JSON Schema of the session file, drawn from the classes that decode it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delib_gen.aide.drawing import DIALECT, draw_definitions, write_schema
from delib_gen.aide.forms import (
    BLANK,
    FORMS,
    define_blank,
    require_filled,
    require_of_act,
)
from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema, make_line
from delib_gen.aide.texts import Aide, load_aide
from delib_gen.schema.acte import Acte
from delib_gen.schema.seance import Seance, Stade

if TYPE_CHECKING:
    from delib_gen.load.reference import LoadedAutorite

_ACTES = "actes"
_HELD = ("president", "presents")
"""What only a sitting that was held has; what its acts have then is `forms`'."""


def write_session_schema(autorites: Sequence[LoadedAutorite]) -> str:
    """The schema as a text; the same bytes for the same authorities.

    Args:
        autorites: those whose organs, members and usual texts are proposed.
    """
    return write_schema(build_session_schema(autorites))


def build_session_schema(autorites: Sequence[LoadedAutorite]) -> JsonSchema:
    """The schema, in draft 2020-12."""
    aide = load_aide()
    known = KnownWords(aide, autorites)
    definitions = draw_definitions([Seance, Acte], aide, known, FORMS)
    return _build_root(definitions, aide, known)


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
        **require_filled(*_HELD),
        "properties": {
            **require_filled(*_HELD)["properties"],
            _ACTES: {"items": {"if": {"type": "object"}, "then": require_of_act()}},
        },
    }
    return {
        "$schema": DIALECT,
        "title": aide.titre,
        "description": aide.objet,
        **sitting,
        "required": [*required, _ACTES],
        "anyOf": [require_filled("date"), require_filled("dates")],
        "if": {**coming, "required": ["stade"]},
        "else": held,
        "$defs": {**definitions, **known.definitions(), BLANK: define_blank()},
    }
