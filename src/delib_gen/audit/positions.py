"""Whether what is heard one after the other is also seen so on the pages of a PDF.

A style may set a text elsewhere than where it stands in the page: over the one before
it, or on its left. The next column, and the next cell, are seen on the right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.audit.expected import Field, Leaf
from delib_gen.audit.signs import are_accents, has_leftwards

if TYPE_CHECKING:
    from delib_gen.audit.painted import Rect
    from delib_gen.audit.sequence import Places
    from delib_gen.audit.stream import Piece, Stream

_SLACK = 1.0
"""Points by which two texts may be over each other."""
_LEVEL = 0.5
"""The part of the lower one's height that two texts of a line share."""


@dataclass(frozen=True, slots=True)
class Back:
    """A text that is seen before the one that it follows.

    Attributes:
        before: the text that it follows; the same one where it is parted.
        leaf: the text.
        page: the number of the page that it stands on.
        bound: whether the two belong together, as a heading and its list.
    """

    before: Leaf
    leaf: Leaf
    page: int
    bound: bool


def find_back(
    stream: Stream, fields: Sequence[Field], places: Places
) -> Iterator[Back]:
    """The texts that are seen before the one that they follow.

    Args:
        stream: what was read.
        fields: what was looked for in it.
        places: where it was found.
    """
    laid_out = bool(stream.pieces) and stream.pieces[0].rect is not None
    for item in fields if laid_out else ():
        leaves = (leaf for leaf in item.node.leaves if leaf in places)
        last: tuple[Leaf, Piece] | None = None
        for leaf in sorted(leaves, key=places.__getitem__):
            for piece in _list_pieces(stream, leaf, places[leaf]):
                if last is not None and _goes_back(last[1], piece):
                    yield Back(last[0], leaf, piece.page, _belong(last[0], leaf))
                last = (leaf, piece)


def _list_pieces(stream: Stream, leaf: Leaf, start: int) -> Sequence[Piece]:
    first = bisect_right(stream.starts, start) - 1
    last = bisect_right(stream.starts, start + leaf.size - 1)
    return stream.pieces[max(first, 0) : last]


def _goes_back(one: Piece, other: Piece) -> bool:
    """Whether a piece is seen before the one that it follows."""
    if one is other or not _is_back(one, other):
        return False
    return not are_accents(one.text) and not are_accents(other.text)


def _is_back(one: Piece, other: Piece) -> bool:
    if one.rect is None or other.rect is None:
        return False
    if one.page != other.page:
        # A cell that goes over the page ends after its neighbour on the right begins.
        return other.page < one.page and other.rect[0] <= one.rect[0]
    if _stands(one.rect) and _stands(other.rect):
        return False  # turned by a quarter, lines follow each other sideways
    left, bottom, right, top = one.rect
    begins, foot, ends, head = other.rect
    shared = min(top, head) - max(bottom, foot)
    if shared > _LEVEL * min(top - bottom, head - foot):
        return ends < left + _SLACK and not _go_leftwards(one, other)
    return foot > top - _SLACK and begins < right - _SLACK


def _stands(rect: Rect) -> bool:
    return rect[3] - rect[1] > rect[2] - rect[0]


def _go_leftwards(*pieces: Piece) -> bool:
    return any(has_leftwards(piece.text) for piece in pieces)


def _belong(one: Leaf, other: Leaf) -> bool:
    """Whether two texts say something by standing one after the other."""
    same = bool(one.under) and one.under == other.under
    return one is other or same or other.under == one.text or bool(one.role)
