"""New pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from delib_gen.formats.docx.blocks.place import Label, Place
from delib_gen.formats.docx.blocks.registry import block_writer
from delib_gen.formats.docx.gaps import make_break
from delib_gen.formats.docx.xml import Element
from delib_gen.prose.tree import SautDePage

if TYPE_CHECKING:
    from delib_gen.formats.docx.prose import ProseWriter


@block_writer(SautDePage)
def write_break(
    _writer: ProseWriter, _block: SautDePage, _place: Place, _label: Label | None
) -> Iterator[Element]:
    """What follows begins a page."""
    yield make_break()
