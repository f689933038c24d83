"""Which blocks of two editions of a piece belong together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

_T = TypeVar("_T")


def pair_blocks(
    first: Sequence[_T], second: Sequence[_T], kinds: tuple[Sequence[Hashable], ...]
) -> Iterator[tuple[_T | None, _T | None]]:
    """The blocks of two sequences two by two, in their order.

    Both come from one layout, so that they are alike but for a block that one
    edition alone has; it then stands alone. Alike sequences, the ordinary case,
    cost nothing but their length.

    Args:
        first: the blocks of one edition.
        second: those of the other.
        kinds: of what kind each block of either is.
    """
    one, other = kinds
    if list(one) == list(other):
        yield from zip(first, second, strict=True)
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        # Of another kind in the same place, they still say the same thing.
        yield from zip_longest(first[start:end], second[other_start:other_end])
