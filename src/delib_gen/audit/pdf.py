"""SOR01 for PDF: every text of the views is on the pages, in its place, and is seen."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.compare import Reading, compare, list_columns
from delib_gen.audit.heard import read_heard
from delib_gen.audit.marks import report_unmarked
from delib_gen.audit.signs import read_signs
from delib_gen.audit.stream import Piece, Stream
from delib_gen.view.sommaire import SommaireView

if TYPE_CHECKING:
    from delib_gen.audit.heard import Heard
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View


_NUMBER = re.compile(r"\s*\d+\s*/\s*\d+\s*\Z")
"""That of a page, of how many there are."""


def audit_pdf(
    content: bytes,
    views: Sequence[View],
    foreign: Collection[int] = (),
    own: bool | None = None,
) -> list[Diagnostic]:
    """The texts of the views that a PDF lacks, hides or displaces; a draft's mark.

    Args:
        content: the file.
        views: the documents that it should hold.
        foreign: the ranks, from 0, of the pages that are somebody else's: they
            have no mark, and their words are not ours.
        own: whether a template or a style is the office's; None where that is not
            known.
    """
    heard = read_heard(content, foreign, own)
    return [
        *compare("PDF", views, _order(heard, views), own),
        *report_unmarked("PDF", views, heard.iter_pages(), ("page", "pages")),
    ]


def _order(heard: Heard, views: Sequence[View]) -> Reading:
    """What is heard of each column, in its own language, or of the whole."""
    colonnes = list_columns(views)
    heads = _list_heads(views)
    around = [piece for piece in heard.around if not _is_furniture(piece, heads)]
    if not colonnes:
        said = [piece for part in heard.parts for piece in part.pieces]
        painted = (p for p in heard.iter_painted() if not _is_furniture(p, heads))
        streams = [Stream.of([*said, *around])]
        return Reading(streams, [painted], heard.unseen, feet=True)
    streams = []
    for rank, colonne in enumerate(colonnes):
        part = heard.parts[rank] if rank < len(heard.parts) else None
        own = part is not None and part.langue == colonne.langue
        pieces = part.pieces if part is not None and own else []
        streams.append(Stream.of([*pieces, *around]))
    return Reading(streams, [], heard.unseen, feet=True)


def _list_heads(views: Sequence[View]) -> frozenset[str]:
    """What heads each page of a dossier: it stands for no text that is lost."""
    if not any(isinstance(view, SommaireView) for view in views):
        return frozenset()
    said = [view.meta.intitule for view in views]
    said += [colonne.nom for colonne in list_columns(views)]
    return frozenset(read_signs(text).letters for text in said)


def _is_furniture(piece: Piece, heads: frozenset[str]) -> bool:
    """Whether a text is the number of a page, or what a dossier's pages are headed."""
    if _NUMBER.match(piece.text):
        return True
    return bool(heads) and read_signs(piece.text).letters in heads


def count_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def read_anchors(content: bytes) -> dict[str, int]:
    """The ranks, from 0, of the pages that the anchors of a PDF stand on."""
    anchors: dict[str, int] = {}
    with pypdfium2.PdfDocument(content) as document:
        for index in range(pdfium.FPDF_CountNamedDests(document.raw)):
            size = ctypes.c_long(0)
            pdfium.FPDF_GetNamedDest(document.raw, index, None, size)
            name = ctypes.create_string_buffer(max(size.value, 0))
            target = pdfium.FPDF_GetNamedDest(document.raw, index, name, size)
            page = pdfium.FPDFDest_GetDestPageIndex(document.raw, target)
            anchors[name.raw.decode("utf-16-le").rstrip("\0")] = page
    return anchors
