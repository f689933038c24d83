"""The language of each run, for Word's spelling checker and for screen readers."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

from docx.oxml.ns import nsmap, qn
from lxml import etree

from delib_gen.formats.docx.xml import (
    Element,
    get_properties,
    make,
    make_text,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_SILENT = etree.XPath(
    "descendant-or-self::w:r[not(w:rPr/w:lang)]", namespaces={"w": nsmap["w"]}
)
"""The runs that say no language."""


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


def cut_languages(root: Element, shade: str = "") -> None:
    """Cut the runs of a filled template where the language of their text changes.

    Args:
        root: the tree, in which a text has printed its languages (`lang.said`).
        shade: the ground on which a text that has no version is shown; none
            where it is empty.
    """
    for text in dict.fromkeys(span.getparent() for span in root.iter("span")):
        pieces = [(text.text or "", "")]
        for span in text:
            pieces += [(span.text or "", span.get("lang")), (span.tail or "", "")]
        pieces = [piece for piece in pieces if piece[0]]
        if text.tag == qn("w:t") and text.getparent().tag == qn("w:r"):
            _cut_run(text, pieces, shade)
        else:
            etree.strip_tags(text, "span")  # a field's order, a text of a drawing


def _cut_run(text: Element, pieces: list[tuple[str, str]], shade: str) -> None:
    """Put runs of one language each in the place of a text.

    What else its run holds (a tab, a line break) stays around them, in order.
    """
    run = text.getparent()
    after = _split_run(run, text)
    last = run
    for piece, langue in pieces:
        made = make("r", *_copy_look(run), make_text(piece))
        if langue:
            look = get_properties(made)
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


def say_language(root: Element, tag: str) -> None:
    """Say the language of every run that says none."""
    for run in _SILENT(root):
        set_run_language(get_properties(run), tag)
