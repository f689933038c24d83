"""The ways in which a value may be given, as a schema has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from delib_gen.aide.drawing import iter_within
from delib_gen.desk.web.fields import Choice, Field
from delib_gen.schema.acte import Acte
from delib_gen.schema.fiche import list_fiches
from delib_gen.schema.marques import EnMarkdown
from delib_gen.schema.seance import Seance
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from delib_gen.aide.shapes import JsonSchema

NESTED = ("liste", "bloc", "table")
"""The kinds of values that hold others."""


@cache
def list_long_keys() -> frozenset[str]:
    """The keys whose texts are long: those in Markdown, and what is said of an act."""
    prose = {
        key
        for cls in iter_within([Seance, Acte, *list_fiches().values()])
        for key, field in cls.model_fields.items()
        if any(isinstance(mark, EnMarkdown) for mark in field.metadata)
    }
    return frozenset({*prose, "titre", "objet", "texte"})


@cache
def find_bare_key(name: str) -> str:
    """The key of a block that one word alone is the value of, by its class's name."""
    known = iter_within([Seance, Acte, *list_fiches().values()])
    return next((cls.bare_key for cls in known if cls.__name__ == name), "")


def find_kind(name: str, way: JsonSchema) -> str:
    """The kind of field that a way of giving a value asks for."""
    kind = way.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "enum" in way and way["enum"] == ["oui", "non"]:
        return "oui"
    if "enum" in way:
        return "connu" if name[:1].islower() else "choix"
    if "const" in way:
        return "choix"
    if "array" in kinds:
        return "liste"
    if "properties" in way:
        return "bloc"
    if "object" in kinds and isinstance(way.get("additionalProperties"), dict):
        return "table"
    if way.get("format") == "date":
        return "jour"
    return "entier" if "integer" in kinds else "ligne"


def choose_kind(kinds: list[str]) -> str:
    """Of the kinds that a value may be of, that of the field."""
    for kind in ("oui", "connu", "choix", "jour", "entier"):
        if kind in kinds:
            return kind
    return "ligne"


def fill_text(
    drawn: Field, usual: list[Choice], value: object, langues: tuple[str, ...]
) -> Field:
    """A text in each language, or one of the library's, by its name.

    Args:
        drawn: its field.
        usual: the library's.
        value: what was typed.
        langues: the languages that texts are given in.
    """
    drawn.genre, drawn.choix = "texte", tuple(usual)
    versions = value if isinstance(value, dict) else {LANGUE_DE_REFERENCE: value}
    if "ref" in versions:
        drawn.genre, drawn.valeur = "reference", str(versions["ref"] or "")
        return drawn
    key = next(str(step) for step in reversed(drawn.path) if isinstance(step, str))
    drawn.dedans = [
        Field(
            drawn.path,
            "long" if key in list_long_keys() or usual else "ligne",
            drawn.nom,
            valeur=str(versions.get(langue) or ""),
            langue=langue,
            rempli=bool(versions.get(langue)),
            requis=drawn.requis and langue == LANGUE_DE_REFERENCE,
        )
        for langue in dict.fromkeys((*langues, *map(str, versions)))
    ]
    return drawn


def list_choices(way: JsonSchema) -> Iterator[tuple[str, str]]:
    """The words that a value may be, each with what it means."""
    if "const" in way:
        yield str(way["const"]), ""
    values = way.get("enum", ())
    meanings = way.get("enumDescriptions") or [""] * len(values)
    yield from zip(values, meanings, strict=True)


def list_refs(
    definitions: Mapping[str, JsonSchema], way: JsonSchema
) -> Iterator[Choice]:
    """The texts of the library that may stand for a text."""
    if "ref" in way.get("properties", {}):
        words = definitions.get("textes", {})
        yield from (Choice(v, meaning) for v, meaning in list_choices(words))
