"""Filling a Word template: Jinja's errors come with the paragraph they stand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from jinja2 import TemplateSyntaxError
from lxml import etree

from delib_gen.formats.docx.source import WordSource, open_template, read_sources
from delib_gen.formats.docx.xml import drop_illegal, tidy
from delib_gen.templating.errors import TemplateFault, explain_jinja

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

_COMPILED = "<template>"
"""What Jinja calls a template that it was given as a string, in tracebacks."""


def fill_template(path: Path, context: Mapping[str, Any], env: Environment) -> Document:
    """A document made from a template.

    Args:
        path: the template.
        context: the names that it may use.
        env: the environment that fills it.

    Raises:
        TemplateFault: if the template cannot be read or filled.
    """
    template = open_template(path)
    for source in read_sources(path, template):
        xml = _fill_source(source, context, env)
        if source.name:
            _put_part(source.part, xml)
        else:
            tree = template.fix_tables(xml)
            template.fix_docpr_ids(tree)
            template.map_tree(tree)
            tidy(tree)
    document: Document = template.docx
    return document


def _fill_source(
    source: WordSource, context: Mapping[str, Any], env: Environment
) -> str:
    """The XML of a part, filled."""
    try:
        compiled = env.from_string(source.text)
        xml = drop_illegal(compiled.render(context))
    except TemplateSyntaxError as error:
        line = error.lineno
        if "end of template" in str(error):
            line = source.find_unclosed() or line
        raise _fault(source, line, error, context) from error
    except Exception as error:
        # Whatever stops a template while it runs is the template's own doing:
        # the view holds strings, and nothing else can be reached from it.
        raise _fault(source, _find_line(error), error, context) from error
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError as error:
        # docxtpl would mend it by throwing text away, without a word.
        raise TemplateFault(
            source.template,
            source.place(source.find_straddling()),
            "le document rempli serait illisible : une boucle ou une condition "
            "s'ouvre dans un paragraphe et se ferme dans un autre",
            "mettez chacune des deux balises seule dans son paragraphe, sous la "
            "forme `{%p … %}`, ou les deux dans le même",
        ) from error
    return xml


def _put_part(part: Any, xml: str) -> None:  # noqa: ANN401
    if isinstance(part, XmlPart):
        part._element = parse_xml(xml)
        tidy(part.element)
    else:
        root = etree.fromstring(xml)
        tidy(root)
        part._blob = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )


def _fault(
    source: WordSource, line: int | None, error: Exception, names: Mapping[str, Any]
) -> TemplateFault:
    message, hint = explain_jinja(error, names)
    return TemplateFault(source.template, source.place(line), message, hint)


def _find_line(error: BaseException) -> int | None:
    """The line of the template at which it stopped, from the traceback."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _COMPILED:
            line = step.tb_lineno
        step = step.tb_next
    return line
