"""How wide a table must be at least: what cannot be broken, column by column.

In ems of its letters, so that whoever lays it out can choose their size.
"""

from __future__ import annotations

import re

from delib_gen.letters import measure_text
from delib_gen.prose.tree import Brin, Brins, Tableau

_BREAKS = re.compile(r"[ \n/-]")
_PADDING = 0.9
_BLANK = "\0"
_BLANK_WIDTH = 5.0
"""Ems of a place to fill in that has no label, as the style sheet sets it in cells."""
MAX_WIDTH = 70.0
"""Ems that a page holds at half the size of the text, which can still be read."""

NESTED = 0.75
"""What is left of a line in lists and quotations, some levels deep."""


def estimate_width(table: Tableau) -> float:
    """The least width of a table, in ems."""
    rows = [(row, True) for row in (table.entetes, *table.totaux)]
    rows += [(row, False) for row in table.lignes]
    return sum(
        max(_measure(row[rank], bold=bold) for row, bold in rows) + _PADDING
        for rank in range(len(table.entetes))
    )


def _measure(cell: Brins, *, bold: bool = False) -> float:
    """The widest of what cannot be broken in a cell."""
    text = "".join(map(_spell, cell))
    bold = bold or any(brin.gras for brin in cell)
    return max(
        measure_text(word.replace(_BLANK, ""), bold=bold)
        + word.count(_BLANK) * _BLANK_WIDTH
        for word in _BREAKS.split(text)
    )


def _spell(brin: Brin) -> str:
    if brin.saut:
        return " "
    return _BLANK if brin.blanc and not brin.texte else brin.texte
