"""One change of one text: the stretches that it replaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.edits.changes import (
    NOT_THERE,
    CannotEdit,
    Delete,
    Insert,
    Move,
    Set,
    change_data,
    move_to,
)
from delib_gen.edits.lists import delete_entry, insert_item, move_item
from delib_gen.edits.order import list_keys
from delib_gen.edits.page import Edit, Page, apply_edits
from delib_gen.edits.scalars import write_inline
from delib_gen.edits.tree import HEADER, read_data
from delib_gen.edits.writing import write_flow, write_pair, write_parts, write_value

if TYPE_CHECKING:
    from delib_gen.edits.changes import Change, Value
    from delib_gen.edits.tree import Entry, Found, Place
    from delib_gen.edits.writing import Written
    from delib_gen.findings import YamlPath

_SHARED = (
    "ce texte sert aussi ailleurs dans le fichier : une ancre lui donne un nom "
    "(`&nom`), repris plus loin (`*nom`) ; le changer ici changerait les deux. Dans "
    "l'onglet YAML, écrivez en entier ce que chaque `*nom` reprend, ôtez `&nom`, puis "
    "changez-le ici"
)
_ODD = "ce bloc est écrit d'une façon qui ne se change pas sans risque"
_HEAD_REMARK = re.compile(r"[^\n]*?([ \t]+#[^\r\n]*)")


@dataclass(frozen=True, slots=True)
class Patcher:
    """Patches a text.

    Attributes:
        above: the path in the session of the file's own root.
        tidy: whether empty lines go with what they set apart.
    """

    above: YamlPath = ()
    tidy: bool = True

    def patch(self, source: str, change: Change) -> str:
        """A text after a change.

        Raises:
            CannotEdit: if that is not done safely.
        """
        page = Page(source)
        return apply_edits(source, self._list_edits(page, change))

    def _list_edits(self, page: Page, change: Change) -> list[Edit]:
        unfolded = self._unfold(page, change)
        if unfolded is not None:
            return unfolded
        found = page.find(change.path)
        if found is not None:
            self._refuse_shared(page, found, change)
        if isinstance(change, Set):
            return self._set(page, change.path, found, change.value)
        if isinstance(change, Insert):
            return self._insert(page, change, found)
        if found is None or found.holder is None:
            raise CannotEdit(NOT_THERE)
        if isinstance(change, Move):
            return move_item(page, found, change, own=_is_own(change.path))
        if len(found.holder.children) == 1:
            empty: Value = [] if found.holder.kind == "list" else {}
            return self._set(page, change.path[:-1], None, empty)
        own = _is_own(change.path[:-1])
        return delete_entry(page, found, own=own, tidy=self.tidy)

    def _unfold(self, page: Page, change: Change) -> list[Edit] | None:
        """An alias on the way, written out with the change made in it."""
        for depth in range(1, len(change.path) + isinstance(change, Insert | Move)):
            path = change.path[:depth]
            found = page.find(path)
            if found is None or found.shared:
                return None
            if found.value.kind == "alias":
                stood = read_data(page.source)
                for step in path:
                    stood = stood[step]
                own = move_to(change, change.path[depth:])
                return self._set(page, path, found, change_data(stood, own))
        return None

    def _refuse_shared(self, page: Page, found: Found, change: Change) -> None:
        """What an alias uses elsewhere would change where nobody looks."""
        value = found.value
        inside = not isinstance(change, Set | Delete)
        if found.shared or (
            inside and (value.kind == "alias" or page.is_shared(value))
        ):
            raise CannotEdit(_SHARED, value.start)
        waiting = [] if inside else [value]
        while waiting:
            place = waiting.pop()
            if page.is_shared(place):
                raise CannotEdit(_SHARED, place.start)
            waiting += place.children

    def _set(
        self, page: Page, path: YamlPath, found: Found | None, value: Value
    ) -> list[Edit]:
        found = found or page.find(path)
        if found is None:
            return self._add(page, path, value)
        if found.holder is None:
            raise CannotEdit(_ODD, found.value.start)
        entry = page.find_entry(found.holder, found.rank)
        return put_value(page, entry, value, flow=found.flow)

    def _add(self, page: Page, path: YamlPath, value: Value) -> list[Edit]:
        """A key that is not there yet."""
        holder = page.find(path[:-1])
        if holder is None or not isinstance(path[-1], str):
            raise CannotEdit(NOT_THERE)
        if holder.shared or page.is_shared(holder.value):
            raise CannotEdit(_SHARED, holder.value.start)
        if not holder.value.pairs:
            if holder.value.text or holder.value.kind == "list" or len(path) == 1:
                raise CannotEdit(_ODD, holder.value.start)
            return self._set(page, path[:-1], holder, {path[-1]: value})
        rank = _find_rank(holder.value, path[-1], list_keys((*self.above, *path)))
        return add_pair(page, holder, rank, path[-1], value)

    def _insert(self, page: Page, change: Insert, found: Found | None) -> list[Edit]:
        if found is None or not found.value.children:
            if found is not None and (found.value.text or found.value.kind == "block"):
                raise CannotEdit(NOT_THERE, found.value.start)
            return self._set(page, change.path, found, [change.value])
        if found.value.kind != "list":
            raise CannotEdit(NOT_THERE, found.value.start)
        return insert_item(page, found, change, own=_is_own(change.path))


def _is_own(path: YamlPath) -> bool:
    """Whether the items of a list own the remarks above them, were they texts."""
    return path[-1:] == ("actes",)


def _find_rank(holder: Place, key: str, keys: tuple[str, ...]) -> int:
    """The rank that a new key takes in a block: where it disturbs the order least."""
    typed = [k.text for k, _ in holder.pairs]
    if key not in keys:
        return len(typed)
    rank = keys.index(key)
    before, after = frozenset(keys[:rank]), frozenset(keys[rank + 1 :])

    def count(place: int) -> int:
        return sum(k in after for k in typed[:place]) + sum(
            k in before for k in typed[place:]
        )

    return min(range(len(typed), -1, -1), key=count)


def add_pair(
    page: Page, holder: Found, rank: int, key: str, value: Value
) -> list[Edit]:
    """The change that adds a key to a block that has some."""
    entries = page.list_entries(holder.value)
    if holder.flow or holder.value.flow:
        pair = f"{write_inline(key, flow=True)}: {write_flow(value)}"
        if rank:
            return [Edit(entries[rank - 1].end, entries[rank - 1].end, f", {pair}")]
        return [Edit(entries[0].begin, entries[0].begin, f"{pair}, ")]
    column = page.column(entries[0].begin)
    lines = write_pair(key, value, column, page.find_manner())
    if rank:
        end = page.foot(entries[rank - 1])
        return [Edit(end, end, "".join(page.eol + line for line in lines))]
    begin = entries[0].begin
    text = page.eol.join(lines)[column:] + page.eol + " " * column
    return [Edit(begin, begin, text)]


def put_value(page: Page, entry: Entry, value: Value, *, flow: bool) -> list[Edit]:
    """The change that puts a value in the place of another one."""
    old, after = entry.value, page.after_key(entry)
    if after is None:
        raise CannotEdit(_ODD, entry.begin)
    column, manner = page.column(entry.begin), page.find_manner()
    room = after - entry.begin + 1
    style = old.style if old.kind == "text" else ""
    if style in ("'", '"'):  # where that text needed it, it was nobody's choice
        fresh = write_value(old.text, column, manner, room=room)
        style = "" if fresh.style == style else style
    if flow:
        text = write_flow(value)
        if isinstance(value, str):
            text = write_inline(value, flow=True, style=style)
        if old.start == old.end:
            return [Edit(old.start, old.end, f" {text}")]
        return [Edit(old.start, old.end, text)]
    written = write_value(value, column, manner, room=room, style=style)
    lines = "".join(page.eol + line for line in written.lines)
    head = f" {written.first}" if written.first else ""
    if old.start == old.end:
        end = page.tail(after)
        if entry.key is None and written.block:
            parts = write_parts(value, column + 2, manner)
            return [Edit(after, after, f" {page.eol.join(parts).lstrip(' ')}")]
        if end == after:
            return [Edit(after, after, head + lines)]
        return [Edit(after, after, head), Edit(end, end, lines)]
    if page.line_start(old.start) != page.line_start(after):
        return _replace_below(page, entry, after, head, lines)
    if entry.key is None and written.block:
        parts = write_parts(value, page.column(old.start), manner)
        return [Edit(old.start, old.end, page.eol.join(parts).lstrip(" "))]
    return _replace_beside(page, old, after, written, lines)


def _replace_below(
    page: Page, entry: Entry, after: int, head: str, lines: str
) -> list[Edit]:
    """What stands on lines of its own; remarks between the key and it stay."""
    old = entry.value
    start, end = old.start, page.tail(old.end)
    if old.children and not old.flow:
        parts = page.list_entries(old)
        start, end = parts[0].begin, page.foot(parts[-1])
    cut = page.line_start(start) - 1
    cut -= page.source[cut - 1] == "\r"
    if after > cut:
        raise CannotEdit(_ODD, old.start)
    return [Edit(after, after, head), Edit(cut, end, lines)]


def _replace_beside(
    page: Page, old: Place, after: int, written: Written, lines: str
) -> list[Edit]:
    """What begins on the line of its key; a remark on that line stays."""
    if old.style in ("|", ">"):
        remark = _HEAD_REMARK.match(page.source, old.start, page.line_end(old.start))
        kept = remark[1] if remark and HEADER.match(page.source, old.start) else ""
        return [Edit(old.start, old.end, written.first + kept + lines)]
    if not written.first:
        end = page.tail(old.end)
        return [Edit(after, old.end, ""), Edit(end, end, lines)]
    if not lines:
        return [Edit(old.start, old.end, written.first)]
    end = page.tail(old.end)
    return [Edit(old.start, old.end, written.first), Edit(end, end, lines)]
