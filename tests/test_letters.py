"""The widths of letters are the font's own."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from delib_gen.letters import measure_text
from delib_gen.machine.components import find_font_file

FILES = {"LiberationSans-Regular.ttf": False, "LiberationSans-Bold.ttf": True}
WRITTEN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0xAD),
    *range(0xAE, 0x180),
    *range(0x2010, 0x2027),
]


@pytest.mark.parametrize("name", FILES)
def test_letters_are_as_wide_as_in_the_font(name: str):
    path = find_font_file(name)
    if path is None:
        pytest.skip(f"{name} is not on this machine")
    with TTFont(path, lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        advances = {
            chr(code): round(font["hmtx"][glyph][0] * scale)
            for code, glyph in font.getBestCmap().items()
            if code in WRITTEN or chr(code) in "\u202f€№™−←→≤≥■□●"
        }

    assert len(advances) > 340
    assert {
        sign: (measure_text(sign, bold=FILES[name]) * 1000, advance)
        for sign, advance in advances.items()
        if round(measure_text(sign, bold=FILES[name]) * 1000) != advance
    } == {}


def test_a_text_is_as_wide_as_its_letters():
    assert measure_text("1\u00a0250") == pytest.approx(2.502)
    assert measure_text("Île") == measure_text("Ile")
    assert measure_text(unicodedata.normalize("NFD", "été")) == measure_text("été")
    assert measure_text("\U000e0066\U000e0072") == measure_text("\u00ad") == 0
    assert measure_text("漢") > measure_text("m") * 0.9
