"""A sheet of a workbook (.xlsx), through openpyxl: values as the workbook shows them.

Whatever it shows and a page would not, or the other way round, is a finding: a
formula without its result, an error, a hidden row, cells that were merged.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from delib_gen.findings import Diagnostic, Kind, Severity
from delib_gen.findings.structure import STR03, STR06, STR07, STR14
from delib_gen.load.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from delib_gen.load.xlsx_cells import read_cell
from delib_gen.load.xlsx_package import PackageFault, repack
from delib_gen.load.xlsx_sheet import Looks, is_filled, look_at_sheet
from delib_gen.schema.base import suggest
from delib_gen.tableaux.feuille import Cellule, FeuilleLue
from delib_gen.tableaux.shown.days import EPOCH

if TYPE_CHECKING:
    from delib_gen.load.files import NamedFile

A = Severity.AVERTISSEMENT
_AGAIN = "ouvrez-le dans le tableur et enregistrez-le à nouveau, ou passez par un CSV"
_VISIBLE = "visible"


class _Reader:
    """Reads a workbook; what is wrong is in `findings`."""

    def __init__(self, file: NamedFile) -> None:
        self.findings: list[Diagnostic] = []
        self._file = file
        self._package = b""

    def read(self, named: str) -> FeuilleLue | None:
        try:
            self._package = repack(self._file.content)
        except PackageFault as fault:
            kind = STR07 if fault.bound else STR06
            hint = "ne gardez que ce qui doit être imprimé" if fault.bound else _AGAIN
            self._find(kind, fault.message, hint)
            return None
        from openpyxl import load_workbook

        try:
            book: Any = load_workbook(
                io.BytesIO(self._package),
                read_only=True,
                data_only=True,
                keep_links=False,
            )
            # A day stays the number that it is: its format alone says that it is one.
            book._date_formats, book._timedelta_formats = set(), set()
            sheet = self._choose(book, named)
            return None if sheet is None else self._read_sheet(sheet)
        except Exception:
            self._find(STR06, "ce classeur ne se lit pas", _AGAIN)
            return None

    def _choose(self, book: Any, named: str) -> Any:  # noqa: ANN401 - openpyxl has many
        """The sheet that is meant; none where that is not plain."""
        shown = [s for s in book.worksheets if s.sheet_state == _VISIBLE]
        titles = [sheet.title for sheet in book.worksheets]
        if named:
            for sheet in book.worksheets:
                if sheet.title.strip().casefold() == named.strip().casefold():
                    return sheet
            self._find(
                STR03,
                f"le classeur n'a pas de feuille « {named} »",
                suggest(named, titles),
            )
            return None
        full = [s for s in shown if is_filled(self._package, s)]
        if len(full) == 1:
            hidden = [s.title for s in book.worksheets if s not in shown]
            if hidden:
                self._find(
                    STR14,
                    f"la feuille masquée « {hidden[0]} » n'est pas imprimée",
                    "supprimez-la du classeur, ou nommez par `feuille` celle qui est "
                    "à imprimer",
                    A,
                )
            return full[0]
        if not full:
            self._find(STR14, "le classeur est vide", "complétez-le")
        else:
            names = ", ".join(f"« {sheet.title} »" for sheet in full)
            self._find(
                STR14,
                f"le classeur a {len(full)} feuilles remplies : {names}",
                "dites laquelle par `feuille` dans une fiche `genre: tableau`, ou "
                "supprimez les autres",
            )
        return None

    def _read_sheet(self, sheet: Any) -> FeuilleLue | None:  # noqa: ANN401 - openpyxl has many
        looks = look_at_sheet(self._package, sheet)
        self._tell(looks)
        if looks.widest > MAX_COLUMNS:
            self._find(
                STR07,
                f"{looks.widest} colonnes ; {MAX_COLUMNS} au plus sont lues",
                "ne gardez que ce qui doit être imprimé",
            )
            return None
        sheet.reset_dimensions()  # what the file announces of its size may be false
        rows: list[tuple[Cellule, ...]] = []
        count = 0
        epoch = (sheet.parent.epoch - EPOCH).days
        width = max(looks.widest, 1)  # else each row is padded to the sheet's width
        for line, raw in enumerate(sheet.iter_rows(max_col=width), start=1):
            cells = tuple(
                read_cell(cell, line, rank, epoch)
                for rank, cell in enumerate(raw, start=1)
            )
            last = max((r for r, c in enumerate(cells, 1) if not c.vide), default=0)
            count += last
            if count > MAX_CELLS or line > MAX_ROWS:
                self._find(
                    STR07,
                    f"plus de {MAX_ROWS} lignes ou de {MAX_CELLS} cellules, ligne "
                    f"{line}",
                    "ne gardez que ce qui doit être imprimé",
                )
                return None
            if last:
                rows.append(cells[:last])
            long = next((c for c in cells if len(c.texte) > MAX_CELL), None)
            if long is not None:
                self._find(
                    STR07,
                    f"{long.place} : une cellule de plus de {MAX_CELL} signes",
                    "un texte long se met dans une annexe en Markdown",
                )
                return None
        file = self._file
        return FeuilleLue(file.name, file.relative, False, tuple(rows))

    def _tell(self, looks: Looks) -> None:
        """What the sheet has that the page would show otherwise."""
        if looks.unsolved:
            self._find(
                STR14,
                f"{_list(looks.unsolved)} : une formule sans son résultat",
                "ouvrez le classeur dans le tableur, qui la calcule, et enregistrez",
            )
        if looks.errors:
            self._find(
                STR14,
                f"{_list(looks.errors)} : une erreur de calcul",
                "corrigez la formule dans le classeur, et enregistrez",
            )
        if looks.merged:
            self._find(
                STR14,
                f"des cellules sont fusionnées : {_list(looks.merged)}",
                "ôtez la fusion : chaque cellule du tableau porte sa valeur",
            )
        if looks.hidden:
            self._find(
                STR14,
                f"des lignes ou des colonnes sont masquées ({_list(looks.hidden)}) ; "
                "elles seraient imprimées",
                "affichez-les si elles sont voulues, supprimez-les sinon",
            )

    def _find(
        self, kind: Kind, message: str, hint: str, severity: Severity | None = None
    ) -> None:
        said = f"« {self._file.relative} » : {message}"
        self.findings.append(kind.at((), said, hint, severity=severity))


def read_xlsx(
    file: NamedFile, feuille: str = ""
) -> tuple[FeuilleLue | None, list[Diagnostic]]:
    """The rows of a sheet, and what is wrong with it.

    Args:
        file: the workbook.
        feuille: the sheet's name; the only one that is filled where it is empty.
    """
    reader = _Reader(file)
    return reader.read(feuille), reader.findings


def _list(places: tuple[str, ...], most: int = 5) -> str:
    more = "…" if len(places) > most else ""
    return ", ".join(places[:most]) + more
