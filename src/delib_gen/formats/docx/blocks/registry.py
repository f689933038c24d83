"""Who writes which block, found in this folder: a new one is a new function."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from delib_gen.prose.tree import Bloc

if TYPE_CHECKING:
    from delib_gen.formats.docx.blocks.place import Label, Place
    from delib_gen.formats.docx.prose import ProseWriter
    from delib_gen.formats.docx.xml import Element

B = TypeVar("B", bound=Bloc)
BlockWriter = Callable[["ProseWriter", B, "Place", "Label | None"], "Iterator[Element]"]

_writers: dict[type[Bloc], BlockWriter[Any]] = {}


def block_writer(kind: type[B]) -> Callable[[BlockWriter[B]], BlockWriter[B]]:
    """Declare who writes a kind of block.

    The writer is given the prose's own writer, the block, where it stands, and
    the number that its first paragraph bears, if it begins an item of a list.
    """

    def declare(write: BlockWriter[B]) -> BlockWriter[B]:
        if kind in _writers:
            raise ValueError(f"{kind.__name__} has two writers")
        _writers[kind] = write
        return write

    return declare


@cache
def _load_writers() -> dict[type[Bloc], BlockWriter[Any]]:
    package = importlib.import_module("delib_gen.formats.docx.blocks")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"delib_gen.formats.docx.blocks.{module.name}")
    return _writers


def find_block_writer(block: Bloc) -> BlockWriter[Any]:
    """Who writes a block.

    Raises:
        KeyError: if nobody does: a kind of block was added, and not for Word.
    """
    return _load_writers()[type(block)]
