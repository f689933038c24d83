"""What a second edition says that the first one does not, word for word.

A text that has no version is alike in both, and printed once; so that it keeps its
place, what would hold it in the second edition stays there, empty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from delib_gen.prose.pieces import Question
from delib_gen.prose.runs import join_runs
from delib_gen.prose.tree import Paragraphe
from delib_gen.prose.walk import map_brins, set_language
from delib_gen.view.base import LigneVisa, Titre, is_prose
from delib_gen.view.versions import lacks_own_words, lacks_version

if TYPE_CHECKING:
    from delib_gen.prose.tree import Bloc, Brins, Prose


def leave_to_first(second: Any, first: Any) -> Any:  # noqa: ANN401 - a part of a view
    """A part of the second edition without what is the first one's, word for word.

    Where rows are of a kind, an empty one keeps the place of each that is left out.
    """
    if isinstance(second, str):
        return "" if lacks_version(second) and second == first else second
    if is_prose(second):
        if bare(second) == bare(first):
            return ()
        alike = is_prose(first) and len(first) == len(second)
        return tuple(map(_leave_block, second, first)) if alike else second
    if isinstance(second, tuple) and isinstance(first, tuple):
        if len(second) != len(first):
            return second
        return tuple(map(leave_to_first, second, first))
    if not dataclasses.is_dataclass(second) or isinstance(second, type):
        return second
    if isinstance(second, Titre):
        return _empty(second) if second == first else second
    if isinstance(second, LigneVisa) and not leave_to_first(second.texte, first.texte):
        return _empty(second)  # nor does its opening word stand alone
    lacks = any(map(lacks_version, _iter_strings(second)))
    if lacks and bare(second) == bare(first):
        return _empty(second)
    return replace(
        second,
        **{
            f.name: leave_to_first(getattr(second, f.name), getattr(first, f.name))
            for f in dataclasses.fields(second)
        },
    )


def _leave_block(second: Bloc, first: Bloc) -> Bloc:
    """A block of the second edition, emptied of what it says in the first's language.

    A text in Markdown is in one language throughout; those of a form or of a deck have
    each a version, or none. A question may have one where its answer has none.
    """
    if _says_nothing_else((second,), (first,)):
        return cast("Bloc", _empty(second))
    if isinstance(second, Question) and isinstance(first, Question) and second.reponse:
        asked = _as_prose(second.texte), _as_prose(first.texte)
        left = _empty(second) if _says_nothing_else(*asked) else second
        answer = leave_to_first(second.reponse, first.reponse)
        return replace(second, numero=left.numero, texte=left.texte, reponse=answer)
    return second


def _says_nothing_else(second: Prose, first: Prose) -> bool:
    return lacks_own_words(second) and bare(second) == bare(first)


def _as_prose(brins: Brins) -> Prose:
    return (Paragraphe(brins),)


def bare(value: Any) -> Any:  # noqa: ANN401 - any part of a view
    """A part of a view without the languages of its texts, nor the cuts they make."""
    if isinstance(value, str):
        return str.__str__(value)
    if is_prose(value):
        return map_brins(set_language(value, ""), lambda b: tuple(join_runs(b)))
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(bare(getattr(value, f.name)) for f in dataclasses.fields(value))
    return value


def _iter_strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a view
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _iter_strings(item)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from _iter_strings(getattr(value, part.name))


def _empty(row: Any) -> Any:  # noqa: ANN401 - a row of a view
    """A row that says nothing."""
    nothing = {
        f.name: _empty_part(getattr(row, f.name)) for f in dataclasses.fields(row)
    }
    return replace(row, **nothing)


def _empty_part(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return ()
    return _empty(value) if dataclasses.is_dataclass(value) else value
