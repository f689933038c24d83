"""Words that go from right to left: each of them is there, among the same others.

Signs and numbers beside such a word have no direction of their own. A page shows them
on one side or the other, by the rule of the whole line, and each library gives back in
its own order what it sees. They are compared without order; all else is in its own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from delib_gen.audit.expected import Field, Leaf, Node
from delib_gen.audit.signs import Signs, read_loosely

if TYPE_CHECKING:
    from delib_gen.audit.sequence import Finder, Places
    from delib_gen.audit.stream import Stream

_TURNED = ("R", "AL")


def go_leftwards(fields: Sequence[Field]) -> bool:
    """Whether some texts have words that go from right to left."""
    return any(leaf.signs.leftwards for item in fields for leaf in item.node.leaves)


def loosen(fields: Sequence[Field]) -> list[Field]:
    """Texts without what has no sure place beside words that go from right to left."""
    texts = (leaf.text for item in fields for leaf in item.node.leaves)
    signs = iter(read_loosely(texts))
    return [replace(item, node=_loosen(item.node, signs)) for item in fields]


def _loosen(node: Node, signs: Iterator[Signs]) -> Node:
    if isinstance(node, Leaf):
        return replace(node, signs=next(signs))
    return replace(node, parts=tuple(_loosen(part, signs) for part in node.parts))


def find_lacking(
    finder: Finder, fields: Sequence[Field], places: Places
) -> Iterator[Leaf]:
    """The texts that are not whole: something that was left out of them is nowhere.

    Args:
        finder: who found the rest of them.
        fields: the texts.
        places: where that is.
    """
    finder.take(places)
    left = _count(finder.stream.leftwards)
    free = zip(finder.stream.letters, finder.taken, strict=True)
    left.update(letter for letter, taken in free if not taken)
    for item in fields:
        for leaf in item.node.leaves:
            wanted = _count(leaf.signs.leftwards)
            if wanted - left:
                yield leaf
            left -= wanted


def find_astray(
    stream: Stream, fields: Sequence[Field], places: Places
) -> Iterator[Leaf]:
    """The texts whose words from right to left stand among those of other texts.

    Args:
        stream: what was read.
        fields: the texts.
        places: where the rest of them was found.
    """
    for item in fields:
        leaves = item.node.leaves
        for rank, leaf in enumerate(leaves):
            if leaf in places:
                spots = [
                    (places[leaf] + at, places[leaf] + at, [(at, apart)])
                    for at, apart in leaf.signs.leftwards
                ]
            else:  # what has no other letters stands between its neighbours
                before = (x for x in reversed(leaves[:rank]) if x in places)
                after = (x for x in leaves[rank:] if x in places)
                ends = [places[x] + x.size for x in islice(before, 1)]
                starts = [places[x] for x in islice(after, 1)]
                edges = sorted((*(ends or [0]), *(starts or [len(stream.letters)])))
                spots = [(edges[0], edges[1], list(leaf.signs.leftwards))]
            for start, end, parts in spots:
                around = (one for one in stream.leftwards if start <= one[0] <= end)
                if _count_turned(parts) - _count_turned(around):
                    yield leaf
                    break


def _count(parts: Iterable[tuple[int, str]]) -> Counter[str]:
    return Counter("".join(apart for _, apart in parts))


def _count_turned(parts: Iterable[tuple[int, str]]) -> Counter[str]:
    """How many of each letter there are that goes from right to left."""
    letters = (letter for _, apart in parts for letter in apart)
    return Counter(x for x in letters if unicodedata.bidirectional(x) in _TURNED)
