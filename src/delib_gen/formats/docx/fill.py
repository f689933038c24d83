"""Filling a Word template: Jinja's errors come with the paragraph they stand in."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from delib_gen.formats.docx.languages import cut_languages
from delib_gen.formats.docx.outside import leave_behind
from delib_gen.formats.docx.source import (
    Source,
    WordTemplate,
    list_parts,
    read_template,
)
from delib_gen.formats.docx.xml import Element, drop_illegal, tidy
from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.messages import explain_error, find_kind
from delib_gen.templating.word_dangers import check_filled
from delib_gen.templating.work import filling

if TYPE_CHECKING:
    from delib_gen.templating.library import TemplateLibrary

_COMPILED = "<template>"
"""What Jinja calls a template that it was given as a string, in tracebacks."""

_LINES = re.compile(r">\n+(?=<)")
"""The ends of lines that were put in to place errors."""


def fill_template(
    library: TemplateLibrary, name: str, context: Mapping[str, Any], shade: str = ""
) -> Document:
    """A document made from a template.

    Args:
        library: where templates are found.
        name: the template's.
        context: the names that it is given.
        shade: the ground of what has no version in the language of the document.

    Raises:
        TemplateFault: if the template cannot be read or filled.
    """
    template = read_template(library, name)
    filler = DocxTemplate(io.BytesIO(template.content))
    filler.render_init()
    document: Document = filler.docx
    text, *others = fill_parts(template, context)
    tree = filler.fix_tables(text)
    filler.fix_docpr_ids(tree)
    filler.map_tree(tree)
    _finish(tree, shade)
    leave_behind(document)
    filled = list_parts(document)
    for part, xml in zip(filled, others, strict=True):
        part._element = parse_xml(xml)
        _finish(part.element, shade)
    if template.own:
        for part in (document.part, *filled):
            check_filled(part.element, str(part.partname).lstrip("/"), template.shown)
    return document


def fill_parts(template: WordTemplate, context: Mapping[str, Any]) -> list[str]:
    """The XML of each part of a template, filled.

    Raises:
        TemplateFault: if one of them cannot be.
    """
    return [_fill(source, template.shown, context) for source in template.sources]


def _finish(root: Element, shade: str) -> None:
    cut_languages(root, shade)
    tidy(root)


def _fill(source: Source, shown: str, context: Mapping[str, Any]) -> str:
    """The XML of a part, filled."""
    try:
        with filling():
            xml = drop_illegal(source.compiled.render(context))
        xml = _LINES.sub(">", xml)
    except TemplateFault:
        raise  # of a template that this one had filled: it is told already
    except Exception as error:
        # Whatever stops a template while it runs is the template's own doing:
        # the view holds strings, and nothing else can be reached from it.
        line = _find_line(error)
        place = source.show_place(line) if line else ""
        message, hint = explain_error(error, context)
        kind = find_kind(error)
        raise TemplateFault(shown, place, message, hint, kind) from error
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        # docxtpl would mend it by throwing text away, without a word.
        raise TemplateFault(
            shown,
            source.find_straddling(),
            "le document rempli serait illisible : une boucle ou une condition "
            "s'ouvre dans un paragraphe et se ferme dans un autre",
            "mettez chacune des deux balises seule dans son paragraphe, sous la "
            "forme `{%p … %}`, ou les deux dans le même",
        ) from error
    return xml


def _find_line(error: BaseException) -> int | None:
    """The line of the template at which it stopped, from the traceback."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _COMPILED:
            line = step.tb_lineno
        step = step.tb_next
    return line
