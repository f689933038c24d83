"""Reading the data that come with the software."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from delib_gen.load.decode import decode_node
from delib_gen.load.tree import parse_tree
from delib_gen.resources import list_text_languages
from delib_gen.schema.base import Schema

S = TypeVar("S", bound=Schema)


class ShippedDataError(Exception):
    """Shipped data that cannot be read: a bug of ours, never a user's mistake."""


def load_shipped(schema: type[S], path: Path) -> S:
    """Read a file of the shipped data.

    Raises:
        ShippedDataError: if it is not as its schema says.
    """
    tree, findings = parse_tree(path.read_text(encoding="utf-8"), str(path))
    if tree is not None and not findings:
        decoded = decode_node(schema, tree, (), {"langues": list_text_languages()})
        findings = decoded.findings
        if decoded.value is not None and not findings:
            return decoded.value
    raise ShippedDataError(f"{path}: {[f.message for f in findings]}")
