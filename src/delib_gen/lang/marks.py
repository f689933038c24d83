"""Marks around a text that is not in the language of its document.

A sentence is put together from phrases, names and texts, and any of them may be
in another language than the edition: it has no version of its own. Each bears its
language with it, in the letters that Unicode keeps for that (`LANGUAGE TAG` and
what follows): they print nothing, no word is made of them, and putting texts
together keeps them. Every format turns them into its own tags, and none of them
is left in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN = "\U000e0001"
_CANCEL = "\U000e007f"
_SHIFT = 0xE0000
END = _BEGIN + _CANCEL
"""What ends a text in another language."""
_LETTERS = "[\U000e002d\U000e0030-\U000e0039\U000e0061-\U000e007a]"
START_PATTERN = f"{_BEGIN}(?P<langue>{_LETTERS}+)"
_MARK = re.compile(f"{START_PATTERN}|{END}")
_LEFT_OVER = re.compile("[\U000e0001\U000e0020-\U000e007f]")


def mark(text: str, langue: str) -> str:
    """A text said to be in a language; marks within it are taken away.

    White space at its ends stays outside: whoever trims a line finds it.
    """
    plain = unmark(text)
    core = plain.strip()
    if not core:
        return plain
    lead, _, trail = plain.partition(core)
    letters = "".join(chr(_SHIFT + ord(letter)) for letter in langue.lower())
    return f"{lead}{_BEGIN}{letters}{core}{END}{trail}"


def unmark(text: str) -> str:
    """A text without its marks."""
    return _LEFT_OVER.sub("", text) if is_marked(text) else text


def is_marked(text: str) -> bool:
    """Whether a text has marks; a quick look, since most have none."""
    return _BEGIN in text


def read_language(match: re.Match[str]) -> str:
    """The language that a mark begins; nothing for one that ends a text."""
    letters = match["langue"] or ""
    return "".join(chr(ord(letter) - _SHIFT) for letter in letters)


def iter_pieces(text: str, langue: str = "") -> Iterator[tuple[str, str]]:
    """The pieces of a text, each with its language; empty for the document's own.

    Args:
        text: a text, or a part of one that marks cut.
        langue: the language in which it begins.
    """
    place = 0
    for match in _MARK.finditer(text):
        if piece := unmark(text[place : match.start()]):
            yield piece, langue
        langue, place = read_language(match), match.end()
    if piece := unmark(text[place:]):
        yield piece, langue


def find_last_language(text: str, langue: str = "") -> str:
    """The language in which a text ends: that of what follows it."""
    for match in _MARK.finditer(text):
        langue = read_language(match)
    return langue


def rstrip(text: str, signs: str) -> str:
    """A text without signs at its end, be they within its last mark."""
    core = text
    while core.endswith(END):
        core = core.removesuffix(END)
    return core.rstrip(signs) + text[len(core) :]
