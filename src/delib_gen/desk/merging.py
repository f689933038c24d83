"""Two new versions of a text made one, where they change different lines."""

from __future__ import annotations

from difflib import SequenceMatcher

_Hunk = tuple[int, int, list[str]]
"""The lines of the base from one rank to another, and those in their place."""


def merge_texts(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changes of both; None where they touch the same lines."""
    if base == theirs or ours == theirs:
        return ours
    if base == ours:
        return theirs
    lines = base.splitlines(keepends=True)
    hunks = _list_hunks(lines, ours)
    for hunk in _list_hunks(lines, theirs):
        if hunk in hunks:
            continue  # both did the same
        if any(_touch(hunk, other) for other in hunks):
            return None
        hunks.append(hunk)
    for start, end, new in sorted(hunks, key=lambda h: h[:2], reverse=True):
        lines[start:end] = new
    return "".join(lines)


def _list_hunks(lines: list[str], text: str) -> list[_Hunk]:
    new = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, lines, new, autojunk=False)
    return [
        (start, end, new[first:last])
        for kind, start, end, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def _touch(one: _Hunk, other: _Hunk) -> bool:
    """Whether two changes overlap, or begin or end at one same place as an addition."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
