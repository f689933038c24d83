"""Columns that may be read in two ways, and cells that do not show what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from delib_gen.schema.nombre import NombreLu, fold_spaces
from delib_gen.tableaux.colonnes import read_cell_number
from delib_gen.tableaux.feuille import Cellule, Forme
from delib_gen.tableaux.shown.figures import round_to, write_value
from delib_gen.tableaux.valeurs import BLANKS, is_wrong_day

if TYPE_CHECKING:
    from delib_gen.tableaux.colonnes import CaseLue, ColonneLue

_NAMED = 5
"""How many cells are named where one finding tells them all."""


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
        yield from _find_mixed(column.nom, cells, typed)
    if typed is None:
        yield from _find_wrong_day(column.nom, cells)


def _find_mixed(
    nom: str, cells: Sequence[Cellule], typed: Forme | None
) -> Iterator[Doubt]:
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
        f"colonne « {nom} » : les nombres n'ont pas tous le même signe : "
        f"« {fold_spaces(one.texte)} » "
        f"({one.place}) et « {fold_spaces(other.texte)} » ({other.place}) ; {done}",
        f"donnez le même format à toute la colonne, total compris{way}",
    )


def _find_wrong_day(nom: str, cells: Sequence[Cellule]) -> Iterator[Doubt]:
    for cell in cells:
        if cell.valeur is None and is_wrong_day(cell.texte):
            yield Doubt(
                cell.ligne,
                f"colonne « {nom} » : « {fold_spaces(cell.texte)} » ({cell.place}) "
                "n'existe pas au "
                "calendrier ; la colonne est imprimée telle quelle",
                "corrigez le jour, le mois ou l'année",
            )
            return


def find_unsure(cells: Sequence[Cellule]) -> Iterator[Doubt]:
    """Cells that may not show what is meant, with what is printed.

    Args:
        cells: the cells, heads too.
    """
    for doubt in dict.fromkeys(cell.doute for cell in cells if cell.doute):
        found = [cell for cell in cells if cell.doute == doubt]
        places = ", ".join(cell.place for cell in found[:_NAMED])
        more = "…" if len(found) > _NAMED else ""
        first = found[0]
        shown = f"« {first.texte} »" if first.texte else "en blanc"
        yield Doubt(
            first.ligne,
            f"{places}{more} : {doubt.motif} ; {first.place} est imprimé {shown}",
            doubt.remede,
        )


def find_rounded(
    column: ColonneLue, cells: Sequence[Cellule], cases: Sequence[CaseLue]
) -> Iterator[Doubt]:
    """The first number of which fewer digits are printed than its workbook holds.

    Args:
        column: the column.
        cells: its cells.
        cases: the same as the column has them.
    """
    for cell, case in zip(cells, cases, strict=True):
        if not case.arrondie or not isinstance(cell.valeur, NombreLu):
            continue
        held = write_value(cell.valeur.valeur)
        sign = " %" if cell.valeur.forme is Forme.POURCENTAGE else ""
        shown = cell.texte
        if isinstance(case.valeur, Decimal) and not column.tel_quel:
            shown = write_value(round_to(case.valeur, case.decimales)) + sign
        yield Doubt(
            cell.ligne,
            f"colonne « {column.nom} » : des nombres sont arrondis par leur format, "
            f"dès la cellule {cell.place} : {held}{sign} est imprimé « {shown} »",
            "arrondissez-les dans le classeur, ou donnez `decimales:` à la colonne "
            "dans une fiche",
        )
        return
