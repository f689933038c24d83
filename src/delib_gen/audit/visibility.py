"""What of a PDF page's text cannot be read by eyes, and why.

Text that extracts perfectly may still not be on the page: white on white, one
point high, clipped away, under a filled rectangle or under another text. pdfium's
list of painted objects tells, in the order of painting; where it does not, the page
is painted (`ink`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from delib_gen.audit.ink import Counted, Layer, paint_layers
from delib_gen.audit.painted import (
    Painted,
    Rect,
    get_address,
    measure_sign,
)
from delib_gen.audit.reasons import CROWDED, PALE, UNDER_SHAPE, UNDER_TEXT
from delib_gen.audit.signs import are_accents
from delib_gen.audit.texts import (
    Text,
    find_crossed,
    find_cut,
    is_crowded,
    list_underlines,
    needs_signs,
    touch,
)

_SHOWN, _ALIKE = 0.7, 0.15
"""What must show of a sign's ink; and against a word's, how much else looks like it."""
_LAYERS = 8
"""How many groups of texts that stand on each other are painted; more is no page."""
_WORD = re.compile(r"\w+|\S")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that nobody can read.

    Attributes:
        text: whole words, as the text page has them.
        reason: why, in French, to be put after them.
        ranks: the ranks of their signs in the text page.
    """

    text: str
    reason: str
    ranks: tuple[int, ...]


def find_hidden(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    painted: Sequence[Painted],
    texts: Sequence[Text],
    *,
    styled: bool = True,
) -> list[Hidden]:
    """The words of a page that are in the file and that nobody can read.

    A word of which one letter cannot be read is hidden whole. The page may not be
    painted afterwards.

    Args:
        page: a pypdfium2 page.
        textpage: its text page.
        painted: all that is painted on it.
        texts: those of its texts.
        styled: whether its letters may stand on each other for their style.
    """
    find_crossed(texts)
    edges: Rect = page.get_bbox()
    crowd = textpage.raw if styled else None
    asked = [text for text in texts if needs_signs(text, edges, crowd)]
    if not asked:
        return []
    said = _read(textpage.raw)
    signs = _list_signs(textpage.raw, said)
    words = _Words(said)
    for text in asked:
        own = signs.get(get_address(text.painted.obj), [])
        if not text.reason and is_crowded(words.leave_accents_out(own)):
            text.reason = CROWDED
        for rank, box in own:
            words.add(rank, text.reason or find_cut(text, box, edges))
    doubtful = [text for text in asked if text.doubt and not text.reason]
    owners = {rank: address for address, own in signs.items() for rank, _ in own}
    for text, layer in _paint(page, painted, doubtful):
        for rank, box in signs.get(get_address(text.painted.obj), []):
            counted = layer.measure(box) if layer else Counted(1, 0, 0)
            # An accent from another face is another text, in the place of its letter.
            worn = {owners.get(other) for other in words.list_worn(rank)}
            others = (o for o in text.crossed if touch(o.bounds, box))
            if worn and all(get_address(o.painted.obj) in worn for o in others):
                counted = counted._replace(alike=0)
            words.count(rank, counted, _explain(text, box))
    return list(words.iter_hidden())


def _paint(
    page: pypdfium2.PdfPage, painted: Sequence[Painted], doubtful: Sequence[Text]
) -> Iterator[tuple[Text, Layer | None]]:
    """Each doubtful text with the layer that it is painted in; None where too many."""
    layers: list[list[Text]] = []
    for text in doubtful:
        free = next(
            (layer for layer in layers if not any(o in text.crossed for o in layer)),
            None,
        )
        if free is not None:
            free.append(text)
        elif len(layers) < _LAYERS:
            layers.append([text])
        else:
            yield text, None
    groups = [[text.painted for text in layer] for layer in layers]
    lines = list_underlines(painted, doubtful)
    made = paint_layers(page, painted, groups, lines) if groups else []
    for layer, masks in zip(layers, made, strict=True):
        for text in layer:
            yield text, masks


def _explain(text: Text, box: Rect) -> str:
    if any(touch(shape.bounds, box) for shape in text.above):
        return UNDER_SHAPE
    return UNDER_TEXT if text.crossed else PALE


_Signs = dict[int, list[tuple[int, Rect]]]


def _read(textpage: object) -> str:
    """What a text page says, a letter for each of its ranks."""
    ranks = range(pdfium.FPDFText_CountChars(textpage))
    return "".join(chr(pdfium.FPDFText_GetUnicode(textpage, rank)) for rank in ranks)


def _list_signs(textpage: object, said: str) -> _Signs:
    """The rank and the place of each sign with ink, by the text that it is of."""
    signs: _Signs = {}
    for rank, sign in enumerate(said):
        if not sign.isspace():
            obj = pdfium.FPDFText_GetTextObject(textpage, rank)
            place = (rank, measure_sign(textpage, rank))
            signs.setdefault(get_address(obj), []).append(place)
    return signs


@dataclass(slots=True)
class _Crossed:
    """The ink of a word, and of what else looks like it in its place."""

    reason: str
    ink: int = 0
    alike: int = 0


class _Words:
    """The words of a text page, each with the first reason why it cannot be read."""

    def __init__(self, said: str) -> None:
        self._text = said
        self._spans = [word.span() for word in _WORD.finditer(said)]
        self._ranks = {r: n for n, span in enumerate(self._spans) for r in range(*span)}
        self._reasons: dict[int, str] = {}
        self._crossed: dict[int, _Crossed] = {}

    def add(self, rank: int, reason: str) -> None:
        """Note why a sign cannot be read, if it cannot."""
        if reason:
            self._reasons.setdefault(self._ranks[rank], reason)

    def leave_accents_out(self, signs: Sequence[tuple[int, Rect]]) -> list[Rect]:
        """The places of signs, but of the accents, which stand on their letters."""
        return [box for rank, box in signs if not self._is_accent(rank)]

    def list_worn(self, rank: int) -> range:
        """The ranks of a letter and of the accents on it; none where it has none."""
        first, last = rank, rank + 1
        while first and self._is_accent(first):
            first -= 1
        while self._is_accent(last):
            last += 1
        return range(first, last) if last - first > 1 else range(0)

    def _is_accent(self, rank: int) -> bool:
        return are_accents(self._text[rank : rank + 1])

    def count(self, rank: int, counted: Counted, reason: str) -> None:
        """Note what shows of a sign; ink of others is judged for the whole word."""
        word = self._crossed.setdefault(self._ranks[rank], _Crossed(reason))
        word.ink += counted.ink
        word.alike += counted.alike
        if counted.shown < _SHOWN * counted.ink:
            self.add(rank, reason)

    def iter_hidden(self) -> Iterator[Hidden]:
        """The words that cannot be read, those side by side together."""
        for number, word in self._crossed.items():
            if word.alike > _ALIKE * word.ink:
                self._reasons.setdefault(number, word.reason)
        numbers = range(len(self._spans))
        for reason, group in groupby(numbers, lambda n: self._reasons.get(n, "")):
            spans = [self._spans[number] for number in group]
            if reason:
                stretch = self._text[spans[0][0] : spans[-1][1]]
                ranks = tuple(rank for span in spans for rank in range(*span))
                yield Hidden(stretch, reason, ranks)
