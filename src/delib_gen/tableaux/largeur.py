"""How wide a table will be: what must not be cut decides, and a share of the rest."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from delib_gen.letters import measure_text
from delib_gen.tableaux.feuille import NOMBRES, Forme

if TYPE_CHECKING:
    from delib_gen.tableaux.colonnes import CaseLue, ColonneLue
    from delib_gen.tableaux.table import Table

UPRIGHT_SIGNS = 88
"""Signs abreast on an upright page, each as wide as a figure."""
MAX_SIGNS = 140
"""The same on a page that lies on its side; beyond it, words would be cut."""
_MARGIN = 2
"""What the sides of a cell take, in signs."""
_AT_EASE = 18
"""How wide a column of text likes to be: narrower, it grows long."""
_BREAKS = re.compile(r"[ \t\n-]+")
_DAY = "00/00/0000"
_FIGURE = measure_text("0")


def count_abreast(table: Table) -> int:
    """The width of a table, in signs as wide as a figure."""
    total = 0.0
    for rank, column in enumerate(table.colonnes):
        texts = {
            _spell(row.cases[rank], column) for row in (*table.lignes, *table.totaux)
        }
        if column.forme in NOMBRES or column.forme is Forme.DATE:
            # A number is never cut.
            need = max(map(_measure, texts), default=0.0)
        else:
            longest = max(map(_measure, texts), default=0.0)
            words = max(map(_measure_words, texts), default=0.0)
            need = max(words, min(longest, _AT_EASE))
        total += max(need, _measure_words(column.nom)) + _MARGIN
    return round(total)


def _spell(case: CaseLue, column: ColonneLue) -> str:
    """What a cell looks like once printed, for its width: the signs may differ."""
    value = case.valeur
    if column.tel_quel or value is None:
        return case.texte
    if not isinstance(value, Decimal):
        return _DAY
    number = f"{value:{',' if column.groupe else ''}.{max(case.decimales, 0)}f}"
    signed = column.forme in (Forme.EUROS, Forme.POURCENTAGE)
    return f"{number} €" if signed else number


def _measure(text: str) -> float:
    return measure_text(text) / _FIGURE


def _measure_words(text: str) -> float:
    return max(map(_measure, _BREAKS.split(text)))
