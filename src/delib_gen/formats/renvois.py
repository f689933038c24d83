"""References to annexes as links, in a page of HTML that is part of a dossier.

Nothing is printed that was not: a link goes around the words that are there, and
has the look of the text. A piece on its own has no links: their targets are not
in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import TYPE_CHECKING

from delib_gen.lang.editions import split_edition
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.renvois import make_reader

if TYPE_CHECKING:
    from delib_gen.lang.renvois import Annexe, RenvoiReader
    from delib_gen.view.base import View

CLASS = "interne"
"""The class of these links, for the style."""
_ANNEXE = re.compile(r"annexe-([a-z]+)-(\d+)((?:-\d+)*)")
"""The name of an annexe: its piece, its rank there, and what it is within a file."""
_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+", re.DOTALL)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")
_SILENT = ("head", "style", "script", "title", "template", "a", "svg")
_INLINE = ("span", "strong", "em", "b", "i", "sup", "sub", "small", "wbr")
_FILLER = "\0"
_DECIDES = "deliberation"
_FREE = " \t\n\r<>"
"""Where a line may be broken, or the text is another one's."""
Stretch = tuple[int, int, str]
"""Where a link begins and ends in a text, and the piece that it goes to."""


class Linker:
    """Finds what a text of a piece sends to, among the pieces of its dossier."""

    def __init__(self, views: Sequence[View]) -> None:
        self._pieces: dict[Annexe, str] = {}
        for view in views:
            match = _ANNEXE.fullmatch(view.meta.piece)
            if match is not None and not match[3]:
                self._pieces[match[1], int(match[2])] = view.meta.piece
        self._places = frozenset(piece for piece, _ in self._pieces)

    def concerns(self, view: View) -> bool:
        """Whether the texts of a piece may send to annexes: those of an act do.

        A contents page names the annexes too, and has links of its own.
        """
        piece = view.meta.piece
        own = piece in (*self._places, _DECIDES, "rapport")
        return bool(self._pieces) and (own or _ANNEXE.fullmatch(piece) is not None)

    def find(self, text: str, view: View) -> Iterator[Stretch]:
        """The stretches of a text that send to another piece, in order."""
        piece = view.meta.piece
        place = "" if _ANNEXE.fullmatch(piece) else piece
        if _fold(text) in _list_requests(view):
            place = _DECIDES  # what is asked is what an article says, annexes and all
        for reader in _list_readers(view):
            for renvoi in reader.read(text):
                for cible in renvoi.cibles:
                    found = renvoi.find(cible.rang, place, self._pieces)
                    target = self._pieces[found] if found else piece
                    if target != piece:
                        yield cible.start, cible.end, target


def _list_readers(view: View) -> list[RenvoiReader]:
    """A reader for the languages of a piece; those without words share French's."""
    books = [load_phrasebook(langue) for langue in split_edition(view.meta.langue)]
    own = [book for book in books if book.has_table("renvois")]
    return [make_reader(book) for book in own or books[:1]]


def _list_requests(view: View) -> frozenset[str]:
    """The requests of a rapport, which are its articles over again."""
    editions = getattr(view, "vues", (view,))
    return frozenset(
        _fold(request)
        for edition in editions
        for request in getattr(edition, "conclusions", ())
    )


def _fold(text: str) -> str:
    """A text without fillers, its spaces alike."""
    return " ".join(text.replace(_FILLER, "").split())


def link_page(
    page: str, view: View, views: Sequence[View], *, bound: bool = False
) -> str:
    """The page of a piece with its references to other pieces as links.

    Args:
        page: the page of HTML.
        view: the piece.
        views: those of its dossier.
        bound: whether a link takes in what is bound to its words, up to the next
            space: WeasyPrint 70 breaks a line badly where a link begins or ends
            within what may not be broken, as « (cf. annexe 1) ».
    """
    linker = Linker(views)
    if not linker.concerns(view):
        return page
    edits = sorted(
        edit
        for texts in _iter_blocks(page)
        for start, end, target in linker.find(texts.text, view)
        for edit in texts.cut(start, end, target)
    )
    titles = {other.meta.piece: other.meta.signet for other in views}
    written, place = "", 0
    for rank, (start, end, target) in enumerate(edits):
        if bound:
            limit = edits[rank + 1][0] if rank + 1 < len(edits) else len(page)
            start, end = _bind(page, start, end, (place, limit))
        title = escape(titles[target])
        written += (
            f'{page[place:start]}<a class="{CLASS}" href="#{escape(target)}" '
            f'title="{title}">{page[start:end]}</a>'
        )
        place = end
    return written + page[place:]


def _bind(page: str, start: int, end: int, limits: tuple[int, int]) -> tuple[int, int]:
    """A stretch of text with what no space parts from it, within its own text."""
    low, high = limits
    while start > low and page[start - 1] not in _FREE:
        start -= 1
    while end < high and page[end] not in _FREE:
        end += 1
    return start, end


@dataclass(slots=True)
class _Texts:
    """The texts of a block as one, each with its place in the page."""

    text: str = ""
    pieces: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, source: str, place: int) -> None:
        """A text of the page; a character that is spelled out keeps its length."""
        self.pieces.append((len(self.text), len(self.text) + len(source), place))
        self.text += _ENTITY.sub(_widen, source)

    def cut(self, start: int, end: int, target: str) -> Iterator[Stretch]:
        """A stretch of the whole as stretches of the page."""
        for first, last, place in self.pieces:
            left, right = max(first, start), min(last, end)
            while left < right and self.text[left].isspace():
                left += 1
            if left < right:
                yield place + left - first, place + right - first, target


def _widen(match: re.Match[str]) -> str:
    """The character that is meant, followed by ones that are no part of any word."""
    sign = unescape(match[0])
    filler = " " if sign.isspace() else _FILLER
    return sign[:1] + filler * (len(match[0]) - 1)


def _iter_blocks(page: str) -> Iterable[_Texts]:
    """The texts of a page, block by block; those of links and styles are left out."""
    silent: list[str] = []
    texts = _Texts()
    for token in _TOKEN.finditer(page):
        tag = _TAG.match(token[0])
        if tag is None:
            if not silent and not token[0].startswith("<"):
                texts.add(token[0], token.start())
            continue
        name = tag[1].lower()
        if name in _SILENT:
            if not token[0].startswith("</"):
                silent.append(name)
            elif name in silent:
                silent.remove(name)
        if name not in _INLINE:
            yield texts
            texts = _Texts()
    yield texts
