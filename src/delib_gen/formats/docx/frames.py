"""A template filled: the frame of a piece, which the piece's parts are put into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from markupsafe import Markup

from delib_gen.formats.docx.book import UNCOUNTED, name_bookmark
from delib_gen.formats.docx.fill import fill_template
from delib_gen.formats.docx.house import dress, is_shared
from delib_gen.formats.docx.languages import (
    language_tag,
    say_language,
    set_run_language,
)
from delib_gen.formats.docx.slots import check_slots, make_slots
from delib_gen.formats.docx.xml import bind_numbers, get_properties, make
from delib_gen.templating.render import show_template
from delib_gen.view.sommaire import map_entries

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View
    from delib_gen.view.sommaire import Entree

_ASKED = (
    '</w:t></w:r><w:fldSimple w:instr=" PAGEREF {} \\h "><w:r><w:t>{}</w:t></w:r>'
    "</w:fldSimple><w:r><w:t>"
)
"""What an own template prints for a page's number: Word asks it of a bookmark."""


def fill_frame(
    piece: Composition,
    view: View,
    tools: RenderTools,
    numbers: Mapping[str, int] | None,
) -> Document:
    """The frame of a piece.

    Args:
        piece: the piece.
        view: its edition in the language of what the frame says by itself.
        tools: where templates are found, and the house style.
        numbers: the pages that pieces begin on, as far as they are known; None where
            the document has not the pieces that a list of them names.

    Raises:
        TemplateFault: if the template is not there, or cannot be filled.
    """
    library = tools.find_library(view.meta.langue)
    name = f"{view.genre}.docx"
    ask = None if numbers is None else partial(_ask_page, numbers)
    asking = view if ask is None else map_entries(view, ask)
    context = {**asking.context(), **make_slots(piece, view)}
    frame = fill_template(library, name, context, find_shade(view, tools))
    path = library.find(name)
    if path is not None and is_shared(path):
        dress(frame, tools.charte)
    check_slots(frame, show_template(library, name))
    body, tag = frame.element.body, language_tag(view.meta.langue)
    _say_titles(frame, view)
    for part in frame.part.package.iter_parts():
        if isinstance(part, XmlPart):
            say_language(part.element, tag)
            bind_numbers(part.element)
    if not len(body):
        body.append(make("p"))
    return frame


def find_shade(view: View, tools: RenderTools) -> str:
    """The ground of what has no version in its language; drafts alone show it."""
    return tools.charte.fond_sans_version if view.meta.marque else ""


def _ask_page(numbers: Mapping[str, int], entree: Entree) -> Entree:
    asked = name_bookmark(entree.cible), numbers.get(entree.cible, UNCOUNTED)
    # Safe: the name of a bookmark has letters, digits and `_` alone.
    return replace(entree, page=Markup(_ASKED.format(*asked)))  # noqa: S704


def _say_titles(frame: Document, view: View) -> None:
    """Say the language of titles in another one, which have fields of their own.

    They are found by their text, so that templates need not know about it.
    """
    titles = {t.texte: t.langue for t in view.context().get("titres", ())}
    for text in frame.element.body.iter(qn("w:t")) if titles else ():
        run = text.getparent()
        if text.text in titles and run.tag == qn("w:r"):
            tag = language_tag(titles[text.text])
            set_run_language(get_properties(run), tag)
