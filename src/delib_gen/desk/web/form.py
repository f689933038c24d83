"""A form drawn from a file's JSON Schema, filled with what was typed.

The schema says of each key what kind of value it has, its help, and what the authority
knows for it; nothing of a key is said again here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.desk.web.changing import find_data
from delib_gen.desk.web.fields import NAMED, Choice, Field
from delib_gen.schema.base import shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from delib_gen.aide.shapes import JsonSchema
    from delib_gen.desk.web.words import Groupe
    from delib_gen.findings import YamlPath

_NULL = {"type": "null"}
_REF = "#/$defs/"
_MOST_EMPTY, _MOST_GIVEN, _MOST_SIGNS = 3, 24, 90
"""How deep empty blocks are drawn in each other, which may hold their own kind; how
many names of a base's table are shown; and how much of a text."""
_NESTED = ("liste", "bloc", "table")
_LONG_KEYS = frozenset({"titre", "corps", "texte", "debats", "dispositif", "objet"})


class Drawer:
    """Draws fields by a schema."""

    def __init__(
        self,
        schema: JsonSchema,
        langues: tuple[str, ...],
        libelles: Mapping[str, str],
        given: object = None,
    ) -> None:
        """Draw by a schema.

        Args:
            schema: the whole one, with its definitions.
            langues: the languages that texts are given in here.
            libelles: what each key is called.
            given: what the file says with those that it starts from, where there are.
        """
        self._schema, self._langues = schema, langues
        self._libelles, self._given = libelles, given
        self._empty = 0
        self._definitions: Mapping[str, JsonSchema] = schema["$defs"]

    def draw_groups(
        self,
        groupes: list[Groupe],
        kind: str,
        path: YamlPath,
        data: Mapping[str, Any],
    ) -> list[Field]:
        """The fields of a block, in groups.

        Args:
            groupes: the groups, and the keys of each.
            kind: the block's class; empty for that of the file itself.
            path: its place.
            data: what it says.
        """
        block = self._definitions[kind] if kind else self._schema
        wanted = {cle for groupe in groupes for cle in groupe.cles}
        drawn = {f.path[-1]: f for f in self._draw_block(block, path, data, wanted)}
        fields = {str(key): field for key, field in drawn.items()}
        return [
            Field(
                (*path, groupe.nom),
                "groupe",
                groupe.nom,
                dedans=[fields[cle] for cle in groupe.cles],
                rempli=any(fields[cle].rempli for cle in groupe.cles),
            )
            for groupe in groupes
        ]

    @property
    def listes(self) -> dict[str, list[Choice]]:
        """The known words that are proposed, by their names."""
        return {
            name: [Choice(v, meaning) for v, meaning in _list(words)]
            for name, words in self._definitions.items()
            if name[:1].islower() and "enum" in words
        }

    def _draw_block(
        self,
        block: JsonSchema,
        path: YamlPath,
        data: Mapping[str, Any],
        wanted: Container[str] | None = None,
    ) -> Iterator[Field]:
        required = block.get("required", ())
        for key, schema in block["properties"].items():
            if wanted is None or key in wanted:
                yield self.draw(schema, (*path, key), data.get(key), key in required)

    def draw(
        self, schema: JsonSchema, path: YamlPath, value: object, requis: bool = False
    ) -> Field:
        """A field, by what the schema says of its value.

        Args:
            schema: what is said.
            path: its place.
            value: what was typed, as plain data.
            requis: whether it must be there.
        """
        key = next(str(step) for step in reversed(path) if isinstance(step, str))
        drawn = Field(
            path,
            "ligne",
            self._libelles.get(key, key),
            str(schema.get("description", "")),
            requis=requis,
            rempli=value not in (None, "", [], {}),
            defaut=self._find_given(path) or str(schema.get("default", "")),
        )
        ways = list(self._list_ways(schema))
        names = [name for name, _ in ways]
        if "Texte" in names:
            return self._fill_text(drawn, ways, value, key)
        return self._fill(drawn, ways, value)

    def _find_given(self, path: YamlPath) -> str:
        """What holds without a value here, where another file says it: a few words."""
        given = find_data(self._given, path)
        values = given if isinstance(given, list) else [given]
        said = [value for value in values if isinstance(value, str)]
        return shorten(", ".join(said), _MOST_SIGNS)

    def _list_ways(self, schema: JsonSchema) -> Iterator[tuple[str, JsonSchema]]:
        """The ways of giving a value, each with the name of its definition."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_REF)
            found = self._definitions[name]
            if "anyOf" in found and "properties" not in found:
                yield from self._list_ways(found)
            else:
                yield name, found
        elif "anyOf" in schema and "properties" not in schema:
            for way in schema["anyOf"]:
                if way != _NULL:
                    yield from self._list_ways(way)
        else:
            yield "", schema

    def _fill(
        self, drawn: Field, ways: list[tuple[str, JsonSchema]], value: object
    ) -> Field:
        kinds = [(name, way, _find_kind(name, way)) for name, way in ways]
        by_kind = {kind: way for _, way, kind in reversed(kinds)}
        drawn.liste = next((name for name, _, kind in kinds if kind == "connu"), "")
        drawn.choix = tuple(
            Choice(str(v), meaning)
            for _, way, kind in kinds
            if kind != "connu"
            for v, meaning in _list(way)
        )
        if isinstance(value, list):
            return self._fill_list(drawn, by_kind.get("liste"), value)
        if isinstance(value, dict):
            return self._fill_mapping(drawn, by_kind, value)
        scalar = [kind for _, _, kind in kinds if kind not in _NESTED]
        nested = next((kind for kind in _NESTED if kind in by_kind), "")
        if value is None and nested and not scalar:
            if nested == "liste":
                return self._fill_list(drawn, by_kind[nested], [])
            if self._empty < _MOST_EMPTY:
                self._empty += 1
                self._fill_mapping(drawn, by_kind, {})
                self._empty -= 1
            drawn.genre = nested
            return drawn
        drawn.genre = _choose(scalar)
        drawn.valeur = "" if value is None else str(value)
        return drawn

    def _fill_list(
        self, drawn: Field, schema: JsonSchema | None, value: list[Any]
    ) -> Field:
        items = (schema or {}).get("items", {})
        drawn.genre = "liste"
        drawn.dedans = [
            self.draw(items, (*drawn.path, rank), item)
            for rank, item in enumerate(value)
        ]
        if self._empty < _MOST_EMPTY:
            self._empty += 1
            drawn.neuf = self.draw(items, (*drawn.path, len(value)), None)
            self._empty -= 1
        return drawn

    def _fill_mapping(
        self, drawn: Field, by_kind: Mapping[str, JsonSchema], value: dict[str, Any]
    ) -> Field:
        if block := by_kind.get("bloc"):
            drawn.genre = "bloc"
            drawn.dedans = list(self._draw_block(block, drawn.path, value))
        elif table := by_kind.get("table"):
            drawn.genre = "table"
            inside = table.get("additionalProperties") or {}
            given = find_data(self._given, drawn.path)
            if isinstance(given, dict) and len(given) <= _MOST_GIVEN:
                value = {**dict.fromkeys(given), **value}
            for key, item in value.items():
                inner = self.draw(inside, (*drawn.path, key), item)
                inner.nom = str(key)
                drawn.dedans.append(inner)
            if len(drawn.path) == 1 and LANGUE_DE_REFERENCE not in value:
                kinds = (_find_kind(*way) for way in self._list_ways(inside))
                drawn.geste = NAMED.get(next(kinds, ""))
        else:
            drawn.genre, drawn.valeur = "brut", "…"
        return drawn

    def _fill_text(
        self,
        drawn: Field,
        ways: list[tuple[str, JsonSchema]],
        value: object,
        key: str,
    ) -> Field:
        """A text in each language, or one of the library's, by its name."""
        drawn.genre = "texte"
        usual = [
            c for name, way in ways for c in _list_refs(self._definitions, name, way)
        ]
        drawn.choix = tuple(usual)
        versions = value if isinstance(value, dict) else {LANGUE_DE_REFERENCE: value}
        if "ref" in versions:
            drawn.genre, drawn.valeur = "reference", str(versions["ref"] or "")
            return drawn
        shown = dict.fromkeys((*self._langues, *map(str, versions)))
        drawn.dedans = [
            Field(
                drawn.path,
                "long" if key in _LONG_KEYS or usual else "ligne",
                drawn.nom,
                valeur=str(versions.get(langue) or ""),
                langue=langue,
                rempli=bool(versions.get(langue)),
                requis=drawn.requis and langue == LANGUE_DE_REFERENCE,
            )
            for langue in shown
        ]
        return drawn


def _find_kind(name: str, way: JsonSchema) -> str:
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


def _choose(kinds: list[str]) -> str:
    """Of the kinds that a value may be of, that of the field."""
    for kind in ("oui", "connu", "choix", "jour", "entier"):
        if kind in kinds:
            return kind
    return "ligne"


def _list(way: JsonSchema) -> Iterator[tuple[str, str]]:
    if "const" in way:
        yield str(way["const"]), ""
    values = way.get("enum", ())
    meanings = way.get("enumDescriptions") or [""] * len(values)
    yield from zip(values, meanings, strict=True)


def _list_refs(
    definitions: Mapping[str, JsonSchema], name: str, way: JsonSchema
) -> Iterator[Choice]:
    """The texts of the library that may stand for a text."""
    if not name and "ref" in way.get("properties", {}):
        words = definitions.get("textes", {})
        yield from (Choice(v, meaning) for v, meaning in _list(words))
