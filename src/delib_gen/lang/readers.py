"""What readers of a language are asked for: the words that nobody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from delib_gen.lang.phrasebook import (
    A_RELIRE,
    load_phrasebook,
    read_language_data,
)
from delib_gen.load.noms import list_names_files
from delib_gen.resources import templates_dir


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name that an authority has in a language.

    Attributes:
        key: its place in the file of names (`organes.assemblee.noms.sujet`).
        textes: what is said, by variety; the usual one first, as `""`.
        statut: as that of a phrase.
        source: as that of a phrase.
    """

    key: str
    textes: dict[str, str]
    statut: str
    source: str


def find_unread_phrases(langue: str) -> list[str]:
    """The keys of the phrases of a language that still await a reader."""
    phrases = load_phrasebook(langue).own
    return [k for k, p in phrases.items() if not p.absent and p.statut == A_RELIRE]


def count_lacking_phrases(langue: str) -> int:
    """How many phrases are left to the language of reference, for want of words."""
    phrases = load_phrasebook(langue).phrases.values()
    return sum(phrase.langue != langue for phrase in phrases)


def find_unread_names(langue: str, codes: Iterable[str]) -> list[str]:
    """The keys of the names of some shipped authorities that await a reader."""
    return [
        name.key
        for code in codes
        for name in list_names(langue, code)
        if name.statut == A_RELIRE
    ]


def list_names(langue: str, code: str) -> list[NameRead]:
    """The names that a shipped authority has in a language, in their file's order."""
    return [
        name
        for known, path in list_names_files(code)
        if known == langue
        for name in _iter_names(read_language_data(path), "")
    ]


def name_language(langue: str) -> str:
    """What a language is called in French, by its own data: `corse`; else its code."""
    path = templates_dir() / langue / "langue.yaml"
    return str(read_language_data(path)["nom"]) if path.is_file() else langue


def list_varieties(langue: str) -> list[str]:
    """The varieties that the data of a language tell apart."""
    path = templates_dir() / langue / "langue.yaml"
    if not path.is_file():
        return []
    return list(read_language_data(path).get("varietes") or {})


def _iter_names(data: dict[str, Any], prefix: str) -> Iterator[NameRead]:
    for key, value in data.items():
        dotted = f"{prefix}{key}"
        if isinstance(value, dict) and "texte" not in value:
            yield from _iter_names(value, f"{dotted}.")
            continue
        block = value if isinstance(value, dict) else {"texte": value}
        varietes = block.get("varietes") or {}
        yield NameRead(
            dotted,
            {
                name: _join(text)
                for name, text in {"": block["texte"], **varietes}.items()
            },
            block.get("statut", A_RELIRE),
            block.get("source", ""),
        )


def _join(text: str | list[str]) -> str:
    """A name as one line: that of a cover has several."""
    return text if isinstance(text, str) else " / ".join(text)
