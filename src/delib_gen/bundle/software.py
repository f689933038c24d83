"""The versions of what makes the files: another one may make other bytes."""

from __future__ import annotations

import ctypes
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from delib_gen import __version__

_PACKAGES = (
    "babel",
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "openpyxl",
    "pikepdf",
    "pillow",
    "pydyf",
    "python-docx",
    "weasyprint",
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib")


@cache
def describe_software() -> dict[str, str]:
    """The versions by name; what is not on this machine is left out.

    The same whatever formats are asked for: the files of one run are kept by
    the next only if both say the same here.
    """
    found = {"delib-gen": __version__, "python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    pango = _read_pango_version()
    return {**found, "pango": pango} if pango else found


def _read_pango_version() -> str:
    """Pango's version, asked of the library itself: it has no Python package."""
    for name in _PANGO:
        try:
            library = ctypes.CDLL(name)
            library.pango_version_string.restype = ctypes.c_char_p
            text: bytes = library.pango_version_string()
        except (OSError, AttributeError):
            continue
        return text.decode("ascii", "replace")
    return ""
