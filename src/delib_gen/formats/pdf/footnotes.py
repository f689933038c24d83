"""A footnote stays on the page of its call, though the last line wants its room.

Where a paragraph may not be parted after its first line, WeasyPrint 70 makes room
for the second by sending the page's notes away, calls and all staying behind: a
note was printed two pages after its call. The paragraph goes to the next page
instead. The only place for this is a private function of its (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delib_gen.hooks import replace

_CONTEXT, _PAGE_IS_EMPTY = 0, 5
"""Where the arguments that matter stand."""


def hook_footnotes() -> None:
    """Wrap the private function; doing it again changes nothing."""

    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        def lay_lines_out(*args: Any) -> Any:  # noqa: ANN401
            context = args[_CONTEXT]
            kept = list(context.current_page_footnotes)
            result = original(*args)
            if args[_PAGE_IS_EMPTY] or not _take_back(context, kept):
                return result
            return (True, False, *result[2:])  # the whole block to the next page

        return lay_lines_out

    replace("weasyprint.layout.block._linebox_layout", make)


def _take_back(context: Any, kept: list[Any]) -> bool:  # noqa: ANN401
    """Put the notes of lines above back; whether there was one to put back."""
    gone = [note for note in kept if note in context.reported_footnotes]
    if not gone:
        return False
    for note in gone:
        context.reported_footnotes.remove(note)
    others = [note for note in context.current_page_footnotes if note not in kept]
    context.current_page_footnotes[:] = [*kept, *others]
    context._update_footnote_area()
    return True
