"""References to annexes as links within a Word dossier; the words stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.composition.links import Linker
from delib_gen.formats.docx.contents import name_bookmark
from delib_gen.formats.docx.xml import Element, list_paragraphs, make, make_text

if TYPE_CHECKING:
    from delib_gen.view.base import View

_SIGNS = {qn("w:noBreakHyphen"): "-"}
_BARRIER = "\0"
"""What stands for a link, a note or a field: no reference goes across one."""


def link_document(document: Document, view: View, views: Sequence[View]) -> None:
    """Link the document of a piece to the others of its dossier.

    Args:
        document: the piece, before it is joined to the others.
        view: its view.
        views: those of all the pieces.
    """
    linker = Linker(views)
    titles = {other.meta.piece: other.meta.signet for other in views}
    if not linker.concerns(view):
        return
    for paragraph in list_paragraphs(document.element.body):
        text = "".join(said for _, said in _iter_runs(paragraph))
        # From the end: what comes before a link keeps its place.
        for start, end, target in sorted(linker.find(text, view), reverse=True):
            link = make(
                "hyperlink",
                anchor=name_bookmark(target),
                tooltip=titles[target],
                history="1",
            )
            _wrap(paragraph, start, end, link)


def _iter_runs(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """What a paragraph is made of, each with its text; what is no run cuts it."""
    for child in paragraph:
        if child.tag == qn("w:r"):
            yield child, "".join(_read(part) for part in child)
        elif child.tag != qn("w:pPr") and child.find(f".//{qn('w:t')}") is not None:
            yield child, _BARRIER


def _read(part: Element) -> str:
    if part.tag == qn("w:t"):
        return part.text or ""
    if part.tag == qn("w:rPr"):
        return ""
    return _SIGNS.get(part.tag, _BARRIER)


def _wrap(paragraph: Element, start: int, end: int, link: Element) -> None:
    """Put a link around a stretch of a paragraph's text."""
    for place in (start, end):
        _cut(paragraph, place)
    inside, place = [], 0
    for element, said in _iter_runs(paragraph):
        if start <= place < end:
            inside.append(element)
        place += len(said)
    inside[0].addprevious(link)
    link.extend(inside)


def _cut(paragraph: Element, at: int) -> None:
    """Have a run begin at a place of a paragraph's text."""
    place = 0
    for run, said in list(_iter_runs(paragraph)):
        if place < at < place + len(said):
            _cut_run(run, at - place)
            return
        place += len(said)


def _cut_run(run: Element, at: int) -> None:
    """Cut a run in two, both with its look."""
    later = make("r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        later.append(deepcopy(look))
    place = 0
    for part in list(run):
        said = _read(part)
        if place < at < place + len(said):
            text = part.text
            part.addprevious(make_text(text[: at - place]))
            later.append(make_text(text[at - place :]))
            run.remove(part)
        elif place >= at and said:
            later.append(part)
        place += len(said)
    run.addnext(later)
