"""The page of docs/ that tells every key: its sort, what holds without it, its help."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from fractions import Fraction
from types import NoneType
from typing import TYPE_CHECKING, Annotated, get_args, get_origin

from delib_gen.aide.texts import Aide, ClesAide, load_aide, load_cles, shorten_help
from delib_gen.schema.acte import Acte
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.base import Schema, iter_schemas
from delib_gen.schema.marques import TEXTES, EnMarkdown, Nomme
from delib_gen.schema.noms import Noms
from delib_gen.schema.regle import Regle
from delib_gen.schema.seance import Seance
from delib_gen.schema.texte import Texte, TexteOuRef
from delib_gen.schema.vote import SENS, VoixDeGroupes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo

_ACTES = "actes"
_SORTS: dict[type, str] = {
    str: "ligne",
    bool: "booleen",
    int: "entier",
    float: "nombre",
    Fraction: "fraction",
    dt.date: "jour",
}


def write_keys() -> str:
    """The text of docs/cles.md."""
    page = _Page(load_aide(), load_cles())
    return "\n".join(page.write()).rstrip() + "\n"


class _Page:
    """The classes in the order in which keys lead to them, each told once."""

    def __init__(self, aide: Aide, words: ClesAide) -> None:
        self._aide, self._words = aide, words
        self._ways: dict[type[Schema], list[tuple[str, str]]] = {}
        self._roots: dict[type[Schema], list[type[Schema]]] = {Seance: [], Autorite: []}
        for root, below in self._roots.items():
            self._walk(root, ("", ""), below)
            if root is Seance:
                self._walk(Acte, ("", _ACTES), below)

    def _walk(
        self, schema: type[Schema], way: tuple[str, str], below: list[type[Schema]]
    ) -> None:
        """Find the ways to a class, and to those that its keys hold."""
        ways = self._ways.setdefault(schema, [])
        if way not in ways:
            ways.append(way)
        if any(schema in other for other in self._roots.values()):
            return
        below.append(schema)
        if not schema.__pydantic_fields_complete__:
            schema.model_rebuild()
        for key, info in schema.model_fields.items():
            keys = SENS if info.annotation == dict[str, VoixDeGroupes] else (key,)
            for held in iter_schemas(info.annotation):
                for typed in keys if held not in TEXTES else ():
                    self._walk(held, (way[1], typed), below)

    def write(self) -> list[str]:
        """All the lines."""
        words = self._words
        lines = [f"# {words.titre}", "", words.objet, "", words.avis, ""]
        for root, below in self._roots.items():
            lines += [f"## {words.fichiers[root.__name__]}", ""]
            for schema in below:
                if schema is not root:
                    lines += [f"### {self._name(schema)}", ""]
                lines += self._write_table(schema)
        return [*lines, f"### {words.communes}", "", *self._write_table(Regle)]

    def _name(self, schema: type[Schema]) -> str:
        """The keys that lead to a class, below others where two would be alike."""
        found = self._ways[schema]
        names = list(dict.fromkeys(f"`{key}`" for _, key in found))
        alike = [{key for _, key in ways} for ways in self._ways.values()]
        if alike.count({key for _, key in found}) > 1:
            names = [
                f"`{above} → {key}`" if above else f"`{key}`" for above, key in found
            ]
        return f"{self._words.sous} {', '.join(names)}"

    def _link(self, schema: type[Schema]) -> str:
        return _anchor(self._name(schema))

    def _write_table(self, schema: type[Schema]) -> list[str]:
        rows = [
            [f"`{key}`", *self._tell(schema, key, info)]
            for key, info in schema.model_fields.items()
            if (schema is Regle or not (issubclass(schema, Regle) and _is_common(key)))
            and self._find_help(schema, key)
        ]
        if schema is Seance:
            blocks = self._words.sortes[_ACTES].format(self._link(Acte))
            help_ = shorten_help(self._aide.cles["Seance"][_ACTES])
            rows.append(
                [f"`{_ACTES}`", blocks, self._words.sinon["obligatoire"], help_]
            )
        before = self._words.ailleurs.get(schema.__name__, {})
        sort, without = self._words.sortes["ligne"], self._words.sinon["rien"]
        rows[:0] = [[f"`{key}`", sort, without, told] for key, told in before.items()]
        table = [self._words.colonnes, ["---"] * len(self._words.colonnes), *rows]
        lines = ["| " + " | ".join(row) + " |" for row in table]
        if issubclass(schema, Regle) and schema is not Regle:
            also = self._words.aussi.format(_anchor(self._words.communes))
            return [*lines, "", also, ""] if rows else [also, ""]
        return [*lines, ""]

    def _tell(self, schema: type[Schema], key: str, info: FieldInfo) -> list[str]:
        """What sort a key is of, what holds without it, and what it holds."""
        own = self._default(schema, key)
        usual = self._words.sinon.get(schema.__name__, "{}").format(own)
        without = self._words.find_default(schema, key) or usual
        sort = self._sort(info.annotation, info.metadata)
        return [sort, without, shorten_help(self._find_help(schema, key))]

    def _find_help(self, schema: type[Schema], key: str) -> str:
        """What a key holds; nothing of one that nobody types, as editors know it."""
        told = self._aide.find_key(schema, key) or self._words.find_key(schema, key)
        if told is None and schema in self._roots[Autorite]:
            raise KeyError(f"{schema.__name__}.{key} has no words in data/aide")
        return told or ""

    def _default(self, schema: type[Schema], key: str) -> str:
        sinon, info = self._words.sinon, schema.model_fields[key]
        needed = (
            issubclass(schema, Noms) and key in schema.model_construct().list_lacking()
        )
        if info.is_required() or needed:
            return sinon["obligatoire"]
        match info.default:
            case None | [] | {}:
                return sinon["rien"]
            case bool():
                return sinon["oui" if info.default else "non"]
            case StrEnum() as default:
                return f"`{default.value}`"
            case default:
                return (
                    f"`{default:g}`" if isinstance(default, float) else f"`{default}`"
                )

    def _sort(self, kind: object, marks: Sequence[object]) -> str:
        """What a type takes, in words."""
        sorts, origin = self._words.sortes, get_origin(kind)
        args = get_args(kind)
        if origin is Annotated:
            return self._sort(args[0], (*args[1:], *marks))
        if origin is list:
            return sorts["liste"].format(self._sort(args[0], marks))
        if origin is dict:
            return sorts["noms"].format(self._sort(args[1], marks))
        if args:
            parts = [self._sort(part, marks) for part in args if part is not NoneType]
            return sorts["ou"].join(dict.fromkeys(parts))
        if kind is Texte:
            mark = next((m for m in marks if isinstance(m, EnMarkdown)), None)
            whole = "corps" if mark and mark.entier else "partie"
            return sorts[whole if mark else "texte"]
        if kind is TexteOuRef:
            return sorts["reference"]
        if not isinstance(kind, type):
            raise TypeError(kind)
        if issubclass(kind, Schema):
            return sorts.get(kind.__name__, sorts["bloc"]).format(self._link(kind))
        if issubclass(kind, StrEnum):
            return ", ".join(f"`{word.value}`" for word in kind)
        if any(isinstance(mark, Nomme) for mark in marks):
            return sorts["fichier"]
        return sorts[_SORTS[kind]]


def _anchor(heading: str) -> str:
    """Where a reader's page puts a heading."""
    kept = (c for c in heading.lower() if c in "-_ " or c.isalnum())
    return "#" + "".join(kept).replace(" ", "-")


def _is_common(key: str) -> bool:
    """Whether every rule of law has a key, which is told once."""
    return key in Regle.model_fields
