"""What WeasyPrint leaves out of the tags, put there by a private hook.

WeasyPrint 70 writes the document's language, but not that of an element: a
Corsican title inside a French act would be read with a French voice. And it
puts the paragraphs of a list's item beside the label, where PDF/UA wants them
in a body. The only place for this is a private generator (see `delib_gen.hooks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from delib_gen.formats.pdf.cells import mark_cell
from delib_gen.formats.pdf.columns import mark_element
from delib_gen.formats.pdf.definitions import join_definitions, mark_term
from delib_gen.formats.pdf.fields import write_fields
from delib_gen.formats.pdf.footnotes import hook_footnotes
from delib_gen.formats.pdf.justified import hook_justification
from delib_gen.formats.pdf.lines import hook_lines
from delib_gen.formats.pdf.margins import hook_margins
from delib_gen.formats.pdf.namesakes import hook_fonts
from delib_gen.formats.pdf.notes import mark_note
from delib_gen.formats.pdf.renvois import drop_dead_link, name_link
from delib_gen.formats.pdf.rows import hook_rows
from delib_gen.formats.pdf.strays import gather_strays
from delib_gen.formats.pdf.structure import adopt, make_element
from delib_gen.formats.pdf.texts import hook_texts
from delib_gen.hooks import replace, spare_expressions

_SCOPES = {"col": "/Column", "row": "/Row"}
_ROOTS = ("html", "body")
_PAGES = "delib_gen_pages"
_ROLE = "data-balise"
"""What a layout calls an element by its role in the tags: `TOC`, `TOCI`…"""


def install_hooks() -> None:
    """Wrap the private functions; doing it again changes nothing."""
    spare_expressions()
    hook_fonts()
    hook_footnotes()
    hook_justification()
    hook_lines()
    hook_margins()
    hook_rows()
    hook_texts()
    replace("weasyprint.pdf.tags._build_box_tree", _complete_tags)
    replace("weasyprint.pdf.add_forms", lambda _: write_fields)
    pydyf.PDF.page_references = property(_refer_to_pages)  # asked for by each tag


def _refer_to_pages(pdf: Any) -> tuple[bytes, ...]:  # noqa: ANN401
    """What the objects of a PDF call its pages by; listed anew when one is added."""
    kids, (known, count) = pdf.pages["Kids"], getattr(pdf, _PAGES, ((), 0))
    if count != len(kids):
        known = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        setattr(pdf, _PAGES, (known, len(kids)))
    return known


def _complete_tags(original: Callable[..., Iterator[Any]]) -> Callable[..., Any]:
    """What builds the tags, and completes each."""

    def build(box: Any, parent: Any, pdf: Any, *args: Any) -> Iterator[Any]:  # noqa: ANN401
        for element in original(box, parent, pdf, *args):
            _set_language(box, element)
            mark_note(box, element)
            mark_term(box, element)
            _set_role(box, element)
            name_link(box)
            drop_dead_link(box, element)
            mark_element(box, element)
            mark_cell(box, element)
            if element["S"] == "/TH":
                _set_scope(box, element)
            if element["S"] == "/L" and box.element_tag == "dl":
                join_definitions(element, pdf)
            elif element["S"] == "/L":
                gather_strays(element, pdf)
            elif element["S"] == "/LI":
                if not element["K"]:
                    # An item whose nested list alone goes on over the page: the
                    # list is tagged beside it, and nothing is left in it.
                    continue
                _put_in_body(element, pdf)
            yield element

    return build


def _set_language(box: Any, element: Any) -> None:  # noqa: ANN401
    """Give a structure element the language of the HTML element that made it."""
    source: Any = getattr(box, "element", None)
    language = source.get("lang") if hasattr(source, "get") else None
    if language and "Lang" not in element and box.element_tag not in _ROOTS:
        element["Lang"] = pydyf.String(language)


def _set_scope(box: Any, element: Any) -> None:  # noqa: ANN401
    """Say what a head is the head of: the engine says it of each cell instead."""
    source: Any = getattr(box, "element", None)
    scope = source.get("scope") if hasattr(source, "get") else None
    if scope in _SCOPES and "A" in element:
        element["A"]["Scope"] = _SCOPES[scope]


def _set_role(box: Any, element: Any) -> None:  # noqa: ANN401
    """Give a structure element the role that a layout names: HTML has none for it.

    What a style puts before or after an element is not that element.
    """
    source: Any = getattr(box, "element", None)
    role = source.get(_ROLE) if hasattr(source, "get") else None
    if role and "::" not in box.element_tag:
        element["S"] = f"/{role}"


def _put_in_body(item: Any, pdf: Any) -> None:  # noqa: ANN401
    """Gather the children of a list's item, its label apart, in one body."""
    labels: list[Any] = []
    body: list[Any] = []
    for reference in item["K"]:
        child = pdf.objects[int(reference.split()[0])]
        if child["S"] == "/LBody":
            return
        (labels if child["S"] == "/Lbl" else body).append(child)
    if not body:
        return
    wrapper = make_element(pdf, "/LBody", item["Pg"])
    adopt(wrapper, body)
    adopt(item, [*labels, wrapper])
