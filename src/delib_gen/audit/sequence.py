"""Finding texts one after the other in what was read of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, permutations

from delib_gen.audit.expected import Field, Group, Leaf, Node
from delib_gen.audit.signs import read_signs
from delib_gen.audit.stream import Stream

_BATCHES = (2, 3, 4)
"""How many rows of one kind may be set side by side, beside all of them."""
_SLACK = 60
"""Letters that may stand between the rows of a kind before other ways are tried."""
_TABLE, _FEW = "tableau", 5
"""Rows of columns; and up to how many of these are looked for in every order, and not
with one of them moved."""
_STARTS = 40
"""From how many places on a part that was moved is looked for."""

Places = dict[Leaf, int]
"""Where texts stand, by the rank of their first letter."""


@dataclass(slots=True)
class Placed:
    """What of some fields was found.

    Attributes:
        places: where each text stands.
        failed: the fields that do not stand as a whole, in one order or another.
    """

    places: Places = field(default_factory=dict)
    failed: list[Field] = field(default_factory=list)


@dataclass(slots=True)
class Finder:
    """Finds texts in a stream, each letter of which is of one text at the most."""

    stream: Stream
    taken: bytearray

    @classmethod
    def of(cls, stream: Stream) -> Finder:
        """A finder that has found nothing yet."""
        return cls(stream, bytearray(len(stream.letters)))

    def take(self, places: Places) -> None:
        """Keep what was found from being found again."""
        for leaf, start in places.items():
            size = leaf.size
            self.taken[start : start + size] = b"\1" * size

    def pass_over(self, text: str) -> None:
        """Keep a text that is none of the documents from standing for one that is."""
        signs = read_signs(text)
        while signs.letters and (start := self.stream.find(signs, 0, self.taken)) >= 0:
            size = len(signs.letters)
            self.taken[start : start + size] = b"\1" * size

    def follow(self, node: Node, start: int, places: Places) -> int:
        """The rank after a node that is found from another one on; -1 without it.

        Args:
            node: what is looked for.
            start: from where.
            places: takes where its texts stand.
        """
        if isinstance(node, Leaf):
            if not node.signs.letters:
                return start
            found = self.stream.find(node.signs, start, self.taken)
            if found < 0:
                return -1
            places[node] = found
            return found + len(node.signs.letters)
        if node.slack is not None:
            return self._follow_row(node, start, places)
        if node.kind == "suite" or len(node.parts) < 2:
            return self._follow_all(node.parts, start, places)
        best, kept = -1, Places()
        for parts in _iter_orders(node):
            tried: Places = {}
            end = self._follow_all(parts, start, tried)
            if end >= 0 and (best < 0 or end < best):
                best, kept = end, tried
            if best >= 0 and (node.kind == _TABLE or _is_tight(kept, best, node)):
                break
        places.update(kept)
        return best

    def _follow_row(self, node: Group, start: int, places: Places) -> int:
        """The texts of a row stand beside each other, wherever the first one does."""
        most = node.size + (node.slack or 0)
        for _ in range(_STARTS):
            tried: Places = {}
            end = self._follow_all(node.parts, start, tried)
            if end < 0:
                break
            first = min(tried.values(), default=end)
            if end - first <= most:
                places.update(tried)
                return end
            start = first + 1
        return -1

    def _follow_all(self, parts: Sequence[Node], start: int, places: Places) -> int:
        for part in parts:
            start = self.follow(part, start, places)
            if start < 0:
                break
        return start


def _iter_orders(node: Group) -> Iterator[Sequence[Node]]:
    """The orders in which the parts of a group may follow each other."""
    if node.kind == "nom":
        yield from permutations(node.parts)
        return
    yield node.parts
    if node.kind == _TABLE:
        yield from _iter_columns(node)
        return
    count = len(node.parts)
    for size in (count, *(batch for batch in _BATCHES if batch < count)):
        yield _set_side_by_side(node.parts, size, _list_lines)
        yield _set_side_by_side(node.parts, size, _list_columns)


def _iter_columns(table: Group) -> Iterator[Sequence[Node]]:
    """The rows of a table with their columns, and the heads, in other orders."""
    rows = [row.parts for row in table.parts if isinstance(row, Group)]
    ranks = range(len(rows[0]))
    for order in islice(permutations(ranks), 1, None) if len(ranks) <= _FEW else ():
        yield [row[rank] for row in rows for rank in order]
    for old, new in permutations(ranks if len(ranks) > _FEW else (), 2):
        moved = [rank for rank in ranks if rank != old]
        moved.insert(new, old)
        yield [row[rank] for row in rows for rank in moved]


def _set_side_by_side(
    rows: Sequence[Node], size: int, order: Callable[[list[list[Node]]], list[Node]]
) -> list[Node]:
    """Rows of one kind beside each other, some at a time.

    Args:
        rows: the rows, which have parts.
        size: how many are set side by side.
        order: gives the parts of those in the order in which they are read.
    """
    read: list[Node] = []
    for first in range(0, len(rows), size):
        batch = rows[first : first + size]
        read += order([list(r.parts) if isinstance(r, Group) else [r] for r in batch])
    return read


def _list_lines(rows: list[list[Node]]) -> list[Node]:
    """The first part of each, then the next part of each, and so on."""
    depth = max(map(len, rows))
    return [row[rank] for rank in range(depth) for row in rows if rank < len(row)]


def _list_columns(rows: list[list[Node]]) -> list[Node]:
    """The first part of each, which heads a column, then the rest of each."""
    heads = [row[0] for row in rows if row]
    return [*heads, *chain.from_iterable(row[1:] for row in rows)]


def _is_tight(places: Places, end: int, node: Node) -> bool:
    """Whether a node was found with little between its texts."""
    return bool(places) and end - min(places.values()) <= node.size + _SLACK


def place_fields(finder: Finder, fields: Sequence[Field]) -> Placed:
    """Where fields stand: one after the other, or else each of them somewhere.

    Args:
        finder: who finds them.
        fields: the fields, in reading order.
    """
    placed, end = Placed(), 0
    for item in fields:
        end = finder.follow(item.node, end, placed.places)
        if end < 0:
            break
    else:
        return placed
    return _place_apart(finder, fields)


def _place_apart(finder: Finder, fields: Sequence[Field]) -> Placed:
    """Each field by itself, the longest first: little else is like it."""
    placed = Placed()
    for item in sorted(fields, key=lambda item: -item.node.size):
        found = _find_tightest(finder, item.node)
        if found is None:
            placed.failed.append(item)
        else:
            placed.places.update(found)
            finder.take(found)
    placed.failed.sort(key=fields.index)
    return placed


def _find_tightest(finder: Finder, node: Node) -> Places | None:
    """The place of a node that has least between its texts."""
    first = next((leaf for leaf in node.leaves if leaf.signs.letters), None)
    if first is None:
        return {}
    best: Places | None = None
    shortest = start = 0
    for _ in range(_STARTS):
        places: Places = {}
        end = finder.follow(node, start, places)
        if end < 0:
            break
        span = end - min(places.values())
        if best is None or span < shortest:
            best, shortest = places, span
        if _is_tight(places, end, node):
            break
        start = min(places.values()) + 1
    return best
