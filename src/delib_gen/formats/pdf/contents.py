"""The pages that a contents page names, once they are laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from delib_gen.view.base import View
from delib_gen.view.sommaire import SommaireView, map_entries

_ROUNDS = 4
"""Layouts of a contents page until its own length changes nothing any more."""


def lay_out_contents(
    view: SommaireView,
    before: Sequence[Any],
    after: Sequence[Any],
    lay: Callable[[View], Any],
) -> Any:  # noqa: ANN401 - what `lay` gives
    """A contents page with the numbers of the pages it names.

    Its own length shifts them, and is known when it is laid out: that of one page
    is supposed first.

    Args:
        view: the contents page.
        before: WeasyPrint's pages that come before it.
        after: those that come after it.
        lay: lays a view out; what it gives has `pages`.
    """
    count = 1
    for _ in range(_ROUNDS):
        blank: list[Any] = [None] * count
        laid = lay(fill_pages(view, find_anchors([*before, *blank, *after])))
        if len(laid.pages) == count:
            break
        count = len(laid.pages)
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


def find_anchors(pages: Sequence[Any]) -> dict[str, int]:
    """The number of the page on which each anchor stands first."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors if page is not None else ():
            numbers.setdefault(name, number)
    return numbers
