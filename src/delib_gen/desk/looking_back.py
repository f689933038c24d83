"""The last changes of a sitting, each with the lines that left and came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.desk.history import Sort
from delib_gen.desk.state import show_diff

if TYPE_CHECKING:
    from delib_gen.desk.history import History, Record


def look_back(
    history: History, most: int, before: int | None
) -> list[tuple[Record, str]]:
    """The last changes, the newest first; what was typed in one go is one change.

    Args:
        history: those of the sitting.
        most: how many.
        before: the number of a change: those before it. None for the last.
    """
    end = len(history.records)
    end = end if before is None else max(0, min(before - 1, end))
    texts = history.find_texts(str(end)) or {}
    found: list[tuple[Record, str]] = []
    while end and len(found) < most:
        together = history.list_together(history.records[end - 1])
        first, patches = together[0], [p for one in together for p in one.patches]
        end = first.number - 1
        if first.sort is Sort.SEEN:  # what it was before is not known
            continue
        after = {patch.file: texts[patch.file] for patch in patches}
        for patch in reversed(patches):
            texts[patch.file] = patch.back(texts[patch.file])
        found.append((first, show_diff(texts, after)))
    return found
