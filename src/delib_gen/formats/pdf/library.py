"""The layout engine, which this package takes from here alone.

WeasyPrint asks for each of its C libraries by names that only other systems know,
and Python starts compilers and linkers to look for each of them (86 programs in
all): where the libraries answer to their own names, nothing is looked for.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager

_NAMES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
"""What the engine cannot do without; it asks for these names too, in its turn."""


@contextmanager
def spare_searches() -> Iterator[None]:
    """Look for no library by other names than its own, where these are enough."""
    find = ctypes.util.find_library
    try:
        for name in _NAMES:
            ctypes.CDLL(name)
    except OSError:  # another system, or a library that is not there: look for it
        yield
        return
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 - as it is called
    try:
        yield
    finally:
        ctypes.util.find_library = find


with spare_searches():
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes
    from weasyprint.html import UA, UA_COUNTER_STYLE
    from weasyprint.layout.background import layout_box_backgrounds
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import (
        FontConfiguration,
        get_font_description,
        get_hb_object_data,
        get_pango_font_hb_face,
    )
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

__all__ = [
    "CSS",
    "HTML",
    "UA",
    "UA_COUNTER_STYLE",
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "boxes",
    "ffi",
    "get_font_description",
    "get_hb_object_data",
    "get_pango_font_hb_face",
    "gobject",
    "layout_box_backgrounds",
    "pango",
    "spare_searches",
]
