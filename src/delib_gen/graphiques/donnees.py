"""The numbers of a chart, read from what was typed, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from delib_gen.schema.nombre import read_number

MAX_CATEGORIES = 30
"""Beyond, names would be too small to be read."""
MAX_SERIES = 6
"""As many as there are patterns to tell them by."""


@dataclass(frozen=True, slots=True)
class Serie:
    """Values by category; None where one is lacking."""

    nom: str
    valeurs: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Donnees:
    """The numbers of a chart.

    Attributes:
        entete: what the categories are; empty where that is not said.
        categories: the names of the categories.
        series: the series; the only one may have no name.
    """

    entete: str
    categories: tuple[str, ...]
    series: tuple[Serie, ...]

    def iter_points(self) -> list[tuple[Decimal, str, str]]:
        """Every value that is there, with its category and its series."""
        return [
            (value, category, serie.nom)
            for serie in self.series
            for value, category in zip(serie.valeurs, self.categories, strict=True)
            if value is not None
        ]


class WrongData(ValueError):  # noqa: N818 - told as a finding
    """Data that are no chart; its text says why, in French.

    Attributes:
        line: the row, from 1, where it is one row's fault.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read_rows(rows: Sequence[Sequence[str]]) -> Donnees:
    """The numbers of a table: its first row and its first column are names.

    Raises:
        WrongData: if it has no number, or something that is none.
    """
    told = [(line, row) for line, row in enumerate(rows, start=1) if any(row)]
    if len(told) < 2 or len(told[0][1]) < 2:
        raise WrongData(
            "un graphique demande une ligne d'en-têtes, puis une ligne par "
            "catégorie : son nom, et une valeur par colonne"
        )
    heads = told[0][1]
    columns: list[list[Decimal | None]] = [[] for _ in heads[1:]]
    for line, row in told[1:]:
        if len(row) > len(heads):
            raise WrongData(
                f"la ligne {line} a {len(row)} cases, les en-têtes {len(heads)}", line
            )
        for rank, column in enumerate(columns, start=1):
            text = row[rank] if rank < len(row) else ""
            value = read_number(text) if text else None
            if text and value is None:
                raise WrongData(
                    f"un nombre est attendu à la ligne {line}, colonne "
                    f"« {heads[rank]} » ; « {text} » est donné",
                    line,
                )
            column.append(value)
    series = [Serie(n, tuple(c)) for n, c in zip(heads[1:], columns, strict=True)]
    return Donnees(heads[0], tuple(row[0] for _, row in told[1:]), tuple(series))


def read_typed(typed: Mapping[str, Mapping[str, str]]) -> Donnees:
    """The numbers typed in a fiche: values by series, by category."""
    names = dict.fromkeys(name for values in typed.values() for name in values)
    series = tuple(
        Serie(
            name,
            tuple(
                read_number(values[name]) if name in values else None
                for values in typed.values()
            ),
        )
        for name in names
    )
    return Donnees("", tuple(typed), series)


def check_donnees(donnees: Donnees, *, parts: bool) -> str:
    """Why numbers make no chart, in French; empty where they do.

    Args:
        donnees: the numbers.
        parts: whether they are drawn as the parts of a whole.
    """
    points = donnees.iter_points()
    if not points:
        return "le graphique n'a aucune valeur"
    if len(donnees.categories) > MAX_CATEGORIES:
        return (
            f"le graphique a {len(donnees.categories)} catégories, "
            f"{MAX_CATEGORIES} au plus se lisent encore"
        )
    names = [serie.nom for serie in donnees.series]
    if len(names) > MAX_SERIES:
        return (
            f"le graphique a {len(names)} séries, {MAX_SERIES} au plus se distinguent"
        )
    if len(set(names)) < len(names) or ("" in names and len(names) > 1):
        return "chaque série d'un graphique a un nom à elle"
    if parts and len(names) > 1:
        return f"des secteurs montrent une seule série, {len(names)} sont données"
    if parts and (min(points)[0] < 0 or sum(p[0] for p in points) == 0):
        return "des secteurs montrent les parts d'un tout : aucune n'est négative"
    return ""
