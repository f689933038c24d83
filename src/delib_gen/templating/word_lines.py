"""Keeping a Word template's lines in step with its paragraphs.

`docxtpl.patch_xml` drops whatever lies between the pieces of a tag that Word has
cut, around a `{%tr … %}` or a `{%tc … %}`, and before a `{%-`. Where each
paragraph was first put on a line of its own, the lines after such a place would
then be off. Here their ends are moved aside beforehand, where nothing drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

_CUT_BRACES = re.compile(
    r"(?<={)(<[^>]*>)+(?=[\{%\#])|(?<=[%\}\#])(<[^>]*>)+(?=\})", re.DOTALL
)
_TAGS = re.compile(r"{%(?:(?!%}).)*|{#(?:(?!#}).)*|{{(?:(?!}}).)*", re.DOTALL)
_RUN_ENDS = re.compile(r"</w:t>.*?(<w:t>|<w:t [^>]*>)", re.DOTALL)
_JOINED_BEFORE = re.compile(r"</w:t>(?:(?!</w:t>).)*?{%-", re.DOTALL)
_JOINED_AFTER = re.compile(r"-%}(?:(?!<w:t[ >]|{%|{{).)*?<w:t[^>]*?>", re.DOTALL)
_LIFTED = {
    name: re.compile(rf"<w:{name}[ >](?:(?!<w:{name}[ >]).)*?</w:{name}>", re.DOTALL)
    for name in ("tr", "tc")
}


def keep_lines(xml: str) -> str:
    """The XML of a part, to be given to `patch_xml`, which then drops no line end.

    Args:
        xml: with a line end before each paragraph, and nowhere else.
    """
    xml = _CUT_BRACES.sub(lambda m: _line_ends(m[0]), xml)
    xml = _TAGS.sub(_mend_tag, xml)
    xml = _JOINED_BEFORE.sub(lambda m: _line_ends(m[0]) + _flatten(m[0]), xml)
    xml = _JOINED_AFTER.sub(lambda m: _flatten(m[0]) + _line_ends(m[0]), xml)
    xml = _LIFTED["tr"].sub(lambda m: _move_line_ends(m[0], "tr"), xml)
    return _LIFTED["tc"].sub(lambda m: _move_line_ends(m[0], "tc"), xml)


def _line_ends(text: str) -> str:
    return "\n" * text.count("\n")


def _flatten(text: str) -> str:
    return text.replace("\n", "")


def _mend_tag(match: re.Match[str]) -> str:
    """A tag that Word has cut, in one piece, without what lay between."""
    return _RUN_ENDS.sub(lambda m: _line_ends(m[0]), match[0])


def _move_line_ends(xml: str, name: str) -> str:
    """A row or a cell that gives way to its tag, its line ends put around it."""
    found = [xml.find(f"{brace}{name} ") for brace in ("{%", "{{", "{#")]
    places = [place for place in found if place >= 0]
    if not places:
        return xml
    before, after = xml[: min(places)], xml[min(places) :]
    return _line_ends(before) + _flatten(xml) + _line_ends(after)


def iter_text(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph, without that of the boxes anchored in it."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            yield " "
        elif child.tag != qn("w:p"):
            yield from iter_text(child)
