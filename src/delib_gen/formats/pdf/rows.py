"""A row of a table that is as high as a page goes on on the next, under the heads.

Rows are not parted; one that no page can hold is, by WeasyPrint 70, but without the
heads of its columns, and a heading above it stays alone on its page. Such a row may be
parted here, wherever it begins.

Of two columns, each pair of blocks is a table of one row: where its lines fit a page
and the margin below them does not, the whole row would go to the next, and leave a
heading alone. As below any paragraph, that margin ends here with the page.

A note that the cell on the right calls takes its room at the page's foot when the one
on the left is already there: the row went to the next page, or the note was printed
over its last lines. It is laid out anew, its notes first. The only place for all three
is the function that lays a table out (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any

from delib_gen.formats.pdf.library import boxes, remove_placeholders
from delib_gen.hooks import replace

_CONTEXT, _TABLE, _SPACE, _SKIP, _EMPTY, _PLACED, _FIXED = 0, 1, 2, 3, 5, 6, 7
"""Where the arguments that matter stand."""
_ROUNDING = 0.01
_HIGH = 0.5
"""The part of a page from which a row is parted rather than sent to the next."""


def hook_rows() -> None:
    """Wrap the function; doing it again changes nothing."""
    replace("weasyprint.layout.block.table_layout", _part_rows)


def _part_rows(original: Callable[..., Any]) -> Callable[..., Any]:
    """What lays out of a table what a page holds."""

    def lay_out(*args: Any) -> Any:  # noqa: ANN401
        while True:
            result = _leave_room(original, args)
            if result[0] is None and (spared := _spare_margin(original, args)):
                return spared
            freed = _free(original, args, result)
            if not freed:
                return result
            _take_off(args, result)

    return lay_out


def _leave_room(original: Callable[..., Any], args: Any) -> Any:  # noqa: ANN401
    """Lay out, anew if the notes of a row that may be parted lack the room."""
    context = args[_CONTEXT]
    with _list_called(context) as called:
        result = original(*args)
    sent = bool(called) and _sends_away(args, result)
    if not sent and not (called and _stands_on_notes(args, result)):
        return result
    _take_off(args, result)
    for note in dict.fromkeys(called):
        if note in context.footnotes:
            context.layout_footnote(note)
    result = original(*args)
    kept = {box.footnote for box in result[0].descendants()} if result[0] else set()
    for note in called:
        if note not in kept:
            context.unlayout_footnote(note)
    if sent and _sends_away(args, result):  # in vain
        _take_off(args, result)
        result = original(*args)
    return result


@contextmanager
def _list_called(context: Any) -> Iterator[list[Any]]:  # noqa: ANN401
    """The notes that are set at the foot of the page meanwhile, if only for a time."""
    called: list[Any] = []
    set_note = context.layout_footnote

    def note_down(note: Any) -> Any:  # noqa: ANN401
        called.append(note)
        return set_note(note)

    context.layout_footnote = note_down
    try:
        yield called
    finally:
        context.layout_footnote = set_note


def _take_off(args: Any, result: Any) -> None:  # noqa: ANN401
    if result[0] is not None:
        remove_placeholders(args[_CONTEXT], [result[0]], args[_PLACED], args[_FIXED])


def _stands_on_notes(args: Any, result: Any) -> bool:  # noqa: ANN401
    end: float = args[_CONTEXT].page_bottom - args[_SPACE] + _ROUNDING
    return result[0] is not None and _find_bottom(result[0]) > end


def _sends_away(args: Any, result: Any) -> bool:  # noqa: ANN401
    """Whether a row that may be parted is left whole to the next page."""
    rows, headless = _list_left(args, result)
    if not rows or rows[0].style["break_inside"] != "auto":
        return False
    inside = () if headless or result[0] is None else result[1].values()
    return not any(any((group or {}).values()) for group in inside)


def _list_left(args: Any, result: Any) -> tuple[list[Any], bool]:  # noqa: ANN401
    """The rows that are left to the next page, and whether heads are left behind."""
    laid, resume_at, *_ = result
    table = args[_TABLE]
    headless = laid is not None and _has_head(table) and not _has_head(laid)
    if laid is not None and not headless and resume_at is None:
        return [], False  # the whole table is there
    place = args[_SKIP] if laid is None or headless else resume_at
    return _list_rows(table, place), headless


def _find_bottom(laid: Any) -> float:  # noqa: ANN401
    return float(laid.content_box_y() + laid.height)


def _spare_margin(original: Callable[..., Any], args: Any) -> Any:  # noqa: ANN401
    """The one row of a pair with no more than its margin over the page's end, if so."""
    context, table = args[_CONTEXT], args[_TABLE]
    margin = 0 if args[_SKIP] else _find_margin(table)
    if not margin:
        return None
    given = list(args)
    given[_SPACE] = args[_SPACE] - margin
    result = original(*given)
    laid, resume_at, *_ = result
    if laid is None or resume_at is not None:
        _take_off(args, result)
        return None
    over = max(_find_bottom(laid) - (context.page_bottom - args[_SPACE]), 0)
    for group in laid.children:
        for box in (laid, group, *group.children, *group.children[0].children):
            box.height -= over
    return result


