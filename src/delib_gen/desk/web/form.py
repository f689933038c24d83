"""A form drawn from a file's JSON Schema, filled with what was typed.

The schema says of each key what kind of value it has, its help, and what the authority
knows for it; nothing of a key is said again here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from delib_gen.desk.web.changing import find_data
from delib_gen.desk.web.fields import NAMED, Choice, Field
from delib_gen.desk.web.ways import (
    NESTED,
    choose_kind,
    fill_text,
    find_bare_key,
    find_kind,
    list_choices,
    list_refs,
)
from delib_gen.schema.base import shorten
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from delib_gen.aide.shapes import JsonSchema
    from delib_gen.desk.web.words import Groupe
    from delib_gen.findings import YamlPath

_NULL = {"type": "null"}
_REF = "#/$defs/"
_MOST_EMPTY, _MOST_GIVEN, _MOST_SIGNS = 3, 24, 90
"""How deep empty blocks are drawn in each other, which may hold their own kind; how
many names of a base's table are shown; and how much of a text."""


class Drawer:
    """Draws fields by a schema."""

    def __init__(
        self,
        schema: JsonSchema,
        langues: tuple[str, ...],
        libelles: Mapping[str, str],
        given: object = None,
        find_other: Callable[[str], Drawer | None] = lambda _: None,
    ) -> None:
        """Draw by a schema.

        Args:
            schema: the whole one, with its definitions.
            langues: the languages that texts are given in here.
            libelles: what each key is called.
            given: what the file says with those that it starts from, where there are.
            find_other: what draws the fiches of a genre, which have a schema of their
                own; None for a genre that there is not.
        """
        self._schema, self._langues = schema, langues
        self._libelles, self._given = libelles, given
        self._find_other = find_other
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
            name: [Choice(v, meaning) for v, meaning in list_choices(words)]
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
            usual = [c for _, way in ways for c in list_refs(self._definitions, way)]
            return fill_text(drawn, usual, value, self._langues)
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
                yield from ((way or name, s) for way, s in self._list_ways(found))
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
        kinds = [(name, way, find_kind(name, way)) for name, way in ways]
        by_kind = {kind: way for _, way, kind in reversed(kinds)}
        drawn.liste = next((name for name, _, kind in kinds if kind == "connu"), "")
        drawn.choix = tuple(
            Choice(str(v), meaning)
            for _, way, kind in kinds
            if kind != "connu"
            for v, meaning in list_choices(way)
        )
        if isinstance(value, list):
            return self._fill_list(drawn, by_kind.get("liste"), value)
        if isinstance(value, dict):
            return self._fill_mapping(drawn, by_kind, value)
        scalar = [kind for _, _, kind in kinds if kind not in NESTED]
        nested = [kind for kind in by_kind if kind in NESTED][::-1]
        if scalar or not nested:
            drawn.genre = choose_kind(scalar)
            drawn.valeur = "" if value is None else str(value)
        elif nested[0] == "liste":
            self._fill_list(drawn, by_kind[nested[0]], [])
        else:
            self._draw_empty(drawn, by_kind)
            drawn.genre = nested[0]
        others = nested if scalar else nested[1:]
        if others:
            names = (name for name, _, kind in kinds if kind == others[0])
            self._offer(drawn, by_kind[others[0]], others[0], next(names, ""), value)
        return drawn

    def _draw_empty(self, drawn: Field, by_kind: Mapping[str, JsonSchema]) -> None:
        if self._empty < _MOST_EMPTY:
            self._empty += 1
            self._fill_mapping(drawn, by_kind, {})
            self._empty -= 1

    def _offer(
        self, drawn: Field, way: JsonSchema, kind: str, name: str, value: object
    ) -> None:
        """The longer way of giving a value: what one word is the beginning of."""
        key = find_bare_key(name)
        if value is not None and key:
            drawn.detail = {key: value}
            return
        other, deep = Field(drawn.path, kind, drawn.nom), _MOST_EMPTY - 1
        self._empty += deep  # what is within it is drawn once it is begun
        if kind == "liste":
            self._fill_list(other, way, [])
        else:
            self._draw_empty(other, {kind: way})
        self._empty -= deep
        neuf = [other.neuf] if other.neuf else []
        drawn.autrement = [*other.dedans, *neuf] if kind != "table" else [other]

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
            self._offer_name(drawn, inside, value)
        elif other := self._find_other(str(value.get("genre", "")).strip()):
            drawn.genre = "fiche"
            drawn.dedans = list(other._draw_block(other._schema, drawn.path, value))
        else:
            drawn.genre, drawn.valeur = "brut", "…"
        return drawn

    def _offer_name(
        self, drawn: Field, inside: JsonSchema, value: dict[str, Any]
    ) -> None:
        """Of a table, one more: what it is called, and what it holds."""
        ways = list(self._list_ways(inside))
        kinds = [find_kind(*way) for way in ways]
        if LANGUE_DE_REFERENCE in value or not kinds:
            return
        if kinds[0] in NAMED:
            if self._given is None or len(drawn.path) == 1:
                drawn.geste = NAMED[kinds[0]]
        elif self._empty < _MOST_EMPTY:
            self._empty += 1
            rank = (0,) if kinds[0] == "liste" else ()
            item = ways[0][1].get("items", {}) if rank else inside
            drawn.neuf = self.draw(item, (*drawn.path, "", *rank), None)
            self._empty -= 1
