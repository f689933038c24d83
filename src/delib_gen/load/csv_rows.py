"""A CSV file as a sheet, whatever spreadsheet saved it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, Kind, Severity, Span
from delib_gen.findings.structure import STR05, STR06, STR07, STR14
from delib_gen.load.limits import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from delib_gen.tableaux.feuille import Cellule, FeuilleLue
from delib_gen.tableaux.torn import find_torn

if TYPE_CHECKING:
    from delib_gen.load.files import NamedFile

_SEPARATORS = (";", "\t", ",", "|")
"""The one that French spreadsheets write comes first: a comma is in numbers."""
_SAMPLE = 20
_MARKED = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_WINDOWS = "cp1252"
_TOO_LONG = "field limit"
"""The library's own bound, wider than ours, has no class of error of its own."""


class _Reader:
    """Reads a file; what is wrong is in `findings`."""

    def __init__(self, file: NamedFile) -> None:
        self.findings: list[Diagnostic] = []
        self._file = file

    def read(self) -> FeuilleLue | None:
        text = self._decode()
        if text is None:
            return None
        rows: list[tuple[Cellule, ...]] = []
        # Strict: an unclosed quotation mark would swallow the rows that follow.
        lines = csv.reader(
            io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True
        )
        cells = before = 0
        try:
            for texts in lines:
                cells += len(texts)
                line, before = before + 1, lines.line_num
                if not self._fits(texts, len(rows), cells, line):
                    return None
                rows.append(
                    tuple(
                        Cellule(
                            value,
                            f"ligne {line}, colonne {rank}",
                            line,
                            doute=find_torn(value),
                        )
                        for rank, value in enumerate(texts, start=1)
                    )
                )
        except csv.Error as error:
            if _TOO_LONG in str(error):
                self._find(
                    STR07,
                    f"une cellule de plus de {MAX_CELL} signes, ou un guillemet jamais "
                    f"refermé, ligne {before + 1}",
                    "vérifiez les guillemets à cet endroit",
                    before + 1,
                )
                return None
            self._find(
                STR14,
                f"le guillemet ouvert ligne {before + 1} n'est pas refermé, ou est mal "
                "placé",
                "un texte entre guillemets les ferme avant le séparateur ; un "
                "guillemet dans le texte se double",
                before + 1,
            )
            return None
        file = self._file
        return FeuilleLue(file.name, file.relative, True, tuple(rows))

    def _fits(self, texts: list[str], rows: int, cells: int, line: int) -> bool:
        """Whether a row is within the bounds; what is not is told."""
        hint = "ne gardez que ce qui doit être imprimé"
        if len(texts) > MAX_COLUMNS:
            what = f"{len(texts)} colonnes ; {MAX_COLUMNS} au plus sont lues"
        elif rows >= MAX_ROWS:
            what = f"plus de {MAX_ROWS} lignes"
        elif cells > MAX_CELLS:
            what = f"plus de {MAX_CELLS} cellules"
        elif any(len(text) > MAX_CELL for text in texts):
            what = f"une cellule de plus de {MAX_CELL} signes"
            hint = "un texte long se met dans une annexe en Markdown"
        else:
            return True
        self._find(STR07, f"{what}, ligne {line}", hint, line)
        return False

    def _decode(self) -> str | None:
        content = self._file.content
        coding = next((c for m, c in _MARKED.items() if content.startswith(m)), "utf-8")
        try:
            text: str | None = content.decode(coding)
        except UnicodeDecodeError:
            text = self._decode_old(content) if coding == "utf-8" else None
        if text is None:
            self._find(
                STR05,
                "le codage de ses caractères n'est pas reconnu",
                "dans le tableur : « Enregistrer sous », « CSV UTF-8 »",
                1,
            )
        elif "\0" in text:
            self._find(
                STR06,
                "ce n'est pas un fichier CSV : il contient des octets nuls",
                "dans le tableur : « Enregistrer sous », « CSV UTF-8 »",
                1,
            )
            return None
        elif not text.strip():
            self._find(STR06, "ce fichier est vide", "complétez-le", 1)
            return None
        return text

    def _decode_old(self, content: bytes) -> str | None:
        """What Excel writes when it is asked for a mere CSV."""
        try:
            text = content.decode(_WINDOWS)
        except UnicodeDecodeError:
            return None
        line = next(
            n for n, row in enumerate(content.split(b"\n"), 1) if not row.isascii()
        )
        self._find(
            STR14,
            "il n'est pas en UTF-8 ; il est lu comme un CSV de Windows",
            "vérifiez les accents et le signe €, ou enregistrez-le en « CSV UTF-8 »",
            line,
            Severity.AVERTISSEMENT,
        )
        return text

    def _find(
        self,
        kind: Kind,
        message: str,
        hint: str,
        line: int,
        severity: Severity | None = None,
    ) -> None:
        said = f"« {self._file.relative} » : {message}"
        span = None  # of all the file: not a text that a printer can show
        if kind not in (STR05, STR06):
            span = Span(self._file.name, line, 1, line, 1)
        self.findings.append(kind.at((), said, hint, severity=severity, span=span))


def read_csv(file: NamedFile) -> tuple[FeuilleLue | None, list[Diagnostic]]:
    """The rows of a CSV file, and what is wrong with it.

    Args:
        file: the file.
    """
    reader = _Reader(file)
    return reader.read(), reader.findings


def find_separator(text: str) -> str:
    """The sign between cells: the one that cuts the first rows alike."""
    sample = io.StringIO(text[:200_000], newline="")
    best, score = _SEPARATORS[0], (0, 0)
    for sign in _SEPARATORS:
        sample.seek(0)
        counts: list[int] = []
        try:
            for row in csv.reader(sample, delimiter=sign):
                counts += [len(row)] if any(row) else []
                if len(counts) == _SAMPLE:
                    break
        except csv.Error:
            continue
        if not counts or counts[0] < 2:
            continue
        found = (sum(count == counts[0] for count in counts) * 100 // len(counts), 0)
        # A head cut by a semicolon is a head: a ragged row is told later.
        if sign == _SEPARATORS[0]:
            return sign
        if found > score:
            best, score = sign, found
    return best
