"""What a tagged PDF says, in the order in which it is heard, and where it is seen."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from operator import itemgetter

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.painted import (
    Rect,
    get_address,
    iter_painted,
    read_object,
)
from delib_gen.audit.signs import has_leftwards
from delib_gen.audit.stream import Piece, Unseen
from delib_gen.audit.texts import list_texts
from delib_gen.audit.visibility import find_hidden

_Mark = tuple[int, int]
"""The rank of a page, and the number of a piece of its content."""
_TOUCHING = 0.12
"""The part of the height of a line under which two pieces of it are one word."""
_LIST, _SILENT = "/L", ("/Lbl", "/Figure")


@dataclass(slots=True)
class Part:
    """A part of a PDF: what stands below the root of its structure, in a language.

    Attributes:
        langue: its language, empty where it is that of the file.
        pieces: its text, as it is heard; footnotes come last, as what calls one, and
            the note, would cut a text in two.
    """

    langue: str
    pieces: list[Piece]


@dataclass(slots=True)
class Heard:
    """What was read of a PDF.

    Attributes:
        parts: its parts, each as it is heard.
        seen: its text in the order in which it was painted.
        around: of that, what is no part of the document: heads and feet of pages.
        unseen: what it has and does not show.
    """

    parts: list[Part] = field(default_factory=list)
    seen: list[Piece] = field(default_factory=list)
    around: list[Piece] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)

    def iter_painted(self) -> Iterator[Piece]:
        """Its text in the order in which it was painted, with spaces between words."""
        return _part_words(self.seen)

    def iter_pages(self) -> Iterator[str]:
        """The same, that of each page."""
        for _, pieces in groupby(self.iter_painted(), lambda piece: piece.page):
            yield "".join(piece.text for piece in pieces)


def read_heard(
    content: bytes, foreign: Collection[int] = (), own: bool | None = None
) -> Heard:
    """The text of a PDF that can be seen.

    Args:
        content: the file.
        foreign: the ranks, from 0, of the pages that are somebody else's.
        own: whether a template or a style is the office's: the shipped ones hide
            nothing, though a page may still cut a text or set one on another.
    """
    heard = Heard()
    pages = _read_pages(content, foreign, heard, own is not False)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        ranks = {page.obj.objgen: rank for rank, page in enumerate(pdf.pages)}
        tree = _Tree(ranks)
        for langue, marks in tree.list_parts(pdf.Root.get("/StructTreeRoot")):
            said = (p for mark in marks for p in pages.pop(mark, ()))
            heard.parts.append(Part(langue, list(_part_words(said))))
    rest = (p for mark in sorted({*pages} - tree.silent) for p in pages[mark])
    heard.around = list(_part_words(rest))
    return heard


class _Tree:
    """The structure of a PDF: the order in which its content is heard.

    Attributes:
        silent: the marks of what is no text.
    """

    def __init__(self, ranks: dict[tuple[int, int], int]) -> None:
        self.silent: set[_Mark] = set()
        self._ranks = ranks
        self._notes: list[_Mark] = []

    def list_parts(
        self, root: pikepdf.Object | None
    ) -> Iterator[tuple[str, list[_Mark]]]:
        """The language of each part, and its marks in the order of reading.

        Footnotes come last: what calls one, and the note, would cut a text in two.
        """
        kids = () if root is None else _list_kids(root)
        langue, marks = "", list[_Mark]()
        for part in (part for document in kids for part in _list_kids(document)):
            if isinstance(part, int):
                continue
            said = str(part.get("/Lang", ""))
            if said != langue and (marks or self._notes):
                yield langue, [*marks, *self._notes]
                marks, self._notes = [], []
            langue = said
            marks += self._iter_marks(part, part.get("/S"), -1)
        yield langue, [*marks, *self._notes]

    def _iter_marks(
        self, element: pikepdf.Object, kind: pikepdf.Object | None, page: int
    ) -> Iterator[_Mark]:
        own = element.get("/Pg")
        page = page if own is None else self._ranks.get(own.objgen, page)
        kids = _list_kids(element)
        listed = kind == _LIST
        if listed and _says_terms(element):
            yield from self._iter_terms(element, page)
            return
        marks = self._iter_kids(kids, page)
        # A list within an item is tagged after the whole of it: what the item says
        # after that list would come too early. It is painted as it is read.
        yield from sorted(marks) if listed else marks

    def _iter_terms(self, element: pikepdf.Object, page: int) -> Iterator[_Mark]:
        """Terms, which are labels, and what each means."""
        for item in _list_kids(element):
            for kid in _list_kids(item):
                yield from self._iter_marks(kid, kid.get("/S"), page)

    def _iter_kids(self, kids: Sequence[pikepdf.Object], page: int) -> Iterator[_Mark]:
        kinds = [None if isinstance(kid, int) else kid.get("/S") for kid in kids]
        for kid, kind, following in zip_longest(kids, kinds, kinds[1:]):
            if isinstance(kid, int):
                yield page, kid
                continue
            if kind is None and kid.get("/Type") == "/MCR":
                yield page, int(kid.MCID)
                continue
            marks = self._iter_marks(kid, kind, page)
            if kind == "/Note":
                self._notes += marks
            # A label, a drawing and what calls a note are no text.
            elif kind in _SILENT or (kind == "/Reference" and following == "/Note"):
                self.silent.update(marks)
            else:
                yield from marks


def _list_kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _says_terms(element: pikepdf.Object) -> bool:
    """Whether a list is one of terms and what they mean: it has no numbers."""
    looks = element.get("/A")
    return looks is not None and looks.get("/ListNumbering") == "/None"


def _read_pages(
    content: bytes, foreign: Collection[int], heard: Heard, styled: bool
) -> dict[_Mark, list[Piece]]:
    """The painted texts of each page by the number of the content they are in."""
    marks: dict[_Mark, list[Piece]] = {}
    with pypdfium2.PdfDocument(content) as document:
        for rank in sorted({*range(len(document))} - {*foreign}):
            page = document[rank]
            textpage = page.get_textpage()
            read = _read_page(page, textpage, rank, heard.unseen, styled)
            for mark, piece in read:
                marks.setdefault((rank, mark), []).append(piece)
                heard.seen.append(piece)
            textpage.close()
            page.close()
    return marks


def _read_page(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    rank: int,
    unseen: list[Unseen],
    styled: bool,
) -> Iterator[tuple[int, Piece]]:
    """The texts of a page that can be seen, each with the number of its content."""
    painted = list(iter_painted(page.raw))
    texts = list_texts(painted, styled=styled)
    # Before texts are asked about, since the page is then painted.
    said = [
        (
            pdfium.FPDFPageObj_GetMarkedContentID(text.painted.obj),
            text.painted.obj,
            Piece(read_object(text.painted.obj, textpage.raw), rank + 1, text.bounds),
        )
        for text in texts
    ]
    lines = [p.rect for _, _, p in said if has_leftwards(p.text)]
    level = (o for _, o, p in said if _is_level(p.rect, lines)) if lines else ()
    left = _read_across(textpage.raw, set(map(get_address, level)))
    hidden = find_hidden(page, textpage, painted, texts, styled=styled)
    unseen += (Unseen(one.text, one.reason, rank + 1) for one in hidden)
    left |= _leave_out(textpage.raw, {r for one in hidden for r in one.ranks})
    for mark, obj, piece in said:
        if left and (address := get_address(obj)) in left:
            piece = piece._replace(text=left[address])
        if piece.text.strip("\r\n"):
            yield mark, piece


def _leave_out(textpage: object, hidden: set[int]) -> dict[int, str]:
    """What is left of the texts that are hidden in whole or in part."""
    left: dict[int, str] = {}
    if not hidden:
        return left
    concerned = {
        get_address(pdfium.FPDFText_GetTextObject(textpage, r)) for r in hidden
    }
    for rank in range(pdfium.FPDFText_CountChars(textpage)):
        address = get_address(pdfium.FPDFText_GetTextObject(textpage, rank))
        if address in concerned:
            sign = chr(pdfium.FPDFText_GetUnicode(textpage, rank))
            left[address] = left.get(address, "") + (" " if rank in hidden else sign)
    return left


def _is_level(rect: Rect | None, lines: Sequence[Rect | None]) -> bool:
    """Whether a text stands on one of some lines."""
    middles = ((line[1] + line[3]) / 2 for line in lines if line is not None)
    return rect is not None and any(rect[1] < middle < rect[3] for middle in middles)


def _read_across(textpage: object, turned: set[int]) -> dict[int, str]:
    """The texts of lines with words from right to left, as they are seen from the left.

    The library turns round what it takes for such a line, the other words too.
    """
    where = ctypes.c_double(), ctypes.c_double()
    signs: dict[int, list[tuple[float, str]]] = {}
    for rank in range(pdfium.FPDFText_CountChars(textpage) if turned else 0):
        address = get_address(pdfium.FPDFText_GetTextObject(textpage, rank))
        if address in turned:
            sign = chr(pdfium.FPDFText_GetUnicode(textpage, rank))
            pdfium.FPDFText_GetCharOrigin(textpage, rank, *where)
            signs.setdefault(address, []).append((where[0].value, sign))
    return {
        address: "".join(sign for _, sign in sorted(read, key=itemgetter(0)))
        for address, read in signs.items()
    }


def _part_words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with a space before each that does not touch the one before it."""
    last: Piece | None = None
    for piece in pieces:
        if last is None or _touch(last, piece):
            yield piece
        else:
            yield Piece(f" {piece.text}", piece.page, piece.rect)
        last = piece


def _touch(one: Piece, other: Piece) -> bool:
    if one.page != other.page or one.rect is None or other.rect is None:
        return False
    before, after = one.rect, other.rect
    height = max(before[3] - before[1], after[3] - after[1])
    level = min(before[3], after[3]) > max(before[1], after[1])
    return level and abs(after[0] - before[2]) < _TOUCHING * height
