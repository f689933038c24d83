"""What is wrong with fields that do not stand as a whole: lost, or out of place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from delib_gen.audit.expected import Field, Leaf
from delib_gen.audit.sequence import Finder, Places
from delib_gen.audit.signs import HYPHEN, SOFT
from delib_gen.audit.words import tokenize

if TYPE_CHECKING:
    from delib_gen.audit.positions import Back

_MANY = 40
"""How many places of a text are looked at."""
_TELLING, _LONG = 4, 8
"""Letters from which a text tells a place, and from which a line may cut a word."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A text that stands elsewhere than it should.

    Attributes:
        leaf: the text.
        place: the rank of its first letter.
        other: a text that it stands on the wrong side of; None where none is sure.
        later: whether it should come after that one, and comes before.
        beneath: the heading that it stands under, where that is another one's.
    """

    leaf: Leaf
    place: int
    other: Leaf | None = None
    later: bool = False
    beneath: str = ""


@dataclass(slots=True)
class Faults:
    """What was found wrong.

    Attributes:
        lost: the texts that are not there whole.
        words: the words of each that are not there at all.
        moved: the texts that are out of their place.
        back: those that are seen before the one that they follow.
    """

    lost: list[Leaf] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    back: list[Back] = field(default_factory=list)


def find_faults(finder: Finder, failed: Sequence[Field]) -> Faults:
    """What is wrong with some fields, once all the others are found.

    Args:
        finder: who found the others.
        failed: the fields that were not found.
    """
    faults = Faults()
    places: Places = {}
    for item in failed:
        leaves = [leaf for leaf in item.node.leaves if leaf.signs.letters]
        found, moved = _sort_out(finder, leaves)
        finder.take(found)
        finder.take({one.leaf: one.place for one in moved})
        places |= found
        known = {*found, *(one.leaf for one in moved)}
        lost = [leaf for leaf in leaves if leaf not in known]
        faults.lost += lost
        # Where a text is lost, others like it are taken for it.
        faults.moved += [] if lost else moved
    faults.moved = _name_headings(faults.moved, places)
    left = _count_left(finder)
    for leaf in faults.lost:
        faults.words += _list_missing(leaf, left, finder)
    return faults


def _sort_out(finder: Finder, leaves: Sequence[Leaf]) -> tuple[Places, list[Moved]]:
    """The texts of a field that stand in their order, and those that do not.

    A text that stands in one place alone tells the order; between two of those,
    others are looked for where they should be.
    """
    where: dict[Leaf, list[int]] = {}
    # The longest first: what stands within one of them is not a text of its own.
    by_size = sorted(leaves, key=lambda leaf: -leaf.size)
    for leaf in by_size:
        where[leaf] = _list_places(finder, leaf)
        if len(where[leaf]) == 1:
            finder.take({leaf: where[leaf][0]})
    sure = [leaf for leaf in leaves if len(where[leaf]) == 1]
    where |= {leaf: _list_places(finder, leaf) for leaf in leaves if leaf not in sure}
    kept = _keep_order([(leaf, where[leaf][0]) for leaf in sure])
    places: Places = dict(kept)
    moved: list[Moved] = []
    end = 0
    limits = _list_limits(leaves, places, len(finder.stream.letters))
    for leaf, limit in zip(leaves, limits, strict=True):
        start = places.get(leaf, -1)
        if start < 0 and leaf not in sure:
            inside = [p for p in where[leaf] if end <= p < limit]
            free = [p for p in inside if p not in places.values()]
            start = free[0] if free else -1
        if start >= 0:
            places[leaf] = start
            end = start + leaf.size
        elif where[leaf]:
            moved.append(Moved(leaf, where[leaf][0]))
    ranks = {leaf: rank for rank, leaf in enumerate(leaves)}
    return places, [_explain(one, leaves, ranks[one.leaf], places) for one in moved]


def _explain(moved: Moved, leaves: Sequence[Leaf], rank: int, places: Places) -> Moved:
    """A text that moved, with the nearest one that it stands on the wrong side of."""
    for other in leaves[rank + 1 :]:
        if places.get(other, moved.place) < moved.place and _says(other):
            return replace(moved, other=other)
    for other in reversed(leaves[:rank]):
        if places.get(other, moved.place) > moved.place and _says(other):
            return replace(moved, other=other, later=True)
    return moved


def _says(leaf: Leaf) -> bool:
    """Whether a text tells a place, as neither « Vu » nor a comma does."""
    return len(leaf.whole) >= _TELLING and any(map(str.isalnum, leaf.text))


def _list_places(finder: Finder, leaf: Leaf) -> list[int]:
    places: list[int] = []
    start = 0
    while len(places) < _MANY:
        start = finder.stream.find(leaf.signs, start, finder.taken)
        if start < 0:
            break
        places.append(start)
        start += leaf.size
    return places


def _keep_order(found: Sequence[tuple[Leaf, int]]) -> list[tuple[Leaf, int]]:
    """The most letters of some texts that stand in their order."""
    best: list[tuple[int, int]] = []  # letters up to each, and the one before it
    for rank, (leaf, place) in enumerate(found):
        before = max(
            ((best[r][0], r) for r in range(rank) if found[r][1] < place),
            default=(0, -1),
        )
        best.append((before[0] + leaf.size, before[1]))
    rank = max(range(len(best)), key=lambda r: best[r][0], default=-1)
    kept: list[tuple[Leaf, int]] = []
    while rank >= 0:
        kept.append(found[rank])
        rank = best[rank][1]
    return kept[::-1]


def _list_limits(leaves: Sequence[Leaf], places: Places, end: int) -> list[int]:
    """For each text, where the next one stands whose place is sure."""
    limits: list[int] = []
    for leaf in reversed(leaves):
        limits.append(end)
        end = places.get(leaf, end)
    return limits[::-1]


def _name_headings(moved: Iterable[Moved], places: Places) -> list[Moved]:
    """What is told of texts that stand under another one's heading, told so."""
    moved = list(moved)
    if not moved:
        return []
    everywhere = [(place, leaf) for leaf, place in places.items()]
    everywhere += [(one.place, one.leaf) for one in moved]
    everywhere.sort(key=lambda one: one[0])
    said = Counter(leaf.text for _, leaf in everywhere)
    # One that is there twice tells nothing.
    headings = {leaf.under for _, leaf in everywhere if said[leaf.under] == 1}
    astray: list[Moved] = []
    above = ""
    for place, leaf in everywhere:
        if leaf.text in headings:
            above = leaf.text
        elif above and leaf.under in headings and above != leaf.under:
            astray.append(Moved(leaf, place, beneath=above))
    return [one for one in astray or moved if _says(one.leaf)] or moved


