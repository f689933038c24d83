"""Where the signs of a text stand in the file that it was typed in.

YAML folds lines, drops their indent and reads escapes: a text is not what the file
has, and its second line may be the file's twentieth. Here what the reader did is done
again, with the place of each sign; where the outcome is not the same text, nothing is
known but the beginning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from delib_gen.findings import ROW, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PROPERTY = re.compile(r"[&!]\S*\s*(?:#[^\n]*\n\s*)*")
_HEADER = re.compile(r"[|>][-+\d]*[ \t]*(?:#[^\r\n]*)?")
ODD_BREAK = re.compile("[\x85\u2028\u2029]")
"""What ends a line for YAML and for no editor; none is left in a text that is read."""
_LONG_ESCAPES = {"x": 2, "u": 4, "U": 8}


class Rows:
    """The lines of a text as editors count them: YAML has more ends of lines."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in ROW.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """The line and the column of a sign, from 1."""
        row = bisect_right(self._starts, index) - 1
        return row + 1, index - self._starts[row] + 1

    def find(self, row: int, column: int) -> int:
        """The rank of the sign at a line and a column, from 1."""
        return self._starts[min(row, len(self._starts)) - 1] + column - 1


@dataclass(frozen=True)
class Typed:
    """A text as it was typed in a file.

    Attributes:
        text: the text that was read of it.
        span: where it begins.
        source: the file's text; empty where the text is not of a file.
        start, end: the stretch of it.
        style: of a text in YAML, `|`, `>`, `"`, `'` or nothing; else `md`.
    """

    text: str
    span: Span
    source: str = field(default="", repr=False)
    start: int = 0
    end: int = 0
    style: str = ""

    def place(self, start: int, end: int) -> Span:
        """The place of a stretch of the text, on the line on which it begins."""
        signs = self._signs
        if not signs or not 0 <= start < len(self.text):
            return self.span
        last = max(start, min(end, len(self.text)) - 1)
        line, column = self._rows.place(signs[start])
        until, width = self._rows.place(signs[last])
        if until != line:
            cut = ROW.search(self.source, signs[start])
            width = (cut.start() if cut else len(self.source)) - signs[start] + column
            return Span(self.span.file, line, column, line, width)
        return Span(self.span.file, line, column, line, width + (end > start))

    def place_row(self, row: int, column: int) -> Span:
        """The place of a line and a column of the text, from 1."""
        start = self._own_rows.find(row, column)
        while start > 0 and start >= len(self.text):
            start -= 1  # a fault of the end is one of the last sign
        return self.place(start, start)

    @property
    def stretch(self) -> tuple[str, int, int, str]:
        """Where it was typed, for a text of a tree."""
        return self.source, self.start, self.end, self.style

    @cached_property
    def _rows(self) -> Rows:
        return _list_rows(self.source)

    @cached_property
    def _own_rows(self) -> Rows:
        return Rows(self.text)

    @cached_property
    def _signs(self) -> Sequence[int]:
        """The rank in the file of each sign; nothing where it is not known."""
        if self.style == "md":
            return range(self.start, self.start + len(self.text))
        begin = self.start
        while match := _PROPERTY.match(self.source, begin, self.end):
            begin = match.end()
        if self.style in ("|", ">"):
            read = list(self._read_block(begin))
        else:
            quotes = self.style in ('"', "'")
            read = list(self._read_flow(begin + quotes, self.end - quotes))
        text = "".join(sign for sign, _ in read)
        if text.rstrip("\n") != self.text.rstrip("\n"):
            return ()
        signs = [index for _, index in read[: len(self.text)]]
        return signs + [self.end] * (len(self.text) - len(signs))

    def _read_block(self, begin: int) -> Iterator[tuple[str, int]]:
        header = _HEADER.match(self.source, begin, self.end)
        first = header and ROW.match(self.source, header.end(), self.end)
        if first is None:
            return
        lines = list(_split(self.source, first.end(), self.end))
        indent = self._find_indent(lines)
        folded, waiting, before = self.style == ">", list[tuple[str, int]](), True
        for start, end in lines:
            begins = min(start + indent, end)
            blank = end <= begins
            apart = not blank and self.source[begins] in " \t"
            if not blank:
                if folded and waiting and not before and not apart:
                    waiting = _fold(waiting)
                yield from waiting
                yield from zip(self.source[begins:end], range(begins, end), strict=True)
                waiting, before = [], apart
            waiting.append(("\n", end))
        yield from waiting

    def _find_indent(self, lines: list[tuple[int, int]]) -> int:
        """How far the text stands from the margin: what it lacks of its first line."""
        value = next((row for row in ROW.split(self.text) if row.strip(" ")), "")
        for start, end in lines:
            typed = self.source[start:end]
            if typed.strip(" "):
                return _count_blanks(typed) - _count_blanks(value)
        return 0

    def _read_flow(self, index: int, end: int) -> Iterator[tuple[str, int]]:
        """A text between quotation marks, or without any."""
        blanks: list[tuple[str, int]] = []
        breaks: list[tuple[str, int]] | None = None
        while index < end:
            sign = self.source[index]
            match = ROW.match(self.source, index, end)
            if match:
                breaks = [*(breaks or ()), ("\n", index)]
                index = match.end()
                continue
            if sign in " \t":
                blanks.append((sign, index))
                index += 1
                continue
            yield from blanks if breaks is None else _fold(breaks)
            blanks, breaks = [], None
            if sign == "\\" and self.style == '"':
                after = ROW.match(self.source, index + 1, end)
                if after:
                    breaks, index = [("", index)], after.end()
                    continue
                width = 2 + _LONG_ESCAPES.get(self.source[index + 1], 0)
                typed = self.source[index : index + width]
                yield _unescape(typed), index
                index += width
                continue
            yield sign, index
            index += 1 + (sign == "'" == self.style)
        yield from blanks if breaks is None else _fold(breaks)


@lru_cache(maxsize=8)
def _list_rows(source: str) -> Rows:
    """The lines of a file: many of its texts may be asked for their places."""
    return Rows(source)


def type_file(name: str, text: str) -> Typed:
    """The whole text of a file."""
    return Typed(text, Span(name, 1, 1, 1, 1), text, 0, len(text), "md")


def _split(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch, without their breaks."""
    for match in ROW.finditer(source, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def _fold(breaks: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Ends of lines as YAML folds them: one is a blank, the next ones stay."""
    first, *others = breaks
    if not first[0]:
        return [item for item in breaks if item[0]]
    return others or [(" ", first[1])]


def _count_blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _unescape(typed: str) -> str:
    """The sign that an escape stands for."""
    from yaml.scanner import Scanner  # its table of escapes

    if typed[1] in _LONG_ESCAPES:
        try:
            return chr(int(typed[2:], 16))
        except ValueError:
            return ""
    return str(Scanner.ESCAPE_REPLACEMENTS.get(typed[1], ""))
