"""What can be known wrong with documents before any is laid out."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from delib_gen.findings.structure import STR06
from delib_gen.formats.drawings import check_drawings
from delib_gen.formats.faces import check_characters, check_faces
from delib_gen.machine.packages import command_for_font
from delib_gen.view.base import read_joined

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic, Span
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View


def check_before_rendering(
    views: Sequence[View],
    acte: str,
    tools: RenderTools,
    find_sign: Callable[[str], tuple[Span | None, str]] = lambda _: (None, ""),
) -> list[Diagnostic]:
    """SOR03 and SOR02 for the faces, SOR01 for drawings, STR06 for joined PDF files.

    Args:
        views: the pieces of an act.
        acte: its number.
        tools: the faces and the house style.
        find_sign: gives the place where a character was typed, and its cell.
    """
    principale = tools.charte.polices.principale
    findings = check_faces(tools.faces, tools.charte, command_for_font([principale]))
    texts = [text for view in views for text in view.iter_words()]
    findings += check_characters(tools.faces, texts, acte, find_sign)
    findings += check_drawings(views, acte, tools)
    findings += _check_joined(views, acte)
    return findings


def _check_joined(views: Sequence[View], acte: str) -> Iterator[Diagnostic]:
    """Joined PDF files must be readable page by page, by what will show them too.

    What they are was looked at when the session was read: this is what costs more.
    """
    joints = [(view, joined) for view in views if (joined := read_joined(view))]
    if not joints:
        return  # what reads PDF files is not loaded for nothing
    import pikepdf
    import pypdfium2

    from delib_gen.formats.pdf.formed import read_content

    for view, joined in joints:
        try:
            with (
                pypdfium2.PdfDocument(joined) as seen,
                pikepdf.open(io.BytesIO(joined)) as pdf,
            ):
                whole = len(seen) == len(pdf.pages)
                for page in pdf.pages:
                    read_content(page)
        except (pypdfium2.PdfiumError, pikepdf.PdfError):
            whole = False
        if not whole:
            yield STR06.at(
                (),
                f"« {view.meta.signet} » : ce PDF est abîmé, une page ne se lit pas",
                "ouvrez-le et choisissez « Imprimer en PDF », puis joignez la copie",
                acte=acte,
            )
