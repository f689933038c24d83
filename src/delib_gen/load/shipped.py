"""Reading the data that come with the software, and keeping what is made of files.

What is leant on at every check (authorities, law, styles, registers) is read at every
check, so that a change is seen; what is made of it is kept by the bytes that were read
(`parse_kept` and whoever stands on it), and made once in a process that stays up. What
is kept is everybody's: nobody changes it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from delib_gen.findings import Diagnostic
from delib_gen.load.decode import decode_node
from delib_gen.load.files import NamedFile, decode_text
from delib_gen.load.nodes import Node
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
    return cast("S", _decode_kept(schema, read_shipped(path), list_text_languages()))


def read_shipped(path: Path) -> NamedFile:
    """A file of the shipped data."""
    return NamedFile(str(path), path.name, path.read_bytes())


@lru_cache(maxsize=64)
def parse_kept(file: NamedFile) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a file, and what is wrong with it."""
    text, findings = decode_text(file, None)
    if findings:
        return None, tuple(findings)
    root, findings = parse_tree(text, file.name)
    return root, tuple(findings)


@lru_cache(maxsize=64)
def _decode_kept(
    schema: type[Schema], file: NamedFile, langues: tuple[str, ...]
) -> Schema:
    tree, findings = parse_kept(file)
    if tree is not None and not findings:
        decoded = decode_node(schema, tree, (), {"langues": langues})
        if decoded.value is not None and not decoded.findings:
            return decoded.value
        findings = tuple(decoded.findings)
    raise ShippedDataError(f"{file.name}: {[f.message for f in findings]}")
