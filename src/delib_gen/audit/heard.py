"""What a screen reader says of a PDF, language by language, in its order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.painted import Rect, measure_object, read_object
from delib_gen.audit.words import tokenize

_Ranks = dict[tuple[int, int], int]
_TOUCHING = 0.12
"""The part of the height of a line under which two pieces of it are one word."""


def read_heard(content: bytes) -> list[tuple[str, list[str]]]:
    """The parts of a tagged PDF: their language, and their words as they are heard.

    A part is what stands below the root of the structure; its text is that of the
    pieces that it names, page by page, whatever place they have on the pages.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        ranks: _Ranks = {page.obj.objgen: rank for rank, page in enumerate(pdf.pages)}
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return []
        parts = [
            (str(part.get("/Lang", "")), _list_marks(part, ranks))
            for document in _list_kids(root)
            for part in _list_kids(document)
            if isinstance(part, pikepdf.Dictionary)
        ]
    pages = _read_pieces(content)
    return [(langue, tokenize("".join(_join(pages, marks)))) for langue, marks in parts]


def _list_kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _list_marks(part: pikepdf.Object, ranks: _Ranks) -> list[tuple[int, int]]:
    """The page and the number of each piece of content, in the order of reading.

    Footnotes come last: what calls one, and the note, would cut a text in two.
    """
    notes: list[tuple[int, int]] = []
    return [*_iter_marks(part, ranks, -1, notes), *notes]


def _iter_marks(
    element: pikepdf.Object,
    ranks: _Ranks,
    page: int,
    notes: list[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    own = element.get("/Pg")
    page = page if own is None else ranks.get(own.objgen, page)
    kids = _list_kids(element)
    for kid, following in zip_longest(kids, kids[1:]):
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                yield page, int(kid.MCID)
            elif _is(kid, "/Note"):
                notes += _iter_marks(kid, ranks, page, notes)
            elif not (_is(kid, "/Reference") and _is(following, "/Note")):
                yield from _iter_marks(kid, ranks, page, notes)
        else:
            yield page, int(kid)


def _is(element: pikepdf.Object | None, kind: str) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == kind


_Piece = tuple[Rect, str]


def _read_pieces(content: bytes) -> list[dict[int, list[_Piece]]]:
    """The painted texts of each page by the number of the content they are in."""
    pages: list[dict[int, list[_Piece]]] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            textpage = page.get_textpage()
            pieces: dict[int, list[_Piece]] = {}
            for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
                obj = pdfium.FPDFPage_GetObject(page.raw, index)
                if pdfium.FPDFPageObj_GetType(obj) != pdfium.FPDF_PAGEOBJ_TEXT:
                    continue
                mark = pdfium.FPDFPageObj_GetMarkedContentID(obj)
                text = read_object(obj, textpage.raw)
                pieces.setdefault(mark, []).append((measure_object(obj), text))
            pages.append(pieces)
            textpage.close()
            page.close()
    return pages


def _join(
    pages: list[dict[int, list[_Piece]]], marks: list[tuple[int, int]]
) -> Iterator[str]:
    """The texts one after the other; two that touch on a line are not parted."""
    last: tuple[int, Rect] | None = None
    for page, mark in marks:
        for bounds, text in pages[page].get(mark, ()) if page >= 0 else ():
            if last is None or last[0] != page or not _touch(last[1], bounds):
                yield " "
            yield text
            last = (page, bounds)


def _touch(one: Rect, other: Rect) -> bool:
    height = max(one[3] - one[1], other[3] - other[1])
    level = min(one[3], other[3]) > max(one[1], other[1])
    return level and abs(other[0] - one[2]) < _TOUCHING * height
