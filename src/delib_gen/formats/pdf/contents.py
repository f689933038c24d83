"""The pages that a contents page names, once they are laid out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from delib_gen.view.sommaire import SommaireView

_ROUNDS = 4
"""Layouts of a contents page until its own length changes nothing any more."""


def lay_out_contents(
    view: SommaireView,
    before: Sequence[Any],
    after: Sequence[Any],
    lay: Callable[[SommaireView], Any],
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


def fill_pages(view: SommaireView, numbers: Mapping[str, int]) -> SommaireView:
    """A contents page with its numbers; an entry that leads nowhere has none."""
    entries = tuple(
        replace(entree, page=str(numbers.get(entree.cible, "")))
        for entree in view.entrees
    )
    return replace(view, entrees=entries)


def find_anchors(pages: Sequence[Any]) -> dict[str, int]:
    """The number of the page on which each anchor stands first."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, start=1):
        for name in page.anchors if page is not None else ():
            numbers.setdefault(name, number)
    return numbers
