"""The shorter ways of writing a block: what its class reads before it validates.

A class says in `_read_forms` that a member may be a name, or a vote one word; no
schema can be drawn from that code, hence this table, one function for each class.
`tests/test_schema_json.py` compares each form with what the loader takes.
"""

from __future__ import annotations

from collections.abc import Callable

from delib_gen.aide.known import KnownWords
from delib_gen.aide.shapes import TRUE, JsonSchema, make_line, make_text_block
from delib_gen.aide.texts import Aide
from delib_gen.resources import list_text_languages
from delib_gen.schema.role import Role
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.schema.vote import SENS, UNANIMITE, VoixDeGroupes

_NUMBER = r"^\s*[+\-\u2212]?\d[\d.,\s]*$"
BLANK = "vide"
"""The name of the definition of a form that nobody filled in."""


def require_filled(*keys: str) -> JsonSchema:
    """Keys that are there, with a value."""
    not_null = {"not": {"type": "null"}}
    return {"required": list(keys), "properties": dict.fromkeys(keys, not_null)}


def require_true(key: str) -> JsonSchema:
    """A key that says yes."""
    yes = {"anyOf": [{"const": True}, {"type": "string", "pattern": TRUE}]}
    return {"required": [key], "properties": {key: yes}}


def define_blank() -> JsonSchema:
    """What `schema.vote.is_blank` calls a form left as it is."""
    return {
        "anyOf": [
            {"type": "null"},
            {"type": "string", "pattern": r"^\s*$"},
            {"type": "array", "maxItems": 0},
            {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{BLANK}"}},
        ]
    }


def _read_texte(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A text by language, or plain."""
    del block, known
    return make_text_block(list_text_languages(), LANGUE_DE_REFERENCE, aide)


def _read_texte_ou_ref(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A text, or `ref` alone."""
    del aide, known
    properties = {"ref": block["properties"]["ref"]}
    usual = {**block, "properties": properties, "required": ["ref"]}
    return {"anyOf": [{"$ref": "#/$defs/Texte"}, usual]}


def _read_role(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A member's name, or a block that names somebody."""
    somebody = {**block, "anyOf": [require_filled("membre"), require_filled("nom")]}
    name = known.propose(Role, "membre", make_line(aide))
    return {"anyOf": [name, somebody]}


def _read_vote(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """One word, or a block in which something is filled in."""
    filled = {
        **_read_partie(block, aide, known),
        "not": {"$ref": f"#/$defs/{BLANK}"},
        "errorMessage": aide.formes["blanc"],
    }
    return {"anyOf": [{"const": UNANIMITE}, filled]}


def _read_partie(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """Lists of names, or a block that names groups."""
    del aide, known
    properties = dict(block["properties"])
    del properties["groupes"]
    for sens in SENS:
        groups = {"$ref": f"#/$defs/{VoixDeGroupes.__name__}"}
        properties[sens] = _add_form(properties[sens], groups)
    return {**block, "properties": properties}


def _read_groups(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A name, or several."""
    del known
    properties = {
        key: _add_form(several, make_line(aide))
        for key, several in block["properties"].items()
    }
    return {**block, "properties": properties}


def _add_form(schema: JsonSchema, form: JsonSchema) -> JsonSchema:
    """A key that may be given in another form too."""
    told = {key: schema[key] for key in ("description",) if key in schema}
    return {"anyOf": [schema, form], **told}


def _read_election(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """Rounds, or why there was none; another way of electing is named."""
    del aide, known
    rounds = {"type": "array", "minItems": 1}
    ways = [
        {"required": ["tours"], "properties": {"tours": rounds}},
        require_true("candidature_unique"),
        require_filled("mode"),
    ]
    named = {"if": require_filled("mode"), "then": require_filled("motif")}
    return {**block, **named, "anyOf": ways}


def _read_rapport(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """Requests, or `auto`."""
    del aide, known
    properties = dict(block["properties"])
    properties["conclusions"] = _add_form(properties["conclusions"], {"const": "auto"})
    return {**block, "properties": properties}


def _read_signatories(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """Who signs, or several."""
    del aide, known
    properties = dict(block["properties"])
    several = {"type": "array", "items": properties["signataire"]}
    properties["signataire"] = _add_form(properties["signataire"], several)
    return {**block, "properties": properties}


def _read_graphique(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """A file or numbers, not both; numbers by category, or by series in each."""
    del known
    number = {**make_line(aide), "pattern": _NUMBER}
    number["errorMessage"] = aide.formes["nombre"]
    value = {"anyOf": [number, {"type": "null"}]}
    series = {"type": "object", "additionalProperties": value}
    properties = dict(block["properties"])
    properties["donnees"] = {
        **properties["donnees"],
        "additionalProperties": {"anyOf": [*value["anyOf"], series]},
    }
    sources = [require_filled("fichier"), require_filled("donnees")]
    return {**block, "properties": properties, "oneOf": sources}


def _read_colonne(block: JsonSchema, aide: Aide, known: KnownWords) -> JsonSchema:
    """The type of a column alone, or a block."""
    del aide, known
    return {"anyOf": [{"$ref": "#/$defs/TypeDeColonne"}, block]}


FORMS: dict[str, Callable[[JsonSchema, Aide, KnownWords], JsonSchema]] = {
    "Texte": _read_texte,
    "TexteOuRef": _read_texte_ou_ref,
    "Role": _read_role,
    "Signataire": _read_role,
    "Acte": _read_signatories,
    "Seance": _read_signatories,
    "Vote": _read_vote,
    "Partie": _read_partie,
    "VoixDeGroupes": _read_groups,
    "Election": _read_election,
    "Rapport": _read_rapport,
    "GraphiqueSaisi": _read_graphique,
    "ReglageDeColonne": _read_colonne,
}


def require_of_act() -> JsonSchema:
    """What an act has once the sitting was held, unless it was not put to it."""
    results = [
        require_filled("vote"),
        require_filled("election"),
        require_filled("elections"),
        require_true("prend_acte"),
    ]
    return {
        "if": require_filled("statut"),
        "else": {
            "anyOf": results,
            "allOf": [{"anyOf": [require_filled("numero"), require_filled("id")]}],
        },
    }
