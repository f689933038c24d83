"""What the files are that an act may name, by the ending of their names."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """What a named file is."""

    MARKDOWN = "markdown"
    PDF = "pdf"
    IMAGE = "image"
    DONNEES = "donnees"
    FICHE = "fiche"


KINDS = {
    ".md": FileKind.MARKDOWN,
    ".pdf": FileKind.PDF,
    ".png": FileKind.IMAGE,
    ".jpg": FileKind.IMAGE,
    ".jpeg": FileKind.IMAGE,
    ".svg": FileKind.IMAGE,
    ".csv": FileKind.DONNEES,
    ".xlsx": FileKind.DONNEES,
    ".yaml": FileKind.FICHE,
    ".yml": FileKind.FICHE,
}
PICTURE_ENDINGS = (".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".avif")
"""Those of pictures that are not taken in as they are."""
DOCUMENT_ENDINGS = (
    *(".doc", ".docx", ".docm", ".dotx", ".odt", ".rtf", ".pages"),
    *(".xls", ".xlsm", ".ods", ".ppt", ".pptx", ".odp", ".htm", ".html"),
    *(*PICTURE_ENDINGS, ".zip", ".eml", ".msg"),
)
OTHER_ENDINGS = (*DOCUMENT_ENDINGS, ".txt")
"""How the names of files end that people have, and that no act may name; a text may
hold YAML all the same."""
AS_PNG = (
    "exportez-la en PNG ou en JPEG depuis un logiciel d'images : changer son nom ne "
    "suffit pas"
)
EXPECTED = {
    None: (
        "un fichier `.md`, `.pdf`, `.yaml`, `.csv`, `.xlsx`, `.png`, `.jpg` ou `.svg` "
        "est attendu",
        "convertissez la pièce en PDF, ou récrivez-la en Markdown",
    ),
    FileKind.MARKDOWN: (
        "un fichier `.md` est attendu ici",
        "enregistrez le texte en Markdown",
    ),
    FileKind.FICHE: (
        "un fichier `.yaml` est attendu ici",
        "nommez le fichier `.yaml` voulu",
    ),
    FileKind.IMAGE: (
        "une image est attendue ici",
        "donnez un fichier `.png`, `.jpg` ou `.svg`",
    ),
    FileKind.DONNEES: (
        "un fichier `.csv` ou `.xlsx` est attendu ici",
        "enregistrez-le sous l'un de ces deux formats",
    ),
}
"""What is said where a name has another ending: a file of any sort would do, or one."""


def explain_ending(ending: str, sorte: FileKind | None) -> tuple[str, str]:
    """What is said of a name whose ending is not one of those that are asked for.

    Args:
        ending: its ending, in small letters.
        sorte: what the file has to be; None where any sort will do.
    """
    expected, hint = EXPECTED[sorte]
    if ending in PICTURE_ENDINGS and sorte in (None, FileKind.IMAGE):
        hint = AS_PNG
    elif ending == ".pdf" and sorte is FileKind.IMAGE:
        hint = "exportez la page voulue en PNG, ou donnez le PDF en annexe"
    return expected, hint
