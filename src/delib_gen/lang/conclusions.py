"""What a rapport asks for, derived from the articles that answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from delib_gen.lang.said import lower_first
from delib_gen.lang.typography import split_paragraphs
from delib_gen.lang.verbes import Verbe, VerbReader, fold_all
from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.lang.phrasebook import Phrasebook

_ENDS = " \u00a0.;,"
_WORD = re.compile(r"\w+")
_STARTS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?")


@dataclass(frozen=True, slots=True)
class Demande:
    """An article as a request.

    Attributes:
        texte: the request; the article itself where no verb of it is known.
        verbes: what asks for each of its verbs, in order: `D’approuver`.
        connue: whether its first verb is known.
    """

    texte: str
    verbes: tuple[str, ...]
    connue: bool


def derive_conclusions(articles: Iterable[str], phrases: Phrasebook) -> list[str]:
    """The requests that answer articles, by the language's table of verbs.

    `APPROUVE le rapport` becomes `D’approuver le rapport`. An article of which
    the verb is not in the table is left as it is: `find_underivable` names it
    beforehand, and the rules refuse it.
    """
    return [derive_request(text, phrases).texte for text in articles]


@lru_cache(maxsize=2048)
def derive_request(article: str, phrases: Phrasebook) -> Demande:
    """The request that answers an article, of several paragraphs maybe."""
    return _make_writer(phrases).write(article)


def find_underivable(article: str, phrases: Phrasebook) -> str:
    """The first word of an article of which no verb is known, else nothing."""
    if derive_request(article, phrases).connue:
        return ""
    return article.split(maxsplit=1)[0]


@cache
def _make_writer(phrases: Phrasebook) -> _Writer:
    """The table of a language, read once."""
    return _Writer(phrases)


class _Writer:
    """Writes requests by the table of a language."""

    def __init__(self, phrases: Phrasebook) -> None:
        table = phrases.tables["conclusions"]
        self._reader = VerbReader(table)
        self._adjuncts = fold_all(table["circonstances"])
        self._links = fold_all(table["liens"])
        self._between: str = table["entre"]
        self._determiners = fold_all(table["determinants"])
        self._relatives = fold_all(table["relatifs"])
        self._replacements = [
            (max(_WORD.findall(old), key=len), old, new or "")
            for old, new in table["remplacements"].items()
        ]

    def write(self, article: str) -> Demande:
        first, *others = split_paragraphs(article) or [""]
        text, verbs = self._write_sentence(first)
        known = bool(verbs)
        for other in others:
            request, more = self._write_sentence(other)
            if known and more:
                text = text.rstrip(_ENDS) + self._between + lower_first(request)
                verbs += more
            else:
                text = f"{text} {other}"
        for probe, old, new in self._replacements:
            if probe in text:  # most are not there, and need no pattern
                text = _make_pattern(old).sub(new, text)
        return Demande(text, tuple(verbs), known)

    def _write_sentence(self, text: str) -> tuple[str, list[str]]:
        """A sentence as a request, and its verbs; as it is where none is known."""
        head = self._reader.read(text) or self._find_after_adjunct(text)
        if head is None:
            return text, []
        written = text[: head.start]
        written += lower_first(head.demande) if written.strip() else head.demande
        verbs, place = [head.demande], head.end
        for verb in self._find_others(text, head):
            request = lower_first(verb.demande)
            written += text[place : verb.start] + request
            verbs.append(verb.demande)
            place = verb.end
        return written + text[place:], verbs

    def _find_after_adjunct(self, text: str) -> Verbe | None:
        """The verb after « Sous réserve de l’avis de la commission, »."""
        parts = text.split(",")
        place = len(parts[0])
        if fold_word(_first_word(parts[0])) not in self._adjuncts:
            return None
        for part in parts[1:]:
            place += 1
            verb = self._reader.read(text, place)
            if verb is not None and verb.capitales:
                return verb
            if fold_word(_first_word(part)) in self._determiners:
                return None  # the subject of a sentence, most likely
            place += len(part)
        return None

    def _find_others(self, text: str, head: Verbe) -> list[Verbe]:
        """The verbs that go on after the first: in capitals as it is, or not."""
        found: list[Verbe] = []
        for word in _STARTS.finditer(text, head.end):
            if found and word.start() < found[-1].end:
                continue
            if not head.capitales and fold_word(word[0]) in self._relatives:
                break
            if not self._is_linked(text[: word.start()]):
                continue
            verb = self._reader.read(text, word.start())
            if verb is None or verb.capitales != head.capitales:
                continue
            after = fold_word(_first_word(text[verb.end :]))
            if head.capitales or after in self._determiners:
                found.append(verb)
        return found

    def _is_linked(self, before: str) -> bool:
        before = before.rstrip()
        last = before.rsplit(maxsplit=1)[-1:]
        return before.endswith((",", ";", ":")) or (
            bool(last) and fold_word(last[0]) in self._links
        )


def _first_word(text: str) -> str:
    word = _STARTS.search(text)
    return word[0] if word else ""


@cache
def _make_pattern(old: str) -> re.Pattern[str]:
    """A text to replace, with any space and either apostrophe."""
    pattern = re.escape(old.strip(" "))
    pattern = pattern.replace(r"\ ", r"\s+").replace("’", "['’]")
    lead = r"\s+" if old.startswith(" ") else r"\b"
    return re.compile(rf"{lead}{pattern}\b")
