"""A sheet as a table to print: heads, typed rows, totals, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Kind, Severity, Span
from delib_gen.findings.structure import STR07, STR14
from delib_gen.schema.base import fold_word, shorten, suggest
from delib_gen.schema.nombre import fold_spaces
from delib_gen.tableaux.colonnes import (
    CaseLue,
    CellFault,
    ColonneLue,
    read_case,
    type_column,
)
from delib_gen.tableaux.doubts import Doubt, find_doubts, find_rounded, find_unsure
from delib_gen.tableaux.feuille import Cellule, FeuilleLue
from delib_gen.tableaux.largeur import MAX_SIGNS, count_abreast
from delib_gen.tableaux.totaux import settle_totals

if TYPE_CHECKING:
    from delib_gen.schema.fiches.tableau import ReglageDeColonne, TableauDeDonnees

_TOLD = 20
"""How many cells of a column are told one by one."""


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A row: the line of the file that it was, and its cells."""

    ligne: int
    cases: tuple[CaseLue, ...]

    @property
    def libelle(self) -> str:
        """Its first text, by which a row of totals is known; folded."""
        return next((fold_word(c.texte) for c in self.cases if c.texte), "")


@dataclass(slots=True)
class Table:
    """A table, typed.

    Attributes:
        feuille: where it was read.
        colonnes: its columns.
        lignes: its rows.
        totaux: the rows of totals that the file itself has.
        fautives: the columns that have a cell of another sort: they have no sum.
    """

    feuille: FeuilleLue
    colonnes: list[ColonneLue]
    lignes: list[LigneLue] = field(default_factory=list)
    totaux: list[LigneLue] = field(default_factory=list)
    fautives: frozenset[int] = frozenset()


def read_sheet_table(
    feuille: FeuilleLue, reglages: TableauDeDonnees | None
) -> tuple[Table | None, list[Diagnostic]]:
    """The table of a sheet, and what is wrong with it (STR07, STR14, STR15).

    Args:
        feuille: the sheet as it was read.
        reglages: what its fiche says of it; None where no fiche names it.
    """
    reader = TableReader(feuille, reglages)
    table = reader.read()
    if table is None:
        return None, reader.findings
    return table, [*reader.findings, *settle_totals(table, reglages)]


