"""Two fonts of one name are two fonts in a PDF.

WeasyPrint 70 knows a font by its family, style and weight. Where a text in italics asks
for letters that the italics lack, others come from the upright file, by the same name,
and are drawn with the outlines that have their numbers in the first: another letter
than the one that was typed. The only place for this is a private method of its (see
`delib_gen.hooks`).
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable
from typing import Any

from delib_gen.formats.pdf.library import ffi, get_pango_font_hb_face
from delib_gen.hooks import replace


def hook_fonts() -> None:
    """Wrap the private method; doing it again changes nothing."""
    replace("weasyprint.pdf.stream.Stream.add_font", _tell_apart)


def _tell_apart(original: Callable[..., Any]) -> Callable[..., Any]:
    """What finds the font of a text among those of its PDF, or adds it."""

    def add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:  # noqa: ANN401
        font, size = original(stream, pango_font)
        face = get_pango_font_hb_face(pango_font)
        if face == font.hb_face:
            return font, size
        fonts = stream._fonts
        key = (font.hash, int(ffi.cast("uintptr_t", face)))
        if key not in fonts:
            stream._fonts = {}
            fonts[key] = _rename(original(stream, pango_font)[0])
            stream._fonts = fonts
        return fonts[key], size

    return add_font


def _rename(font: Any) -> Any:  # noqa: ANN401
    """Give a font a tag of its own, by what is in its file."""
    digest = hashlib.sha256(font.name + font.file_content).digest()
    font.hash = "".join(string.ascii_uppercase[n % 26] for n in digest[:6])
    font.name = b"/" + font.hash.encode() + font.name[font.name.index(b"+") :]
    return font
