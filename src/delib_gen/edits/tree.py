"""Where everything stands in the text of a YAML file, to the sign.

The reader's own tree forgets how a value was shared or enclosed; to change a file and
leave the rest of it alone, that must be known. Places are those of the parser's
events: an alias has its own, not that of what it stands for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import yaml

from delib_gen.load.nodes import to_data
from delib_gen.load.places import ODD_BREAK
from delib_gen.load.tree import iter_events, parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath

HEADER = re.compile(r"(?:[&!]\S*[ \t]+)*[|>]([-+0-9]*)")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\n]*", re.MULTILINE)
_DASH = re.compile(r"-(?=\s|$)")


@dataclass(eq=False, slots=True)
class Place:
    """A value in its file.

    Attributes:
        kind: what it is.
        start, end: where it stands, the end of its last line apart.
        text: of a text, its value; of an alias, the anchor's name.
        style: of a text, `|`, `>`, a quotation mark, or nothing.
        flow: whether it stands between braces or brackets of its own.
        anchor: the name by which aliases use it.
        items: of a list, its items.
        pairs: of a block, its keys and values.
    """

    kind: Literal["text", "list", "block", "alias"]
    start: int
    end: int
    text: str = ""
    style: str = ""
    flow: bool = False
    anchor: str = ""
    items: list[Place] = field(default_factory=list)
    pairs: list[tuple[Place, Place]] = field(default_factory=list)

    @property
    def children(self) -> list[Place]:
        """The values that it holds."""
        return self.items or [value for _, value in self.pairs]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, or an item with its dash.

    Attributes:
        begin, end: where it stands, a dash included.
        value: its value.
        key: its key; None for an item.
    """

    begin: int
    end: int
    value: Place
    key: Place | None = None


@dataclass(slots=True)
class Found:
    """What stands at a path.

    Attributes:
        value: the value.
        holder: the list or block that holds it; None for the whole file.
        rank: its rank there.
        flow: whether it stands, itself apart, between braces or brackets.
        shared: whether it stands in what an alias uses elsewhere too.
    """

    value: Place
    holder: Place | None = None
    rank: int = 0
    flow: bool = False
    shared: bool = False


class Tree:
    """The places of a YAML text that was already read without a fault."""

    def __init__(self, source: str) -> None:
        """Read the places of a text, which has no byte order mark."""
        self.source = source
        self.root: Place | None = None
        self.aliases: dict[str, int] = {}
        self._comments: str | None = None
        self._read(ODD_BREAK.sub(" ", source))

    def _read(self, text: str) -> None:
        waiting: list[tuple[Place, list[Place]]] = []
        for event in iter_events(text):
            if isinstance(event, yaml.CollectionEndEvent):
                place, parts = waiting.pop()
                self._close(place, parts, event)
            elif isinstance(event, yaml.NodeEvent):
                place = self._open(event)
                if place.kind in ("list", "block"):
                    waiting.append((place, []))
                    continue
            else:
                continue
            if waiting:
                waiting[-1][1].append(place)
            else:
                self.root = place

    def _open(self, event: yaml.NodeEvent) -> Place:
        first, last = _index(event.start_mark), _index(event.end_mark)
        anchor = event.anchor or ""
        if isinstance(event, yaml.AliasEvent):
            self.aliases[anchor] = self.aliases.get(anchor, 0) + 1
            return Place("alias", first, last, anchor)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            place = Place("text", first, last, event.value, style, anchor=anchor)
            if style in ("|", ">"):
                place.end = self._end_block(first, last)
            return place
        kind: Literal["list", "block"] = (
            "list" if isinstance(event, yaml.SequenceStartEvent) else "block"
        )
        flow = bool(getattr(event, "flow_style", False))
        return Place(kind, first, last, flow=flow, anchor=anchor)

    def _close(self, place: Place, parts: list[Place], event: yaml.Event) -> None:
        if place.kind == "list":
            place.items = parts
        else:
            place.pairs = list(zip(parts[::2], parts[1::2], strict=True))
        if place.flow:
            place.end = _index(event.end_mark)
        elif parts:
            place.end = max(place.end, *(part.end for part in parts[-2:]))

    def _end_block(self, start: int, end: int) -> int:
        """Where the lines of a text end; empty ones after it are not its own."""
        source = self.source
        if end < len(source):
            end = source.rfind("\n", start, end) + 1
        header = HEADER.match(source, start)
        if header is not None and "+" in header[1]:
            return _drop_break(source, end)
        above = source.rfind("\n", start, end - 1) + 1
        while above and not source[above:end].strip():
            end, above = above, source.rfind("\n", start, above - 1) + 1
        return _drop_break(source, end)

    def list_entries(self, holder: Place) -> list[Entry]:
        """What a list or a block holds, each with its dash or its key."""
        if holder.kind == "block":
            return [
                Entry(key.start, max(key.end, value.end), value, key)
                for key, value in holder.pairs
            ]
        if holder.flow:
            return [Entry(item.start, item.end, item) for item in holder.items]
        entries: list[Entry] = []
        since = holder.start
        for item in holder.items:
            gap = self.hide_comments(since, item.start)
            dash = since + next(_DASH.finditer(gap)).start()
            since = max(item.end, dash + 1)
            entries.append(Entry(dash, since, item))
        return entries

    def hide_comments(self, start: int, end: int) -> str:
        """What stands between two values, its comments as blanks."""
        return _COMMENT.sub(lambda m: " " * len(m[0]), self.source[start:end])

    def find(self, path: YamlPath) -> Found | None:
        """The value at a path; None where the file has none there.

        A path that leads through an alias ends there: what it stands for is shared.
        """
        if self.root is None:
            return None
        found = Found(self.root)
        for step in path:
            holder = found.value
            if holder.kind == "alias":
                found.shared = True
                return found
            rank = _find_rank(holder, step)
            if rank is None:
                return None
            value = holder.children[rank]
            found = Found(
                value,
                holder,
                rank,
                found.flow or holder.flow,
                found.shared or self.is_shared(holder),
            )
        return found

    def is_used(self, found: Found) -> bool:
        """Whether what stands at a path is used elsewhere too, by itself or above."""
        alias = found.value.kind == "alias"
        return found.shared or alias or self.is_shared(found.value)

    def is_shared(self, place: Place) -> bool:
        """Whether an alias uses a value elsewhere too."""
        return bool(place.anchor) and place.anchor in self.aliases

    def iter_texts(self) -> Iterator[Place]:
        """Every value that is a text, once, were it used in several places."""
        waiting = [self.root] if self.root else []
        while waiting:
            place = waiting.pop()
            if place.kind == "text":
                yield place
            waiting += place.children


def read_data(source: str) -> Any:  # noqa: ANN401 - str, list, dict or None
    """What a text says; None where it cannot be read."""
    root, _ = parse_tree(source.replace("\r\n", "\n"), "")
    return to_data(root) if root is not None else None


def _find_rank(holder: Place, step: str | int) -> int | None:
    if holder.kind == "block":
        keys = [key.text for key, _ in holder.pairs]
        return keys.index(str(step)) if step in keys else None
    if isinstance(step, int) and 0 <= step < len(holder.items):
        return step
    return None


def _index(mark: Any) -> int:  # noqa: ANN401 - a mark of either loader
    return int(mark.index)


def _drop_break(source: str, end: int) -> int:
    for sign in ("\n", "\r"):
        if end and source[end - 1] == sign:
            end -= 1
    return end
