"""How much a page of somebody else's PDF unpacks to, told before it is unpacked.

A file of a few kilobytes may hold gigabytes: packed text, forms that draw others
twice at each level, a picture of a million dots a side. Whoever lays the page into
a dossier has to read all of it.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from typing import Any

import pikepdf

from delib_gen.load.limits import (
    MAX_PDF_PAGE_BYTES,
    MAX_PDF_PAINTED_BYTES,
    MAX_PDF_PICTURE_BYTES,
)

_FLATE = ("/FlateDecode", "/Fl")
_EXPANDING = ("/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
_MAX_PACKED = 100_000
"""Bytes of a text packed otherwise than with zlib: some old packings unpack to two
thousand times as much, and cannot be read in part."""
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MAX_NESTED = 30
_CHANNELS = 4


class TooLargeError(Exception):
    """A page, or a picture on it, is beyond what is read."""


def find_too_large(pdf: pikepdf.Pdf) -> int | None:
    """The number of the first page that unpacks without measure; None where none does.

    Args:
        pdf: the file.
    """
    sizes: dict[tuple[int, int], int] = {}
    painted = 0
    for number, page in enumerate(pdf.pages, start=1):
        try:
            painted += _weigh_page(page, sizes)
        except TooLargeError:
            return number
        if painted > MAX_PDF_PAINTED_BYTES:
            return number
    return None


def _weigh_page(page: pikepdf.Page, sizes: dict[tuple[int, int], int]) -> int:
    contents: Any = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    texts, left = [], MAX_PDF_PAGE_BYTES
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            texts.append(_unpack(stream, left))
            left -= len(texts[-1])
    resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
    with contextlib.suppress(AttributeError, KeyError, TypeError):
        resources = page.resources
    return _weigh(b"\n".join(texts), resources, sizes, 0)


def _weigh(
    text: bytes,
    resources: pikepdf.Object,
    sizes: dict[tuple[int, int], int],
    depth: int,
) -> int:
    """The bytes that are read to paint a text, those of what it draws included."""
    total = len(text)
    drawn: Any = {}
    if isinstance(resources, pikepdf.Dictionary):
        drawn = resources.get("/XObject", {})
    if not isinstance(drawn, pikepdf.Dictionary) or depth > _MAX_NESTED:
        return total
    for match in _DRAWN.finditer(text):
        name = "/" + match[1].decode("latin-1")
        thing: Any = drawn.get(name) if name.isascii() else None
        if isinstance(thing, pikepdf.Stream):
            total += _weigh_thing(thing, resources, sizes, depth)
        if total > MAX_PDF_PAGE_BYTES:
            raise TooLargeError
    return total


def _weigh_thing(
    thing: pikepdf.Stream,
    resources: pikepdf.Object,
    sizes: dict[tuple[int, int], int],
    depth: int,
) -> int:
    if thing.objgen in sizes:
        return sizes[thing.objgen]
    sizes[thing.objgen] = 0  # one that draws itself is not followed for ever
    if thing.get("/Subtype") == pikepdf.Name.Image:
        _check_picture(thing)
        return 0
    text = _unpack(thing, MAX_PDF_PAGE_BYTES)
    inside = thing.get("/Resources", resources)
    sizes[thing.objgen] = _weigh(text, inside, sizes, depth + 1)
    return sizes[thing.objgen]


def _check_picture(picture: pikepdf.Stream) -> None:
    """A picture takes its dots' room, whatever its file holds."""
    width, height = (float(picture.get(key, 0)) for key in ("/Width", "/Height"))
    bits = float(picture.get("/BitsPerComponent", 1))
    space: Any = picture.get("/ColorSpace")
    one = space in (None, pikepdf.Name.DeviceGray, pikepdf.Name.CalGray) or (
        isinstance(space, pikepdf.Array) and str(space[0]) == "/Indexed"
    )
    if width * height * bits / 8 * (1 if one else _CHANNELS) > MAX_PDF_PICTURE_BYTES:
        raise TooLargeError


def _unpack(stream: pikepdf.Stream, limit: int) -> bytes:
    """The bytes of a stream, none of them read beyond a limit."""
    named: Any = stream.get("/Filter", pikepdf.Array())
    filters = [str(f) for f in (named if isinstance(named, pikepdf.Array) else [named])]
    content = bytes(stream.read_raw_bytes())
    if all(name in _FLATE for name in filters):
        for _ in filters:
            content = _inflate(content, limit)
        if len(content) > limit:
            raise TooLargeError
        return content
    packings = [name for name in filters if name in _FLATE or name in _EXPANDING]
    if len(packings) > 1 or (packings and len(content) > _MAX_PACKED):
        raise TooLargeError
    content = bytes(stream.read_bytes())
    if len(content) > limit:
        raise TooLargeError
    return content


def _inflate(content: bytes, limit: int) -> bytes:
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(content, limit + 1)
    except zlib.error:
        return b""  # damaged: whoever reads the page tells
    if len(unpacked) > limit:
        raise TooLargeError
    return unpacked
