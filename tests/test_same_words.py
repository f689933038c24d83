"""The words of a document are the same in PDF, DOCX and HTML.

Labels of lists and page numbers are apart: a page prints them, Word numbers its
lists by itself. Beyond those, no format has a word that another one lacks.
"""

from __future__ import annotations

import base64
import dataclasses
import io
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.base import OutputFormat, RenderTools, list_formats
from delib_gen.view.base import View
from docx_helpers import iter_labelled
from format_helpers import render_piece, render_pieces

DOCUMENTS = (
    "deliberation",
    "rapport",
    "annexe-rapport-1",
    "annexe-rapport-2",
    "dossier",
)
_HYPHENS = {0x2: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xAD: None}
_WORD = re.compile(r"\w+|[^\w\s]")
_LABEL = re.compile(r'list-style-type:\s*"([^"]*)"')
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"
_DRAWING = "data:image/svg+xml;base64,"
_PAGE_NUMBER = re.compile(r"^\d+/\d+\s*$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Words:
    """The words of a file in their order, labels of lists apart.

    Attributes:
        text: the words.
        labels: the labels of lists.
        drawn: the words of drawings, which are a picture's in all but a PDF.
    """

    text: list[str]
    labels: list[str]
    drawn: list[str] = dataclasses.field(default_factory=list)


def split(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text.translate(_HYPHENS)))


def read_pdf(content: bytes) -> Words:
    """The words of a PDF, the labels of its lists among them."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        numbers = sum(len(_PAGE_NUMBER.findall(page)) for page in pages)
        assert numbers in (0, len(pages))
    return Words(split("\n".join(_PAGE_NUMBER.sub("", page) for page in pages)), [])


def read_docx(content: bytes) -> Words:
    signs = {qn("w:noBreakHyphen"): "-", qn("w:br"): "\n", qn("w:tab"): "\t"}
    body = docx.Document(io.BytesIO(content)).element.body
    labels = (label for label, _ in iter_labelled(content))
    # The number of a page, in the contents, is on paper alone.
    for result in body.xpath(".//w:t[../preceding-sibling::w:r[1]/w:fldChar]"):
        result.text = ""
    text = "".join(
        f"\n{next(labels)}"
        if node.tag == qn("w:p")
        else (node.text or "")
        if node.tag == qn("w:t")
        else signs.get(node.tag, "")
        for node in body.iter()
    )
    return Words(split(text), [])


class _Page(HTMLParser):
    """The text and the labels of a page; a span cuts no word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.labels: list[str] = []
        self.drawn: list[str] = []
        self._head = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._head = self._head and tag != "body"
        if tag not in ("span", "strong", "em", "a"):
            self.texts.append("\n")
        source = dict(attrs).get("src") or ""
        if tag == "img" and source.startswith(_DRAWING):
            drawing = base64.b64decode(source.removeprefix(_DRAWING))
            for text in etree.fromstring(drawing).iter(_SVG_TEXT):
                self.drawn += split("".join(text.itertext()))
        label = _LABEL.search(dict(attrs).get("style") or "")
        if tag == "li" and label:
            self.labels += split(label[1])

    def handle_data(self, data: str) -> None:
        if not self._head:
            self.texts.append(data)


def read_html(content: bytes) -> Words:
    page = _Page()
    page.feed(content.decode())
    page.close()
    return Words(split("".join(page.texts)), page.labels, page.drawn)


READERS = {"pdf": read_pdf, "docx": read_docx, "html": read_html}


def make(
    fmt: OutputFormat, document: str, views: tuple[View, ...], tools: RenderTools
) -> bytes:
    """A document of the reference act in a format."""
    if document == "dossier":
        meta = dataclasses.replace(views[0].meta, fichier="dossier")
        return render_pieces(fmt, views, meta, tools).content
    view = next(v for v in views if v.meta.fichier == document)
    rendered = render_piece(fmt, view, tools)
    assert rendered is not None
    return rendered.content


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_format_has_the_same_words(
    document: str, views: tuple[View, ...], tools: RenderTools
) -> None:
    words = {
        name: read(make(list_formats()[name], document, views, tools))
        for name, read in READERS.items()
    }
    pdf, word, page = words["pdf"], words["docx"], words["html"]

    assert len(page.text) > 300
    assert word.text == page.text
    more = Counter(pdf.text)
    more.subtract(word.text)
    assert {w: n for w, n in more.items() if n} == dict(Counter(page.labels))


def test_reference_act_has_lists_and_so_labels(
    views: tuple[View, ...], tools: RenderTools
) -> None:
    """Without them the test above would hold nothing against lost labels."""
    html = make(list_formats()["html"], "annexe-rapport-1", views, tools)

    assert len(read_html(html).labels) > 20
