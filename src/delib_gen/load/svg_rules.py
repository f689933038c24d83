"""What the elements of a drawing may say: nothing that fetches or runs."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.load.rasters import ImageRefusal, clean_raster

if TYPE_CHECKING:
    from lxml.etree import _Element

_XLINK = "http://www.w3.org/1999/xlink"
_HREF = ("href", f"{{{_XLINK}}}href")
_URL = re.compile(r"url\s*\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_RUNS = re.compile(r"expression\s*\(|javascript\s*:|-moz-binding", re.IGNORECASE)
_DATA = re.compile(r"data:image/(png|jpe?g);base64,([A-Za-z0-9+/=\s]+)\Z")
_PLAIN = re.compile(r"[A-Za-z_][\w.-]*")
"""An attribute of the drawing's own, in no other namespace."""


def check_attributes(element: _Element, name: str) -> Iterator[str]:
    """What the attributes of an element ask for that may not be had.

    Those of other namespaces are taken out: they draw nothing.
    """
    for key, value in list(element.attrib.items()):
        attribute, said = str(key), str(value)
        if attribute in _HREF:
            yield from _check_address(element, attribute, said, name)
        elif attribute.startswith("{") or not _PLAIN.fullmatch(attribute):
            if not attribute.endswith("}space"):
                del element.attrib[key]
        elif attribute.lower().startswith("on"):
            yield f"il contient un script (`{attribute}`)"
        elif attribute == "filter":
            yield "il contient un filtre, que les pages imprimées perdraient"
        else:
            yield from check_style(said)


def check_style(text: str) -> Iterator[str]:
    """What a style, or a value that may hold one, asks for from elsewhere."""
    low = text.lower()
    for match in _URL.finditer(text):
        if not match[1].strip().startswith("#"):
            yield f"son style prend quelque chose ailleurs (« {match[1][:60]} »)"
    if "@import" in low:
        yield "son style prend un autre style ailleurs (`@import`)"
    if "@font-face" in low:
        yield "son style prend une police ailleurs (`@font-face`)"
    if _RUNS.search(text):
        yield "son style contient un script"
    if "\\" in text:
        yield "son style emploie le signe « \\ », qui peut cacher une adresse"


def _check_address(
    element: _Element, attribute: str, value: str, name: str
) -> Iterator[str]:
    address = value.strip()
    if address.startswith("#"):
        return
    if name != "image":
        yield f"il prend quelque chose ailleurs (« {address[:60]} »)"
        return
    match = _DATA.match(address)
    if match is None:
        yield f"il prend une image ailleurs (« {address[:60]} »)"
        return
    sorte = "png" if match[1] == "png" else "jpeg"
    try:
        raw = base64.b64decode("".join(match[2].split()), validate=True)
        cleaned, _ = clean_raster(raw, sorte)
    except (binascii.Error, ImageRefusal):
        yield "une image qu'il contient est abîmée, trop grande ou d'une autre sorte"
        return
    coded = base64.b64encode(cleaned).decode()
    element.set(attribute, f"data:image/{sorte};base64,{coded}")
