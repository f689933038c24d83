"""Where no template is the office's, no look is asked: texts and their order still are.

The shipped templates are read back by all other tests as if they were somebody's own.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import pytest
from weasyprint import HTML

from delib_gen.audit.reasons import CLIPPED, OFF_PAGE, UNDER_TEXT
from delib_gen.findings import Diagnostic
from delib_gen.formats.base import list_formats
from delib_gen.prose.parse import parse_prose
from docx_helpers import change, render
from look_helpers import Look, make_act, write_page

FORMATS = ("pdf", "docx", "html")
P = ".prose > p"
PLAIN, PALE = Look(""), Look(f"{P} {{ color: white }}")


def write_word(*, hidden: bool) -> bytes:
    """The act in Word, a name of it hidden where that is wanted."""

    def hide(xml: str) -> str:
        place = xml.rindex("<w:lang", 0, xml.index("BASTIANI"))
        return f"{xml[:place]}<w:vanish/>{xml[place:]}"

    content = render(make_act())
    return change(content, "word/document.xml", hide) if hidden else content


@cache
def write(fmt: str, look: Look = PLAIN) -> bytes:
    """The act in a format and a look."""
    if fmt == "docx":
        return write_word(hidden=look is PALE)
    page = write_page(look)
    if fmt == "html":
        return page.encode()
    made: bytes = HTML(string=page).write_pdf(pdf_tags=True)
    return made


def audit(fmt: str, content: bytes, *, own: bool, **changes: Any) -> list[Diagnostic]:
    """What is told of a file that should say the act, with some changes."""
    view = dataclasses.replace(make_act(), **changes)
    return list_formats()[fmt].audit(content, [view], own)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_look_is_asked_where_a_template_is_own_alone(fmt: str) -> None:
    content = write(fmt, PALE)

    (told,) = audit(fmt, content, own=True)
    assert "BASTIANI" in told.message
    assert audit(fmt, content, own=False) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_is_whole_and_in_order_has_no_finding(fmt: str) -> None:
    assert audit(fmt, write(fmt), own=False) == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_lost_text_is_told(fmt: str) -> None:
    more, _ = parse_prose("Contre : PIERI Noël.", "essai.md")
    corps = (*make_act().corps, *more)  # type: ignore[attr-defined]

    (told,) = audit(fmt, write(fmt), own=False, corps=corps)
    assert (told.code, "PIERI" in told.message) == ("SOR01", True)
    assert "aucun gabarit n'est de vous" in told.hint


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_misplaced_text_is_told(fmt: str) -> None:
    head, names, *rest = make_act().corps  # type: ignore[attr-defined]

    found = audit(fmt, write(fmt), own=False, corps=(names, head, *rest))
    assert {told.code for told in found} == {"SOR01"}
    assert "Scrutin" in found[0].message


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("position: relative; left: 40cm", OFF_PAGE),
        ("height: 1mm; overflow: hidden", CLIPPED),
        ("margin-bottom: -2.5em", UNDER_TEXT),
    ],
)
def test_what_a_page_does_to_a_text_is_told(css: str, why: str) -> None:
    content = write("pdf", Look(f"{P} {{ {css} }}"))

    found = audit("pdf", content, own=False)
    assert {told.code for told in found} == {"SOR01"}
    assert f"({why})" in " ".join(told.message for told in found)
