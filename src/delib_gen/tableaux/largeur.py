"""How wide a table will be: what must not be cut decides, and a share of the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.tableaux.feuille import NOMBRES, Forme

if TYPE_CHECKING:
    from delib_gen.tableaux.table import Table

UPRIGHT_CHARACTERS = 88
"""Characters abreast on an upright page."""
MAX_CHARACTERS = 140
"""The same on a page that lies on its side; beyond it, words would be cut."""
_MARGIN = 2
"""What the sides of a cell take, in characters."""
_AT_EASE = 18
"""How wide a column of text likes to be: narrower, it grows long."""
_SIGNS = {Forme.EUROS: 5, Forme.POURCENTAGE: 2, Forme.DATE: 2}
"""What a form adds to the digits: decimals, sign."""
_BREAKS = re.compile(r"[\s-]+")


def measure(table: Table) -> int:
    """The width of a table in characters."""
    total = 0
    for rank, column in enumerate(table.colonnes):
        texts = [row.cases[rank].texte for row in (*table.lignes, *table.totaux)]
        longest = max((len(text) for text in texts), default=0)
        words = max((_longest_word(text) for text in {*texts, column.nom}), default=0)
        if column.forme in NOMBRES or column.forme is Forme.DATE:
            # A number is never cut; its thousands may be set apart.
            need = max(longest + longest // 4, 0) + _SIGNS.get(column.forme, 0)
            need = max(need, _longest_word(column.nom))
        else:
            need = max(words, min(longest, _AT_EASE))
        total += need + _MARGIN
    return total


def _longest_word(text: str) -> int:
    return max((len(word) for word in _BREAKS.split(text)), default=0)
