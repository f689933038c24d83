"""The process that lays pages out: files in memory, their pages as pictures.

Of a file only the pages that are looked at are drawn; the other ones are once they
are asked for. Whatever is shown is what the made file shows: a test compares them.
"""

from __future__ import annotations

import ctypes
import gc
import re
import struct
import zlib
from collections import OrderedDict
from functools import cache
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.composition.pieces import Pieces
from delib_gen.desk.web.preview import Book, Laid, Look, Mark, Page, Sheet
from delib_gen.formats.pdf.engine import write_pages
from delib_gen.formats.pdf.writer import PdfWriter
from delib_gen.render import make_tools, render_job

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image

    from delib_gen.findings import YamlPath
    from delib_gen.formats.base import RenderTools
    from delib_gen.render import RenderSpec

_KEPT, _HALF_DONE = 6, 2
"""How many files are kept, for screens that show them; of which how many not whole."""
_BREATH, _TURNS = 0.2, 8
"""After how many seconds without a request, or how many of them, memory is tidied."""
_POINT = 0.75
"""Of a dot of WeasyPrint's, how many points."""
_SIGNS_ENOUGH = 400
"""Of a long text, how many letters are looked for: its beginning is where it is."""
_LETTERS_ENOUGH = 4
"""A shorter text is found anywhere."""
_MARKUP = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]:?|[^\w]|_", re.UNICODE)


class _File:
    """A file that was laid out.

    Attributes:
        sizes: those of its pages, in points.
    """

    def __init__(self, sheet: Sheet, tools: RenderTools) -> None:
        self._texts = sheet.texts
        self._drawn: dict[int, tuple[pypdfium2.PdfDocument, int]] = {}
        writer = PdfWriter(Pieces(sheet.views, tools.find_library), tools)
        meta = sheet.views[0].meta
        self._document, joined = writer.lay_out(sheet.views, meta)
        pages = self._document.pages
        self.sizes = [(p.width * _POINT, p.height * _POINT) for p in pages]
        if joined:  # what others made goes on the sheets of the whole file
            rendered = writer.write(sheet.views, meta)
            self._take(rendered.content if rendered else b"", range(len(self.sizes)))

    @property
    def whole(self) -> bool:
        """Whether each of its pages was drawn."""
        return len(self._drawn) == len(self.sizes)

    def draw(self, ranks: Iterable[int]) -> None:
        """Draw those of some pages that are not yet."""
        missing = [rank for rank in ranks if rank not in self._drawn]
        if missing:
            self._take(write_pages(self._document, missing), missing)

    def _take(self, content: bytes, ranks: Sequence[int]) -> None:
        drawn = pypdfium2.PdfDocument(content)
        for own, rank in enumerate(ranks):
            self._drawn[rank] = drawn, own
            self.sizes[rank] = drawn.get_page_size(own)
        if self.whole:
            self._document = None

    def paint(self, rank: int, scale: float) -> bytes:
        """A page that was drawn, as a picture."""
        document, own = self._drawn[rank]
        return _write_png(document[own].render(scale=scale).to_pil().convert("RGB"))

    def list_pages(self) -> tuple[Page, ...]:
        """The pages, and where each text begins on those that were drawn.

        The letters of these are one sequence, in which texts are looked for one after
        the other, each from where the one before was found.
        """
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        readers = {}
        for rank in sorted(self._drawn):
            document, own = self._drawn[rank]
            readers[rank] = reader = document[own].get_textpage()
            for index in range(reader.count_chars()):
                for letter in _fold(pdfium.FPDFText_GetUnicode(reader, index)):
                    letters.append(letter)
                    places.append((rank, index))
        whole, begin = "".join(letters), 0
        marks: dict[int, list[Mark]] = {}
        for path, text in self._texts:
            wanted = _MARKUP.sub("", text).casefold()[:_SIGNS_ENOUGH]
            if len(wanted) < _LETTERS_ENOUGH:
                continue
            at = whole.find(wanted, begin)
            at = at if at >= 0 else whole.find(wanted)
            if at < 0:
                continue
            begin = at + len(wanted)
            for rank, index, count in _split(places[at : at + len(wanted)]):
                found = marks.setdefault(rank, [])
                found += _box(readers[rank], path, index, count, self.sizes[rank][1])
        return tuple(
            Page(*size, tuple(marks.get(rank, ())))
            for rank, size in enumerate(self.sizes)
        )


class _Keeper:
    """The files that were laid out lately, and what they are laid out with."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._tools: dict[str, RenderTools] = {}

    def answer(self, look: Look) -> Laid | None:
        """What is wanted of a file; None where it is none."""
        file = self._files.get(look.key)
        if file is None:
            if look.sheet is None:
                return None
            tools = self._find_tools(look.sheet.spec, look.sheet.langue)
            file = _File(look.sheet, tools)
            self._files[look.key] = file
        self._files.move_to_end(look.key)
        ranks = range(len(file.sizes))
        seen = ranks if look.seen is None else [r for r in look.seen if r in ranks]
        file.draw(seen)
        self._forget()
        wanted = () if look.seen is None else seen
        pictures = {rank: file.paint(rank, look.scale) for rank in wanted}
        pages = file.list_pages()
        return Laid(look.key, look.scale, pages, file.whole, pictures)

    def write(self, book: Book) -> bytes | None:
        """A file as it is written; None where it cannot be made."""
        tools = self._find_tools(book.spec, book.job.langue)
        files = render_job(book.job, tools).files
        return files[0].content if files else None

    def _find_tools(self, spec: RenderSpec, langue: str) -> RenderTools:
        name = repr((spec, langue))
        if name not in self._tools:
            self._tools.clear()  # one authority at a time: styles and faces are large
            self._tools[name] = make_tools(langue, spec)
        return self._tools[name]

    def _forget(self) -> None:
        """Keep the newest ones; of those whose boxes are still there, but two."""
        half_done = [key for key, file in self._files.items() if not file.whole]
        for key in half_done[:-_HALF_DONE]:
            del self._files[key]
        while len(self._files) > _KEPT:
            self._files.popitem(last=False)


def work(number: int) -> None:
    """Answer what comes through a pipe, until its other end goes."""
    link, keeper, turns = Connection(number), _Keeper(), 0
    gc.disable()  # boxes know each other: memory is tidied while nobody waits
    while True:
        if turns and (turns >= _TURNS or not link.poll(_BREATH)):
            gc.collect()
            turns = 0
        try:
            asked = link.recv()
        except EOFError:
            return
        turns += 1
        try:
            book = isinstance(asked, Book)
            answer: object = keeper.write(asked) if book else keeper.answer(asked)
        except Exception as error:  # the page that is shown stays; the reason is told
            answer = f"{type(error).__name__} : {error}"
        link.send(answer)


def _write_png(picture: Image) -> bytes:
    """A picture as a browser takes it.

    No row is guessed from the one above: that took longer than drawing the page.
    """
    width, raw = picture.width * 3, picture.tobytes()
    rows = (b"\0" + raw[at : at + width] for at in range(0, len(raw), width))
    head = struct.pack(">IIBBBBB", *picture.size, 8, 2, 0, 0, 0)
    chunks = (
        (b"IHDR", head),
        (b"IDAT", zlib.compress(b"".join(rows), 1)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@cache
def _fold(code: int) -> str:
    """The letter that a sign of a page counts for; nothing for what is none."""
    return _MARKUP.sub("", chr(code)).casefold()


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
