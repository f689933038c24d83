"""The cells and the names in charts that an act prints, where a sign asks for a look.

A table has thousands of cells, and nearly all of them Latin letters and figures: these
need no look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, cast

from delib_gen.findings import ROW, Span
from delib_gen.load.contents import FicheFile, TableFile
from delib_gen.load.places import Typed
from delib_gen.model.passages import Passage
from delib_gen.schema.nombre import fold_spaces
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.contents import Contents
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.tableaux.feuille import Cellule

RARE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\u024f\u2000-\u2029\u202f-\u205f\u20ac]")
"""What a face of Latin letters may lack, what no text has, and what turns a text."""
_WIDEST = 1 << 17
"""Signs of a line among which a cell is looked for."""


def list_cases(acte: ActeEnSeance) -> Iterator[Passage]:
    """The cells and the names that have such a sign, each with its place."""
    for path, table, ligne, text in _list_texts(acte.lu.contents, acte.path):
        if not RARE.search(text):
            continue
        typed, cell = None, ""
        if table is not None:
            typed, cell = table.find(text, ligne)
        if typed is None:
            lue = acte.situation.lue
            place = None if table else lue.sources.find_sign(text)
            typed = Typed(
                "", place or lue.find_span(path) or Span(lue.file, 1, 1, 1, 1)
            )
        piece = acte.acte.annexes[cast("int", path[3])].de
        yield Passage(
            text, LANGUE_DE_REFERENCE, path, piece, typed, "annexes", cellule=cell
        )


def _list_texts(
    contents: Contents, path: YamlPath
) -> Iterator[tuple[YamlPath, _Cells | None, int, str]]:
    """Texts with the place of what names them; of a table, its file and the line."""
    for where, content in contents.files.items():
        place = (*path, *where)
        if isinstance(content, FicheFile):
            yield from _list_texts(content.contents, place)
        elif isinstance(content, TableFile):
            cells = _Cells(content)
            for column in content.table.colonnes:
                yield place, cells, 0, column.nom
            for row in (*content.table.lignes, *content.table.totaux):
                for case in row.cases:
                    yield place, cells, row.ligne, case.texte
    for where, donnees in contents.graphiques.items():
        names = (donnees.entete, *donnees.categories, *(s.nom for s in donnees.series))
        for name in names:
            yield (*path, *where), None, 0, name


class _Cells:
    """The cells of a file of data, found again by their line and their text."""

    def __init__(self, content: TableFile) -> None:
        self._sheet, self._file = content.table.feuille, content.file

    def find(self, text: str, ligne: int) -> tuple[Typed | None, str]:
        """Where a cell stands in its file; in a workbook, its name."""
        row = self._rows[ligne] if ligne else chain.from_iterable(self._sheet.lignes)
        wanted = fold_spaces(text)
        cell = next(cell for cell in row if fold_spaces(cell.texte) == wanted)
        span = self._sheet.find_span(cell.ligne)
        if span is None:
            return None, f"« {self._sheet.relatif} », {cell.place}"
        line = self._starts[cell.ligne - 1] if self._source else 0
        start = self._source.find(text, line, line + _WIDEST)
        if start < 0:  # a quotation mark in it is doubled there
            return Typed("", span), ""
        return Typed(text, span, self._source, start, start + len(text), "md"), ""

    @cached_property
    def _rows(self) -> dict[int, tuple[Cellule, ...]]:
        return {row[0].ligne: row for row in self._sheet.lignes}

    @cached_property
    def _source(self) -> str:
        """The text of a CSV file; empty where it is not in UTF-8."""
        try:
            return self._file.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return ""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in ROW.finditer(self._source))]
