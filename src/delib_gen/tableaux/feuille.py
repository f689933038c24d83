"""A sheet as it was read: cells, each with its place in the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from delib_gen.findings import Span
from delib_gen.schema.fiches.tableau import TypeDeColonne
from delib_gen.schema.nombre import NombreLu
from delib_gen.tableaux.shown.cell import CellFormat

Forme = TypeDeColonne
"""What the cells of a column are."""
NOMBRES = (Forme.ENTIER, Forme.NOMBRE, Forme.EUROS, Forme.POURCENTAGE)
"""The forms that are numbers: set to the right."""
SOMMABLES = (Forme.ENTIER, Forme.NOMBRE, Forme.EUROS)
"""Those whose total is checked without being asked for."""


class Doute(NamedTuple):
    """Why what is read of a cell may not be what is meant.

    Attributes:
        motif: why, as a message says it.
        remede: what to do.
    """

    motif: str
    remede: str


@dataclass(frozen=True, slots=True)
class Cellule:
    """A cell.

    Attributes:
        texte: what it shows: as typed, or as its workbook writes it.
        place: how a finding names it: `B12`, or `ligne 12, colonne 2`.
        ligne: its row in the file, from 1.
        valeur: its number or its day, where the file itself says so.
        format: how its workbook shows it; None for one that was typed.
        arrondie: whether it shows another number than it holds.
        doute: why what is read may not be what is meant; None where it surely is.
    """

    texte: str
    place: str
    ligne: int
    valeur: NombreLu | dt.date | None = None
    format: CellFormat | None = None
    arrondie: bool = False
    doute: Doute | None = None

    @property
    def vide(self) -> bool:
        """Whether it holds nothing; what is hidden is there."""
        return not self.texte.strip() and not self.doute


@dataclass(frozen=True, slots=True)
class FeuilleLue:
    """A sheet, or a CSV file.

    Attributes:
        fichier: the file's name, as findings show it.
        relatif: its name below the session's folder.
        rangs: whether its rows are lines of a text, that a finding can show.
        lignes: its rows; they may differ in length.
    """

    fichier: str
    relatif: str
    rangs: bool
    lignes: tuple[tuple[Cellule, ...], ...]

    def find_span(self, ligne: int) -> Span | None:
        """Where a finding about a row is shown; None for where the file is named."""
        if not self.rangs:
            return None
        return Span(self.fichier, ligne, 1, ligne, 1)
