"""The verb of an article, and the infinitive by which it is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\s*([^\W\d_]+(?:-[^\W\d_]+)*)(['’]?)")
_SHORTEST = 3
"""Letters of a word in capitals from which it may be a verb, not initials."""


@dataclass(frozen=True, slots=True)
class Verbe:
    """A verb found in an article.

    Attributes:
        start: where it begins, with what goes before it (`N’`, `SE`).
        end: where it ends, with what is in capitals after it (`ACTE`).
        demande: what asks for it: `D’approuver`, `De ne pas prendre acte`.
        capitales: whether it was typed in capitals.
    """

    start: int
    end: int
    demande: str
    capitales: bool


class VerbReader:
    """Finds verbs by the table of a language (`conclusions`, in its phrases)."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._verbs = {fold_word(k): str(v) for k, v in table["verbes"].items()}
        self._infinitives = {fold_word(v): v for v in self._verbs.values()}
        self._opening: dict[str, str] = table["ouverture"]
        self._openings = fold_all(self._opening.values())
        self._elided = tuple(fold_word(start) for start in table["elide_devant"])
        self._reflexives = fold_all(table["reflechis"])
        self._pronouns = fold_all(table["pronoms"]) | self._reflexives
        negation = table["negation"]
        self._not = fold_all(negation["avant"])
        self._never = {fold_word(k): str(v) for k, v in negation["apres"].items()}
        self._small = {fold_word(k): str(v) for k, v in table["capitales"].items()}

    def read(self, text: str, place: int = 0) -> Verbe | None:
        """The verb that stands at a place of a text, if there is one."""
        lead = re.compile(r"\s*").match(text, place)
        start = lead.end() if lead else place
        negative = False
        before: list[str] = []
        while (word := _WORD.match(text, place)) is not None:
            folded = fold_word(word[1])
            if folded in self._not and not negative and not before:
                negative = True
            elif folded in self._pronouns:
                before.append(f"{word[1].lower()}{'’' if word[2] else ' '}")
            else:
                break
            place = word.end()
        if word is None:
            return None
        if not negative and not before and folded in self._openings:
            return self._read_request(text, start, word.end())
        infinitive = self._verbs.get(folded)
        capital = word[1].isupper() and len(word[1]) >= _SHORTEST
        if infinitive is None or word[2]:
            return None
        if not capital and not {fold_word(b) for b in before} <= self._reflexives:
            return None  # « les charge », « la demande » are names more often
        asked, place = "".join([*before, infinitive]), word.end()
        if negative:
            word = _WORD.match(text, place)
            if word is None or fold_word(word[1]) not in self._never:
                return None
            asked, place = f"{self._never[fold_word(word[1])]} {asked}", word.end()
        small, place = self._lower(text, place) if capital else ("", place)
        return Verbe(start, place, self._open(asked) + small, capital)

    def _read_request(self, text: str, start: int, place: int) -> Verbe | None:
        """An article that is written as a request already: `D’approuver`."""
        word = _WORD.match(text, place)
        infinitive = self._infinitives.get(fold_word(word[1])) if word else None
        if word is None or infinitive is None:
            return None
        return Verbe(start, word.end(), self._open(infinitive), word[1].isupper())

    def _open(self, asked: str) -> str:
        elided = fold_word(asked).startswith(self._elided)
        return self._opening["elide" if elided else "plein"] + asked

    def _lower(self, text: str, place: int) -> tuple[str, int]:
        """The words that are in capitals because the verb is, and where they end."""
        lowered, tight = "", False
        while (word := _WORD.match(text, place)) is not None:
            small = self._small.get(fold_word(word[1]))
            if small is None or not word[1].isupper():
                break
            lowered += ("" if tight else " ") + small + word[2]
            tight, place = bool(word[2]), word.end()
        return lowered, place


def fold_all(words: Iterable[str]) -> frozenset[str]:
    """Words without what does not count when they are compared."""
    return frozenset(fold_word(word) for word in words)
