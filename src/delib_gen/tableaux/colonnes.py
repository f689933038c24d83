"""What each column of a sheet is: as its fiche says, else as its cells do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from delib_gen.schema.nombre import NombreLu, fold_spaces, parse_number
from delib_gen.tableaux.feuille import Cellule, Forme
from delib_gen.tableaux.shown.figures import round_to
from delib_gen.tableaux.valeurs import (
    BLANKS,
    explain_number,
    is_code,
    read_day,
)

if TYPE_CHECKING:
    from delib_gen.schema.fiches.tableau import ReglageDeColonne
    from delib_gen.tableaux.shown.cell import CellFormat

_CENTS = 2


@dataclass(frozen=True, slots=True)
class ColonneLue:
    """A column.

    Attributes:
        nom: its head, as typed.
        forme: what its cells are.
        decimales: how many decimals each of its numbers shows; None for its own.
        groupe: whether thousands are set apart.
        tel_quel: whether its cells are printed as they were typed, numbers though
            they be: nothing says what they number; or as their workbook shows them.
        format: how its workbook shows all its numbers.
        reglage: what its fiche says of it.
    """

    nom: str
    forme: Forme
    decimales: int | None = None
    groupe: bool = True
    tel_quel: bool = False
    format: CellFormat | None = None
    reglage: ReglageDeColonne | None = None


@dataclass(frozen=True, slots=True)
class CaseLue:
    """A cell of a typed column.

    Attributes:
        texte: its text, as typed.
        valeur: the number or the day that it is; sums are made of it.
        decimales: how many decimals it shows.
        arrondie: whether it shows another number, with fewer decimals.
    """

    texte: str
    valeur: Decimal | dt.date | None = None
    decimales: int = 0
    arrondie: bool = False


@dataclass(frozen=True, slots=True)
class CellFault:
    """A cell that is not what its column is."""

    cellule: Cellule
    message: str
    hint: str


def read_cell_number(cell: Cellule) -> NombreLu | None:
    """The number that a cell is, as its file or its text says."""
    if isinstance(cell.valeur, NombreLu):
        return cell.valeur
    return None if cell.valeur is not None else parse_number(cell.texte)


def read_cell_day(cell: Cellule) -> dt.date | None:
    """The day that a cell is, as its file or its text says."""
    if isinstance(cell.valeur, dt.date):
        return cell.valeur
    return None if cell.valeur is not None else read_day(cell.texte)


def type_column(
    nom: str, cells: Sequence[Cellule], reglage: ReglageDeColonne | None
) -> ColonneLue:
    """What a column is."""
    if reglage is not None and reglage.type is not None:
        numbers = [n for c in cells if (n := read_cell_number(c))]
        return ColonneLue(
            nom,
            reglage.type,
            _count_decimals(reglage.type, numbers, reglage.decimales),
            reglage=reglage,
        )
    said = [c for c in cells if fold_spaces(c.texte) not in BLANKS]
    return _guess(nom, said, reglage)


def _guess(
    nom: str, said: Sequence[Cellule], reglage: ReglageDeColonne | None
) -> ColonneLue:
    """What cells that nobody spoke of are; text wherever there is a doubt."""
    text = ColonneLue(nom, Forme.TEXTE, reglage=reglage)
    if not said:
        return text
    if all(read_cell_day(c) for c in said):
        shown = any(c.format for c in said)
        return ColonneLue(nom, Forme.DATE, tel_quel=shown, reglage=reglage)
    numbers = [read_cell_number(c) for c in said]
    if any(n is None for n in numbers):
        return text
    found = [n for n in numbers if n is not None]
    if any(map(_is_code, said)) or all(map(_is_word, said)):
        return text
    formes = {n.forme for n in found}
    if formes == {Forme.ENTIER, Forme.NOMBRE}:
        formes = {Forme.NOMBRE}
    if len(formes) > 1:
        return text
    (forme,) = formes
    signed = forme in (Forme.EUROS, Forme.POURCENTAGE)
    grouped = any(n.groupe for n in found)
    asked = reglage.decimales if reglage else None
    formats = {c.format for c in said if c.format}
    # Digits alone may number a street or a year; a point may part a code (7.10).
    as_typed = not signed and (
        not all(n.sur for n in found) or (forme is Forme.ENTIER and not grouped)
    )
    return ColonneLue(
        nom,
        forme,
        _count_decimals(forme, found, asked),
        groupe=signed or grouped or forme is Forme.NOMBRE,
        tel_quel=(bool(formats) and asked is None) or as_typed,
        format=next(iter(formats)) if len(formats) == 1 else None,
        reglage=reglage,
    )


def _is_code(cell: Cellule) -> bool:
    """Whether digits are a code rather than a number: `01234`."""
    if cell.valeur is None or cell.format is None:
        return cell.valeur is None and is_code(cell.texte)
    return cell.format.is_code


def _is_word(cell: Cellule) -> bool:
    """Whether a number is shown as a word: `Oui`."""
    return not any(sign.isdigit() for sign in cell.texte)


def _count_decimals(
    forme: Forme, numbers: Sequence[NombreLu], said: int | None
) -> int | None:
    if said is not None:
        return said
    if forme is Forme.EUROS:
        return _CENTS if any(n.decimales for n in numbers) else 0
    return 0 if forme is Forme.ENTIER else None


def read_case(cell: Cellule, column: ColonneLue) -> CaseLue | CellFault:
    """A cell as its column has it, or why it cannot be."""
    text = cell.texte if cell.valeur is not None else fold_spaces(cell.texte)
    if column.forme is Forme.TEXTE or (text in BLANKS and cell.valeur is None):
        return CaseLue(text, arrondie=cell.arrondie)
    if column.forme is Forme.DATE:
        day = read_cell_day(cell)
        if day is not None:
            return CaseLue(text, day)
        return CellFault(
            cell, f"« {text} » n'est pas une date", "écrivez-la `03/03/2026`"
        )
    number = read_cell_number(cell)
    if number is None:
        return CellFault(cell, f"« {text} » n'est pas un nombre", explain_number(text))
    return _fit(cell, number, column)


def _fit(cell: Cellule, number: NombreLu, column: ColonneLue) -> CaseLue | CellFault:
    """A number in a column of numbers, with the decimals that it is to show."""
    text, signs = cell.texte, (Forme.EUROS, Forme.POURCENTAGE)
    if column.tel_quel and cell.format:
        return CaseLue(text, number.valeur, number.decimales, cell.arrondie)
    text = fold_spaces(text)
    money = cell.format is not None and cell.format.main.in_other_money
    if (number.forme in signs and number.forme is not column.forme) or (
        money and column.forme is Forme.EUROS
    ):
        return CellFault(
            cell,
            f"« {text} » n'est pas de la sorte de sa colonne, `{column.forme.value}`",
            "ôtez le signe, ou corrigez le type de la colonne dans la fiche",
        )
    value, decimals = number.valeur, number.decimales
    asked = column.reglage.decimales if column.reglage else None
    if asked is not None:
        return CaseLue(text, value, asked)
    if isinstance(cell.valeur, NombreLu) and value != round_to(value, decimals):
        return CaseLue(text, value, decimals, arrondie=True)
    most = 0 if column.forme is Forme.ENTIER else _CENTS
    if column.forme in (Forme.ENTIER, Forme.EUROS) and value != round_to(value, most):
        what = "entier" if column.forme is Forme.ENTIER else "un montant au centime"
        return CellFault(
            cell,
            f"« {text} » n'est pas {what}",
            "arrondissez-le dans le fichier, ou dites `decimales:` dans la fiche",
        )
    shown = decimals if column.decimales is None else column.decimales
    return CaseLue(text, value, shown)


def iter_values(cases: Sequence[CaseLue]) -> Iterator[Decimal]:
    """The numbers among cells."""
    for case in cases:
        if isinstance(case.valeur, Decimal):
            yield case.valeur
