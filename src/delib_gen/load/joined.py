"""Somebody else's PDF, looked into before it is joined: whole, open, still, and bare.

The library that reads PDF is loaded here alone, by the sessions that name one.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR06, STR07, STR12
from delib_gen.load.limits import MAX_PDF_PAGES, MAX_PDF_SIDE, MIN_PDF_SIDE

if TYPE_CHECKING:
    import pikepdf

    from delib_gen.findings import Diagnostic
    from delib_gen.load.files import NamedFile

_PRINT = "ouvrez-le et choisissez « Imprimer en PDF » : la copie n'a plus que ses pages"


def clean_joined(file: NamedFile) -> tuple[bytes, list[Diagnostic]]:
    """A PDF that may be joined: its bytes, with nothing that is not of its pages.

    Args:
        file: the file.

    Returns:
        The bytes; what keeps it from being joined, or was taken out of it (STR06,
        STR07, STR12).
    """
    import pikepdf

    def refuse(problem: str, hint: str = _PRINT) -> tuple[bytes, list[Diagnostic]]:
        return b"", [STR06.at((), f"« {file.relative} » : {problem}", hint)]

    try:
        # A file that must be mended first is not taken in « as it is ».
        with pikepdf.open(io.BytesIO(file.content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                return refuse("ce PDF est protégé contre la copie ou la modification")
            findings = _inspect(pdf, file)
            return (b"", findings) if findings else _clean(pdf, file)
    except pikepdf.PasswordError:
        return refuse(
            "ce PDF est protégé par un mot de passe",
            "enregistrez-le sans mot de passe, ou ouvrez-le et choisissez « Imprimer "
            "en PDF »",
        )
    except (pikepdf.PdfError, pikepdf.DataDecodingError, *_DAMAGED):
        return refuse(
            "ce PDF est abîmé : il ne se lit pas en entier",
            "demandez une autre copie, ou ouvrez-le et choisissez « Imprimer en PDF »",
        )


_DAMAGED = (
    *(RuntimeError, TypeError, ValueError, LookupError, AttributeError),
    *(ArithmeticError, EOFError),
)
"""A value of another kind than it should be is a damage like any other."""


def _inspect(pdf: pikepdf.Pdf, file: NamedFile) -> list[Diagnostic]:
    from delib_gen.load.joined_actions import find_active
    from delib_gen.load.joined_size import find_too_large

    named, count = f"« {file.relative} »", len(pdf.pages)
    if not count:
        message = f"{named} : ce PDF n'a pas de page"
        return [STR06.at((), message, "vérifiez le fichier")]
    if count > MAX_PDF_PAGES:
        return [
            STR07.at(
                (),
                f"{named} a {count} pages, la limite est de {MAX_PDF_PAGES}",
                "partagez-le en plusieurs annexes (« Imprimer en PDF », pages 1 à …)",
            )
        ]
    for number, page in enumerate(pdf.pages, start=1):
        if not _has_size(page):
            message = f"{named} : la page {number} n'a pas de dimensions utilisables"
            return [STR06.at((), message, _PRINT)]
    heavy = find_too_large(pdf)
    if heavy is not None:
        return [
            STR07.at(
                (),
                f"{named} : la page {heavy} se déplie au-delà de ce qui se lit",
                "demandez une copie plus légère, ou ouvrez-le et choisissez « Imprimer "
                "en PDF », en réduisant les images",
            )
        ]
    active = find_active(pdf)
    if active:
        message = f"{named} ne fait pas que s'imprimer : il porte {', '.join(active)}"
        return [STR12.at((), message, _PRINT)]
    return []


def _clean(pdf: pikepdf.Pdf, file: NamedFile) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of a file that may be joined, and what was taken out of it."""
    from delib_gen.load.joined_cleaning import clean
    from delib_gen.load.joined_taken import tell_marks, tell_taken

    content, taken = clean(pdf, file.content)
    _, warning, note = STR12.severities
    named = f"« {file.relative} »"
    signed = " ; sa signature électronique ne vaut que pour l'original"
    findings = [
        STR12.at(
            (),
            f"{named} : {told}{signed if taken.signed else ''}",
            hint,
            severity=warning,
        )
        for told, hint in tell_taken(taken)
    ]
    if taken.marks:
        message = f"{named} : {tell_marks(taken)}"
        findings.append(STR12.at((), message, severity=note))
    if taken.properties and taken.signed and not taken.seen:
        message = (
            f"{named} est signé électroniquement : il est joint tel quel, avec ce "
            "qu'il dit de son auteur et de sa fabrication"
        )
        findings.append(STR12.at((), message, severity=note))
    elif taken.properties:
        message = (
            f"{named} : ses propriétés (auteur, logiciel, dates, versions d'avant) ne "
            "sont pas reprises"
        )
        findings.append(STR12.at((), message, severity=note))
    return content, findings


def _has_size(page: pikepdf.Page) -> bool:
    """Whether a page has sides that can be printed on."""
    x1, y1, x2, y2 = (float(edge) for edge in page.mediabox)
    unit = float(page.obj.get("/UserUnit", 1))
    sides = (abs(x2 - x1) * unit, abs(y2 - y1) * unit)
    return min(sides) >= MIN_PDF_SIDE and max(sides) <= MAX_PDF_SIDE
