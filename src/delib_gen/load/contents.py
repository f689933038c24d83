"""What named files hold, where that is neither a text nor a fiche."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from delib_gen.findings import Diagnostic, has_errors
from delib_gen.schema.fiches.tableau import TableauDeDonnees

if TYPE_CHECKING:
    from collections.abc import Mapping

    from delib_gen.findings import YamlPath
    from delib_gen.load.pieces import Piece

TABLE_KEY = "donnees"
"""The key of a fiche under which its table's file is named."""
_CHART = "graphique"
"""The step of a path below which a chart names its numbers."""
_WORKBOOK = ".xlsx"


def read_content(piece: Piece, feuille: str) -> tuple[Piece | None, list[Diagnostic]]:
    """A picture, a table or a PDF with what it holds; none where it cannot be had.

    Args:
        piece: the file.
        feuille: the sheet that is meant, of a workbook.
    """
    # Each of these loads a library that most sessions do not need.
    if piece.kind == "image":
        from delib_gen.load.images import read_image

        image, findings = read_image(piece.file, piece.span)
        return (replace(piece, image=image) if image else None), findings
    if piece.kind == "pdf":
        from delib_gen.load.joined import inspect_joined

        findings = inspect_joined(piece.file, piece.span)
        return (None if has_errors(findings) else piece), findings
    if piece.kind != "donnees":
        return piece, []
    if PurePath(piece.file.relative).suffix.lower() == _WORKBOOK:
        from delib_gen.load.xlsx_rows import read_xlsx

        sheet, findings = read_xlsx(piece.file, piece.span, feuille)
    else:
        from delib_gen.load.csv_rows import read_csv

        sheet, findings = read_csv(piece.file, piece.span)
    return (replace(piece, feuille=sheet) if sheet else None), findings


def check_tables(pieces: Mapping[YamlPath, Piece]) -> list[Diagnostic]:
    """What is wrong with the tables of data among the files of an act.

    Args:
        pieces: the files, by the paths of the values that name them.
    """
    findings: list[Diagnostic] = []
    for path, piece in pieces.items():
        if piece.feuille is None:
            continue
        holder = pieces.get(path[:-1])
        fiche = holder.fiche if holder is not None else None
        other = path[-1] == TABLE_KEY and not isinstance(fiche, TableauDeDonnees)
        if other or _CHART in path:
            continue  # the numbers of something else, which looks at them itself
        from delib_gen.tableaux.read import read_table

        reglages = fiche if isinstance(fiche, TableauDeDonnees) else None
        findings += [
            replace(f, path=f.path or path)
            for f in read_table(piece.feuille, reglages)[1]
        ]
    return findings
