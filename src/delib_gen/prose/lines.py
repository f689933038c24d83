"""A line that is not Markdown, as runs: what is left to be filled in by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from delib_gen.prose.tree import Brin

_BLANK = re.compile(r"\[\[\s*([^][\n]+?)\s*\]\]|_{3,}")


def split_blanks(text: str) -> Iterator[Brin]:
    """The runs of a plain text: `[[VILLE]]` and `____` are blanks.

    Args:
        text: a text that is not Markdown, on one line.
    """
    place = 0
    for match in _BLANK.finditer(text):
        if match.start() > place:
            yield Brin(text[place : match.start()])
        yield Brin(match[1] or "", blanc=True)
        place = match.end()
    if text[place:]:
        yield Brin(text[place:])
