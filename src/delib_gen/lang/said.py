"""A text that knows its languages: plain to whoever reads it, tagged when printed.

A sentence is put together from phrases, names and texts, and any of them may be in
another language than its document, for want of a version of its own. Such a text is
a `str` like any other, its words alone; what is in which language goes with it. What
is put together by `+`, `join_texts` and `fill`, cut or trimmed, keeps it; an f-string
or `str.join` gives the words alone, as a title or a file's name wants them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import SupportsIndex

Piece = tuple[str, str]
"""A part of a text and its language; empty for that of the document."""
LACKING = "data-sans-version"
"""What the markup of a text says that is not in the language of its document."""
_FORMATTER = Formatter()


class Said(str):
    """A text of which some part is in another language than its document.

    Attributes:
        pieces: its parts in order, each with its language.
    """

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: tuple[Piece, ...]) -> Said:
        """A text made of parts."""
        said = super().__new__(cls, "".join(text for text, _ in pieces))
        said.pieces = pieces
        return said

    def __getnewargs__(self) -> tuple[tuple[Piece, ...]]:  # type: ignore[override]
        # What `pickle` makes it of anew, where a plain text has itself.
        return (self.pieces,)

    def __add__(self, other: str) -> str:
        return join_texts("", (self, other))

    def __radd__(self, other: str) -> str:
        return join_texts("", (other, self))

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        if not isinstance(key, slice) or key.step is not None:
            return super().__getitem__(key)
        start, stop, _ = key.indices(len(self))
        pieces, place = list[Piece](), 0
        for text, langue in self.pieces:
            kept = text[max(start - place, 0) : max(stop - place, 0)]
            pieces.append((kept, langue))
            place += len(text)
        return join_pieces(pieces)

    def strip(self, signs: str | None = None, /) -> str:
        """The text without signs at its ends."""
        return self.lstrip(signs).rstrip(signs)

    def lstrip(self, signs: str | None = None, /) -> str:
        """The text without signs at its beginning."""
        return self[len(self) - len(super().lstrip(signs)) :]

    def rstrip(self, signs: str | None = None, /) -> str:
        """The text without signs at its end."""
        return self[: len(super().rstrip(signs))]

    def upper(self) -> str:
        """The text in capitals."""
        return join_pieces((text.upper(), langue) for text, langue in self.pieces)

    def __html__(self) -> str:
        """The text as markup, for HTML as for XML: each part bears its language."""
        from markupsafe import escape

        return "".join(
            f'<span lang="{escape(langue)}" {LACKING}="">{escape(text)}</span>'
            if langue
            else str(escape(text))
            for text, langue in self.pieces
        )


def join_pieces(pieces: Iterable[Piece]) -> str:
    """A text made of parts: a plain one where all are in the document's language."""
    merged: list[Piece] = []
    for text, langue in pieces:
        if merged and merged[-1][1] == langue:
            merged[-1] = (merged[-1][0] + text, langue)
        elif text:
            merged.append((text, langue))
    if any(langue for _, langue in merged):
        return Said(tuple(merged))
    return merged[0][0] if merged else ""


def read_pieces(text: str) -> tuple[Piece, ...]:
    """The parts of a text, each with its language."""
    if isinstance(text, Said):
        return text.pieces
    return ((str(text), ""),) if text else ()


def say(text: str, langue: str) -> str:
    """A text said to be in a language, whatever was said of its parts.

    White space at its ends stays outside: whoever trims a line finds it.
    """
    core = str(text).strip()
    lead, _, trail = str(text).partition(core) if core else (str(text), "", "")
    return join_pieces(((lead, ""), (core, langue), (trail, "")))


def join_texts(between: str, texts: Iterable[str]) -> str:
    """Texts one after the other, with another between them."""
    pieces: list[Piece] = []
    for rank, text in enumerate(texts):
        pieces += (read_pieces(between) if rank else ()) + read_pieces(text)
    return join_pieces(pieces)


def fill(pattern: str, values: Mapping[str, object]) -> str:
    """A pattern as `str.format_map` fills it."""
    if not any(isinstance(value, Said) for value in values.values()):
        return pattern.format_map(values)
    parts: list[str] = []
    for literal, name, spec, conversion in _FORMATTER.parse(pattern):
        parts.append(literal)
        if name is not None:
            value = _FORMATTER.convert_field(values[name], conversion)
            whole = isinstance(value, Said) and not spec
            parts.append(value if whole else format(value, spec or ""))
    return join_texts("", parts)


def lower_first(text: str) -> str:
    """A text that goes on in a sentence."""
    return recut(text, text[:1].lower() + text[1:])


def recut(text: str, changed: str) -> str:
    """A text of the same length with the languages of another one."""
    if not isinstance(text, Said):
        return changed
    pieces, place = [], 0
    for piece, langue in text.pieces:
        pieces.append((changed[place : place + len(piece)], langue))
        place += len(piece)
    return join_pieces(pieces)


@lru_cache(maxsize=4096)
def list_fields(text: str) -> frozenset[str]:
    """The names that a text is filled with.

    Raises:
        ValueError: if its braces do not match.
    """
    parsed = _FORMATTER.parse(text)
    return frozenset(name for _, name, _, _ in parsed if name is not None)