class TableReader:
    """Reads a sheet as a table; what is wrong is in `findings`."""

    def __init__(self, feuille: FeuilleLue, reglages: TableauDeDonnees | None) -> None:
        self.findings: list[Diagnostic] = []
        self._sheet = feuille
        self._settings = reglages

    def read(self) -> Table | None:
        """The table; None where there is none to be had."""
        rows = [r for r in self._sheet.lignes if not all(c.vide for c in r)]
        start = self._settings.entetes if self._settings else None
        if start is not None:
            rows = [r for r in rows if r[0].ligne >= start]
        if len(rows) < 2:
            self._find(
                None,
                "le tableau est vide : une ligne de titres et une ligne de données au "
                "moins sont attendues",
                "complétez-le, et enregistrez",
            )
            return None
        heads, body = self._cut(rows)
        order = self._choose(heads)
        if order is None:
            return None
        names = [fold_spaces(heads[rank].texte) for rank in order]
        columns = [
            type_column(name, [row[rank] for row in body], self._find_settings(name))
            for name, rank in zip(names, order, strict=True)
        ]
        for column, rank in zip(columns, order, strict=True):
            cells = [row[rank] for row in body]
            self._tell_doubts(find_doubts(column, cells))
            self._tell_doubts(find_unsure([heads[rank], *cells]))
        table = Table(self._sheet, columns)
        faults: list[list[CellFault]] = [[] for _ in columns]
        for row in body:
            read: list[CaseLue] = []
            for at, rank in enumerate(order):
                case = read_case(row[rank], columns[at])
                if isinstance(case, CellFault):
                    faults[at].append(case)
                    case = CaseLue("")
                read.append(case)
            table.lignes.append(LigneLue(row[0].ligne, tuple(read)))
        table.fautives = frozenset(r for r, found in enumerate(faults) if found)
        for at, (column, found) in enumerate(zip(columns, faults, strict=True)):
            self._tell_cells(column, found)
            cases = [row.cases[at] for row in table.lignes]
            cells = [row[order[at]] for row in body]
            self._tell_doubts(find_rounded(column, cells, cases))
        self._check_width(table)
        return table

    def _cut(
        self, rows: list[tuple[Cellule, ...]]
    ) -> tuple[tuple[Cellule, ...], list[tuple[Cellule, ...]]]:
        """The heads and the rows, each as long as the heads."""
        width = max(
            rank + 1 for row in rows for rank, cell in enumerate(row) if not cell.vide
        )
        heads, *body = (_pad(row, width) for row in rows)
        last = max((r + 1 for r, c in enumerate(heads) if not c.vide), default=0)
        for row, typed in zip(body, rows[1:], strict=True):
            extra = next((c for c in row[last:] if not c.vide), None)
            if extra is not None:
                self._find(
                    self._sheet.find_span(extra.ligne),
                    f"{extra.place} : « {shorten(extra.texte)} » est au-delà de la "
                    f"dernière colonne qui a un titre (il y en a {last})",
                    "ôtez la cellule de trop, ou donnez un titre à sa colonne ; dans "
                    "un CSV, un texte qui contient le séparateur se met entre "
                    "guillemets",
                )
            elif self._sheet.rangs and len(typed) < last:
                self._find(
                    self._sheet.find_span(typed[0].ligne),
                    f"ligne {typed[0].ligne} : {len(typed)} cellules, {last} sont "
                    "attendues, autant que de titres",
                    "complétez la ligne : une cellule vide a son séparateur",
                )
        return heads[:last], [row[:last] for row in body]

    def _choose(self, heads: Sequence[Cellule]) -> list[int] | None:
        """The columns to print, in order; None where they cannot be told."""
        names = [fold_spaces(cell.texte) for cell in heads]
        for cell, name in zip(heads, names, strict=True):
            if not name:
                self._find(
                    self._sheet.find_span(cell.ligne),
                    f"{cell.place} : la colonne n'a pas de titre",
                    "donnez-lui un titre ; si le tableau commence plus bas, dites-le "
                    "par `entetes: 3` dans une fiche `genre: tableau`",
                )
        if not all(names):
            return None
        wanted = list(self._settings.choix) if self._settings else []
        said = [*wanted, *(self._settings.colonnes if self._settings else ())]
        folded = [fold_word(name) for name in names]
        sound = True
        for name in dict.fromkeys(said):
            count = folded.count(fold_word(name))
            if count != 1:
                sound = False
                self._find(
                    None,
                    f"la fiche parle de la colonne « {name} » ; le tableau en a "
                    f"{count} de ce nom",
                    suggest(name, names)
                    if not count
                    else "donnez à chaque colonne un titre à elle",
                )
        if not sound:
            return None
        twice = next((n for n in names if names.count(n) > 1), "")
        if twice:
            self._find(
                self._sheet.find_span(heads[0].ligne),
                f"deux colonnes ont le même titre, « {twice} »",
                "donnez à chacune un titre à elle",
                Severity.AVERTISSEMENT,
            )
        if wanted:
            return [folded.index(fold_word(name)) for name in wanted]
        return list(range(len(names)))

    def _find_settings(self, name: str) -> ReglageDeColonne | None:
        for key, settings in self._settings.colonnes.items() if self._settings else ():
            if fold_word(key) == fold_word(name):
                return settings
        return None

    def _tell_cells(self, column: ColonneLue, faults: Sequence[CellFault]) -> None:
        for fault in faults[:_TOLD]:
            self._find(
                self._sheet.find_span(fault.cellule.ligne),
                f"{fault.cellule.place}, colonne « {column.nom} » : {fault.message}",
                fault.hint,
            )
        if len(faults) > _TOLD:
            more = faults[_TOLD]
            self._find(
                self._sheet.find_span(more.cellule.ligne),
                f"colonne « {column.nom} » : {len(faults) - _TOLD} autres cellules ne "
                f"sont pas de type `{column.forme.value}`",
                "corrigez-les, ou changez le type de la colonne dans la fiche",
            )

    def _tell_doubts(self, doubts: Iterable[Doubt]) -> None:
        for doubt in doubts:
            self._find(
                self._sheet.find_span(doubt.ligne),
                doubt.message,
                doubt.hint,
                Severity.AVERTISSEMENT,
            )

    def _check_width(self, table: Table) -> None:
        width = count_abreast(table)
        if width > MAX_SIGNS:
            self._find(
                None,
                f"le tableau a {len(table.colonnes)} colonnes, trop larges pour une "
                f"page, même couchée : {width} signes de front, {MAX_SIGNS} "
                "au plus",
                "choisissez des colonnes par `choix: […]` dans une fiche "
                "`genre: tableau`, ou partagez le tableau en deux",
                kind=STR07,
            )

    def _find(
        self,
        span: Span | None,
        message: str,
        hint: str,
        severity: Severity | None = None,
        kind: Kind = STR14,
    ) -> None:
        said = f"« {self._sheet.relatif} » : {message}"
        self.findings.append(kind.at((), said, hint, severity=severity, span=span))


def _pad(row: tuple[Cellule, ...], width: int) -> tuple[Cellule, ...]:
    lacking = width - len(row)
    return (*row, *(Cellule("", "", row[0].ligne) for _ in range(lacking)))[:width]
