"""Two editions of a piece in one Word file: a table, a row for each pair.

Word has no columns that stay level with each other but those of a table. Screen
readers go through one row by row; the document says so where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.compose import compose_document
from delib_gen.formats.docx.grid import SHORT
from delib_gen.formats.docx.languages import language_tag, set_run_language
from delib_gen.formats.docx.merge import adopt_body
from delib_gen.formats.docx.narrow import Narrower
from delib_gen.formats.docx.xml import Element, make, make_text
from delib_gen.formats.paires import pair_blocks
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View
    from delib_gen.view.en_regard import Colonne

_GAP = 160
"""Twentieths of a point below a line about the document."""
_Pair = tuple[Element | None, Element | None]


def compose_any_document(view: View, name: str, tools: RenderTools) -> Document:
    """The document of a piece, be it in one language or in two.

    Raises:
        TemplateFault: if the template is not there, or cannot be filled.
    """
    if not isinstance(view, EnRegardView):
        return compose_document(view, name, tools.speak(view.meta.langue))
    first, second = (
        compose_document(vue, name, tools.speak(vue.meta.langue)) for vue in view.vues
    )
    body = first.element.body
    kinds = tuple(_list_kinds(document) for document in (first, second))
    right = adopt_body(first, second)
    left = [element for element in body if element.tag != qn("w:sectPr")]
    for element in left:
        body.remove(element)
    pairs = list(pair_blocks(left, right, kinds))
    narrower = Narrower(first)
    for side in (left, right):
        narrower.close_up(side)
    for place, element in enumerate(_write(view, pairs, narrower)):
        body.insert(place, element)
    return first


def _list_kinds(document: Document) -> list[tuple[str, ...]]:
    """Of what kind each block is: its tag, its style and its level in a list."""
    kinds: list[tuple[str, ...]] = []
    for element in document.element.body:
        if element.tag == qn("w:sectPr"):
            continue
        used = [element.tag]
        for tag in ("w:pStyle", "w:ilvl"):
            found = next(element.iter(qn(tag)), None)
            used.append("" if found is None else found.get(qn("w:val")))
        kinds.append(tuple(used))
    return kinds


def _write(
    view: EnRegardView, pairs: Sequence[_Pair], narrower: Narrower
) -> Iterator[Element]:
    """What the body holds: how to read it, and a table for each run of pages."""
    for colonne in view.colonnes:
        if not colonne.lecture:
            continue
        yield _write_line(colonne.lecture, colonne)
    table = _Table(view, narrower)
    for pair in pairs:
        across = view.commun and pair[1] is None
        # All are to be fitted: the first that begins a page must not end the search.
        begins = [narrower.fit(e, across=across) for e in pair if e is not None]
        if any(begins):
            if table.filled:
                yield table.element
                table = _Table(view, narrower)
            # Word begins no page within a table: the page begins before it.
            yield make("p", make("pPr", make("pageBreakBefore")))
        table.add(pair)
    yield table.element
    yield make("p")  # Word wants a paragraph after a table that ends a document


class _Table:
    """A table under way."""

    def __init__(self, view: EnRegardView, narrower: Narrower) -> None:
        self._common = view.commun
        self._widths = narrower.widths
        self.filled = False
        names = " – ".join(colonne.nom for colonne in view.colonnes)
        described = " ".join(colonne.lecture for colonne in view.colonnes)
        cells = [
            self._cell([_write_line(colonne.nom, colonne)], rank)
            for rank, colonne in enumerate(view.colonnes)
        ]
        self.element = make(
            "tbl",
            make(
                "tblPr",
                make("tblW", w=sum(self._widths), type="dxa"),
                make("tblLayout", type="fixed"),
                make("tblCaption", val=names),
                make("tblDescription", val=described),
            ),
            make("tblGrid", *(make("gridCol", w=width) for width in self._widths)),
            make("tr", make("trPr", make("tblHeader")), *cells),
        )

    def add(self, pair: _Pair) -> None:
        """One more row; a text that has one version alone may go across."""
        self.filled = True
        looks = _keep_whole(pair)
        if self._common and pair[1] is None:
            self.element.append(make("tr", *looks, self._cell([pair[0]], 0, span=2)))
            return
        cells = [
            self._cell([] if element is None else [element], rank)
            for rank, element in enumerate(pair)
        ]
        self.element.append(make("tr", *looks, *cells))

    def _cell(self, content: Sequence[Element], rank: int, span: int = 1) -> Element:
        width = sum(self._widths) if span > 1 else self._widths[rank]
        looks = [make("tcW", w=width, type="dxa")]
        looks += [make("gridSpan", val=span)] if span > 1 else []
        cell = make("tc", make("tcPr", *looks), *content)
        if cell[-1].tag != qn("w:p"):
            cell.append(make("p"))
        return cell


def _keep_whole(pair: _Pair) -> list[Element]:
    """Properties of a row that no page end may cut: that of a table of few rows."""
    tables = [e for e in pair if e is not None and e.tag == qn("w:tbl")]
    short = all(len(table.findall(qn("w:tr"))) <= SHORT for table in tables)
    return [make("trPr", make("cantSplit"))] if tables and short else []


def _write_line(text: str, colonne: Colonne) -> Element:
    """A line about the document, above what it speaks of."""
    properties = make("rPr", make("i"))
    set_run_language(properties, language_tag(colonne.langue))
    look = make("pPr", make("keepNext"), make("spacing", after=_GAP))
    return make("p", look, make("r", properties, make_text(text)))
