"""SOR01 for PDF: every word of the views is on the pages, and can be seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pypdfium2

from delib_gen.audit.visibility import find_hidden_text
from delib_gen.audit.words import report_missing, tokenize

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.view.base import View

# The page's own number, its last line: a word broken over the page goes on.
_PAGE_NUMBER = re.compile(r"\s*\d+\s*/\s*\d+\s*\Z")


def audit_pdf(content: bytes, views: Sequence[View]) -> list[Diagnostic]:
    """The words of the views that a PDF lacks or hides.

    Only text within the edges of its page counts: what runs over an edge is in
    the file and not on the sheet.
    """
    return report_missing("PDF", views, read_visible_words(content))


def read_visible_words(content: bytes) -> list[str]:
    """The words that can be seen on the pages of a PDF, in reading order."""
    words: list[str] = []
    hidden: Counter[str] = Counter()
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            textpage = page.get_textpage()
            words += tokenize(_PAGE_NUMBER.sub("", textpage.get_text_bounded()))
            for text in find_hidden_text(page, textpage):
                hidden.update(tokenize(text))
            textpage.close()
            page.close()
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
