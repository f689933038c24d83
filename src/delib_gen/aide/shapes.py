"""The JSON Schema of single values, as this loader reads them.

The loader takes every scalar as the text that was typed, where an editor sees
YAML's own types: `7.10` is a number to it, `2023-12-19` may be a date. A schema
that asked for strings alone would underline what is right.
"""

from __future__ import annotations

from typing import Any

from delib_gen.aide.texts import Aide

JsonSchema = dict[str, Any]

TRUE = r"^\s*(?:[Oo][Uu][Ii]|[Tt][Rr][Uu][Ee])\s*$"
_FALSE = r"^\s*(?:[Nn][Oo][Nn]|[Ff][Aa][Ll][Ss][Ee])\s*$"
_DAY = r"^\s*\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\s*$"
_DIGITS = r"^\s*[0-9]{1,9}\s*$"
_MOST = 999_999_999
_SCALARS = ["string", "number", "boolean"]
_NOT_BLANK = r"\S"
_INSIDE = {"array": "items", "object": "additionalProperties"}
"""Under which keyword the values of a list, or of free keys, are described."""
_BOUNDS = ("minItems", "maxItems", "minProperties", "maxProperties")
_NULL: JsonSchema = {"type": "null"}


def make_line(aide: Aide) -> JsonSchema:
    """Any text but an empty one, whatever YAML takes it for."""
    return {
        "type": list(_SCALARS),
        "pattern": _NOT_BLANK,
        "errorMessage": aide.formes["ligne"],
    }


def make_text_block(
    languages: tuple[str, ...], reference: str, aide: Aide
) -> JsonSchema:
    """A text, or one by language of which the reference language is required."""
    versions = {}
    for code in sorted(languages, key=lambda code: (code != reference, code)):
        version = make_line(aide)
        help_ = aide.langues.reference if code == reference else aide.langues.autre
        version["description"] = help_.format(langue=code)
        versions[code] = version if code == reference else allow_empty(version)
    return {
        "type": [*_SCALARS, "object"],
        "pattern": _NOT_BLANK,
        "properties": versions,
        "required": [reference],
        "additionalProperties": False,
        "errorMessage": aide.formes["texte"],
    }


def adapt_value(schema: JsonSchema, aide: Aide) -> JsonSchema:
    """What pydantic says of a value, as this loader takes it."""
    if "anyOf" in schema:
        return _adapt_choice(schema, aide)
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    kind = schema.get("type")
    inside = _INSIDE.get(str(kind))
    if inside is not None and isinstance(schema.get(inside), dict):
        bounds = {key: schema[key] for key in _BOUNDS if key in schema}
        return {"type": kind, inside: adapt_value(schema[inside], aide), **bounds}
    if kind == "string" and schema.get("format") == "date":
        return {
            "type": "string",
            "format": "date",
            "pattern": _DAY,
            "errorMessage": aide.formes["jour"],
        }
    if kind == "string" and "pattern" in schema:
        said = {"pattern": schema["pattern"], "errorMessage": aide.formes["mot"]}
        return {**make_line(aide), "type": ["string", "boolean"], **said}
    if kind in ("string", "number"):  # a length is typed with its unit
        return make_line(aide)
    if kind == "integer":
        return {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": _MOST,
            "pattern": _DIGITS,
            "errorMessage": aide.formes["entier"],
        }
    if kind == "boolean":
        words = {"type": "string", "pattern": f"{TRUE}|{_FALSE}"}
        return {
            "anyOf": [{"enum": ["oui", "non"]}, {"type": "boolean"}, words],
            "errorMessage": aide.formes["booleen"],
        }
    raise NotImplementedError(f"no form is known for {schema}")


def _adapt_choice(schema: JsonSchema, aide: Aide) -> JsonSchema:
    """`X | None`, or a number that is typed as a text: the classes hold no other."""
    inner = [part for part in schema["anyOf"] if part != _NULL]
    adapted = adapt_value(inner[0], aide) if len(inner) == 1 else make_line(aide)
    return allow_empty(adapted) if _NULL in schema["anyOf"] else adapted


def allow_empty(schema: JsonSchema) -> JsonSchema:
    """The same, or a key left without a value: it counts as absent."""
    if "anyOf" in schema:
        if _NULL in schema["anyOf"]:
            return schema
        return {**schema, "anyOf": [*schema["anyOf"], _NULL]}
    if "type" not in schema:
        return {"anyOf": [schema, _NULL]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}
