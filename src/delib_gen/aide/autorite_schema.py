"""The JSON Schema of an authority's file, for the forms that it is changed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.aide.drawing import DIALECT, draw_definitions
from delib_gen.aide.forms import FORMS
from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import JsonSchema, make_line
from delib_gen.aide.texts import load_aide, load_cles
from delib_gen.resources import data_dir
from delib_gen.schema.autorite import Autorite, Elu, FonctionTenue, Mandat

if TYPE_CHECKING:
    from delib_gen.load.reference import LoadedAutorite

_OWN = (Elu, Mandat, FonctionTenue)
"""Of what no base gives: their keys are required."""


def build_autorite_schema(loaded: LoadedAutorite) -> JsonSchema:
    """The schema, in draft 2020-12.

    Args:
        loaded: the authority, whose organs, offices and groups are proposed.
    """
    cles, aide = load_cles(), load_aide()
    told = {"cles": {**aide.cles, **cles.cles}, "connus": cles.connus}
    aide = aide.model_copy(update=told)
    known = KnownWords(aide, [loaded])
    definitions = draw_definitions([Autorite], aide, known, FORMS)
    for name, keys in cles.ailleurs.items():
        before = {key: {**make_line(aide), "description": keys[key]} for key in keys}
        properties = definitions[name]["properties"]
        definitions[name] = {
            **definitions[name],
            "properties": {**before, **properties},
        }
    for name, block in definitions.items():
        if "required" in block and name not in {cls.__name__ for cls in _OWN}:
            definitions[name] = {**block, "required": []}
    root = definitions[Autorite.__name__]
    known_styles = sorted(path.stem for path in (data_dir() / "chartes").glob("*.yaml"))
    style = root["properties"]["charte"]
    root["properties"]["charte"] = {**style, "enum": known_styles}
    return {"$schema": DIALECT, **root, "$defs": {**definitions, **known.definitions()}}
