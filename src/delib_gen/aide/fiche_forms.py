"""The shorter ways of writing a block of a fiche, as `aide.forms` has the session's.

`tests/test_fiche_schema.py` compares each with what the loader takes.
"""

from __future__ import annotations

from collections.abc import Callable

from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema
from delib_gen.aide.texts import Aide

_NUMBER = r"^\s*[+\u2212-]?\d[\d \u00a0\u2009\u202f]*(?:[.,]\d+)?\s*$"


def _read_colonne(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A column's type alone, or all that is said of it."""
    del aide, known
    return {"anyOf": [{"$ref": "#/$defs/TypeDeColonne"}, block]}


def _read_graphique(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """Numbers by category, by series where there are several; a gap is left empty."""
    del known
    number = {
        "type": ["number", "string", "null"],
        "pattern": _NUMBER,
        "errorMessage": aide.formes["nombre"],
    }
    series = {"type": "object", "additionalProperties": number}
    numbers = {"type": "object", "additionalProperties": {"anyOf": [number, series]}}
    properties = dict(block["properties"])
    told = {k: v for k, v in properties["donnees"].items() if k == "description"}
    properties["donnees"] = {"anyOf": [numbers, {"type": "null"}], **told}
    return {**block, "properties": properties}


FICHE_FORMS: dict[str, Callable[[JsonSchema, Aide, KnownWords], JsonSchema]] = {
    "Colonne": _read_colonne,
    "Graphique": _read_graphique,
}
