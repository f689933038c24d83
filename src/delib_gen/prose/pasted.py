"""What people type, or paste from a word processor, made what Markdown knows.

A list pasted from Word has signs that Markdown takes for letters, and its lines would
run together. What is put in is counted, so that a fault is told where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BLANK = r"[ \t\u00a0]"
_BULLET = re.compile(rf"^(\s*)[•▪●‣◦·]{_BLANK}")
"""The signs of Word's lists."""
_DASH = re.compile(rf"^(\s*)[–—]{_BLANK}")
"""What French sets before an item, and around what is said in passing."""
_INNER = re.compile(rf"^\s*o{_BLANK}")
"""Word's sign of a list in a list: a letter, but for what stands above it."""
_ITEM = re.compile(r"\s*[-+*]\s+")
_COUNTED = re.compile(r"\s*(?:\d{1,3}\s?[°-]|[a-zA-Z]\)|[ivxIVX]{1,5}[.)-])\s+\S")
"""`1°`, `a)`, `IV.`: labels of items; Markdown counts those of `1.` alone."""
_BLOCK = re.compile(r"\s*(?:[-+*]\s|\d{1,9}[.)]\s|[|>#{:]|\s{2,}\S)")
"""What goes on from the line before it, or is a block of its own."""
_ENDS = (":", ";")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as the parser reads it.

    Attributes:
        lines: its lines.
        places: for each of them, the line that it is in what was typed, from 0, and
            how many signs were put before it.
    """

    lines: Sequence[str]
    places: Sequence[tuple[int, int]]


def prepare(lines: Sequence[str], *, each_line: bool) -> Prepared:
    """The lines of a text, with an empty one wherever a paragraph ends.

    Args:
        lines: its lines, as they were typed.
        each_line: whether each line of a text without empty lines is a paragraph, as
            after `>`, where YAML leaves one end of line for an empty line.
    """
    each = each_line and all(line.strip() for line in _strip(lines))
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    inner, dashed = "", False
    for row, line in enumerate(lines):
        text, before = _BULLET.sub(r"\1- ", line, count=1), kept[-1] if kept else ""
        item = _ITEM.match(before)
        if not before.strip() or dashed or _ends(before):
            text = _DASH.sub(r"\1- ", text, count=1)
        dashed = text != line and _DASH.match(line) is not None
        if item and _INNER.match(text):
            inner = inner or " " * item.end()
            text = _INNER.sub(f"{inner}- ", text, count=1)
        else:
            inner = ""
        if _begins_paragraph(before, text, each=each):
            kept.append("")
            places.append((row, 0))
        kept.append(text)
        places.append((row, len(text) - len(line)))
    return Prepared(kept, places)


def _begins_paragraph(before: str, line: str, *, each: bool) -> bool:
    if not before.strip() or not line.strip():
        return False
    if _COUNTED.match(line):
        # A sentence may go on at the beginning of a line: « à raison de / 3 - 2 ».
        return each or bool(_COUNTED.match(before)) or _ends(before)
    return each and not _BLOCK.match(line)


def _ends(line: str) -> bool:
    return line.rstrip().endswith(_ENDS)


def _strip(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a text between the empty ones around it."""
    full = [rank for rank, line in enumerate(lines) if line.strip()]
    yield from lines[full[0] : full[-1] + 1] if full else ()
