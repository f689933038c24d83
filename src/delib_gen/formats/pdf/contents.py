"""The pages that a contents page names, once they are laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from delib_gen.view.base import View
from delib_gen.view.sommaire import SommaireView, map_entries

_ROUNDS = 4
"""Layouts of a contents page until its own length changes nothing any more."""


class Laid(Protocol):
    """A piece that is laid out."""

    @property
    def pages(self) -> Sequence[Any]:
        """WeasyPrint's pages."""


_Laid = TypeVar("_Laid", bound=Laid)


def lay_out_contents(
    contents: Mapping[int, SommaireView],
    others: Mapping[int, _Laid],
    lay: Callable[[View], _Laid],
    premier: int,
) -> dict[int, _Laid]:
    """The contents pages of a file with the numbers of the pages that they name.

    Their own length shifts those, and is known when they are laid out: that of one
    page is supposed first.

    Args:
        contents: the contents pages by their rank among the pieces.
        others: the other pieces, laid out, by theirs.
        lay: lays a contents page out.
        premier: the number of the first page.
    """
    lengths = dict.fromkeys(contents, 1)
    laid: dict[int, _Laid] = {}
    for _ in range(_ROUNDS if contents else 0):
        pages: list[Sequence[str]] = []
        for rank in sorted((*contents, *others)):
            if rank in others:
                pages += [list(page.anchors) for page in others[rank].pages]
            else:
                blank: list[Sequence[str]] = [()] * (lengths[rank] - 1)
                pages += [[contents[rank].meta.piece], *blank]
        numbers = find_anchors(pages, premier)
        laid = {r: lay(fill_pages(view, numbers)) for r, view in contents.items()}
        found = {rank: len(part.pages) for rank, part in laid.items()}
        if found == lengths:
            break
        lengths = found
    return laid


def fill_pages(view: View, numbers: Mapping[str, int]) -> View:
    """A page that lists pieces with their numbers; a line that leads nowhere has none.

    Args:
        view: any piece; one that lists none stays what it is.
        numbers: the number of the page of each anchor.
    """
    return map_entries(
        view, lambda entree: replace(entree, page=str(numbers.get(entree.cible, "")))
    )


def find_anchors(pages: Sequence[Sequence[str]], premier: int) -> dict[str, int]:
    """The number of the page on which each anchor stands first."""
    numbers: dict[str, int] = {}
    for number, anchors in enumerate(pages, start=premier):
        for name in anchors:
            numbers.setdefault(name, number)
    return numbers
