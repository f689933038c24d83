"""The phrases of a language: found by key, agreed, filled; never made in code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from delib_gen.load.nodes import to_data
from delib_gen.load.tree import parse_tree
from delib_gen.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from delib_gen.schema.autorite import Elu

FORMES = ("un_homme", "une_femme", "des_hommes", "des_femmes", "mixte")
"""The forms of a phrase that agrees with the people it speaks of."""
STATUTS = ("atteste", "derive", "a-relire")
_META = ("texte", "statut", "source")


class PhraseError(KeyError):
    """A phrase that the data lack: a bug of ours, never a user's mistake."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase.

    Attributes:
        formes: its text by form; a phrase that does not agree has `""` alone.
        statut: whether it was read in a source, derived, or awaits a reader.
        source: where it was read.
    """

    formes: dict[str, str]
    statut: str = "atteste"
    source: str = ""


class Phrasebook:
    """All the phrases of a language by dotted key (`vote.unanimite`)."""

    def __init__(self, langue: str, data: dict[str, Any]) -> None:
        self.langue = langue
        self.tables: dict[str, Any] = data

    @cached_property
    def phrases(self) -> dict[str, Phrase]:
        """The phrases themselves, apart from the tables that are none."""
        return dict(_iter_phrases(self.tables, ""))

    def get(self, key: str, **values: object) -> str:
        """A phrase, filled."""
        return self._fill(key, "", values)

    def agree(self, key: str, elus: Sequence[Elu], **values: object) -> str:
        """A phrase, agreed with the people that it speaks of, and filled."""
        return self._fill(key, choose_form(elus), {"nombre": len(elus), **values})

    def _fill(self, key: str, forme: str, values: dict[str, object]) -> str:
        phrase = self.phrases.get(key)
        if phrase is None or forme not in phrase.formes:
            raise PhraseError(f"{self.langue}: {key} {forme}")
        return phrase.formes[forme].format_map(values)


def choose_form(elus: Sequence[Elu]) -> str:
    """The form that agrees with these people: number, then gender."""
    women = sum(e.feminin for e in elus)
    if len(elus) == 1:
        return "une_femme" if women else "un_homme"
    if women == len(elus):
        return "des_femmes"
    return "mixte" if women else "des_hommes"


def _iter_phrases(data: dict[str, Any], prefix: str) -> Iterator[tuple[str, Phrase]]:
    for key, value in data.items():
        dotted = f"{prefix}{key}"
        if isinstance(value, str) or value is None:
            yield dotted, Phrase({"": value or ""})
        elif "texte" in value or set(value) & set(FORMES):
            formes = {k: v for k, v in value.items() if k not in _META}
            if "texte" in value:
                formes[""] = value["texte"]
            yield (
                dotted,
                Phrase(formes, value.get("statut", "atteste"), value.get("source", "")),
            )
        elif isinstance(value, dict):
            yield from _iter_phrases(value, f"{dotted}.")


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
    path = templates_dir() / langue / "phrases.yaml"
    block = re.compile(rf"^{re.escape(name)}:[^\n]*\n(?:(?:[ #][^\n]*)?\n)*", re.M)
    found = block.search(path.read_text(encoding="utf-8"))
    tree, findings = parse_tree(found[0], str(path)) if found else (None, [])
    data = to_data(tree) if tree is not None else None
    if findings or not isinstance(data, dict):
        raise PhraseError(f"{path}: {name}")
    return Phrasebook(langue, data)


@cache
def load_phrasebook(langue: str) -> Phrasebook:
    """The phrases of a language, from `templates/<langue>/phrases.yaml`."""
    path = templates_dir() / langue / "phrases.yaml"
    return Phrasebook(langue, read_language_data(path))
