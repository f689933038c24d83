"""What the files are that an act may name, by the ending of their names."""

from __future__ import annotations

from enum import StrEnum


class PieceKind(StrEnum):
    """What a named file is."""

    MARKDOWN = "markdown"
    PDF = "pdf"
    IMAGE = "image"
    DONNEES = "donnees"
    FICHE = "fiche"


KINDS = {
    ".md": PieceKind.MARKDOWN,
    ".pdf": PieceKind.PDF,
    ".png": PieceKind.IMAGE,
    ".jpg": PieceKind.IMAGE,
    ".jpeg": PieceKind.IMAGE,
    ".svg": PieceKind.IMAGE,
    ".csv": PieceKind.DONNEES,
    ".xlsx": PieceKind.DONNEES,
    ".yaml": PieceKind.FICHE,
    ".yml": PieceKind.FICHE,
}
WRITTEN = "`.md`, `.pdf`, `.yaml`, `.csv`, `.xlsx`, `.png`, `.jpg` ou `.svg`"
