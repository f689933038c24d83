"""The numbers of a chart, from the file that it names or as typed in its fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.graphiques.donnees import (
    Donnees,
    WrongData,
    check_donnees,
    read_rows,
    read_typed,
)
from delib_gen.schema.fiches.diapositives import TypeGraphique
from delib_gen.schema.nombre import NombreLu, read_number

if TYPE_CHECKING:
    from delib_gen.load.pieces import Piece
    from delib_gen.schema.fiches.diapositives import Graphique
    from delib_gen.tableaux.feuille import Cellule

_TABLES = "`.csv` ou `.xlsx`"


def read_graphique(graphique: Graphique, piece: Piece | None) -> Donnees:
    """The numbers of a chart.

    Args:
        graphique: the chart as its fiche asks for it.
        piece: the file that it names, where it names one.

    Raises:
        WrongData: if they make no chart.
    """
    if piece is None:
        donnees = read_typed(graphique.donnees or {}, read_number)
    elif piece.feuille is None:
        raise WrongData(f"« {piece.named} » : un fichier {_TABLES} est attendu ici")
    else:
        rows = [[_say(c) for c in ligne] for ligne in piece.feuille.lignes]
        donnees = read_rows(rows, read_number)
    fault = check_donnees(donnees, parts=graphique.type is TypeGraphique.SECTEURS)
    if fault:
        raise WrongData(fault)
    return donnees


def _say(cell: Cellule) -> str:
    """A cell as it was typed; a number of a workbook as it would be typed."""
    if isinstance(cell.valeur, NombreLu):
        return f"{cell.valeur.valeur:f}".replace(".", ",")
    return cell.texte.strip()
