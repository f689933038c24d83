"""Entries that come, go and move: whole lines, with the remarks that are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.edits.changes import NOT_THERE, CannotEdit
from delib_gen.edits.page import Edit
from delib_gen.edits.writing import WIDTH, write_flow, write_item

if TYPE_CHECKING:
    from delib_gen.edits.changes import Insert, Move
    from delib_gen.edits.page import Page
    from delib_gen.edits.tree import Entry, Found, Place

_REMARKS = "une remarque (`#`) se trouve entre les crochets ; déplacez-la à la main"
_SAME_LINE = "cette liste commence sur la ligne d'une autre ; changez-la à la main"


def _find_start(page: Page, entry: Entry, *, own: bool) -> int:
    """Where the lines of an entry begin; remarks above a mere name are not its own."""
    travels = entry.key is None and (own or entry.value.kind in ("block", "list"))
    return page.lead(entry) if travels else page.line_start(entry.begin)


def delete_entry(page: Page, found: Found, *, own: bool, tidy: bool) -> list[Edit]:
    """The change that takes away an entry which is not the only one."""
    holder = _get_holder(found)
    entries, rank = page.list_entries(holder), found.rank
    entry = entries[rank]
    if found.flow:
        return [_cut_flow(page, entries, rank)]
    if not page.starts_line(entry.begin):
        return [_cut_first(page, entry, entries[1])]
    start, end = _find_start(page, entry, own=own), page.foot(entry)
    end = page.next_line(end)
    last = rank == len(entries) - 1
    if tidy and not last and page.is_blank(end):
        if not rank or page.is_blank(page.line_start(max(start - 1, 0))):
            while page.is_blank(end):
                end = page.next_line(end)
    elif tidy and last:
        while start and page.is_blank(page.line_start(start - 1)):
            start = page.line_start(start - 1)
    return [Edit(start, end, "")]


def _cut_flow(page: Page, entries: list[Entry], rank: int) -> Edit:
    entry = entries[rank]
    if rank + 1 < len(entries):
        return Edit(entry.begin, entries[rank + 1].begin, "")
    before = entries[rank - 1]
    gap = page.source[before.end : entry.begin]
    if page.hide_comments(before.end, entry.begin) != gap:
        return Edit(entry.begin, entry.end, "")  # its neighbour's remark stays
    return Edit(before.end, entry.end, "")


def _cut_first(page: Page, entry: Entry, second: Entry) -> Edit:
    """An entry that stands behind a dash: the next one takes its place."""
    end = page.tail(entry.end)
    if page.source[end : second.begin].strip():  # remarks that are of the next one
        start = entry.begin
        while page.source[start - 1] == " ":
            start -= 1
        return Edit(start, end, "")
    return Edit(entry.begin, second.begin, "")


def insert_item(page: Page, found: Found, change: Insert, *, own: bool) -> list[Edit]:
    """The change that adds an item to a list which has some."""
    holder, index = found.value, change.index
    entries = page.list_entries(holder)
    if not 0 <= index <= len(entries):
        raise CannotEdit(NOT_THERE, holder.start)
    if found.flow or holder.flow:
        return [_insert_flow(page, entries, index, write_flow(change.value))]
    column = page.column(entries[0].begin)
    beside = entries[min(index, len(entries) - 1)].value
    flow = beside.flow if beside.kind == "block" else None
    if own and flow is None:
        flow = False
    lines = write_item(change.value, column, page.find_manner(), flow=flow)
    text = page.eol.join(lines)
    if index:
        end = page.foot(entries[index - 1])
        gap = page.eol if _is_apart(page, entries, index, own=own) else ""
        return [Edit(end, end, page.eol + gap + text)]
    first = entries[0]
    if not page.starts_line(first.begin):
        margin = " " * column
        return [Edit(first.begin, first.begin, text[column:] + page.eol + margin)]
    start = _find_start(page, first, own=own)
    gap = page.eol if _is_apart(page, entries, 1, own=own) else ""
    return [Edit(start, start, text + page.eol + gap)]


def _is_apart(page: Page, entries: list[Entry], index: int, *, own: bool) -> bool:
    """Whether an empty line stands before the item at a rank, or before the last."""
    rank = min(index, len(entries) - 1)
    if not rank:
        return False
    start = _find_start(page, entries[rank], own=own)
    return start > 0 and page.is_blank(page.line_start(start - 1))


def _insert_flow(page: Page, entries: list[Entry], index: int, text: str) -> Edit:
    if index == 0:
        return Edit(entries[0].begin, entries[0].begin, f"{text}, ")
    end = entries[index - 1].end
    column = page.column(entries[0].begin)
    if page.column(end) + len(text) > WIDTH - 2 and 0 < column < WIDTH // 2:
        return Edit(end, end, f",{page.eol}{' ' * column}{text}")
    return Edit(end, end, f", {text}")


def move_item(page: Page, found: Found, change: Move, *, own: bool) -> list[Edit]:
    """The change that puts an item at another rank; what stands between stays."""
    holder = found.value
    entries = page.list_entries(holder)
    last = len(entries) - 1
    if holder.kind != "list" or not (0 <= change.index <= last >= change.to >= 0):
        raise CannotEdit(NOT_THERE, holder.start)
    order = list(range(len(entries)))
    order.insert(change.to, order.pop(change.index))
    flow = found.flow or holder.flow
    if flow:
        gaps = page.source[entries[0].begin : entries[-1].end]
        if page.hide_comments(entries[0].begin, entries[-1].end) != gaps:
            raise CannotEdit(_REMARKS, entries[0].begin)
        slots = [(entry.begin, entry.end) for entry in entries]
    else:
        if not page.starts_line(entries[0].begin):
            raise CannotEdit(_SAME_LINE, entries[0].begin)
        slots = [(_find_start(page, e, own=own), page.foot(e)) for e in entries]
    return [
        Edit(*slots[rank], page.source[slice(*slots[taken])])
        for rank, taken in enumerate(order)
        if rank != taken
    ]


def _get_holder(found: Found) -> Place:
    if found.holder is None:
        raise CannotEdit(NOT_THERE, found.value.start)
    return found.holder
