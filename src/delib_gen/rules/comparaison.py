"""What texts speak of, compared by words: a request beside its article (ACT08).

A request may abridge its article, and give initials for a name. It is suspected
where it hardly shares a word with it, or where each has a number, or a name, that
the other one lacks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from delib_gen.schema.base import fold_word

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[\s.,/-]\d+)*")
_STEM = 5
"""Letters by which a word is known, whatever its ending."""
_LEAST = 4
"""Letters of a word that says something of an object."""
_SHARED = 0.5
"""The part of the shorter text's words that the longer one must have."""


@dataclass(frozen=True, slots=True)
class _Objet:
    """What a text speaks of."""

    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    initials: tuple[str, ...]


class Objets:
    """What articles speak of; what several of them have tells none apart."""

    def __init__(self, articles: Sequence[str], empty: Iterable[str]) -> None:
        self._empty = {fold_word(word) for word in empty}
        self._articles = [self._read(text) for text in articles]
        often = Counter(stem for a in self._articles for stem in a.stems)
        self._common = {stem for stem, times in often.items() if times > 1}

    def compare(self, request: str, index: int) -> str:
        """What parts a request from an article, in words; nothing where it fits."""
        asked, article = self._read(request), self._articles[index]
        if self._share(asked, article) < _SHARED:
            return "leurs mots diffèrent"
        for mine, other in (
            (asked.numbers - article.numbers, article.numbers - asked.numbers),
            (_list_foreign(asked, article), _list_foreign(article, asked)),
        ):
            if mine and other:
                return f"« {min(mine)} » d'un côté, « {min(other)} » de l'autre"
        return ""

    def find_better(self, request: str, index: int) -> int | None:
        """The article that a request fits, where it is not the one at its rank."""
        ranks = [i for i in range(len(self._articles)) if i != index]
        return next((i for i in ranks if not self.compare(request, i)), None)

    def _read(self, text: str) -> _Objet:
        words = [word for word in _WORD.findall(text) if not word[0].isdigit()]
        folded = [fold_word(word) for word in words]
        stems = [
            word[:_STEM]
            for word in folded
            if len(word) >= _LEAST and word not in self._empty
        ]
        return _Objet(
            frozenset(stems),
            frozenset(w for w in words[1:] if w[0].isupper() and len(w) >= _LEAST - 1),
            frozenset(re.sub(r"\s", "", n) for n in _NUMBER.findall(text)),
            (
                "".join(word[0] for word in folded),
                "".join(word[0] for word in folded if len(word) >= _LEAST),
            ),
        )

    def _share(self, asked: _Objet, article: _Objet) -> float:
        """The part of what the shorter of two texts says that the longer says too."""
        sides = [asked.stems - self._common, article.stems - self._common]
        if not all(sides):
            sides = [asked.stems, article.stems]
        least = min(len(side) for side in sides)
        return len(sides[0] & sides[1]) / least if least else 1.0


def fold_words(text: str) -> list[str]:
    """The words of a text, each without what does not count."""
    return [fold_word(word) for word in _WORD.findall(text)]


def _list_foreign(text: _Objet, other: _Objet) -> set[str]:
    """The names of a text that another one has in no form, initials among them."""
    return {
        name
        for name in text.names
        if fold_word(name)[:_STEM] not in other.stems
        and not any(fold_word(name) in initials for initials in other.initials)
        and not _is_spelled_out(name, text, other)
    }


def _is_spelled_out(name: str, text: _Objet, other: _Objet) -> bool:
    """Whether a name is one of those for which the other text has initials."""
    short = [fold_word(n) for n in other.names if sum(c.isupper() for c in n) > 1]
    return any(
        fold_word(name)[0] in initials and any(initials in i for i in text.initials)
        for initials in short
    )