def _find_margin(table: Any) -> float:  # noqa: ANN401
    """The margin that all cells of the one row of a table end with."""
    rows = [row for group in table.children for row in group.children]
    if len(rows) != 1 or _has_head(table):
        return 0
    return min((_find_last_margin(cell) for cell in rows[0].children), default=0)


def _find_last_margin(box: Any) -> float:  # noqa: ANN401
    """How far the margin of what ends a box goes; boundless where it is empty."""
    if not box.children:
        return inf if isinstance(box, boxes.TableCellBox) else 0
    last = box.children[-1]
    if not isinstance(last, boxes.BlockBox):
        return 0
    margin = last.style["margin_bottom"]
    own = float(margin.value) if getattr(margin, "unit", "") == "px" else 0.0
    return max(own, _find_last_margin(last))


def _free(original: Callable[..., Any], args: Any, result: Any) -> bool:  # noqa: ANN401
    """Let a page end where it may not, if it must; whether there is such a place.

    It is in a row as high as a page, or between the last row and the one before it,
    which are not parted otherwise, where these are as high together.
    """
    laid, table = result[0], args[_TABLE]
    rows, headless = _list_left(args, result)
    if not rows:
        return False
    row, *others = rows
    parted = row.style["break_inside"] == "auto"
    if not parted and _is_high(original, args, row):
        _set_free(row, "break_inside")
        return True
    bound = [box for last in others[:1] for box in (last, _group_of(table, last))]
    if not any(box.style["break_before"] != "auto" for box in bound):
        return False
    must = headless or (laid is None and parted)
    if not must and not _is_high(original, args, others[0]):
        return False
    for box in bound:
        _set_free(box, "break_before")
    return True


def _set_free(box: Any, rule: str) -> None:  # noqa: ANN401
    box.style = box.style.copy()
    box.style[rule] = "auto"


def _list_rows(table: Any, place: Any) -> list[Any]:  # noqa: ANN401
    """The rows from a place on, that is where a page ends or begins."""
    ((rank, inside),) = (place or {0: None}).items()
    skipped = next(iter(inside)) if inside else 0
    groups = (group for group in table.children[rank:] if not group.is_header)
    return [row for group in groups for row in group.children][skipped:]


def _has_head(table: Any) -> bool:  # noqa: ANN401
    return bool(table.children and table.children[0].is_header)


def _is_high(original: Callable[..., Any], args: Any, row: Any) -> bool:  # noqa: ANN401
    """Whether a row is so high, or so high with the heads, that it may be parted."""
    context, table = args[_CONTEXT], args[_TABLE]
    alone = table.copy_with_children([_group_of(table, row).copy_with_children([row])])
    given = list(args)
    given[_TABLE], given[_SPACE], given[_SKIP] = alone, -inf, None
    given[_EMPTY], given[_PLACED], given[_FIXED] = True, [], []
    with _without_notes(context):
        laid, *_ = original(*given)
    return bool(laid.height > _HIGH * context.page_bottom)


def _group_of(table: Any, row: Any) -> Any:  # noqa: ANN401
    return next(group for group in table.children if row in group.children)


@contextmanager
def _without_notes(context: Any) -> Iterator[None]:  # noqa: ANN401
    """Lay out what is only measured: its notes go nowhere."""
    notes, context.footnotes = context.footnotes, []
    try:
        yield
    finally:
        context.footnotes = notes
