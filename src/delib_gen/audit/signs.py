"""A text as what readers compare: its letters, and where its words and hyphens are.

A word that the end of a line cuts, a small capital, a ligature or an accent written
apart are the same letters. Letters stand without spaces; where spaces and hyphens were
is kept beside, since « Jean-Paul » is one thing and « Jean Paul » another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from delib_gen.audit.words import CONTROLS

SPACE, HYPHEN, SOFT = 1, 2, 4
"""What may stand before a letter: a space, a hyphen, one that a line's end may add."""
_HYPHEN, _SOFT = "-", "\u00ad"
_UNSEEN = (
    *CONTROLS,
    *range(0x200B, 0x2010),  # of no width, or that turn the direction
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),  # how a sign is to be drawn
    0xFEFF,
)
_TABLE = {
    **dict.fromkeys(_UNSEEN),
    0x2010: _HYPHEN,
    0x2011: _HYPHEN,
    0x0002: _SOFT,  # what pdfium makes of a hyphen at the end of a line,
    0xFFFE: _SOFT,  # in one version or another
    # Beside a word from right to left, libraries turn these round, each in its way.
    **{ord(closing): opening for closing, opening in (")(", "][", "»«")},
}
_MIRRORED = {ord(one): other for one, other in ("}{", "›‹", "><", "≥≤")}
_APART, _BETWEEN = "\0", "\1"
"""Controls, hence in no text: where a stretch was left out, and a text ends."""
_PIECE = re.compile(rf"([\s{_SOFT}{_HYPHEN}]*)([^\s{_SOFT}{_HYPHEN}]*)")
_BLANK = re.compile(rf"[\s{_SOFT}{_HYPHEN}]+")
_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
"""Signs of scripts that go from right to left."""


@dataclass(frozen=True)
class Signs:
    """A text without its spaces and hyphens.

    Attributes:
        letters: what is left of it, in one spelling.
        gaps: what stands before a letter, or after the last one, by its rank.
        leftwards: what of scripts that go from right to left was left out, since each
            library gives it in an order of its own, with the rank where it stood.
    """

    letters: str
    gaps: dict[int, int]
    leftwards: tuple[tuple[int, str], ...] = ()

    @cached_property
    def spaces(self) -> tuple[int, ...]:
        """Where there are spaces within it."""
        last = len(self.letters)
        return tuple(p for p, gap in self.gaps.items() if gap & SPACE and 0 < p < last)

    @cached_property
    def hyphens(self) -> tuple[int, ...]:
        """Where there are hyphens."""
        return tuple(p for p, gap in self.gaps.items() if gap & HYPHEN)


@lru_cache(maxsize=4096)
def read_signs(text: str) -> Signs:
    """The signs of a text, alike however a format spells them."""
    plain = _fold(text.translate(_TABLE))
    leftwards = _LEFTWARDS.findall(plain)
    if leftwards:
        plain = _LEFTWARDS.sub(f" {_APART} ", plain)
    return _gather(plain, leftwards)


def read_loosely(texts: Iterable[str]) -> list[Signs]:
    """The signs of texts in a row, without what has no sure place among them.

    Signs and numbers have no direction: from a word that goes from right to left up to
    the next one that goes from left to right, a reader may set them on either side.
    """
    plain = _BETWEEN.join(
        unicodedata.normalize("NFC", text.translate(_TABLE)) for text in texts
    )
    parts: list[str] = []
    zones: list[str] = []
    end = 0
    for match in _LEFTWARDS.finditer(plain):
        if match.start() < end:
            continue
        last, start, end = end, *match.span()
        while start > last and unicodedata.bidirectional(plain[start - 1]) != "L":
            start -= 1
        while end < len(plain) and unicodedata.bidirectional(plain[end]) != "L":
            end += 1
        inside = [_BLANK.sub("", part) for part in plain[start:end].split(_BETWEEN)]
        parts.append(plain[last:start])
        parts.append(_BETWEEN.join(f" {_APART} " if part else " " for part in inside))
        zones += [_fold(part.translate(_MIRRORED)) for part in inside if part]
    read: list[Signs] = []
    for text in "".join((*parts, plain[end:])).split(_BETWEEN):
        count = text.count(_APART)
        read.append(_gather(_fold(text), zones[:count]))
        zones = zones[count:]
    return read


def has_leftwards(text: str) -> bool:
    """Whether a text has signs of scripts that go from right to left."""
    return bool(_LEFTWARDS.search(text))


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    # « ½ » beside a word from right to left: a library writes it with a plain bar.
    return folded.replace("\u2044", "/")


def _gather(plain: str, leftwards: Sequence[str]) -> Signs:
    """The signs of a text in one spelling, and where what was left out of it stood."""
    letters: list[str] = []
    gaps: dict[int, int] = {}
    apart: list[tuple[int, str]] = []
    rank = 0
    for gap, word in _PIECE.findall(plain):
        if gap:
            flags = SPACE if gap == " " else read_gap(gap)  # what most are
            gaps[rank] = gaps.get(rank, 0) | flags if apart else flags
        if word == _APART:
            apart.append((rank, leftwards[len(apart)]))
            continue
        letters.append(word)
        rank += len(word)
    return Signs("".join(letters), gaps, tuple(apart))


def read_gap(gap: str) -> int:
    """What stands between two letters, as flags."""
    hyphens = HYPHEN * (_HYPHEN in gap) | SOFT * (_SOFT in gap)
    return hyphens | (SPACE if gap.strip(f"{_HYPHEN}{_SOFT}") else 0)


def is_within(letter: str) -> bool:
    """Whether a sign is part of a word, as letters, figures and accents are."""
    return letter.isalnum() or bool(unicodedata.combining(letter))


def are_accents(text: str) -> bool:
    """Whether a text is nothing but accents, which stand on a letter before them."""
    bare = text.strip()
    return bool(bare) and all(unicodedata.combining(sign) for sign in bare)
