"""How close the paragraphs of an act stand, in every format, by the house style."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

from act_helpers import HEAD, make, render, write
from delib_gen.formats.base import RenderTools


def loosen(tools: RenderTools, percent: int) -> RenderTools:
    """The same tools in a house style that leaves another blank."""
    measures = tools.charte.mesures.model_copy(update={"espacement": percent})
    charte = tools.charte.model_copy(update={"mesures": measures})
    return replace(tools, charte=charte)


def read_spacing(content: bytes, style: str, side: str) -> int:
    styles = docx.Document(io.BytesIO(content)).styles
    (spacing,) = styles[style].element.iter(qn("w:spacing"))
    return int(spacing.get(qn(f"w:{side}")))


def test_a_short_act_stands_on_one_page(tmp_path: Path) -> None:
    """The decision is on the page of who was there, and is signed there."""
    view: Any
    view, tools = make(write(tmp_path, HEAD))
    assert len(pypdfium2.PdfDocument(render("pdf", view, tools))) == 1


@pytest.mark.parametrize(("percent", "after"), [(100, 240), (55, 132)])
def test_word_leaves_the_blanks_of_the_house_style(
    percent: int, after: int, tmp_path: Path
) -> None:
    """Not so the room to sign."""
    view: Any
    view, tools = make(write(tmp_path, HEAD))
    content = render("docx", view, loosen(tools, percent))
    assert read_spacing(content, "Body Text", "after") == after
    assert read_spacing(content, "Signature", "before") == 1440
