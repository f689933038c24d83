"""The process that lays pages out: files in memory, their pages as pictures."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections import OrderedDict
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.composition.pieces import Pieces
from delib_gen.desk.web.preview import Book, Laid, Mark, Page, Sheet
from delib_gen.formats.base import list_formats
from delib_gen.render import make_tools, render_job

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.formats.base import RenderTools
    from delib_gen.render import RenderSpec

_KEPT = 6
"""How many files are kept: those that screens may show."""
_SCALE = 1.75
"""Dots for a point: sharp on most screens, and a picture of a hundred kilobytes."""
_SIGNS_ENOUGH = 400
"""Of a long text, how many letters are looked for: its beginning is where it is."""
_LETTERS_ENOUGH = 4
"""A shorter text is found anywhere."""
_MARKUP = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]:?|[^\w]|_", re.UNICODE)
_Kept = OrderedDict[str, pypdfium2.PdfDocument]


def work(number: int) -> None:
    """Answer what comes through a pipe, until its other end goes."""
    link, kept = Connection(number), _Kept()
    tools: dict[bytes, RenderTools] = {}
    while True:
        try:
            asked = link.recv()
        except EOFError:
            return
        try:
            if isinstance(asked, Sheet):
                used = _find_tools(asked.spec, asked.langue, tools)
                answer: object = _lay_out(asked, used, kept)
            elif isinstance(asked, Book):
                used = _find_tools(asked.spec, asked.job.langue, tools)
                files = render_job(asked.job, used).files
                answer = files[0].content if files else None
            else:
                answer = _paint(kept.get(asked[0]), asked[1])
        except Exception as error:  # the page that is shown stays; the reason is told
            answer = f"{type(error).__name__} : {error}"
        link.send(answer)


def _find_tools(
    spec: RenderSpec, langue: str, tools: dict[bytes, RenderTools]
) -> RenderTools:
    name = repr((spec, langue)).encode()
    if name not in tools:
        tools.clear()  # one authority at a time: styles and faces are large
        tools[name] = make_tools(langue, spec)
    return tools[name]


def _lay_out(sheet: Sheet, used: RenderTools, kept: _Kept) -> Laid | None:
    pieces = Pieces(sheet.views, used.find_library)
    writer = list_formats()["pdf"].begin(pieces, used)
    rendered = writer.write(sheet.views, sheet.views[0].meta)
    if rendered is None:
        return None
    key = hashlib.sha256(rendered.content).hexdigest()[:24]
    document = pypdfium2.PdfDocument(rendered.content)
    kept[key] = document
    kept.move_to_end(key)
    while len(kept) > _KEPT:
        kept.popitem(last=False)[1].close()
    return Laid(key, _list_pages(document, sheet.texts))


def _paint(document: pypdfium2.PdfDocument | None, rank: int) -> bytes | None:
    if document is None or not 0 <= rank < len(document):
        return None
    picture, out = document[rank].render(scale=_SCALE).to_pil(), io.BytesIO()
    picture.convert("RGB").save(out, "PNG", compress_level=1)  # it goes no further
    return out.getvalue()


def _list_pages(
    document: pypdfium2.PdfDocument, texts: tuple[tuple[YamlPath, str], ...]
) -> tuple[Page, ...]:
    """The pages, and where each text begins on them.

    The letters of all pages are one sequence, in which texts are looked for one after
    the other, each from where the one before was found.
    """
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    readers = []
    for rank, page in enumerate(document):
        reader = page.get_textpage()
        readers.append(reader)
        for index in range(reader.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(reader, index))
            for letter in _MARKUP.sub("", sign).casefold():
                letters.append(letter)
                places.append((rank, index))
    whole, begin = "".join(letters), 0
    marks: dict[int, list[Mark]] = {}
    for path, text in texts:
        wanted = _MARKUP.sub("", text).casefold()[:_SIGNS_ENOUGH]
        if len(wanted) < _LETTERS_ENOUGH:
            continue
        at = whole.find(wanted, begin)
        at = at if at >= 0 else whole.find(wanted)
        if at < 0:
            continue
        begin = at + len(wanted)
        for rank, index, count in _split(places[at : at + len(wanted)]):
            height = document[rank].get_height()
            found = marks.setdefault(rank, [])
            found += _box(readers[rank], path, index, count, height)
    sizes = [page.get_size() for page in document]
    return tuple(
        Page(width, height, tuple(marks.get(rank, ())))
        for rank, (width, height) in enumerate(sizes)
    )


def _split(places: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The stretches of each page: which, from what sign, how many."""
    pages: dict[int, list[int]] = {}
    for rank, index in places:
        pages.setdefault(rank, []).append(index)
    return [(r, min(i), max(i) - min(i) + 1) for r, i in pages.items()]


def _box(
    reader: pypdfium2.PdfTextPage, path: YamlPath, index: int, count: int, height: float
) -> list[Mark]:
    """The rectangles of a stretch of text, those of a line joined."""
    boxes: list[list[float]] = []
    for rank in range(pdfium.FPDFText_CountRects(reader, index, count)):
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetRect(reader, rank, left, top, right, bottom)
        box = [left.value, height - top.value, right.value, height - bottom.value]
        if boxes and _is_same_line(boxes[-1], box):
            last = boxes[-1]
            last[0], last[1] = min(last[0], box[0]), min(last[1], box[1])
            last[2], last[3] = max(last[2], box[2]), max(last[3], box[3])
        else:
            boxes.append(box)
    return [Mark(path, x, y, right - x, end - y) for x, y, right, end in boxes]


def _is_same_line(one: list[float], other: list[float]) -> bool:
    middle = (other[1] + other[3]) / 2
    return one[1] - 2 <= middle <= one[3] + 2
