"""What can be read in a Word file: its text without what is hidden in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.visibility import Visibility
from delib_gen.formats.docx.xml import Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a drawing's text, for programs of before 2010."""
_GONE = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


def read_visible_text(content: bytes) -> str:
    """The text of the pages of a Word file, a line per paragraph.

    Deleted and hidden text is left out, like text in white or in type so small
    that nobody sees it. The labels of lists are not text, and are not given;
    headers and footers are not read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        styles = None
        if "word/styles.xml" in package.namelist():
            styles = etree.fromstring(package.read("word/styles.xml"))
    return "".join(_iter_text(document, Visibility(styles)))


def _iter_text(element: Element, visibility: Visibility) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == qn("w:r") and not visibility.shows(child):
            # A box anchored in a hidden run has text of its own.
            for box in child.iter(qn("w:txbxContent")):
                yield from _iter_text(box, visibility)
        elif child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == qn("w:p"):
            yield "\n"
            yield from _iter_text(child, visibility)
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _iter_text(child, visibility)
