"""Where the texts of a session begin in their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Span
from delib_gen.load.nodes import Mapping, Scalar, find_node

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.load.nodes import Node


def find_text(lue: LoadedSeance, path: YamlPath, langue: str = "") -> tuple[Span, bool]:
    """Where a text begins, and whether its lines are those of its file.

    Args:
        lue: the session.
        path: the text's place.
        langue: its language, where it may be given by languages.
    """
    if lue.root is None:
        return Span(lue.file, 1, 1, 1, 1), False
    node, _ = find_node(lue.root, path)
    if isinstance(node, Mapping) and langue in node.values:
        node = node.values[langue]
    span = node.span
    typed = isinstance(node, Scalar) and not node.plain
    if typed and span.file != lue.file and span.line == span.end_line == 1:
        return span, True  # the whole of a Markdown file, read in its place
    return place_text(node)


def place_text(node: Node) -> tuple[Span, bool]:
    """The same for a text that stands in the tree as it was typed."""
    span = node.span
    if not isinstance(node, Scalar) or not node.block:
        return span, False
    height = span.end_line - span.line - 1
    kept = node.text.count("\n") in (height, height - 1)
    first = span.line + 1
    return Span(span.file, first, 1, first + max(height, 1), 1), kept
