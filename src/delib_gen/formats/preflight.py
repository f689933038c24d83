"""What can be known wrong with documents before any is laid out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR06
from delib_gen.formats.faces import check_characters, check_faces
from delib_gen.machine.packages import command_for_font
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View


def check_before_rendering(
    views: Sequence[View], acte: str, tools: RenderTools
) -> list[Diagnostic]:
    """SOR03 and SOR02 for the faces, STR06 for the joined PDF files.

    Args:
        views: the pieces of an act.
        acte: its number.
        tools: the faces and the house style.
    """
    principale = tools.charte.polices.principale
    findings = check_faces(tools.faces, tools.charte, command_for_font([principale]))
    texts = [text for view in views for text in view.iter_words()]
    findings += check_characters(tools.faces, texts, acte)
    findings += _check_joined(views, acte)
    return findings


def _check_joined(views: Sequence[View], acte: str) -> Iterator[Diagnostic]:
    """Joined PDF files must open without a password, and have pages."""
    import pikepdf

    for view in views:
        joined = read_joined(view)
        if not joined:
            continue
        problem = hint = ""
        try:
            # A file that must be mended first is not taken in « as it is ».
            with pikepdf.open(io.BytesIO(joined), attempt_recovery=False) as pdf:
                if pdf.is_encrypted:
                    problem = "ce PDF est protégé"
                    hint = "enregistrez-le sans protection (« Imprimer en PDF »)"
                elif not len(pdf.pages):
                    problem, hint = "ce PDF n'a pas de page", "vérifiez le fichier"
        except pikepdf.PasswordError:
            problem = "ce PDF est protégé par un mot de passe"
            hint = "enregistrez-le sans mot de passe"
        except pikepdf.PdfError:
            problem = "ce PDF est abîmé"
            hint = "ouvrez-le et enregistrez-le de nouveau (« Imprimer en PDF »)"
        if problem:
            yield STR06.at((), f"« {view.meta.signet} » : {problem}", hint, acte=acte)
