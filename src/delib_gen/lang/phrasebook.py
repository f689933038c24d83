"""The phrases of a language: found by key, agreed, filled; never made in code."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from delib_gen.lang.said import fill, list_fields
from delib_gen.load.nodes import to_data
from delib_gen.load.tree import parse_tree
from delib_gen.resources import templates_dir
from delib_gen.schema.phrases import FORMES, UN_DE_CHAQUE
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from delib_gen.schema.autorite import Elu

ATTESTE, DERIVE, A_RELIRE = STATUTS = ("atteste", "derive", "a-relire")
"""Read in a source as it stands; made by a rule that was read; awaits a reader."""
TABLES = ("conclusions", "renvois")
"""Blocks that hold words to be looked up, not phrases."""
PHRASES = "phrases.yaml"
"""The file of a language that holds them."""
_AGREED = (*FORMES, UN_DE_CHAQUE)
_TEXTS = ("texte", *_AGREED)
_META = ("statut", "source", "absent", "varietes")
_YES = "oui"
_ABSENT = {"absent": _YES}


class PhraseError(KeyError):
    """A phrase that the data lack: a bug of ours, never a user's mistake."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase.

    Attributes:
        formes: its text by form; a phrase that does not agree has `""` alone,
            one that its language cannot say has none.
        langue: the language that it is in.
        statut: whether it was read in a source, derived, or awaits a reader.
        source: where it was read, or by which rule it was made; for a phrase
            that cannot be said, the words that nobody has read.
        varietes: the forms that a variety of the language has of its own.
    """

    formes: dict[str, str]
    langue: str
    statut: str = ATTESTE
    source: str = ""
    varietes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def absent(self) -> bool:
        """Whether the language lacks it: the reference language says it then."""
        return not self.formes

    def in_variety(self, variete: str) -> Phrase:
        """The phrase as a variety of the language has it."""
        formes = {**self.formes, **self.varietes.get(variete, {})}
        return Phrase(formes, self.langue, self.statut, self.source)


class Phrasebook:
    """All the phrases of a language by dotted key (`vote.unanimite`).

    Attributes:
        langue: the language.
        own: its phrases as its file has them, those that it lacks among them.
        phrases: those that are printed: where the language lacks one, that of
            the reference language stands in, and its `langue` says so.
        otherwise: the keys of those that a house style or an authority says.
        tables: the words to be looked up, by block.
    """

    def __init__(
        self,
        langue: str,
        data: dict[str, Any],
        variete: str = "",
        reference: Phrasebook | None = None,
    ) -> None:
        self.langue = langue
        self.own = dict(_iter_phrases(data, "", langue))
        said = {k: p.in_variety(variete) for k, p in self.own.items() if not p.absent}
        self.phrases: dict[str, Phrase] = {
            **(reference.phrases if reference else {}),
            **said,
        }
        self.otherwise: frozenset[str] = frozenset()
        lacking = [name for name in TABLES if "absent" in (data.get(name) or _ABSENT)]
        self._lacking = frozenset(lacking)
        self.tables: dict[str, Any] = {
            **data,
            **({name: reference.tables[name] for name in lacking} if reference else {}),
        }

    def say_otherwise(
        self, own: Mapping[str, Mapping[str, str]], langue: str
    ) -> Phrasebook:
        """The same with some phrases of one's own.

        Args:
            own: the phrases, by key, then by form.
            langue: the language that they are in. Those of the reference language
                are said where this one has none.
        """
        said = copy(self)
        said.phrases, said.otherwise = dict(self.phrases), self.otherwise | set(own)
        for key, formes in own.items():
            known = self.phrases[key]
            if langue in (self.langue, known.langue):
                # A text alone says them all; a form of an agreement, that one.
                kept = {} if "" in formes else dict(known.formes)
                if "mixte" in formes:
                    kept.pop(UN_DE_CHAQUE, None)
                said.phrases[key] = Phrase({**kept, **formes}, langue)
        return said

    def list_fields(self, key: str) -> set[str]:
        """What a phrase is filled with."""
        found = self.list_names(key)
        return found | ({"nombre"} if len(self.phrases[key].formes) > 1 else set())

    def list_names(self, key: str) -> set[str]:
        """The names that a phrase has, in any of its forms."""
        texts = self.phrases[key].formes.values()
        return {name for text in texts for name in list_fields(text)}

    def has_table(self, name: str) -> bool:
        """Whether the language has words of its own to be looked up in a block.

        Those of the reference language stand in otherwise, for texts in that one:
        a word that both spell alike would make half a sentence of each.
        """
        return name not in self._lacking

    def get(self, key: str, **values: object) -> str:
        """A phrase, filled."""
        return self._fill(key, "", values)

    def agree(self, key: str, elus: Sequence[Elu], **values: object) -> str:
        """A phrase, agreed with the people that it speaks of, and filled.

        Where the language has one form for all of them, that one.
        """
        return self._fill(key, choose_form(elus), {"nombre": len(elus), **values})

    def find_language(self, key: str) -> str:
        """The language in which a phrase will be printed."""
        return self._find(key).langue

    def _find(self, key: str) -> Phrase:
        phrase = self.phrases.get(key)
        if phrase is None:
            raise PhraseError(f"{self.langue}: {key}")
        return phrase

    def _fill(self, key: str, forme: str, values: dict[str, object]) -> str:
        formes = self._find(key).formes
        if forme == UN_DE_CHAQUE and forme not in formes:
            forme = "mixte"
        text = formes.get(forme, formes.get(""))
        if text is None:
            raise PhraseError(f"{self.langue}: {key} {forme}")
        return fill(text, values)


def choose_form(elus: Sequence[Elu]) -> str:
    """The form that agrees with these people: number, then gender."""
    women = sum(e.feminin for e in elus)
    if len(elus) == 2 and women == 1:
        return UN_DE_CHAQUE
    if len(elus) == 1:
        return "une_femme" if women else "un_homme"
    if women == len(elus):
        return "des_femmes"
    return "mixte" if women else "des_hommes"


def _iter_phrases(
    data: dict[str, Any], prefix: str, langue: str
) -> Iterator[tuple[str, Phrase]]:
    for key, value in data.items():
        dotted = f"{prefix}{key}"
        if not prefix and key in TABLES:
            continue
        if isinstance(value, str) or value is None:
            yield dotted, Phrase({"": value or ""}, langue, _default_status(langue))
        elif "absent" in value or set(value) & set(_TEXTS):
            yield dotted, _read_phrase(dotted, value, langue)
        elif isinstance(value, dict):
            yield from _iter_phrases(value, f"{dotted}.", langue)


def _read_phrase(key: str, value: dict[str, Any], langue: str) -> Phrase:
    statut = value.get("statut", _default_status(langue))
    unknown = set(value) - {*_TEXTS, *_META}
    if unknown or statut not in STATUTS or value.get("absent", _YES) != _YES:
        raise PhraseError(f"{langue}: {key} {sorted(unknown)} {statut}")
    varietes = {
        name: _read_formes({"texte": own} if isinstance(own, str) else own)
        for name, own in value.get("varietes", {}).items()
    }
    return Phrase(
        _read_formes(value), langue, statut, value.get("source", ""), varietes
    )


def _read_formes(value: dict[str, Any]) -> dict[str, str]:
    """The texts of a block by form, that of a phrase that does not agree as `""`."""
    formes = {name: value[name] for name in _AGREED if name in value}
    return {**formes, "": value["texte"]} if "texte" in value else formes


def _default_status(langue: str) -> str:
    """What holds where nothing is said: only the published language may be silent."""
    return ATTESTE if langue == LANGUE_DE_REFERENCE else A_RELIRE


@cache
def read_language_data(path: Path) -> dict[str, Any]:
    """A data file of a language as plain texts, lists and dicts.

    Raises:
        PhraseError: if it cannot be read.
    """
    tree, findings = parse_tree(path.read_text(encoding="utf-8"), str(path))
    data = to_data(tree) if tree is not None else None
    if findings or not isinstance(data, dict):
        raise PhraseError(f"{path}: {[f.message for f in findings]}")
    return data


@cache
def load_table(langue: str, name: str) -> Phrasebook:
    """One table of the phrases, without reading the rest of the file.

    `check` needs the verbs of the requests, and none of the words of the act.

    Args:
        langue: the language's code.
        name: a key of the first level of `phrases.yaml`.

    Raises:
        PhraseError: if the file has no such table.
    """
    path = templates_dir() / langue / PHRASES
    block = re.compile(rf"^{re.escape(name)}:[^\n]*\n(?:(?:[ #][^\n]*)?\n)*", re.M)
    found = block.search(path.read_text(encoding="utf-8"))
    tree, findings = parse_tree(found[0], str(path)) if found else (None, [])
    data = to_data(tree) if tree is not None else None
    if findings or not isinstance(data, dict):
        raise PhraseError(f"{path}: {name}")
    return Phrasebook(langue, data)


@cache
def load_phrasebook(langue: str, variete: str = "") -> Phrasebook:
    """The phrases of a language, from `templates/<langue>/phrases.yaml`.

    Args:
        langue: the language.
        variete: one of those that the language's data tell apart; the usual
            forms where it is empty.
    """
    path = templates_dir() / langue / PHRASES
    reference = (
        None if langue == LANGUE_DE_REFERENCE else load_phrasebook(LANGUE_DE_REFERENCE)
    )
    return Phrasebook(langue, read_language_data(path), variete, reference)
