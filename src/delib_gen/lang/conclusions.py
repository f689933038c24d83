"""What a rapport asks for, derived from the articles that answer it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from delib_gen.schema.base import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from delib_gen.lang.phrasebook import Phrasebook


def derive_conclusions(articles: Iterable[str], phrases: Phrasebook) -> list[str]:
    """The requests that answer articles, by the language's table of verbs.

    `APPROUVE le rapport` becomes `D’approuver le rapport`. An article whose
    first word is not in the table is left as it is: `find_underivable` names it
    beforehand, and the rules refuse it.
    """
    return [_derive(text, phrases) for text in articles]


def _derive(article: str, phrases: Phrasebook) -> str:
    verb, _, rest = article.partition(" ")
    request = _request_verb(verb, phrases)
    text = f"{request} {rest}" if request else article
    for old, new in phrases.tables["conclusions"]["remplacements"].items():
        text = text.replace(old, new or "")
    return text


def find_underivable(article: str, phrases: Phrasebook) -> str:
    """The first word of an article that the table does not know, else nothing."""
    verb = article.partition(" ")[0]
    return "" if _request_verb(verb, phrases) else verb


def _request_verb(verb: str, phrases: Phrasebook) -> str | None:
    return _fold_verbs(phrases).get(fold_word(verb))


@cache
def _fold_verbs(phrases: Phrasebook) -> dict[str, str]:
    """The table of verbs, whatever their case and accents; folded once."""
    table = phrases.tables["conclusions"]["verbes"]
    return {fold_word(known): request for known, request in table.items()}
