"""The footnotes of a document: each has its anchor, numbered as they are called."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from delib_gen.prose.walk import iter_brins, map_brins

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brin, Brins
    from delib_gen.view.base import View


def number_notes(view: View) -> View:
    """A view whose notes have anchors.

    They begin with the piece and its language: one file may hold it in another
    language as well, and other pieces.
    """
    noted = {name: part for name, part in view.context().items() if _calls(part)}
    if not noted:
        return view
    place = f"{view.meta.piece}-{view.meta.langue}"
    numbers = count(1)

    def name(brin: Brin) -> Brin:
        return replace(brin, appel=f"{place}-{next(numbers)}") if brin.note else brin

    def number(brins: Brins) -> Brins:
        return tuple(map(name, brins))

    changed: dict[str, Any] = {n: map_brins(p, number) for n, p in noted.items()}
    return replace(view, **changed)


def _calls(part: object) -> bool:
    """Whether a part of a view calls a note, however deep in it."""
    return any(b.note for brins in iter_brins(part) for b in brins)
