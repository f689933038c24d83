"""What can be read in a Word file: its text without what is hidden in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn
from lxml import etree

from delib_gen.audit.compare import Reading, Shown
from delib_gen.audit.stream import Piece, Stream, Unseen
from delib_gen.formats.docx.labels import Labels
from delib_gen.formats.docx.notes import TYPED
from delib_gen.formats.docx.order import find_orders
from delib_gen.formats.docx.visibility import Visibility
from delib_gen.formats.docx.xml import Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A second copy of a drawing's text, for programs of before 2010."""
_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_GONE = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
_OFF = ("0", "false", "off")
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}


_DESCRIBED = f"{qn('w:tblPr')}/{qn('w:tblDescription')}"
_HEAD = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
"""How a table of two languages is known, and a row of heads in it."""
_RUN, _TEXT, _PARAGRAPH, _BOX = map(qn, ("w:r", "w:t", "w:p", "w:txbxContent"))
_TABLE, _ROW, _CELL = map(qn, ("w:tbl", "w:tr", "w:tc"))
_ALL_LOOKS = _LOOKS, _RUN_LOOKS, _ROW_LOOKS = tuple(
    map(qn, ("w:pPr", "w:rPr", "w:trPr"))
)
_ID = qn("w:id")
_KINDS = ("footnote", "endnote")
_CALLS = {qn(f"w:{kind}Reference"): kind for kind in _KINDS}
_ODD = (*_GONE, *_CALLS, _BOX)
"""What may make a paragraph say less than all its texts, or more."""


def read_streams(content: bytes, own: bool | None = None) -> Reading:
    """The text of a Word file, with its notes last: that of each column.

    What stands in no table of two languages is of the first. A line is a paragraph.
    Deleted and hidden text is left out, like text in white or in type so small
    that nobody sees it; so is a note that nothing calls. The labels of lists are not
    text, but for those that say words; headers and footers are not read.

    Args:
        content: the file.
        own: whether a template or a style is the office's: the shipped ones hide
            nothing, and working out the looks of each run costs more than reading it.
    """
    document, reader = _open(content, own)
    if document is None:
        return Reading([Stream(), Stream()])
    streams = [Stream.of(pieces) for pieces in _list_columns(document, reader)]
    unseen = list(reader.unseen)
    shown = []
    for order in () if own is False else find_orders(document):
        reader.show(order.parts)
        shown.append(Shown(_list_columns(document, reader), order.sure))
    return Reading(streams, [], unseen, shown=shown)


def _list_columns(document: Element, reader: _Reader) -> list[list[Piece]]:
    """The text of each column, with its notes last."""
    columns: list[list[Piece]] = [[], []]
    for text in reader.iter_text(document):
        columns[reader.column].append(Piece(text))
    for column, note in reader.called:
        columns[column] += map(Piece, reader.iter_text(note))
    return columns


def read_visible_headers(content: bytes, own: bool | None = None) -> Iterator[str]:
    """The text of each header that pages may have: some for each section.

    A section has one, one more where its first page differs, and one more where
    even pages do; what it does not name is that of the section before. A header
    that there is not is an empty text.

    Args:
        content: the file.
        own: whether a template or a style is the office's.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = _read_part(package, _DOCUMENT)
        settings = _read_part(package, "word/settings.xml")
        relations = _read_part(package, _RELATIONS)
        look = _look(package, None, own)
        reader = _Reader(look, {}, Labels(None), heads=True)
        if document is None or relations is None:
            return
        texts = {
            relation.get("Id"): "".join(reader.iter_text(part))
            for relation in relations
            if relation.get("Type", "").endswith("/header")
            for part in [_read_part(package, _locate(relation.get("Target", "")))]
            if part is not None
        }
    even = settings is not None and _is_on(settings, "w:evenAndOddHeaders")
    known: dict[str, str] = {}
    for section in document.iter(qn("w:sectPr")):
        for named in section.findall(qn("w:headerReference")):
            known[named.get(qn("w:type"))] = texts.get(named.get(qn("r:id")), "")
        kinds = ["default"]
        kinds += ["first"] if _is_on(section, "w:titlePg") else []
        kinds += ["even"] if even else []
        yield from (known.get(kind, "") for kind in kinds)


def _read_part(package: zipfile.ZipFile, name: str) -> Element | None:
    if name not in package.namelist():
        return None
    return etree.fromstring(package.read(name))


def _is_on(owner: Element, switch: str) -> bool:
    found = owner.find(qn(switch))
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


def _locate(target: str) -> str:
    """The name of a part, from how the document's relations name it."""
    return target.removeprefix("/") if target.startswith("/") else f"word/{target}"


