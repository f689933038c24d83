"""The lines of a file, and which of them are of what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.edits.tree import Tree
from delib_gen.edits.writing import Manner

if TYPE_CHECKING:
    from delib_gen.edits.tree import Entry, Place

_REMARK = re.compile(r"[ \t]*#")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    text: str


def apply_edits(source: str, edits: list[Edit]) -> str:
    """A text with some stretches replaced, none of which overlap."""
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def find_line_end(source: str) -> str:
    """The sign that ends the lines of a file."""
    return "\r\n" if "\r\n" in source else "\n"


class Page(Tree):
    """The text of a file: where its values stand, and their lines."""

    def __init__(self, source: str) -> None:
        """Read a text, which has no byte order mark."""
        super().__init__(source)
        self.eol = find_line_end(source)

    def line_start(self, index: int) -> int:
        """Where the line of a sign begins."""
        return self.source.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        """Where the line of a sign ends, its break apart."""
        end = self.source.find("\n", index)
        if end < 0:
            return len(self.source)
        return end - (end > index and self.source[end - 1] == "\r")

    def next_line(self, index: int) -> int:
        """Where the line after that of a sign begins."""
        end = self.source.find("\n", index)
        return len(self.source) if end < 0 else end + 1

    def column(self, index: int) -> int:
        """The column of a sign, from 0."""
        return index - self.line_start(index)

    def starts_line(self, index: int) -> bool:
        """Whether nothing but blanks stands before a sign."""
        return not self.source[self.line_start(index) : index].strip(" ")

    def tail(self, index: int) -> int:
        """Where the line of a value's end ends, its remark included."""
        match = _REST.match(self.source, index)
        return match.end() if match else index

    def foot(self, entry: Entry) -> int:
        """Where an entry ends, with the remarks below that stand deeper than it."""
        column, end = self.column(entry.begin), self.tail(entry.end)
        while end < len(self.source) and self._is_remark(self.next_line(end)) > column:
            end = self.line_end(self.next_line(end))
        return end

    def lead(self, entry: Entry) -> int:
        """Where the lines of an entry begin, with the remarks right above it."""
        column, start = self.column(entry.begin), self.line_start(entry.begin)
        while start and self._is_remark(self.line_start(start - 1)) == column:
            start = self.line_start(start - 1)
        return start

    def is_blank(self, start: int) -> bool:
        """Whether the line that begins at a sign has nothing."""
        inside = start < len(self.source)
        return inside and not self.source[start : self.line_end(start)].strip()

    def _is_remark(self, start: int) -> int:
        """The column of the remark that a line is; -1 for another line."""
        match = _REMARK.match(self.source, start)
        return -1 if match is None else match.end() - 1 - start

    def after_key(self, entry: Entry) -> int | None:
        """Where the value of an entry may begin: past its colon, or its dash."""
        if entry.key is None:
            return entry.begin + 1
        rest = self.hide_comments(entry.key.end, max(entry.end, entry.key.end))
        colon = (rest or self.source[entry.key.end : entry.key.end + 1]).find(":")
        return entry.key.end + colon + 1 if colon >= 0 else None

    def find_manner(self) -> Manner:
        """How far the file sets its blocks and lists from their keys."""
        step = dash = -1
        waiting = [self.root] if self.root else []
        while waiting and (step < 0 or dash < 0):
            place = waiting.pop()
            for key, value in place.pairs:
                if value.flow or value.anchor or not value.children:
                    continue
                by = self.column(value.start) - self.column(key.start)
                if value.kind == "list" and dash < 0 <= by:
                    dash = by
                elif value.kind == "block" and step < 0 < by:
                    step = by
            waiting += reversed(place.children)
        return Manner(step if step > 0 else 2, dash if dash >= 0 else 2)

    def find_entry(self, holder: Place, rank: int) -> Entry:
        """One of the entries of a list or a block."""
        return self.list_entries(holder)[rank]
