"""A YAML file as a tree of texts with their places, and ways about in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from delib_gen.findings import Span

_EMPTY = ("", "~", "null")


@dataclass(slots=True)
class Scalar:
    """A text, with how it was written.

    Attributes:
        text: its value.
        span: where it stands; a block text begins on the line below.
        plain: whether it has neither quotation marks nor `|` or `>`.
        weight: how many values it counts for.
        block: whether it follows `|` or `>`.
        comment: whether a comment follows a plain text on its last line.
    """

    text: str
    span: Span
    plain: bool = True
    weight: int = 1
    block: bool = False
    comment: bool = False

    @property
    def empty(self) -> bool:
        """Whether the key was left without a value."""
        return self.plain and self.text in _EMPTY


@dataclass(slots=True)
class Sequence:
    """A list."""

    span: Span
    flow: bool = False
    items: list[Node] = field(default_factory=list)
    weight: int = 1


@dataclass(slots=True)
class Mapping:
    """A block of keys; `keys` keeps the place of each key itself."""

    span: Span
    flow: bool = False
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)
    weight: int = 1


Node = Scalar | Sequence | Mapping


def to_data(node: Node) -> Any:  # noqa: ANN401 - str, list, dict or None
    """The tree as plain Python values: texts, lists, dicts; empty is None."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {key: to_data(value) for key, value in node.values.items()}


def find_node(root: Node, path: tuple[str | int, ...]) -> tuple[Node, bool]:
    """The node at a path, or its nearest ancestor; and whether it is the node.

    Steps that the tree does not have are passed over: the schema sometimes
    knows a level that the user did not have to type.
    """
    node, exact = root, True
    for step in path:
        child: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            child = node.values.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int):
            child = node.items[step] if 0 <= step < len(node.items) else None
        if child is None:
            exact = False
        else:
            node, exact = child, True
    return node, exact


def find_order(root: Node, path: tuple[str | int, ...]) -> tuple[int, ...]:
    """A path as ranks: sorted by them, paths come in the order that was typed."""
    node: Node | None = root
    ranks: list[int] = []
    for step in path:
        if isinstance(node, Mapping) and step in node.values:
            ranks.append(list(node.values).index(str(step)))
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int):
            ranks.append(step)
            node = node.items[step] if step < len(node.items) else None
    return tuple(ranks)


def place_text(node: Node) -> tuple[Span, bool]:
    """Where a text begins in its file, and whether its lines are those of the file."""
    span = node.span
    if not isinstance(node, Scalar) or not node.block:
        return span, False
    height = span.end_line - span.line - 1
    kept = node.text.count("\n") in (height, height - 1)
    first = span.line + 1
    return Span(span.file, first, 1, first + max(height, 1), 1), kept
