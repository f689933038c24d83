"""Which texts of an edition are in its language, and which have no version there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from delib_gen.lang.said import Said
from delib_gen.prose.tree import Bloc
from delib_gen.prose.walk import iter_brins

if TYPE_CHECKING:
    from delib_gen.prose.tree import Prose
    from delib_gen.view.base import View


def lacks_version(text: str) -> bool:
    """Whether a text is in another language than its document, all of its words."""
    return isinstance(text, Said) and all(
        langue for piece, langue in text.pieces if _has_words(piece)
    )


def lacks_own_words(prose: Prose) -> bool:
    """Whether what a prose says is all in another language than its document."""
    words = [b for line in iter_brins(prose) for b in line if _has_words(b.texte)]
    return bool(words) and all(brin.langue for brin in words)


def has_version(view: View) -> bool:
    """Whether anything that a document prints is in its own language."""
    return any(any(_iter_own(getattr(view, name))) for name in list_texts(view))


def list_texts(view: View) -> list[str]:
    """The names of what a view prints, but for what heads a translation."""
    fields = dataclasses.fields(view)
    return [f.name for f in fields if f.name not in ("meta", "traduction", "joint")]


def _iter_own(value: Any) -> Iterator[bool]:  # noqa: ANN401 - any part of a view
    """Whether each text of a part of a view is in the language of its document."""
    if isinstance(value, str):
        yield _has_words(value) and not lacks_version(value)
    elif isinstance(value, Bloc):
        for brins in iter_brins(value):
            yield any(_has_words(b.texte) and not b.langue for b in brins)
    elif isinstance(value, tuple):
        for item in value:
            yield from _iter_own(item)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            if part.metadata.get("imprime", True):
                yield from _iter_own(getattr(value, part.name))


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))
