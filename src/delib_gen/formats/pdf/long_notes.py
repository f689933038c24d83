"""A long footnote in parts, of which each finds a page: WeasyPrint parts none.

One that is higher than a page would lose its end. What does not fit at the foot of a
page is printed at that of the next, as it is of several notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delib_gen.composition.tree import Composition
    from delib_gen.prose.tree import Brin, Brins

_LONG, _PART = 3000, 1400
"""Signs from which a note is parted, and those of a part."""
_SENTENCE = ". "


def part_notes(piece: Composition) -> Composition:
    """A piece whose long notes are in parts."""
    return piece.change_texts(_part)


def _part(brins: Brins) -> Brins:
    if not any(brin.note for brin in brins):
        return brins
    return tuple(part for brin in brins for part in _part_note(brin))


def _part_note(brin: Brin) -> Iterator[Brin]:
    text = "".join(run.texte for run in brin.note)
    if len(text) < _LONG:
        yield brin
        return
    for rank, stretch in enumerate(pairwise([0, *_find_ends(text), len(text)])):
        yield replace(brin, note=tuple(_take(brin.note, *stretch)), suite=rank)


def _find_ends(text: str) -> Iterator[int]:
    """Where the parts of a text end: with a sentence, if need be with a word."""
    start = 0
    while len(text) - start > 2 * _PART:
        within = text[start : start + _PART]
        place = within.rfind(_SENTENCE) + len(_SENTENCE)
        if place < _PART / 2:
            place = within.rfind(" ") + 1
        if place == 0:
            return  # a word without end: it is left as it is
        start += place
        yield start


def _take(brins: Brins, first: int, last: int) -> Iterator[Brin]:
    """The runs of a stretch of a text."""
    start = 0
    for brin in brins:
        end = start + len(brin.texte)
        text = brin.texte[max(first - start, 0) : max(last - start, 0)]
        if text or (not brin.texte and first <= start < last):
            yield replace(brin, texte=text)
        start = end
