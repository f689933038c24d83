"""From a view to a Word document: template filled, prose in place, languages said."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.oxml.ns import qn

from delib_gen.formats.docx.fill import fill_template
from delib_gen.formats.docx.languages import (
    language_tag,
    say_language,
    set_run_language,
)
from delib_gen.formats.docx.notes import iter_stories
from delib_gen.formats.docx.prose import ProseWriter
from delib_gen.formats.docx.slots import fill_slots, make_slots
from delib_gen.formats.docx.xml import Element, get_run_properties, make, make_text
from delib_gen.templating.render import show_template
from delib_gen.view.base import Titre

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View

_JOINED = re.compile(r"(?<=\d)-(?=\d)")


def compose_document(view: View, name: str, tools: RenderTools) -> Document:
    """The document of a piece.

    Args:
        view: the piece.
        name: the name of its template.
        tools: where templates are found, and the house style.

    Raises:
        TemplateFault: if the template is not there, or cannot be filled.
    """
    slots = make_slots(view)
    shade = tools.charte.fond_sans_version if view.meta.marque else ""
    document = fill_template(tools.library, name, {**view.context(), **slots}, shade)
    writer = ProseWriter(document, tools, shade)
    fill_slots(document, slots, writer, show_template(tools.library, name))
    _mark_languages(document, view)
    say_language(document, language_tag(view.meta.langue))
    _bind_numbers(document)
    return document


def _mark_languages(document: Document, view: View) -> None:
    """Say the language of titles in another one, for spelling and screen readers.

    They are found by their text, so that templates need not know about it.
    """
    titles = {
        titre.texte: language_tag(titre.langue)
        for titre in _iter_titles(view.context())
        if titre.langue != view.meta.langue
    }
    for text in document.element.body.iter(qn("w:t")):
        run = text.getparent()
        if text.text in titles and run.tag == qn("w:r"):
            set_run_language(get_run_properties(run), titles[text.text])


def _bind_numbers(document: Document) -> None:
    """Keep numbers such as `D. 4425-53` on one line: Word breaks after hyphens."""
    texts = [t for story in iter_stories(document) for t in story.iter(qn("w:t"))]
    for text in texts:
        if not _JOINED.search(text.text or "") or _is_linked(text):
            continue
        first, *rest = _JOINED.split(text.text)
        text.text, last = first, text
        for piece in rest:
            last.addnext(make("noBreakHyphen"))
            last = last.getnext()
            last.addnext(make_text(piece))
            last = last.getnext()


def _is_linked(text: Element) -> bool:
    return next(text.iterancestors(qn("w:hyperlink")), None) is not None


def _iter_titles(part: Any) -> Iterator[Titre]:  # noqa: ANN401 - any part of a view
    if isinstance(part, Titre):
        yield part
    elif isinstance(part, dict):
        yield from _iter_titles(tuple(part.values()))
    elif isinstance(part, tuple):
        for item in part:
            yield from _iter_titles(item)
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from _iter_titles(getattr(part, field.name))
