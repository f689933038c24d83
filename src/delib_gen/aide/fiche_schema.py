"""The JSON Schema of a fiche, drawn from the class that decodes it."""

from __future__ import annotations

from delib_gen.aide.drawing import DIALECT, draw_definitions, write_schema
from delib_gen.aide.forms import FORMS
from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema
from delib_gen.aide.texts import load_fiche_aide
from delib_gen.schema.fiche import list_fiches

_GENRE = "genre"


def write_fiche_schema(genre: str) -> str:
    """The schema as a text; the same bytes each time."""
    return write_schema(build_fiche_schema(genre))


def build_fiche_schema(genre: str) -> JsonSchema:
    """The schema of the fiches of a genre, in draft 2020-12."""
    fiche = list_fiches()[genre]
    aide, forms = load_fiche_aide(fiche), FORMS
    definitions = draw_definitions([fiche], aide, KnownWords(aide, []), forms)
    root = definitions.pop(fiche.__name__)
    told = root["properties"][_GENRE].get("description", "")
    root["properties"][_GENRE] = {"const": genre, "description": told}
    return {
        "$schema": DIALECT,
        "title": aide.titre,
        "description": aide.objet,
        **root,
        "$defs": definitions,
    }
