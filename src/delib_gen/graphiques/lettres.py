"""How wide letters are, in thousandths of their size.

Those of Liberation Sans, which are Arial's and Helvetica's. A chart says itself
where each of its texts begins: an engine that centres a text draws it in a group
apart, and the reading back of a PDF cannot follow it there.
"""

from __future__ import annotations

import unicodedata

_FIRST = 32
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_OTHERS = {
    "\u00a0": 278, "’": 222, "‘": 222, "…": 1000, "—": 1000, "–": 556, "«": 556,
    "»": 556, "°": 400, "\u2212": 584, "œ": 944, "Œ": 1000, "æ": 889, "€": 556,
}  # fmt: skip
_UNKNOWN = 800
"""For a letter of another script: rather too much than too little."""


def measure_letters(text: str) -> int:
    """The width of a text, in thousandths of its size."""
    return sum(_measure(letter) for letter in text)


def _measure(letter: str) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter]
    plain = unicodedata.normalize("NFD", letter)[0]  # an accent takes no room
    rank = ord(plain) - _FIRST
    return _WIDTHS[rank] if 0 <= rank < len(_WIDTHS) else _UNKNOWN
