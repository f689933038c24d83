"""The contents page of a Word dossier: bookmarks, links, and Word's own page numbers.

Only Word knows on which page a piece begins. An entry's number is a field that asks
it; Word is told to reckon such fields when it opens the file.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.xml import Element, make, make_text
from delib_gen.view.sommaire import map_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.view.base import View

_SIGN = "\ue001"
"""A sign that nobody types, around the bookmark that a page number is asked of."""
_MARK = re.compile(f"{_SIGN}([^{_SIGN}]*){_SIGN}")
_AFTER_FIELDS = ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "rsids")
"""What comes later than the order to reckon fields, in the settings of a file."""


def name_bookmark(anchor: str) -> str:
    """The bookmark of an anchor: Word's have no hyphens, and `_` hides them."""
    return "_" + re.sub(r"\W", "_", anchor)


def ask_pages(view: View) -> View:
    """A page that lists pieces, whose numbers Word will be asked; others as are.

    The bookmark's name, not the anchor, stands there: a hyphen between two figures
    is made one that does not break, and would cut the text of the run.
    """

    def mark(cible: str) -> str:
        return f"{_SIGN}{name_bookmark(cible)}{_SIGN}"

    return map_entries(view, lambda entree: replace(entree, page=mark(entree.cible)))


def add_bookmark(document: Document, anchor: str) -> None:
    """Put a bookmark where a document begins, on its first paragraph."""
    body = document.element.body
    paragraph = next(body.iter(qn("w:p")), None)
    if paragraph is None:
        return
    used = (int(mark.get(qn("w:id"))) for mark in body.iter(qn("w:bookmarkStart")))
    number = max(used, default=-1) + 1
    start = make("bookmarkStart", id=number, name=name_bookmark(anchor))
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    start.addnext(make("bookmarkEnd", id=number))


def link_entries(document: Document) -> None:
    """Make each line that asks for a page number a link, and its number a field."""
    asked = False
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        text = next((t for t in paragraph.iter(qn("w:t")) if _asks(t)), None)
        if text is None:
            continue
        asked = True
        match = _MARK.search(text.text)
        bookmark = match[1] if match else ""
        run = text.getparent()
        text.text = _MARK.sub("", text.text)
        for field in reversed(list(_make_field(bookmark, run))):
            run.addnext(field)
        if not text.text:
            run.remove(text)
        _wrap(paragraph, bookmark)
    if asked:
        _reckon_fields(document)


def _asks(text: Element) -> bool:
    return _SIGN in (text.text or "")


def _make_field(bookmark: str, like: Element) -> Iterator[Element]:
    """The runs of a field that says on which page a bookmark is."""
    order = make("instrText")
    order.text = f" PAGEREF {bookmark} \\h "
    for content in (
        make("fldChar", fldCharType="begin"),
        order,
        make("fldChar", fldCharType="separate"),
        make_text("\u00a0"),  # until Word has counted: no number is better than one
        make("fldChar", fldCharType="end"),
    ):
        run = make("r", content)
        properties = like.find(qn("w:rPr"))
        if properties is not None:
            run.insert(0, deepcopy(properties))
        yield run


def _wrap(paragraph: Element, bookmark: str) -> None:
    """Make the runs of a paragraph one link within the document."""
    runs = [child for child in paragraph if child.tag == qn("w:r")]
    link = make("hyperlink", anchor=bookmark, history="1")
    runs[0].addprevious(link)
    link.extend(runs)


def _reckon_fields(document: Document) -> None:
    settings = document.settings.element
    order = make("updateFields", val="true")
    later = {qn(f"w:{name}") for name in _AFTER_FIELDS}
    place = next((e for e in settings if e.tag in later), None)
    if settings.find(qn("w:updateFields")) is not None:
        return
    if place is None:
        settings.append(order)
    else:
        place.addprevious(order)
