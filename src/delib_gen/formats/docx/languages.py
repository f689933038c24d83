"""The language of each run, for Word's spelling checker and for screen readers."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

from delib_gen.formats.docx.xml import (
    Element,
    get_run_properties,
    make,
    make_text,
    put,
)
from delib_gen.lang.marks import find_last_language, is_marked, iter_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def language_tag(langue: str) -> str:
    """The tag of a language for Word (BCP 47), which wants a region.

    The region is where most people speak the language, as CLDR knows it.
    """
    from babel.core import get_global

    likely = str(get_global("likely_subtags").get(langue, langue))
    *_, region = likely.split("_")
    return langue if region == langue else f"{langue}-{region}"


def set_run_language(properties: Element, tag: str) -> None:
    """Put a language into the properties of a run."""
    put(properties, make("lang", val=tag))


def cut_languages(document: Document, shade: str = "") -> None:
    """Cut runs where the language of their text changes; no mark stays.

    Args:
        document: the document, filled.
        shade: the ground on which a text that has no version is shown; none
            where it is empty.
    """
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            _cut_runs(part.element, shade)
        elif part.partname.ext == "xml" and is_marked(part.blob.decode()):
            root = etree.fromstring(part.blob)
            _cut_runs(root, shade)
            part._blob = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )


def _cut_runs(root: Element, shade: str) -> None:
    for paragraph in list(root.iter(qn("w:p"))):
        langue = ""
        for text in list(paragraph.iter(qn("w:t"))):
            typed = text.text or ""
            if langue or is_marked(typed):
                _cut_run(text, list(iter_pieces(typed, langue)), shade)
                langue = find_last_language(typed, langue)


def _cut_run(text: Element, pieces: list[tuple[str, str]], shade: str) -> None:
    """Put runs of one language each in the place of a text.

    What else its run holds (a tab, a line break) stays around them, in order.
    """
    run = text.getparent()
    if run.tag != qn("w:r"):
        text.text = "".join(piece for piece, _ in pieces)
        return
    after = _split_run(run, text)
    last = run
    for piece, langue in pieces:
        made = make("r", *_copy_look(run), make_text(piece))
        if langue:
            look = get_run_properties(made)
            set_run_language(look, language_tag(langue))
            if shade:
                put(look, make("shd", val="clear", color="auto", fill=shade))
        last.addnext(made)
        last = made
    if after is not None:
        last.addnext(after)
    if all(child.tag == qn("w:rPr") for child in run):
        run.getparent().remove(run)


def _split_run(run: Element, text: Element) -> Element | None:
    """Take a text out of its run; what came after it goes into another one."""
    rest = list(text.itersiblings())
    run.remove(text)
    return make("r", *_copy_look(run), *rest) if rest else None


def _copy_look(run: Element) -> Iterator[Element]:
    look = run.find(qn("w:rPr"))
    if look is not None:
        yield deepcopy(look)


def say_language(document: Document, tag: str) -> None:
    """Say the language of every run that says none: that of the document."""
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            for run in part.element.iter(qn("w:r")):
                _say_language(run, tag)


def _say_language(run: Any, tag: str) -> None:  # noqa: ANN401
    properties = get_run_properties(run)
    if properties.find(qn("w:lang")) is None:
        set_run_language(properties, tag)