def _open(content: bytes, own: bool | None = None) -> tuple[Element | None, _Reader]:
    """The text of a file, and who reads it with its notes."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = _read_part(package, _DOCUMENT)
        relations = _read_part(package, _RELATIONS)
        notes = {
            (kind, note.get(_ID)): note
            for relation in (() if relations is None else relations)
            for kind in _KINDS
            if relation.get("Type", "").endswith(f"/{kind}s")
            for part in [_read_part(package, _locate(relation.get("Target", "")))]
            if part is not None
            for note in part
        }
        labels = Labels(_read_part(package, "word/numbering.xml"))
        return document, _Reader(_look(package, document, own), notes, labels)


def _look(
    package: zipfile.ZipFile, document: Element | None, own: bool | None
) -> Visibility | None:
    """Who tells what shows in a file; None where all of it does."""
    if own is False:
        return None
    styles, settings, theme, numbering = (
        _read_part(package, f"word/{name}.xml")
        for name in ("styles", "settings", "theme/theme1", "numbering")
    )
    return Visibility(styles, document, settings, theme, numbering)


class _Reader:
    """Reads what shows, in reading order.

    Attributes:
        column: which of two languages the text that was just given is of, from 0.
        called: the notes that are called, each with its column.
        unseen: what does not show.
    """

    def __init__(
        self,
        visibility: Visibility | None,
        notes: dict[tuple[str, str], Element],
        labels: Labels,
        *,
        heads: bool = False,
    ) -> None:
        self._visibility = visibility
        self._labels = labels
        self._notes = notes
        self._heads = heads
        self._marks: set[Element] = set()
        self._order: Mapping[Element, Sequence[Element]] = {}
        self._labelled: dict[Element, str] = {}
        self.column = 0
        self.called: list[tuple[int, Element]] = []
        self.unseen: list[Unseen] = []

    def show(self, order: Mapping[Element, Sequence[Element]]) -> None:
        """Read again, the children of some elements in another order."""
        self._order = order
        self.called = []

    def iter_text(self, element: Element) -> Iterator[str]:
        """The pieces of text below an element."""
        for child in self._order.get(element, element):
            tag = child.tag  # made anew each time that it is asked for
            if tag in _GONE or _is_hidden_row(child, tag) or child in self._marks:
                continue
            if tag == _RUN and (why := self._explain(child)):
                words = "".join(text.text or "" for text in child.iter(_TEXT))
                self.unseen += [Unseen(words, why)] if words else []
                # A box anchored in a hidden run has text of its own.
                for box in child.iter(_BOX):
                    yield from self.iter_text(box)
            elif tag == _TEXT:
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag in _CALLS:
                note = self._notes.get((_CALLS[tag], child.get(_ID)))
                self.called += [] if note is None else [(self.column, note)]
                if child.get(TYPED) is not None:
                    self._leave_mark(child, note)
            elif tag == _PARAGRAPH:
                yield from self._iter_paragraph(child)
            elif tag == _TABLE and child.find(_DESCRIBED) is not None:
                yield from self._iter_columns(child)
            elif len(child) and tag not in _ALL_LOOKS:
                yield from self.iter_text(child)

    def _iter_paragraph(self, paragraph: Element) -> Iterator[str]:
        """A paragraph, after its label."""
        # Items count as they are written, in whatever order they are read again.
        if paragraph not in self._labelled:
            self._labelled[paragraph] = self._read_label(paragraph)
        yield f"\n{self._labelled[paragraph]}"
        if self._visibility or self._marks or any(True for _ in paragraph.iter(*_ODD)):
            yield from self.iter_text(paragraph)
        else:  # walked by the library: most of a file is such
            for sign in paragraph.iter(_TEXT, *_SIGNS):
                yield _SIGNS.get(sign.tag) or sign.text or ""
        yield "\n"

    def _leave_mark(self, call: Element, note: Element | None) -> None:
        """Leave a note's number out, which is typed after its call and before it."""
        mark = call.getnext()
        first = None if note is None else next(note.iter(_RUN), None)
        self._marks |= {found for found in (mark, first) if found is not None}

    def _read_label(self, paragraph: Element) -> str:
        """What Word prints before a paragraph, if it looks like something."""
        label, level = self._labels.read(paragraph)
        if level is None or self._visibility is None:
            return label
        shown = etree.SubElement(paragraph, _RUN)  # what is printed, for a moment
        looks = etree.SubElement(shown, _RUN_LOOKS)
        for owner in (paragraph.find(_LOOKS), level):
            own = None if owner is None else owner.find(_RUN_LOOKS)
            looks.extend(deepcopy(look) for look in (() if own is None else own))
        why = self._explain(shown)
        paragraph.remove(shown)
        return "" if why else label

    def _explain(self, run: Element) -> str:
        """Why a run cannot be read; empty where it can."""
        return "" if self._visibility is None else self._visibility.explain(run)

    def _iter_columns(self, table: Element) -> Iterator[str]:
        """The rows of a table of two languages, a column after the other."""
        for row in table.findall(_ROW):
            skipped = not self._heads and row.find(_HEAD) is not None
            for rank, cell in enumerate(() if skipped else row.findall(_CELL)):
                self.column = min(rank, 1)
                yield from self.iter_text(cell)
            self.column = 0


def _is_hidden_row(element: Element, tag: str) -> bool:
    if tag != _ROW:
        return False
    looks = element.find(_ROW_LOOKS)
    return looks is not None and _is_on(looks, "w:hidden")
