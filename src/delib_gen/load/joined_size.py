"""How much a page of somebody else's PDF unpacks to, told before it is unpacked.

A file of a few kilobytes may hold gigabytes: packed text, forms that draw others
twice at each level, patterns painted with patterns, a picture of a million dots a
side. Whoever lays the page into a dossier has to read all of it, and whoever shows it
keeps every thing that it draws.
"""

from __future__ import annotations

import contextlib
import re
import zlib
from typing import Any, TypeGuard

import pikepdf

from delib_gen.load.limits import (
    MAX_PDF_CELLS,
    MAX_PDF_PAGE_BYTES,
    MAX_PDF_PAINTED_BYTES,
    MAX_PDF_PICTURE_BYTES,
)

_FLATE = ("/FlateDecode", "/Fl")
_EXPANDING = ("/LZWDecode", "/LZW", "/RunLengthDecode", "/RL")
_MAX_PACKED = 100_000
"""Bytes of a text packed otherwise than with zlib: some old packings unpack to two
thousand times as much, and cannot be read in part."""
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(Do|gs|scn|SCN)\b")
_WHERE = {
    b"Do": "/XObject",
    b"gs": "/ExtGState",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
}
"""The resources in which what an operator names is found."""
_MARKS = (*(b"f", b"F", b"S", b"s", b"B", b"b"), *(b"Tj", b"TJ", b"'"))
"""What paints. Letters of words are counted with them, which is near enough."""
_MARK_COST, _DRAWN_COST = 20, 1_000
"""What a mark, and a thing that is named, weigh beside their bytes: whoever shows the
page keeps some hundreds of bytes for each mark, and two thousand for each thing."""
_MAX_NESTED = 30
_CHANNELS = 4


class TooLargeError(Exception):
    """A page, or a picture on it, is beyond what is read."""


def find_too_large(pdf: pikepdf.Pdf) -> int | None:
    """The number of the first page that unpacks without measure; None where none does.

    Args:
        pdf: the file.
    """
    scales = _Scales()
    painted = 0
    for number, page in enumerate(pdf.pages, start=1):
        try:
            painted += scales.weigh_page(page)
        except TooLargeError:
            return number
        if painted > MAX_PDF_PAINTED_BYTES:
            return number
    return None


class _Scales:
    """Weighs the pages of a file; what several of them draw, once."""

    def __init__(self) -> None:
        self._weights: dict[tuple[int, int], int] = {}
        self._area = 0.0

    def weigh_page(self, page: pikepdf.Page) -> int:
        x1, y1, x2, y2 = (float(edge) for edge in page.mediabox)
        self._area = abs((x2 - x1) * (y2 - y1))
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
        total = self._weigh(b"\n".join(texts), resources, 0)
        for annotation in _list_values(page.obj.get("/Annots")):
            for look in _list_values(_get(annotation, "/AP")):
                # A look, or one for each state of a box that may be ticked.
                for thing in [look] if _is_stream(look) else _list_values(look):
                    total += self._weigh_thing(thing, resources, 0)
        return _bound(total)

    def _weigh(self, text: bytes, resources: pikepdf.Object, depth: int) -> int:
        """What is read and kept to paint a text, with what it draws."""
        total = len(text) + _MARK_COST * sum(map(text.count, _MARKS))
        if depth > _MAX_NESTED:
            return total
        total += self._weigh_named(text, resources, depth)
        for face in _list_values(_get(resources, "/Font")):
            # Any letter of a drawn face may be on every sign.
            letters = _list_values(_get(face, "/CharProcs"))
            inside = _get(face, "/Resources")
            if letters and _get(inside, "/XObject") is not None:
                drawn = [
                    _unpack(x, MAX_PDF_PAGE_BYTES) for x in letters if _is_stream(x)
                ]
                heaviest = max(
                    (self._weigh_named(x, inside, depth + 1) for x in drawn), default=0
                )
                total = _bound(total + len(text) * heaviest)
        return total

    def _weigh_named(self, text: bytes, resources: Any, depth: int) -> int:  # noqa: ANN401
        """What the things weigh that a text names, each as often as it does."""
        total = 0
        for match in _DRAWN.finditer(text):
            name = "/" + match[1].decode("latin-1")
            named = _get(resources, _WHERE[match[2]])
            thing = _get(named, name) if name.isascii() else None
            if match[2] == b"gs":
                thing = _get(_get(thing, "/SMask"), "/G")
            total = _bound(total + self._weigh_thing(thing, resources, depth))
        return total

    def _weigh_thing(
        self, thing: pikepdf.Object | None, resources: pikepdf.Object, depth: int
    ) -> int:
        if not isinstance(thing, pikepdf.Stream):
            return 0
        if thing.objgen in self._weights:
            return self._weights[thing.objgen]
        self._weights[thing.objgen] = 0  # what draws itself is not followed for ever
        if thing.get("/Subtype") == pikepdf.Name.Image:
            _check_picture(thing)
            return 0
        if "/PatternType" in thing:
            self._check_pattern(thing)
        text = _unpack(thing, MAX_PDF_PAGE_BYTES)
        inside = thing.get("/Resources", resources)
        weight = _DRAWN_COST + self._weigh(text, inside, depth + 1)
        self._weights[thing.objgen] = weight
        return weight

    def _check_pattern(self, pattern: pikepdf.Stream) -> None:
        """A pattern is laid as often as its step goes into the page."""
        a, b, c, d, *_ = (float(n) for n in pattern.get("/Matrix", (1, 0, 0, 1)))
        steps = [float(pattern.get(key, 0)) for key in ("/XStep", "/YStep")]
        cell = abs(steps[0] * steps[1] * (a * d - b * c))
        if cell and self._area / cell > MAX_PDF_CELLS:
            raise TooLargeError


def _get(holder: pikepdf.Object | None, key: str) -> Any:  # noqa: ANN401 - PDF's own
    """What a dictionary has under a key; nothing where it is none."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return holder.get(key)
    return None


def _list_values(holder: pikepdf.Object | None) -> list[pikepdf.Object]:
    """What an array or a dictionary holds."""
    if isinstance(holder, pikepdf.Dictionary):
        return [value for _, value in holder.items()]
    return [*holder] if isinstance(holder, pikepdf.Array) else []


def _is_stream(thing: pikepdf.Object) -> TypeGuard[pikepdf.Stream]:
    return isinstance(thing, pikepdf.Stream)


def _bound(weight: int) -> int:
    """A weight that is within the bounds of a page."""
    if weight > MAX_PDF_PAGE_BYTES:
        raise TooLargeError
    return weight


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
