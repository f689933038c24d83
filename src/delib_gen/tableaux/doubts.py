"""Columns that may be read in two ways: told, since they are printed as typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.schema.nombre import fold_spaces
from delib_gen.tableaux.colonnes import read_cell_number
from delib_gen.tableaux.feuille import Cellule, Forme
from delib_gen.tableaux.valeurs import BLANKS, is_wrong_day

if TYPE_CHECKING:
    from delib_gen.tableaux.colonnes import ColonneLue


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is doubtful in a column, and the row where it shows."""

    ligne: int
    message: str
    hint: str


def find_doubts(column: ColonneLue, cells: Sequence[Cellule]) -> Iterator[Doubt]:
    """Signs that come and go, days that do not exist.

    Args:
        column: the column.
        cells: its cells.
    """
    typed = column.reglage.type if column.reglage else None
    if typed in (None, Forme.POURCENTAGE):
        yield from _find_mixed(cells, typed)
    if typed is None:
        yield from _find_wrong_day(cells)


def _find_mixed(cells: Sequence[Cellule], typed: Forme | None) -> Iterator[Doubt]:
    """Numbers with a sign and numbers without: `1` below `60 %` may be all of it."""
    first: dict[Forme, Cellule] = {}
    for cell in cells:
        if fold_spaces(cell.texte) in BLANKS:
            continue
        number = read_cell_number(cell)
        if number is None:
            return
        plain = number.forme in (Forme.ENTIER, Forme.NOMBRE)
        first.setdefault(Forme.NOMBRE if plain else number.forme, cell)
    if len(first) < 2:
        return
    one, other = list(first.values())[:2]
    done, way = "tous sont imprimés en pourcentages", ""
    if typed is None:
        done = "ils sont imprimés tels quels, et leur total n'est pas vérifié"
        way = (
            ", ou dites ce qu'elle est par `colonnes:` dans une fiche `genre: tableau`"
        )
    yield Doubt(
        other.ligne,
        f"les nombres n'ont pas tous le même signe : « {fold_spaces(one.texte)} » "
        f"({one.place}) et « {fold_spaces(other.texte)} » ({other.place}) ; {done}",
        f"donnez le même format à toute la colonne, total compris{way}",
    )


def _find_wrong_day(cells: Sequence[Cellule]) -> Iterator[Doubt]:
    for cell in cells:
        if cell.valeur is None and is_wrong_day(cell.texte):
            yield Doubt(
                cell.ligne,
                f"« {fold_spaces(cell.texte)} » ({cell.place}) n'existe pas au "
                "calendrier ; la colonne est imprimée telle quelle",
                "corrigez le jour, le mois ou l'année",
            )
            return
