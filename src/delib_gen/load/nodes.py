"""A YAML file as a tree of texts with their places, and ways about in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from delib_gen.findings import Span
from delib_gen.load.places import Typed

_EMPTY = ("", "~", "null")


@dataclass(slots=True)
class Scalar:
    """A text, with how it was written.

    Attributes:
        text: its value.
        span: where it stands; a block text begins on the line below.
        plain: whether it has neither quotation marks nor `|` or `>`.
        weight: how many values it counts for.
        comment: whether a comment follows a plain text on its last line.
        stretch: where it was typed: the file's text, its beginning and its end in
            it, and how it was written (see `Typed`); None where it was not.
    """

    text: str
    span: Span
    plain: bool = True
    weight: int = 1
    comment: bool = False
    stretch: tuple[str, int, int, str] | None = None

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


def make_scalar(typed: Typed) -> Scalar:
    """A text of a file, to take the place of the file's name."""
    return Scalar(typed.text, typed.span, plain=False, stretch=typed.stretch)


def find_typed(node: Node) -> Typed:
    """A text as it was typed; of what is no text, its beginning alone."""
    if not isinstance(node, Scalar):
        return Typed("", node.span)
    return Typed(node.text, node.span, *(node.stretch or ()))
