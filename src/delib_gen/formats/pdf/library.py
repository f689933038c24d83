"""The layout engine, which this package takes from here alone.

WeasyPrint asks for each of its C libraries by names that only other systems know,
and Python starts compilers and linkers to look for each of them (86 programs in
all): where the libraries answer to their own names, nothing is looked for.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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


def put_off(name: str, *functions: str) -> None:
    """Stand in for a module until one of its functions is called.

    Args:
        name: the module's.
        functions: what is taken from it.
    """
    if name in sys.modules:
        return
    stand_in = sys.modules[name] = types.ModuleType(name)

    def make(function: str) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:  # noqa: ANN401 - any function
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
            return getattr(importlib.import_module(name), function)(*args, **options)

        return call

    for function in functions:
        setattr(stand_in, function, make(function))


# What cuts fonts down where HarfBuzz cannot, and is an eighth of the engine's import.
put_off("fontTools.subset", "Options", "Subsetter")
put_off("fontTools.varLib.instancer", "instantiateVariableFont")
with spare_searches():
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes
    from weasyprint.html import UA_STYLESHEET
    from weasyprint.layout.background import layout_box_backgrounds
    from weasyprint.layout.block import remove_placeholders
    from weasyprint.layout.preferred import trailing_whitespace_size
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import (
        FontConfiguration,
        get_font_description,
        get_hb_object_data,
        get_pango_font_hb_face,
    )
    from weasyprint.text.line_break import create_layout, line_size
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

__all__ = [
    "CSS",
    "HTML",
    "UA_STYLESHEET",
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "boxes",
    "create_layout",
    "ffi",
    "get_font_description",
    "get_hb_object_data",
    "get_pango_font_hb_face",
    "gobject",
    "layout_box_backgrounds",
    "line_size",
    "pango",
    "remove_placeholders",
    "spare_searches",
    "trailing_whitespace_size",
]
