"""What the validation library refuses, said to whoever typed it.

An error is recognised by its type alone, never by the library's words. What to do
is derived from the schema: its keys, those of the blocks below it, what an example
of a block has to show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_origin

from pydantic import ValidationError

from delib_gen.findings import Diagnostic, Kind, Span, YamlPath
from delib_gen.findings.structure import STR01, STR02, STR03, STR08
from delib_gen.load.nodes import Mapping, Node, Scalar, find_node
from delib_gen.load.shapes import find_meant, list_holders, list_required, schema_at
from delib_gen.load.syntax import find_glued
from delib_gen.schema.base import SAISIE, Schema, shorten

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_FOUND: dict[type, str] = {dict: "un bloc de clés", list: "une liste", str: "un texte"}
_EXPECTED = {
    "list_type": "une liste est attendue",
    "dict_type": "un bloc de clés est attendu",
    "model_type": "un bloc de clés est attendu",
    "model_attributes_type": "un bloc de clés est attendu",
    "string_type": "un texte est attendu",
}
_PLAIN = re.compile(r"[^\s:#,{}\[\]&*!|>'\"%@`-][^:#,{}\[\]]*")
"""A text that may stand between braces as it is."""
_SHOWN = 3
"""How many keys an example shows of a block that requires none."""


def explain_mistake(
    detail: ErrorDetails, root: Node, path: YamlPath, schema: type[Schema]
) -> Diagnostic:
    """One error of the library as a finding."""
    loc: YamlPath = detail["loc"]
    kind = detail["type"]
    node, exact = find_node(root, loc)
    span = node.span
    if kind == SAISIE:
        return _explain_saisie(detail, node, path)
    if kind == "extra_forbidden":
        return _explain_unknown(detail, root, path, schema)
    if kind == "missing":
        return _explain_missing(loc, root, path, schema)
    if kind == "too_short":
        return STR02.at(
            path + loc, f"`{loc[-1]}` est vide", _fill_in(loc, schema), span=span
        )
    expected = _EXPECTED.get(kind, "une autre sorte de valeur est attendue")
    found = _FOUND.get(type(detail["input"]), "autre chose")
    name = f"`{loc[-1]}` : " if loc and isinstance(loc[-1], str) and exact else ""
    return STR03.at(
        path + loc,
        f"{name}{expected} ; c'est {found} qui est là",
        _show_form(kind, detail["input"], loc, schema),
        span=span,
    )


def _explain_saisie(detail: ErrorDetails, node: Node, path: YamlPath) -> Diagnostic:
    """A mistake that the schema found itself, with the words that it has for it."""
    loc, context, span = detail["loc"], detail["ctx"], node.span
    key, hint = context["key"], context["hint"]
    if key and isinstance(node, Mapping):
        span = node.keys[key].span if key in node.keys else first_line(node)
    if detail["input"] is None and loc:
        hint = _separate(str(loc[-1])) or hint
    found: Kind = context["kind"]
    return found.at(
        path + loc + ((key,) if key else ()), context["message"], hint, span=span
    )


def _explain_unknown(
    detail: ErrorDetails, root: Node, path: YamlPath, schema: type[Schema]
) -> Diagnostic:
    loc = detail["loc"]
    key = str(loc[-1])
    parent, _ = find_node(root, loc[:-1])
    span, flow = parent.span, False
    if isinstance(parent, Mapping) and key in parent.keys:
        span, flow = parent.keys[key].span, parent.flow
    if (flow and detail["input"] is None) or " " in key:
        hint = _separate(key) or (
            "si ces mots sont la suite d'un texte, une virgule ou « : » l'a coupé : "
            "donnez le texte après `>-`, à la ligne suivante, en retrait"
        )
        return STR08.at(
            path + loc, f"YAML a pris « {key} » pour une clé", hint, span=span
        )
    current = schema_at(schema, loc[:-1])
    near = find_meant(current, key)
    holders = list_holders(current, key)
    if near:
        hint = f"vouliez-vous écrire `{near}` ?"
    elif holders:
        hint = f"`{key}` se met {' ou '.join(holders)}"
    else:
        known = list(current.model_fields) if current else []
        hint = "clés admises ici : " + ", ".join(f"`{k}`" for k in known)
    return STR01.at(path + loc, f"la clé `{key}` n'est pas connue ici", hint, span=span)


def _explain_missing(
    loc: YamlPath, root: Node, path: YamlPath, schema: type[Schema]
) -> Diagnostic:
    key = str(loc[-1])
    parent, _ = find_node(root, loc[:-1])
    if isinstance(parent, Mapping) and key in parent.keys:
        return STR02.at(
            path + loc,
            f"la clé `{key}` est vide, elle doit porter une valeur",
            "complétez-la",
            span=parent.keys[key].span,
        )
    above = [step for step in loc[:-1] if isinstance(step, str)]
    where = f"sous `{above[-1]}:`" if above else schema.place_words
    current = schema_at(schema, loc[:-1])
    return STR02.at(
        path + loc,
        f"la clé obligatoire `{key}` manque",
        f"ajoutez `{key}:` {where}{current.lacking_hint if current else ''}",
        span=first_line(parent),
    )


def first_line(node: Node) -> Span:
    """The beginning of a block, since a whole block underlined says nothing."""
    if isinstance(node, Mapping) and node.keys:
        return next(iter(node.keys.values())).span
    span = node.span
    if isinstance(node, Scalar):
        return span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def _separate(text: str) -> str:
    """Where `KEY:value` was typed: the space that lacks; else nothing."""
    glued = find_glued(text)
    return f"une espace manque après les deux-points : `{glued}`" if glued else ""


def _fill_in(loc: YamlPath, schema: type[Schema]) -> str:
    """What to put into an empty list."""
    item = schema_at(schema, loc)
    if item is not None:
        return f"complétez-le, un tiret par élément : `- {_write_example(item)}`"
    return f"nommez au moins une personne : `{loc[-1]}: […]`"


def _show_form(
    kind: str,
    typed: object,
    loc: YamlPath,
    schema: type[Schema],
) -> str:
    """How what was typed is to be written."""
    item = schema_at(schema, loc)
    if kind == "list_type":
        return _show_list(typed, item, loc, schema)
    if kind == "dict_type":
        if isinstance(typed, str):
            return _separate(typed) or "écrivez une ligne `nom: valeur` par élément"
        return "écrivez une ligne `nom: valeur` par élément, sans tiret ni crochets"
    if isinstance(typed, list) and len(typed) == 1 and item and _reads(item, typed[0]):
        return f"ôtez les crochets ou le tiret : `{loc[-1]}: {typed[0]}`"
    if item is not None:
        return f"donnez ses clés : `{_write_example(item, typed)}`"
    return "donnez un seul texte" if kind == "string_type" else "voyez le guide"


def _show_list(
    typed: object,
    item: type[Schema] | None,
    loc: YamlPath,
    schema: type[Schema],
) -> str:
    if not isinstance(typed, str):
        if item is None:
            return "donnez une liste entre crochets, ou un tiret par ligne"
        return f"commencez par un tiret : `- {_write_example(item)}`"
    key, text = str(loc[-1]), shorten(typed.strip())
    if item is None and text.isdigit():
        parent = schema_at(schema, loc[:-1])
        for block in list_holders(parent, key, "{}"):
            return f"ici des noms ; un nombre se met sous `{block}: {{{key}: {text}}}`"
    if item is not None and not _reads(item, typed):
        return f"commencez par un tiret : `- {_write_example(item, typed)}`"
    if item is not None and "," in text:
        return f"commencez par un tiret : `- {text}`"
    return f"mettez la valeur entre crochets : `[{text}]`"


def _reads(schema: type[Schema], typed: object) -> bool:
    """Whether a block may be given as a mere text, like a member for a role."""
    try:
        schema.model_validate(typed)
    except ValidationError:
        return False
    return True


def _write_example(schema: type[Schema], typed: object = None) -> str:
    """A block of a class: its keys, and what was typed at the one that it is for."""
    keys = schema.example_keys or list_required(schema)
    keys = keys or tuple(schema.model_fields)[:_SHOWN]
    given = typed.strip() if isinstance(typed, str) else ""
    plain = _PLAIN.fullmatch(given) and given not in {"oui", "non"}
    bare = shorten(given) if plain else "…"

    def write_pair(key: str) -> str:
        value = bare if key == schema.bare_key else "…"
        listed = get_origin(schema.model_fields[key].annotation) is list
        return f"{key}: [{value}]" if listed else f"{key}: {value}"

    return "{" + ", ".join(map(write_pair, keys)) + "}"
