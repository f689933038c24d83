"""The font in which fields are typed: one that every reader knows how to use.

The faces of a page are cut down to the signs that are on it, and numbered by their
outlines: nobody can type with them. A field wants a simple font, whole for the
signs of French (Windows' set, which has `œ` and `€`).
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

import pydyf
from fontTools import subset
from fontTools.ttLib import TTFont

FONT_NAME = "Saisie"
_ENCODING = "cp1252"
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 32
_STEM = 80
_PREFIX = "SAISIE+"
_UNITS = 1000
_KEPT = {
    *("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post"),
    *("glyf", "loca", "CFF "),
}
"""The tables that a simple font needs; one that the cutter does not know would only
make it speak."""


class _FieldFont(NamedTuple):
    """A simple font: what a file says of it, in thousandths of its size."""

    content: bytes
    outlines: bool
    """Whether it is of PostScript's kind rather than TrueType's."""
    name: str
    widths: tuple[int, ...]
    box: tuple[int, ...]
    ascent: int
    descent: int
    capital: int
    slant: float


def add_field_font(pdf: pydyf.PDF, face: bytes) -> bytes:
    """Put the font of fields into a file; gives its reference.

    Args:
        pdf: the file.
        face: the font file that it is cut from.
    """
    font = _cut(face)
    extra = (
        {"Subtype": "/OpenType"} if font.outlines else {"Length1": len(font.content)}
    )
    stream = pydyf.Stream([font.content], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(stream)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{font.name}",
            "Flags": _NONSYMBOLIC,
            "FontBBox": pydyf.Array(font.box),
            "ItalicAngle": font.slant,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.capital,
            "StemV": _STEM,
            "FontFile3" if font.outlines else "FontFile2": stream.reference,
        }
    )
    pdf.add_object(descriptor)
    dictionary = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type1" if font.outlines else "/TrueType",
            "BaseFont": f"/{font.name}",
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(font.widths),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(dictionary)
    reference: bytes = dictionary.reference
    return reference


@lru_cache(maxsize=2)
def _cut(face: bytes) -> _FieldFont:
    """A face with the signs of the set alone."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [6]
    cutter = subset.Subsetter(options)
    signs = [_find_sign(code) for code in range(_FIRST, _LAST + 1)]
    cutter.populate(unicodes=[ord(sign) for sign in signs if sign])
    with TTFont(io.BytesIO(face), recalcTimestamp=False) as font:
        for tag in set(font.keys()) - _KEPT - {"GlyphOrder"}:
            del font[tag]
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
        return _measure(font, out.getvalue(), signs)


def _measure(font: TTFont, content: bytes, signs: list[str]) -> _FieldFont:
    head, scale = font["head"], _UNITS / font["head"].unitsPerEm
    names, advances = font.getBestCmap(), font["hmtx"]
    glyphs = [names.get(ord(sign), ".notdef") if sign else ".notdef" for sign in signs]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    capital = getattr(font["OS/2"], "sCapHeight", 0) or font["hhea"].ascent
    return _FieldFont(
        content=content,
        outlines="CFF " in font,
        name=_PREFIX + str(font["name"].getDebugName(6) or FONT_NAME).replace(" ", ""),
        widths=tuple(round(advances[glyph][0] * scale) for glyph in glyphs),
        box=tuple(round(side * scale) for side in box),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
        capital=round(capital * scale),
        slant=font["post"].italicAngle,
    )


def _find_sign(code: int) -> str:
    """The sign of a code of the set; nothing where it has none."""
    return bytes([code]).decode(_ENCODING, errors="ignore")
