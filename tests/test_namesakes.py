"""A letter is drawn by the font that it was shaped with, whatever that is called."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from delib_gen.formats.pdf import FORMAT as PDF
from format_helpers import render_piece
from prose_helpers import make_annexe, make_prose_tools

ARABIC = "Mme فاطمة"
"""What italics seldom have, so that an upright file gives it."""
_LINE = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")


def iter_drawn(content: bytes) -> Iterator[tuple[str, set[str]]]:
    """Each letter of a PDF that a glyph stands for, and what its font's file draws."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for font in [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]:
            if font.get("/Subtype") != "/Type0":
                continue
            described = font.DescendantFonts[0].FontDescriptor
            file = TTFont(io.BytesIO(described.FontFile2.read_bytes()))
            drawn: dict[int, set[str]] = {}
            for code, name in file.getBestCmap().items():
                drawn.setdefault(file.getGlyphID(name), set()).add(fold(code))
            for glyph, letter in _LINE.findall(font.ToUnicode.read_bytes()):
                # A glyph that no letter of the file has was made of several.
                if known := drawn.get(int(glyph, 16)):
                    yield fold(int(letter, 16)), known


def fold(code: int) -> str:
    """A letter, whether it stands at a word's beginning, within it or at its end."""
    return unicodedata.normalize("NFKC", chr(code))


@pytest.mark.parametrize("look", ["*{}*", "***{}***", "{}"])
@pytest.mark.parametrize("text", ["le porte‑avions", "3 × 10⁻⁴, l'an Ⅻ"])
def test_italics_that_lack_a_letter_draw_no_other_one(text: str, look: str) -> None:
    texts = look.format(f"{text}, {ARABIC}"), look.format(f"{ARABIC}, {text}")
    view = make_annexe("\n\n".join(texts))
    made = render_piece(PDF, view, make_prose_tools("fr"))

    assert made is not None
    wrong = [(said, has) for said, has in iter_drawn(made.content) if said not in has]
    assert wrong == []
    assert PDF.audit(made.content, [view], own=False) == []
