"""How wide a table must be at least: what cannot be broken, column by column.

In ems of its letters, so that whoever lays it out can choose their size. It is an
estimate from what signs measure in the usual faces without serifs.
"""

from __future__ import annotations

import re

from delib_gen.prose.tree import Brin, Brins, Tableau

_BREAKS = re.compile(r"[ \n/-]")
_CAPITAL, _SIGN, _PADDING = 0.7, 0.56, 0.9
_BLANK = "\0"
_BLANK_WIDTH = 5.0
"""Ems of a place to fill in that has no label, as the style sheet sets it in cells."""
MAX_WIDTH = 70.0
"""Ems that a page holds at half the size of the text, which can still be read."""

NESTED = 0.75
"""What is left of a line in lists and quotations, some levels deep."""


def estimate_width(table: Tableau) -> float:
    """The least width of a table, in ems."""
    columns = zip(table.entetes, *table.lignes, *table.totaux, strict=False)
    return sum(max(map(_measure, column)) + _PADDING for column in columns)


def _measure(cell: Brins) -> float:
    text = "".join(map(_spell, cell))
    return max(map(_measure_word, _BREAKS.split(text)))


def _spell(brin: Brin) -> str:
    if brin.saut:
        return " "
    return _BLANK if brin.blanc and not brin.texte else brin.texte


def _measure_word(word: str) -> float:
    return sum(map(_measure_sign, word))


def _measure_sign(sign: str) -> float:
    if sign == _BLANK:
        return _BLANK_WIDTH
    return _CAPITAL if sign.isupper() else _SIGN