def find_enclosed(fields: Sequence[Field], places: Places) -> list[Moved]:
    """The lists that another heading and its list stand between them and their own.

    Lists side by side, below both their headings, are none.
    """
    spans = []
    for item in fields:
        for group in item.node.lists:
            head = group.parts[0]
            lists = [
                places[x]
                for part in group.parts[1:]
                for x in part.leaves
                if x in places
            ]
            if isinstance(head, Leaf) and head in places and lists:
                spans.append((places[head], min(lists), max(lists), head, group))
    found: list[Moved] = []
    for start, first, _, _, group in spans:
        for other, begins, ends, above, _ in spans:
            if start < other < first and ends < first and begins > other:
                leaf = next(x for x in group.parts[1].leaves if _says(x))
                found.append(Moved(leaf, first, beneath=above.text))
    return found


def _count_left(finder: Finder) -> Counter[str]:
    """The words that are of no text that was found."""
    stream = finder.stream
    parts: list[str] = []
    last = 0
    for place in [*sorted(stream.gaps), len(stream.letters)]:
        parts.append(_read_free(finder, last, place))
        gap = stream.gaps.get(place, 0)
        parts.append("-" if gap & (HYPHEN | SOFT) else " ")
        last = place
    return Counter(tokenize(unicodedata.normalize("NFC", "".join(parts))))


def _read_free(finder: Finder, start: int, end: int) -> str:
    if finder.taken.find(1, start, end) < 0:
        return finder.stream.letters[start:end]
    free = (
        letter if not finder.taken[start + rank] else " "
        for rank, letter in enumerate(finder.stream.letters[start:end])
    )
    return "".join(free)


def _list_missing(leaf: Leaf, left: Counter[str], finder: Finder) -> list[str]:
    """The words of a text that nothing is left of, in their order."""
    missing: list[str] = []
    for word in tokenize(leaf.text):
        key = word.casefold()
        if left[key] > 0:
            left[key] -= 1
        elif len(key) < _LONG or not _is_cut_somewhere(key, finder):
            missing.append(word)
    return missing


def _is_cut_somewhere(word: str, finder: Finder) -> bool:
    """Whether a word is there, cut by the end of a line."""
    letters, stream = unicodedata.normalize("NFKD", word), finder.stream
    place = stream.letters.find(letters)
    while place >= 0:
        end = place + len(letters)
        free = finder.taken.find(1, place, end) < 0
        if free and not stream.cuts(place) and not stream.cuts(end):
            return True
        place = stream.letters.find(letters, place + 1)
    return False
