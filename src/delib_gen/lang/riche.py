"""A paragraph that knows its runs: words to whoever reads it, looks in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from delib_gen.lang.said import Said
from delib_gen.prose.walk import join_lines

if TYPE_CHECKING:
    from delib_gen.prose.tree import Brins


class Riche(Said):
    """A text with bold words, links or notes; a part of it is but its words.

    Attributes:
        brins: its runs.
    """

    __slots__ = ("brins",)
    brins: Brins

    def __new__(cls, brins: Brins) -> Riche:
        """A text made of runs."""
        pieces = tuple((join_lines((brin,)), brin.langue) for brin in brins)
        riche = cast("Riche", super().__new__(cls, pieces))
        riche.brins = brins
        return riche

    def __getnewargs__(self) -> tuple[Brins]:  # type: ignore[override]
        return (self.brins,)
