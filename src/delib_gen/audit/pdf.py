"""SOR01 for PDF: every word of the views is on the pages, and can be seen."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.columns import find_breakable, list_side_by_side, report_columns
from delib_gen.audit.heads import cut_heads
from delib_gen.audit.heard import read_heard
from delib_gen.audit.marks import cut_marks, report_unmarked
from delib_gen.audit.reasons import OFF_PAGE
from delib_gen.audit.visibility import find_hidden
from delib_gen.audit.words import report_missing, tokenize

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View

# The page's own number, its last line: a word broken over the page goes on.
_PAGE_NUMBER = re.compile(r"\s*\d+\s*/\s*\d+\s*\Z")
_HYPHEN = re.compile("[\x02\ufffe]")
"""What pdfium makes of a hyphen at the end of a line."""


def audit_pdf(
    content: bytes, views: Sequence[View], foreign: Collection[int] = ()
) -> list[Diagnostic]:
    """The words of the views that a PDF lacks or hides, and the mark of a draft.

    Only text within the edges of its page counts: what runs over an edge is in
    the file and not on the sheet.

    Args:
        content: the file.
        views: the documents that it should hold.
        foreign: the ranks, from 0, of the pages that are somebody else's: they
            have no mark, and their words are not ours.
    """
    read = enumerate(read_visible_pages(content))
    own = [words for rank, words in read if rank not in foreign]
    pages, unmarked = cut_marks(views, cut_heads(views, own))
    return [
        *report_missing(
            "PDF",
            views,
            (word for page in pages for word in page),
            find_breakable(views),
        ),
        *_check_columns(content, views),
        *report_unmarked("PDF", views, unmarked, ("page", "pages")),
    ]


def _check_columns(content: bytes, views: Sequence[View]) -> list[Diagnostic]:
    """Each language is heard whole, in one stretch and as itself."""
    paired = list_side_by_side(views)
    if not paired:
        return []
    heard = read_heard(content)
    columns: list[list[str]] = []
    for rank, colonne in enumerate(paired[0].colonnes):
        langue, words = heard[rank] if rank < len(heard) else ("", [])
        columns.append(words if langue == colonne.langue else [])
    return report_columns("PDF", views, columns)


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


def read_visible_pages(content: bytes) -> list[list[str]]:
    """The words that can be seen on each page of a PDF, in reading order."""
    pages: list[list[str]] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            textpage = page.get_textpage()
            words = tokenize(_PAGE_NUMBER.sub("", _read_text(textpage)))
            hidden: Counter[str] = Counter()
            for found in find_hidden(page, textpage):
                if found.reason != OFF_PAGE:  # the bounded text has none of it
                    hidden.update(tokenize(found.text))
            pages.append(_leave_out(words, hidden))
            textpage.close()
            page.close()
    return pages


def _read_text(textpage: pypdfium2.PdfTextPage) -> str:
    """What is printed within the edges of a page.

    After a line that ends with a hyphen, pdfium's bounded text loses the next end
    of line (« Châtaigniers 2Canton » in a table). Its whole text keeps it, and is
    as good where nothing stands beyond the edges: then both have the same signs.
    """
    within: str = textpage.get_text_bounded()
    if _HYPHEN.search(within):
        whole: str = textpage.get_text_range()
        if _list_signs(whole) == _list_signs(within):
            return whole
    return within


def _list_signs(text: str) -> str:
    return "".join(_HYPHEN.sub("-", text).split())


def _leave_out(words: list[str], hidden: Counter[str]) -> list[str]:
    if not hidden:
        return words
    seen: list[str] = []
    for word in reversed(words):
        # Hidden words are taken from the end: which of two equal ones is hidden
        # does not matter to the count.
        if hidden[word] > 0:
            hidden[word] -= 1
        else:
            seen.append(word)
    return seen[::-1]
