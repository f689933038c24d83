"""How wide a table will be: what must not be cut decides, and a share of the rest."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from delib_gen.tableaux.feuille import NOMBRES, Forme

if TYPE_CHECKING:
    from delib_gen.tableaux.colonnes import CaseLue, ColonneLue
    from delib_gen.tableaux.table import Table

UPRIGHT_CHARACTERS = 88
"""Characters abreast on an upright page."""
MAX_CHARACTERS = 140
"""The same on a page that lies on its side; beyond it, words would be cut."""
_MARGIN = 2
"""What the sides of a cell take, in characters."""
_AT_EASE = 18
"""How wide a column of text likes to be: narrower, it grows long."""
_SIGN = 2
"""What the sign of an amount or of a percentage takes, with its space."""
_DAY = 10
_BREAKS = re.compile(r"[\s-]+")


def measure(table: Table) -> int:
    """The width of a table in characters."""
    total = 0
    for rank, column in enumerate(table.colonnes):
        cases = [row.cases[rank] for row in (*table.lignes, *table.totaux)]
        head = _longest_word(column.nom)
        if column.forme in NOMBRES or column.forme is Forme.DATE:
            # A number is never cut.
            need = max((_count_signs(case, column) for case in cases), default=0)
        else:
            texts = {case.texte for case in cases}
            longest = max((len(text) for text in texts), default=0)
            words = max((_longest_word(text) for text in texts), default=0)
            need = max(words, min(longest, _AT_EASE))
        need = max(need, head)
        total += need + _MARGIN
    return total


def _count_signs(case: CaseLue, column: ColonneLue) -> int:
    """How many signs a number or a day takes once printed."""
    value = case.valeur
    if column.tel_quel or value is None:
        return len(case.texte)
    if not isinstance(value, Decimal):
        return _DAY
    digits = len(str(abs(int(value))))
    signs = digits + (value < 0) + ((digits - 1) // 3 if column.groupe else 0)
    signs += case.decimales + 1 if case.decimales else 0
    signed = column.forme in (Forme.EUROS, Forme.POURCENTAGE)
    return signs + (_SIGN if signed else 0)


def _longest_word(text: str) -> int:
    return max((len(word) for word in _BREAKS.split(text)), default=0)
