"""A line that is not Markdown: the marks that print nothing, and what is left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from delib_gen.prose.tree import Brin

# Marks without ink: soft hyphens, joiners, direction marks and overrides, variation
# selectors, the byte order mark. An override would print a word backwards; the others
# come in with a copy from elsewhere, and some formats lose them, some do not.
_INKLESS = dict.fromkeys(
    [
        *(0x00AD, 0x061C, 0x180E, 0xFEFF),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)
_ODD_BREAKS = re.compile(
    "[ \t]*[\x0b\x0c\x85\u2028\u2029][ \t\x0b\x0c\x85\u2028\u2029]*"
)
_BLANK = re.compile(r"\[\[\s*([^][\n]+?)\s*\]\]|_{3,}")


def drop_inkless(text: str) -> str:
    """A text without the marks that print nothing; a line's end of no key is a blank.

    A copy from a web page brings in U+2028 and U+2029, which fonts show as a box.
    """
    return _ODD_BREAKS.sub(" ", text.translate(_INKLESS))


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
