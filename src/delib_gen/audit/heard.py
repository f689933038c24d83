"""What a tagged PDF says, in the order in which it is heard, and where it is seen."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.painted import get_address, iter_painted, read_object
from delib_gen.audit.stream import Piece, Unseen
from delib_gen.audit.visibility import find_hidden

_Mark = tuple[int, int]
"""The rank of a page, and the number of a piece of its content."""
_TOUCHING = 0.12
"""The part of the height of a line under which two pieces of it are one word."""
_LIST, _LABEL, _FIGURE = "/L", "/Lbl", "/Figure"


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
        painted: its text in the order in which it was painted.
        around: of that, what is no part of the document: heads and feet of pages.
        unseen: what it has and does not show.
    """

    parts: list[Part] = field(default_factory=list)
    painted: list[Piece] = field(default_factory=list)
    around: list[Piece] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)


def read_heard(content: bytes, foreign: Collection[int] = ()) -> Heard:
    """The text of a PDF that can be seen.

    Args:
        content: the file.
        foreign: the ranks, from 0, of the pages that are somebody else's.
    """
    heard = Heard()
    pages = _read_pages(content, foreign, heard)
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
            if not isinstance(part, pikepdf.Dictionary):
                continue
            said = str(part.get("/Lang", ""))
            if said != langue and (marks or self._notes):
                yield langue, [*marks, *self._notes]
                marks, self._notes = [], []
            langue = said
            marks += self._iter_marks(part, -1)
        yield langue, [*marks, *self._notes]

    def _iter_marks(self, element: pikepdf.Object, page: int) -> Iterator[_Mark]:
        own = element.get("/Pg")
        page = page if own is None else self._ranks.get(own.objgen, page)
        kids = _list_kids(element)
        listed = _is(element, _LIST)
        if listed and _says_terms(element):
            yield from self._iter_terms(element, page)
            return
        pairs = zip_longest(kids, kids[1:])
        marks = (mark for pair in pairs for mark in self._iter_kid(*pair, page))
        # A list within an item is tagged after the whole of it: what the item says
        # after that list would come too early. It is painted as it is read.
        yield from sorted(marks) if listed else marks

    def _iter_terms(self, element: pikepdf.Object, page: int) -> Iterator[_Mark]:
        """Terms, which are labels, and what each means."""
        for item in _list_kids(element):
            for kid in _list_kids(item):
                yield from self._iter_marks(kid, page)

    def _iter_kid(
        self, kid: pikepdf.Object, following: pikepdf.Object | None, page: int
    ) -> Iterator[_Mark]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield page, int(kid)
        elif kid.get("/Type") == "/MCR":
            yield page, int(kid.MCID)
        elif _is(kid, "/Note"):
            self._notes += self._iter_marks(kid, page)
        elif _is_silent(kid, following):
            self.silent.update(self._iter_marks(kid, page))
        else:
            yield from self._iter_marks(kid, page)


def _list_kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_silent(kid: pikepdf.Object, following: pikepdf.Object | None) -> bool:
    """Whether an element is no text: a label, a drawing, what calls a note."""
    called = _is(kid, "/Reference") and _is(following, "/Note")
    return called or _is(kid, _LABEL) or _is(kid, _FIGURE)


def _says_terms(element: pikepdf.Object) -> bool:
    """Whether a list is one of terms and what they mean: it has no numbers."""
    looks = element.get("/A")
    return looks is not None and looks.get("/ListNumbering") == "/None"


def _is(element: pikepdf.Object | None, kind: str) -> bool:
    return isinstance(element, pikepdf.Dictionary) and element.get("/S") == kind


def _read_pages(
    content: bytes, foreign: Collection[int], heard: Heard
) -> dict[_Mark, list[Piece]]:
    """The painted texts of each page by the number of the content they are in."""
    marks: dict[_Mark, list[Piece]] = {}
    with pypdfium2.PdfDocument(content) as document:
        for rank, page in enumerate(document):
            if rank not in foreign:
                textpage = page.get_textpage()
                painted: list[Piece] = []
                for mark, piece in _read_page(page, textpage, rank, heard.unseen):
                    marks.setdefault((rank, mark), []).append(piece)
                    painted.append(piece)
                heard.painted += _part_words(painted)
                textpage.close()
            page.close()
    return marks


def _read_page(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    rank: int,
    unseen: list[Unseen],
) -> Iterator[tuple[int, Piece]]:
    """The texts of a page that can be seen, each with the number of its content."""
    # Before texts are asked about, since the page is then painted.
    texts = [
        (
            pdfium.FPDFPageObj_GetMarkedContentID(painted.obj),
            get_address(painted.obj),
            Piece(read_object(painted.obj, textpage.raw), rank + 1, painted.measure()),
        )
        for painted in iter_painted(page.raw)
        if painted.is_text
    ]
    hidden = find_hidden(page, textpage)
    unseen += (Unseen(one.text, one.reason, rank + 1) for one in hidden)
    left = _leave_out(textpage.raw, {r for one in hidden for r in one.ranks})
    for mark, address, piece in texts:
        text = left.get(address, piece.text)
        if text.strip("\r\n"):
            yield mark, Piece(text, piece.page, piece.rect)


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


def list_pages(pieces: Sequence[Piece]) -> list[str]:
    """The text of each page that some pieces stand on."""
    pages: dict[int, list[str]] = {}
    for piece in pieces:
        pages.setdefault(piece.page, []).append(piece.text)
    return ["".join(texts) for texts in pages.values()]
