"""Words that an own template prints in one format and not in another (GAB03).

Both formats get the same parts: what differs is what a template says by itself. Each is
filled with a document of figures alone, without its parts: the letters that come out
are the template's own.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from delib_gen.audit.words import tokenize
from delib_gen.composition.compose import compose
from delib_gen.composition.tree import Composition, Part
from delib_gen.findings.gabarits import GAB03
from delib_gen.formats.page import make_page_context
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.render import render_html_template, show_template
from delib_gen.view.specimens import list_specimens

if TYPE_CHECKING:
    from delib_gen.findings import Diagnostic
    from delib_gen.templating.library import TemplateLibrary
    from delib_gen.view.base import View

_SILENT = "0"
_SHOWN = 8
"""How many words a finding names."""


def compare_formats(
    library: TemplateLibrary, view_type: type[View], templates: Sequence[str]
) -> Iterator[Diagnostic]:
    """The words that one of some templates prints, and another does not.

    Args:
        library: where templates are found.
        view_type: the kind of document that they lay out.
        templates: their names, a format each.
    """
    said = {n: _read_own_words(library, n, view_type) for n in templates}
    for name, words in said.items():
        for other, others in said.items():
            lacking = list((words - others).elements())
            if name == other or not lacking:
                continue
            shown = " ".join(lacking[:_SHOWN]) + (" …" if lacking[_SHOWN:] else "")
            yield GAB03.at(
                (),
                f"{show_template(library, name)} imprime des mots que "
                f"{show_template(library, other)} n'imprime pas : « {shown} »",
                "écrivez-les dans les deux gabarits, ou dans le plan "
                f"`{view_type.genre}.plan.j2`, qui sert à tous les formats",
            )


def _read_own_words(
    library: TemplateLibrary, name: str, view_type: type[View]
) -> Counter[str]:
    """The words of a template's own; none of one that cannot be filled: it is told."""
    full = list_specimens(view_type)[0]
    try:
        parts = compose(full, lambda _: library).parties
        silent = tuple(Part(part.nom, ()) for part in parts)
        text = _fill(library, name, Composition(_silence(full), silent))
    except TemplateFault:
        return Counter()
    return Counter(word for word in tokenize(text) if any(map(str.isalpha, word)))


def _fill(library: TemplateLibrary, name: str, piece: Composition) -> str:
    if not name.endswith(".docx"):
        context = make_page_context(piece, lambda _: "")
        filled = render_html_template(library, name, context)
        try:
            page = html.document_fromstring(filled)
        except etree.ParserError:  # there is nothing to be read in it
            return ""
        return " ".join(page.body.itertext()) if page.body is not None else ""
    # Loaded here: a template in HTML needs no library for Word.
    from docx.oxml.ns import qn

    from delib_gen.formats.docx.fill import fill_template
    from delib_gen.formats.docx.slots import make_slots
    from delib_gen.formats.docx.xml import read_text

    view = piece.view
    document = fill_template(
        library, name, {**view.context(), **make_slots(piece, view)}
    )
    stories = [document.element.body]
    for section in document.sections:
        stories += [section.header._element, section.footer._element]
    return " ".join(read_text(p) for story in stories for p in story.iter(qn("w:p")))


def _silence(value: Any) -> Any:  # noqa: ANN401 - any part of a view
    """The same value, every text of it a figure."""
    if isinstance(value, str):
        return _SILENT
    if isinstance(value, tuple):
        return tuple(map(_silence, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **{n: _silence(p) for n, p in parts.items()})
    return value
