"""The margins of pages, set once it is known how many pages there are.

A page's number and their total stand in the margins, and WeasyPrint sets these
last, when all the pages of a document are made. A dossier is several documents:
its margins are held back until the last of them is laid out, so that no layout
is done twice, and set anew for each file that a page goes into. The function that
sets them is private (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from delib_gen.formats.pdf.library import boxes, layout_box_backgrounds
from delib_gen.hooks import replace

_HELD: ContextVar[list[HeldMargins] | None] = ContextVar("held margins", default=None)
"""Where margins go while they are held back; nowhere where they are set at once."""


@dataclass(frozen=True, slots=True)
class HeldMargins:
    """The margins of a page, still to be set.

    Attributes:
        page: WeasyPrint's box of the page.
    """

    page: Any
    _context: Any
    _state: Any
    _rank: int
    _make: Callable[..., Iterable[Any]]

    def set(self, number: int, total: int, strings: Mapping[str, str]) -> None:
        """Set them, in the place of those that were set for another file.

        Args:
            number: the page's number.
            total: how many pages there are.
            strings: texts by the names by which the style asks for them.
        """
        for name, text in strings.items():
            self._context.string_set[name][self._rank] = [text]
        _, counters, *_ = self._state
        counters["page"], counters["pages"] = [number], [total]
        self._context.current_page = self._rank
        made = tuple(self._make(self._context, self.page, self._state))
        for box in made:
            layout_box_backgrounds(self.page, box, self._context.get_image_from_uri)
        inside = (c for c in self.page.children if not isinstance(c, boxes.MarginBox))
        self.page.children = (*inside, *made)


@contextmanager
def hold_margins() -> Iterator[list[HeldMargins]]:
    """Hold back the margins of what is laid out: they come in a list, page by page."""
    held: list[HeldMargins] = []
    before = _HELD.set(held)
    try:
        yield held
    finally:
        _HELD.reset(before)


def hook_margins() -> None:
    """Wrap the function that sets margins; doing it again changes nothing."""

    def make(original: Callable[..., Iterable[Any]]) -> Callable[..., Iterable[Any]]:
        def make_margin_boxes(context: Any, page: Any, state: Any) -> Iterable[Any]:  # noqa: ANN401
            held = _HELD.get()
            if held is None:
                return original(context, page, state)
            rank = context.current_page
            held.append(HeldMargins(page, context, state, rank, original))
            return ()

        return make_margin_boxes

    replace("weasyprint.layout.make_margin_boxes", make)
