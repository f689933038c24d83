"""A text of a view as runs."""

from __future__ import annotations

from typing import Any

from delib_gen.lang.numbered import Numbered
from delib_gen.lang.riche import Riche
from delib_gen.lang.said import read_pieces
from delib_gen.prose.tree import Brin, Brins


def make_runs(value: Any) -> Brins:  # noqa: ANN401 - whatever a layout prints
    """The runs of what a layout prints: a text with its languages, or runs as such."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, Riche):
        return value.brins
    if isinstance(value, Numbered):
        return (Brin(str(value), suivant=value.suivant),)
    text = value if isinstance(value, str) else str(value)
    return tuple(Brin(piece, langue=langue) for piece, langue in read_pieces(text))
