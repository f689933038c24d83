"""Where a value stands in the text of a YAML file, to the character.

The reader's own tree has lines and columns, and forgets how a value was shared or
enclosed; to change a file and leave the rest of it alone, that must be known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import YamlPath

_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A value in its file.

    Attributes:
        node: the value, with marks for its first and last character.
        key: its key; None for an item of a list.
        indent: the column of its key, or of its dash.
        flow: whether it stands between braces or brackets.
        shared: whether an alias uses it, or a block that holds it, elsewhere too.
    """

    node: yaml.Node
    key: yaml.Node | None
    indent: int
    flow: bool
    shared: bool


class PlaceFinder:
    """Finds values in a YAML text that was already read without a fault."""

    def __init__(self, text: str) -> None:
        self._root: yaml.Node | None = yaml.compose(text, Loader=_FAST_LOADER)
        self._uses: Counter[int] = Counter()
        if self._root is not None:
            self._count(self._root)

    def _count(self, root: yaml.Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            self._uses[id(node)] += 1
            if self._uses[id(node)] > 1:
                continue
            if isinstance(node, yaml.MappingNode):
                waiting += [part for pair in node.value for part in pair]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value

    def is_shared(self, node: yaml.Node) -> bool:
        """Whether a node is used in more than one place."""
        return self._uses[id(node)] > 1

    def iter_scalars(self) -> Iterator[yaml.ScalarNode]:
        """Every value that is a text, once, were it used in several places."""
        waiting, seen = [self._root], set[int]()
        while waiting:
            node = waiting.pop()
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                waiting += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
            elif isinstance(node, yaml.ScalarNode):
                yield node

    def find(self, path: YamlPath) -> TextPlace | None:
        """The value at a path; None where the file has none there."""
        node, key, indent = self._root, None, 0
        flow = shared = False
        for step in path:
            if node is None:
                return None
            flow = flow or bool(getattr(node, "flow_style", False))
            key, child = _step(node, step)
            if child is None:
                return None
            indent = (key or node).start_mark.column
            shared = shared or self.is_shared(child)
            node = child
        return TextPlace(node, key, indent, flow, shared) if node is not None else None


def _step(
    node: yaml.Node, step: str | int
) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key and the value of one step down; no key in a list."""
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return None, node.value[step] if 0 <= step < len(node.value) else None
    return None, None
