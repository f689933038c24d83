"""What is read in a file: its letters in one sequence, and where each stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from delib_gen.audit.signs import (
    HYPHEN,
    SOFT,
    Signs,
    is_within,
    read_loosely,
    read_signs,
)

if TYPE_CHECKING:
    from delib_gen.audit.painted import Rect


class Piece(NamedTuple):
    """A stretch of text as a file has it.

    Attributes:
        text: its words.
        page: the number of its page, from 1; 0 where a file has no pages.
        rect: where it stands on it; None where that is not known.
    """

    text: str
    page: int = 0
    rect: Rect | None = None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A text that a file has and nobody sees.

    Attributes:
        text: its words.
        reason: why, to be put after words; empty where that is not known.
        page: the number of its page, from 1; 0 where a file has no pages.
    """

    text: str
    reason: str = ""
    page: int = 0


@dataclass(slots=True)
class Stream:
    """The pieces of a file in the order in which they are read.

    Attributes:
        letters: those of all pieces.
        gaps: what stands before a letter, by its rank (`signs`).
        pieces: the pieces.
        starts: the rank of the first letter of each.
        leftwards: what goes from right to left was left out, with its rank.
    """

    letters: str = ""
    gaps: dict[int, int] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    leftwards: list[tuple[int, str]] = field(default_factory=list)
    _hyphens: list[int] = field(default_factory=list)
    _edges: frozenset[int] = frozenset()

    @classmethod
    def of(cls, pieces: Iterable[Piece], *, loosely: bool = False) -> Stream:
        """The stream of some pieces; what parts two words is in their texts.

        Args:
            pieces: the pieces.
            loosely: whether to leave out what has no sure place beside words that go
                from right to left.
        """
        stream = cls()
        letters: list[str] = []
        rank, gaps = 0, stream.gaps
        stream.pieces += pieces
        texts = (piece.text for piece in stream.pieces)
        for signs in read_loosely(texts) if loosely else map(read_signs, texts):
            before = gaps.get(rank, 0)
            gaps.update({place + rank: gap for place, gap in signs.gaps.items()})
            if before:  # what ends the piece before
                gaps[rank] |= before
            stream.starts.append(rank)
            if signs.leftwards:
                stream.leftwards += ((rank + at, a) for at, a in signs.leftwards)
            letters.append(signs.letters)
            rank += len(signs.letters)
        stream.letters = "".join(letters)
        stream._hyphens = sorted(p for p, gap in gaps.items() if gap == HYPHEN)
        stream._edges = frozenset((*stream.starts, rank))
        return stream

    def find(self, signs: Signs, start: int, taken: bytearray) -> int:
        """Where a text stands whole, from a rank on; -1 where it does not.

        Args:
            signs: the text.
            start: from where it is looked for.
            taken: 1 for each letter that another text has already been found in.
        """
        size = len(signs.letters)
        while (place := self.letters.find(signs.letters, start)) >= 0:
            end = place + size
            if taken.find(1, place, end) < 0 and self._fits(signs, place, end):
                return place
            start = place + 1
        return -1

    def _fits(self, signs: Signs, start: int, end: int) -> bool:
        """Whether letters that are alike are the same words with the same hyphens."""
        gaps = self.gaps
        if self.cuts(start) or self.cuts(end):
            return False
        # Where a word goes from right to left, a library sets spaces elsewhere.
        if not signs.leftwards:
            for place in signs.spaces:
                if start + place not in gaps:
                    return False
        for place in signs.hyphens:
            if not gaps.get(start + place, 0) & (HYPHEN | SOFT):
                return False
        # A hyphen at the end of a line may be there for that alone.
        first = bisect_right(self._hyphens, start)
        last = bisect_left(self._hyphens, end)
        between = self._hyphens[first:last]
        return not between or all(place - start in signs.gaps for place in between)

    def cuts(self, place: int) -> bool:
        """Whether a text that begins or ends at a rank would cut a word in two."""
        return (
            place not in self.gaps
            and place not in self._edges
            and is_within(self.letters[place - 1])
            and is_within(self.letters[place])
        )

    def locate(self, rank: int) -> Piece:
        """The piece that a letter is of."""
        return self.pieces[max(bisect_right(self.starts, rank) - 1, 0)]
